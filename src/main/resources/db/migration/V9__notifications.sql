create table notification_preference (
  user_id text collate "C" primary key,
  language text not null,
  quiet_from time,
  quiet_to time,
  quiet_zone text,
  muted_types text[] not null,
  email text,
  check ((quiet_from is null) = (quiet_to is null) and (quiet_from is null) = (quiet_zone is null))
);

comment on table notification_preference is 'of those who ever said something; everybody else has the defaults';

create index notification_preference_with_email on notification_preference (user_id) where email is not null;

create table inbox_item (
  position bigint generated always as identity primary key,
  event_id text collate "C" not null unique,
  user_id text collate "C" not null,
  event_type text not null,
  critical boolean not null,
  facts text not null,
  created_at timestamptz not null
);

comment on column inbox_item.position is 'order of commit: one node at a time writes';
comment on column inbox_item.user_id is 'whose it is; * is everybody''s, stored once';
comment on column inbox_item.facts is 'what its title and text are made of when it is read, in the language of then';

create index inbox_item_of_user on inbox_item (user_id, position);
create index inbox_item_by_time on inbox_item (created_at);

create table email (
  event_id text collate "C" not null references inbox_item (event_id) on delete cascade,
  user_id text collate "C" not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  last_error text,
  sent_at timestamptz,
  given_up_at timestamptz,
  primary key (event_id, user_id)
);

comment on column email.due_at is 'when to send it; whoever sends it moves this on first, so that nobody else does';

create index email_waiting on email (due_at) where sent_at is null and given_up_at is null;

create table scheduled_notification (
  id bigint generated always as identity primary key,
  event_id text collate "C" not null unique,
  deliver_at timestamptz not null,
  fields text not null,
  actor text not null,
  correlation_id text,
  scheduled_at timestamptz not null
);

comment on table scheduled_notification is 'what waits; going out, a row is deleted in the transaction that writes the event';

create index scheduled_notification_due on scheduled_notification (deliver_at, id);
