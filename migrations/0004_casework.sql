-- What we do, with whom, why.

-- An open period of support for one student (K1). Closed means that a closure without reopening exists.
-- label: L2 GEN
-- placement: school
create table support_case (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  tier text not null check (tier in ('class', 'grade', 'school')),
  opened_on text not null,
  opened_at bigint not null,
  opened_by uuid not null,
  finding_id uuid,
  concern_cell bytea not null,
  row_version bigint not null default 1,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index support_case_student on support_case (school_id, student_id);

-- label: L2 GEN
-- placement: school
create table closure (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  closed_on text not null,
  closed_at bigint not null,
  closed_by uuid not null,
  reason text not null,
  note_cell bytea,
  reopened_on text not null default '9999-12-31',
  reopened_by uuid,
  reopen_note_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index closure_case on closure (school_id, case_id, reopened_on);

-- The people around a case (K3). part: responsible | mentor | psychologist | subject_teacher | leader | member
-- placement: school
create table member (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  staff_id uuid not null,
  part text not null,
  from_on text not null,
  until_on text not null default '9999-12-31',
  added_at bigint not null,
  added_by uuid,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create index member_staff on member (school_id, staff_id, until_on);
create index member_case on member (school_id, case_id);
create index member_student on member (school_id, student_id);

-- A short plan with goals (P1, P2 in their first form).
-- label: L2 GEN
-- placement: school
create table plan (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  situation_cell bytea not null,
  measures_cell bytea not null,
  written_on text not null,
  written_at bigint not null,
  written_by uuid not null,
  row_version bigint not null default 1,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index plan_case on plan (school_id, case_id);

-- label: L2 GEN
-- placement: school
create table goal (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  text_cell bytea not null,
  measure_cell bytea,
  span text not null check (span in ('near', 'far')),
  due_on text,
  reached_on text not null default '9999-12-31',
  reached_by uuid,
  withdrawn_at bigint,
  set_on text not null,
  set_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index goal_case on goal (school_id, case_id);

-- One dated thing done with or for one or several students (D1, D2). The row is the newest version.
-- kind: talk | home_visit | family_contact | tutoring | observation | good_news | care | student_report
-- label: L2 GEN
-- placement: school
create table note (
  school_id bigint not null,
  id uuid not null,
  kind text not null,
  channel text,
  held_on text not null,
  minutes bigint,
  text_cell bytea not null,
  own_words_cell bytea,
  recorded_at bigint not null,
  recorded_by uuid not null,
  version bigint not null default 1,
  amended_at bigint,
  amended_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_why_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, recorded_by) references staff (school_id, id)
);
create index note_held on note (school_id, held_on);
create index note_author on note (school_id, recorded_by, held_on);

-- placement: school
create table note_student (
  school_id bigint not null,
  student_id uuid not null,
  note_id uuid not null,
  primary key (school_id, student_id, note_id),
  foreign key (school_id, note_id) references note (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index note_student_note on note_student (school_id, note_id);

-- What a note said before an amendment: never overwritten (F5).
-- label: L2 GEN
-- placement: school
create table note_version (
  school_id bigint not null,
  note_id uuid not null,
  version bigint not null,
  id uuid not null,
  kind text not null,
  channel text,
  held_on text not null,
  minutes bigint,
  text_cell bytea not null,
  own_words_cell bytea,
  written_at bigint not null,
  written_by uuid not null,
  why_cell bytea,
  primary key (school_id, note_id, version)
);

-- The sealed part of a note (D3): for the readers named in note_reader alone.
-- label: L3 PSY
-- placement: school
create table note_sealed (
  school_id bigint not null,
  note_id uuid not null,
  text_cell bytea not null,
  sealed_at bigint not null,
  sealed_by uuid not null,
  primary key (school_id, note_id),
  foreign key (school_id, note_id) references note (school_id, id)
);

-- placement: school
create table note_reader (
  school_id bigint not null,
  note_id uuid not null,
  staff_id uuid not null,
  named_at bigint not null,
  named_by uuid not null,
  primary key (school_id, note_id, staff_id)
);

-- A follow-up promised in a note (D4).
-- label: L2 GEN
-- placement: school
create table follow_up (
  school_id bigint not null,
  id uuid not null,
  note_id uuid not null,
  student_id uuid not null,
  owner_id uuid not null,
  due_on text not null,
  text_cell bytea not null,
  done_on text not null default '9999-12-31',
  done_by uuid,
  primary key (school_id, id),
  foreign key (school_id, note_id) references note (school_id, id)
);
create index follow_up_owner on follow_up (school_id, owner_id, done_on);
create index follow_up_student on follow_up (school_id, student_id);
