-- what a user missed is their own events and the broadcasts between two positions
create index event_log_broadcast on event_log (position) where subject is null and event_type = 'notification';
