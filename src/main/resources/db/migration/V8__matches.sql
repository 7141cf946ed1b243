create table eligibility (
  referee_id text collate "C" not null,
  week date not null check (extract(isodow from week) = 1),
  updated_at timestamptz not null,
  event_id text collate "C" not null,
  written_at timestamptz not null default clock_timestamp(),
  primary key (referee_id, week)
);

comment on table eligibility is 'what the match service knows of referees'' weeks, from availability.updated alone';
comment on column eligibility.week is 'the Monday of the ISO week';
comment on column eligibility.event_id is 'the event it was taken from: the newest by updated_at, then by this';

create table eligibility_slot (
  referee_id text collate "C" not null,
  week date not null,
  date date not null check (date between week and week + 6),
  starts time not null,
  ends time not null check (ends > starts),
  primary key (referee_id, week, date, starts),
  foreign key (referee_id, week) references eligibility on delete cascade
);

-- who is available at a time is read from the index alone
create index eligibility_slot_by_time on eligibility_slot (date, starts, ends, referee_id);

create table eligibility_read (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);
insert into eligibility_read (position) values (0);

comment on table eligibility_read is 'up to which position of the log eligibility was compared with it';

create table match (
  match_id uuid primary key,
  kickoff_at timestamptz not null,
  venue text not null,
  category text not null,
  roles text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  cancelled_at timestamptz,
  cancelled_by text,
  check ((cancelled_at is null) = (cancelled_by is null))
);

create index match_by_kickoff on match (kickoff_at, match_id);

create table match_assignment (
  match_id uuid not null references match,
  referee_id text collate "C" not null,
  role text not null,
  kickoff_at timestamptz not null,
  status text not null check (status in ('ASSIGNED', 'CONFIRMED', 'CANCELLED')),
  at_risk boolean not null default false,
  assigned_at timestamptz not null,
  assigned_by text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  primary key (match_id, referee_id)
);

comment on column match_assignment.kickoff_at is 'that of its match, which never changes';
comment on column match_assignment.at_risk is 'whether the referee is no longer available at kick-off';

create index match_assignment_by_referee on match_assignment (referee_id, kickoff_at) include (status);
