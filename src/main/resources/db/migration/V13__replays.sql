create table replay (
  id bigint generated always as identity primary key,
  target text not null check (target in ('sockets', 'broker')),
  event_type text,
  subject text,
  occurred_from timestamptz,
  occurred_to timestamptz,
  rate int not null,
  count bigint not null,
  last_position bigint not null,
  reached bigint not null default 0,
  sent bigint not null default 0,
  status text not null default 'running' check (status in ('running', 'done', 'cancelled')),
  requested_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  actor text not null,
  correlation_id text,
  last_error text,
  check ((status = 'running') = (ended_at is null))
);

comment on column replay.last_position is 'where the log ended when it was asked for; what came later is not sent again';
comment on column replay.reached is 'up to here all has been sent; whichever node goes on begins behind it';
comment on column replay.due_at is 'when the next may be sent, so that all nodes together keep the rate';

create index replay_running on replay (id) where status = 'running';
