create table idempotency_key (
  caller text not null,
  key text not null,
  fingerprint text not null,
  status int,
  reply text,
  created_at timestamptz not null default now(),
  primary key (caller, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);
