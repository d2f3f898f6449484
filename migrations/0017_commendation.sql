-- Commendation of staff, and cases told so that nobody can tell which child they are about (M5).

-- The criteria of a span of days: measures and bounds as kept:90,never:0,wait:5,strengths:50. All staff read them.
-- placement: school
create table commendation_round (
  school_id bigint not null,
  id uuid not null,
  name text not null,
  from_on text not null,
  until_on text not null,
  criteria text not null,
  begun_at bigint not null,
  begun_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, begun_by) references staff (school_id, id)
);

-- Somebody of the staff is commended, with words that all staff read.
-- placement: school
create table commendation (
  school_id bigint not null,
  id uuid not null,
  round_id uuid not null,
  staff_id uuid not null,
  words text not null,
  given_on text not null,
  given_at bigint not null,
  given_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_why text,
  primary key (school_id, id),
  foreign key (school_id, round_id) references commendation_round (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
create index commendation_of_round on commendation (school_id, round_id);

-- A draft from a closed case, with what child and family said to it.
-- label: title_cell, text_cell, child_consent_cell, family_consent_cell, withdrawn_why_cell L2 GEN
-- placement: school
create table exemplary_case (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  title_cell bytea not null,
  text_cell bytea not null,
  child_consent_cell bytea,
  family_consent_cell bytea,
  version bigint not null,
  written_on text not null,
  written_at bigint not null,
  written_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_why_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index exemplary_case_student on exemplary_case (school_id, student_id);

-- A second person confirmed that nothing in this version tells which child it is: the text as all staff read it, L0.
-- It holds for its version alone. passed_cell: the words that were pointed out and let stand.
-- label: passed_cell L2 GEN
-- placement: school
create table exemplary_confirmation (
  school_id bigint not null,
  id uuid not null,
  exemplary_id uuid not null,
  version bigint not null,
  title text not null,
  text text not null,
  role text not null,
  passed_cell bytea,
  confirmed_on text not null,
  confirmed_at bigint not null,
  confirmed_by uuid not null,
  primary key (school_id, id),
  unique (school_id, exemplary_id, version),
  foreign key (school_id, exemplary_id) references exemplary_case (school_id, id)
);
