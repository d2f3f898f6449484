-- How a staff member signs in. Passwords are Argon2id strings; a sign-in is stored as the hash of its token.

-- placement: own key (login)
create table account (
  login text not null primary key,
  school_id bigint not null,
  staff_id uuid not null,
  password text not null,
  created_at bigint not null,
  password_at bigint not null,
  failures bigint not null default 0,
  wait_until bigint not null default 0,
  ended_at bigint
);
create index account_staff on account (school_id, staff_id);

-- placement: own key (token_hash)
create table sign_in (
  token_hash bytea not null primary key,
  login text not null,
  school_id bigint not null,
  staff_id uuid not null,
  began_at bigint not null,
  seen_at bigint not null,
  ended_at bigint
);
create index sign_in_login on sign_in (login);

-- The one-time link of a new installation.
-- placement: reference
create table setup_link (
  token_hash bytea not null primary key,
  made_at bigint not null,
  used_at bigint
);

-- Every change: who, when, what, before and after (F5). Written in the transaction of the change.
-- label: as the thing changed; before and after are cells under that label.
-- placement: school
create table event (
  school_id bigint not null,
  id uuid not null,
  at bigint not null,
  actor_id uuid,
  name text not null,
  subject_id uuid not null,
  student_id uuid,
  label text not null,
  before_cell bytea,
  after_cell bytea,
  primary key (school_id, id)
);
create index event_student on event (school_id, student_id, id);
create index event_subject on event (school_id, subject_id, id);

-- Every reading of a sensitive part, committed before the answer leaves (trust 4.8).
-- placement: school
create table reading (
  school_id bigint not null,
  id uuid not null,
  at bigint not null,
  actor_id uuid not null,
  kind text not null,
  action text not null,
  student_id uuid,
  subject_id uuid,
  reason text not null,
  primary key (school_id, id)
);
create index reading_student on reading (school_id, student_id, id);
create index reading_actor on reading (school_id, actor_id, id);
