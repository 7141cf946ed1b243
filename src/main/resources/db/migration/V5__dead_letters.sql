create table dead_letter (
  id bigint generated always as identity primary key,
  reason text not null,
  queue text,
  exchange text not null,
  routing_key text not null,
  subject text not null,
  count bigint not null,
  requeued int not null,
  headers text not null,
  properties text not null,
  sealed bytea,
  body bytea not null,
  parked_at timestamptz not null default clock_timestamp(),
  actor text,
  requeue_at timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  last_error text
);

comment on column dead_letter.id is 'order of death: one node at a time parks, in the order of the queue';
comment on column dead_letter.queue is 'where it died; null where nobody knows, as it was published to the exchange itself';
comment on column dead_letter.subject is 'whose order is kept within a queue: the event''s subject, else the routing key';
comment on column dead_letter.requeued is 'how often it was sent back before it died again';
comment on column dead_letter.sealed is 'properties and headers as they are sent again; null where they cannot be';
comment on column dead_letter.actor is 'who touched it last';
comment on column dead_letter.requeue_at is 'when it was asked to be sent back; null while it only lies there';

-- read in pieces, seldom compressible enough to be worth the time
alter table dead_letter alter column body set storage external;

create index dead_letter_by_queue on dead_letter (queue, id);
create index dead_letter_returning on dead_letter (queue, subject, id) where requeue_at is not null;

create table dead_letter_arrival (
  consumer text not null,
  tag bigint not null,
  fingerprint bytea not null,
  arrived_at timestamptz not null default clock_timestamp(),
  primary key (consumer, tag)
);

comment on table dead_letter_arrival is 'parked, but the broker may deliver it again; forgotten once it surely cannot';
