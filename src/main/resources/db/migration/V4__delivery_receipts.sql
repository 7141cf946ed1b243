create table delivery_receipt (
  event_id text collate "C" not null,
  user_id text collate "C" not null,
  delivered_at timestamptz not null,
  read_at timestamptz,
  primary key (event_id, user_id)
);

comment on table delivery_receipt is
  'who has an event, as their client said; without a foreign key, which would lock the log''s rows';
comment on column delivery_receipt.delivered_at is 'when the first acknowledgement reached a node';
