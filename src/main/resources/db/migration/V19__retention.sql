alter table event_log_head add column retired bigint not null default 0;

comment on column event_log_head.retired is
  'up to here the log may have been deleted, and is or will be; raised and committed before anything is';

-- whoever deletes: nothing but what is published, and below what was retired
create or replace function event_log_refuse() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.published_at is not null and old.position <= (select retired from event_log_head) then
      return old;
    end if;
  end if;
  raise exception 'event_log is append-only: % refused', tg_op using errcode = 'restrict_violation';
end
$$;
