create table event_log (
  entry bigint generated always as identity primary key,
  event_id text not null unique,
  position bigint unique,
  event_type text not null,
  subject text,
  exchange text not null,
  routing_key text not null,
  body text not null,
  headers text not null default '{}',
  ours boolean not null,
  actor text not null,
  correlation_id text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  attempts int not null default 0,
  last_error text,
  next_attempt_at timestamptz
);

comment on column event_log.entry is 'order of insertion; not of commit, so nobody reads by it';
comment on column event_log.position is 'order of the log, given after the commit by one writer at a time';

create index event_log_unsequenced on event_log (entry) where position is null;
create index event_log_unpublished on event_log (position) where published_at is null;
create index event_log_failed on event_log (subject, position) where published_at is null and attempts > 0;
create index event_log_by_type on event_log (event_type text_pattern_ops, position);
create index event_log_by_subject on event_log (subject, position);
create index event_log_by_time on event_log (occurred_at, position);

create table event_log_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);
insert into event_log_head (position) values (0);

create function event_log_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'event_log is append-only: % refused', tg_op using errcode = 'restrict_violation';
end
$$;

create trigger event_log_keeps_events
  before update of entry, event_id, event_type, subject, exchange, routing_key, body, headers, ours, actor,
    correlation_id, occurred_at, recorded_at on event_log
  for each row execute function event_log_refuse();

create trigger event_log_keeps_positions
  before update of position on event_log
  for each row when (old.position is not null) execute function event_log_refuse();

create trigger event_log_keeps_rows before delete on event_log
  for each row execute function event_log_refuse();

create trigger event_log_keeps_all before truncate on event_log
  for each statement execute function event_log_refuse();
