-- the step of a trace that asked for what is done later
alter table weekly_closing add column traceparent text;
alter table scheduled_notification add column traceparent text;
