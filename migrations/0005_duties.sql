-- Who owes what, when. What is due is computed from rules, facts and excuses; nothing of it is stored.

-- placement: school
create table duty_rule (
  school_id bigint not null references school (id),
  id uuid not null,
  name_key text,
  name text,
  category text,
  tier text,
  who text not null,
  act text not null,
  times bigint not null,
  per text not null,
  from_on text not null,
  until_on text not null default '9999-12-31',
  made_at bigint not null,
  made_by uuid,
  primary key (school_id, id)
);

-- label: L2 GEN
-- placement: school
create table excuse (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  rule_id uuid,
  staff_id uuid,
  from_on text not null,
  until_on text not null,
  reason text not null,
  note_cell bytea,
  made_at bigint not null,
  made_by uuid not null,
  withdrawn_at bigint,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index excuse_student on excuse (school_id, student_id);

-- What the clock asks of a note, without its words: my day reads hundreds of notes and none of their texts.
create index note_facts on note (school_id, id, held_on, kind, channel, recorded_by, withdrawn_at);
