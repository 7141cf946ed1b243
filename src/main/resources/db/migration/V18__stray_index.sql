drop index concurrently if exists event_log_stray;

-- what was not recorded when it occurred: few, so that this costs nothing
create index concurrently event_log_stray on event_log (occurred_at, position)
  where greatest(recorded_at - occurred_at, occurred_at - recorded_at) > interval '5 minutes' and position is not null;
