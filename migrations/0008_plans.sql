-- Plans in sections, their earlier versions, who agreed to them, tasks; measures in use and the library of measures;
-- daily checklists.

-- Which templates the plan was made from (codes joined by commas), and the texts of their sections as sealed JSON.
alter table plan add column templates text not null default '';
alter table plan add column sections_cell bytea;

-- What a plan said before: never overwritten (F5).
-- label: L2 GEN
-- placement: school
create table plan_version (
  school_id bigint not null,
  plan_id uuid not null,
  version bigint not null,
  id uuid not null,
  templates text not null,
  situation_cell bytea not null,
  measures_cell bytea not null,
  sections_cell bytea,
  written_on text not null,
  written_by uuid not null,
  primary key (school_id, plan_id, version),
  foreign key (school_id, plan_id) references plan (school_id, id)
);

-- A version of a plan laid before who answers for grade or school: agreed to, or returned with a reason (P1).
-- label: L2 GEN
-- placement: school
create table plan_approval (
  school_id bigint not null,
  id uuid not null,
  plan_id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  version bigint not null,
  asked_on text not null,
  asked_at bigint not null,
  asked_by uuid not null,
  answered_on text not null default '9999-12-31',
  answered_at bigint,
  answered_by uuid,
  agreed boolean,
  why_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, plan_id) references plan (school_id, id)
);
create index plan_approval_plan on plan_approval (school_id, plan_id);
create index plan_approval_open on plan_approval (school_id, answered_on);

-- Whether this school wants plans agreed to. The newest row holds.
-- placement: school
create table plan_rule (
  school_id bigint not null,
  id uuid not null,
  needs_approval boolean not null,
  from_on text not null,
  made_at bigint not null,
  made_by uuid not null,
  primary key (school_id, id)
);

-- One step of a plan, small enough to be done or not done (P3).
-- label: L2 GEN
-- placement: school
create table plan_task (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  text_cell bytea not null,
  due_on text,
  done_on text not null default '9999-12-31',
  done_by uuid,
  withdrawn_at bigint,
  set_on text not null,
  set_at bigint not null,
  set_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index plan_task_case on plan_task (school_id, case_id);

-- A measure of the library at work for a child, and how it ended (P6, P7). measure: the key of a measure that ships with
-- the program, or the id of a school_measure. outcome: helped | partly | not | unclear
-- label: L2 GEN
-- placement: school
create table measure_use (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  measure text not null,
  from_on text not null,
  until_on text not null default '9999-12-31',
  outcome text,
  words_cell bytea,
  added_at bigint not null,
  added_by uuid not null,
  ended_by uuid,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index measure_use_case on measure_use (school_id, case_id);
create index measure_use_student on measure_use (school_id, student_id);
create index measure_use_measure on measure_use (school_id, measure);

-- A measure that the school added to the library (P7); it is about no child. categories: codes joined by commas.
-- placement: school
create table school_measure (
  school_id bigint not null,
  id uuid not null,
  categories text not null,
  name text not null,
  purpose text not null,
  sign text not null,
  made_on text not null,
  made_at bigint not null,
  made_by uuid not null,
  primary key (school_id, id)
);

-- A measure that the school does not offer; plans that have it keep it.
-- placement: school
create table measure_hidden (
  school_id bigint not null,
  measure text not null,
  hidden_at bigint not null,
  hidden_by uuid not null,
  primary key (school_id, measure)
);

-- A daily checklist (P5): for a whole class, or for the children named in checklist_student.
-- label: L2 GEN
-- placement: school
create table checklist (
  school_id bigint not null,
  id uuid not null,
  class_id uuid,
  name_cell bytea not null,
  items_cell bytea not null,
  from_on text not null,
  until_on text not null,
  made_at bigint not null,
  made_by uuid not null,
  primary key (school_id, id)
);
create index checklist_class on checklist (school_id, class_id, until_on);

-- placement: school
create table checklist_student (
  school_id bigint not null,
  student_id uuid not null,
  checklist_id uuid not null,
  primary key (school_id, student_id, checklist_id),
  foreign key (school_id, checklist_id) references checklist (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index checklist_student_list on checklist_student (school_id, checklist_id);

-- What a child did on a day: the bit of value 2^n is set when the item n, counted from 0, was done.
-- label: L2 GEN
-- placement: school
create table checklist_day (
  school_id bigint not null,
  checklist_id uuid not null,
  student_id uuid not null,
  day_on text not null,
  done bigint not null,
  marked_at bigint not null,
  marked_by uuid not null,
  primary key (school_id, checklist_id, student_id, day_on),
  foreign key (school_id, checklist_id) references checklist (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
