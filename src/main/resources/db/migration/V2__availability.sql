create table availability (
  referee_id text collate "C" not null,
  week date not null check (extract(isodow from week) = 1),
  status text not null check (status in ('OPEN', 'CLOSED', 'EXPIRED')),
  total_slots int not null,
  version bigint not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  primary key (referee_id, week),
  check ((status = 'OPEN') = (closed_at is null))
);

comment on column availability.week is 'the Monday of the ISO week';
comment on column availability.closed_at is 'when it was closed, or expired';

-- the order in which a closing takes them
create index availability_open on availability (week desc, referee_id) where status = 'OPEN';

create table availability_slot (
  referee_id text collate "C" not null,
  week date not null,
  date date not null check (date between week and week + 6),
  starts time not null,
  ends time not null check (ends > starts),
  primary key (referee_id, week, date, starts),
  foreign key (referee_id, week) references availability on delete cascade
);

create index availability_slot_by_date on availability_slot (date, referee_id);

create table weekly_closing (
  week date primary key check (extract(isodow from week) = 1),
  due_at timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  closed int not null default 0,
  expired int not null default 0,
  actor text not null,
  correlation_id text
);

comment on table weekly_closing is 'one row for each closing that was begun; unfinished, any node continues it';

create unique index weekly_closing_by_time on weekly_closing (started_at, week);

create table weekly_closing_since (
  only_row boolean primary key default true check (only_row),
  installed_at timestamptz not null
);

comment on table weekly_closing_since is 'when the first node of this system started; what was due before is not caught up';
