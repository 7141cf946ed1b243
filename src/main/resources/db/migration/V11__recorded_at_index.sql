create index event_log_by_recording on event_log (recorded_at);

comment on column eligibility.event_id is 'the event it was taken from: the newest by updated_at, then the later comer';
