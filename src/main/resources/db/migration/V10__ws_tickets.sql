create table ws_ticket (
  hash bytea primary key,
  subject text not null,
  roles text[] not null,
  ends_at timestamptz,
  origin text,
  expires_at timestamptz not null
);

comment on table ws_ticket is 'each is deleted by who takes it, the others some time after their end';
comment on column ws_ticket.hash is 'SHA-256: who reads this table can use none of them';
comment on column ws_ticket.ends_at is 'end of the token that it was made with, and so of the session; null where nothing ends';
comment on column ws_ticket.origin is 'the page that asked for it; null for a program';

create index ws_ticket_by_end on ws_ticket (expires_at);
