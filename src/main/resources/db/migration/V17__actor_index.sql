-- one that was not finished, as its node was killed, is of no use
drop index concurrently if exists event_log_by_actor;

create index concurrently event_log_by_actor on event_log (actor, position) where position is not null;
