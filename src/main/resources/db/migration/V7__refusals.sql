-- attempts count outages, too; only what the broker refused by itself holds back later events of its subject
alter table event_log add column refusals int not null default 0;

drop index event_log_failed;
create index event_log_refused on event_log (subject, position) where published_at is null and refusals > 0;
