-- Reviews of a month, conferences on one case, looks after a closure.

-- The meeting that goes through the open cases of one place in one month (V1). place: school | grade-7 | class-<id>.
-- Finished means that a finish without reopening exists.
-- label: others_cell L2 GEN
-- placement: school
create table review (
  school_id bigint not null,
  id uuid not null,
  month text not null,
  place text not null,
  held_on text not null,
  chair_id uuid not null,
  others_cell bytea,
  begun_at bigint not null,
  begun_by uuid not null,
  primary key (school_id, id),
  unique (school_id, month, place),
  foreign key (school_id, chair_id) references staff (school_id, id)
);

-- Who of the staff was there.
-- placement: school
create table review_present (
  school_id bigint not null,
  review_id uuid not null,
  staff_id uuid not null,
  primary key (school_id, review_id, staff_id),
  foreign key (school_id, review_id) references review (school_id, id)
);

-- What was decided for one case, and what had been proposed. The newest row counts, earlier ones are kept.
-- label: why_cell L2 GEN
-- placement: school
create table review_decision (
  school_id bigint not null,
  id uuid not null,
  review_id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  proposal text not null,
  decision text not null,
  why_cell bytea,
  note_id uuid,
  decided_at bigint not null,
  decided_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, review_id) references review (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index review_decision_review on review_decision (school_id, review_id, case_id);
create index review_decision_case on review_decision (school_id, case_id);

-- The end of the meeting, and the reopening that ended it.
-- label: reopen_why_cell L2 GEN
-- placement: school
create table review_finish (
  school_id bigint not null,
  id uuid not null,
  review_id uuid not null,
  finished_on text not null,
  finished_at bigint not null,
  finished_by uuid not null,
  reopened_on text not null default '9999-12-31',
  reopened_by uuid,
  reopen_why_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, review_id) references review (school_id, id)
);
create index review_finish_review on review_finish (school_id, review_id);

-- The figures and words of one case as they were on the day of the finish: one cell of JSON.
-- label: L2 GEN
-- placement: school
create table review_kept (
  school_id bigint not null,
  id uuid not null,
  finish_id uuid not null,
  review_id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  seat bigint not null,
  kept_cell bytea not null,
  primary key (school_id, id),
  foreign key (school_id, finish_id) references review_finish (school_id, id)
);
create index review_kept_finish on review_kept (school_id, finish_id);
create index review_kept_case on review_kept (school_id, case_id);

-- A conference on one case (V2). Its minutes are a note of the kind conference.
-- label: about_cell, others_cell L2 GEN
-- placement: school
create table conference (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  meets_on text not null,
  about_cell bytea not null,
  others_cell bytea,
  called_at bigint not null,
  called_by uuid not null,
  note_id uuid,
  cancelled_at bigint,
  cancelled_by uuid,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index conference_case on conference (school_id, case_id);

-- placement: school
create table conference_invited (
  school_id bigint not null,
  conference_id uuid not null,
  staff_id uuid not null,
  primary key (school_id, conference_id, staff_id),
  foreign key (school_id, conference_id) references conference (school_id, id)
);
create index conference_invited_staff on conference_invited (school_id, staff_id);

-- A look after a closure that was answered with "all is well" (V4). What is due is computed; a note answers as well.
-- placement: school
create table after_care (
  school_id bigint not null,
  id uuid not null,
  closure_id uuid not null,
  student_id uuid not null,
  moment text not null,
  due_on text not null,
  answered_on text not null,
  answered_at bigint not null,
  answered_by uuid not null,
  primary key (school_id, id),
  unique (school_id, closure_id, moment),
  foreign key (school_id, closure_id) references closure (school_id, id)
);

-- A day of the year that is hard for this child (V4), such as the anniversary of a loss: MM-DD.
-- label: what_cell L2 GEN
-- placement: school
create table hard_day (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  month_day text not null,
  what_cell bytea not null,
  noted_at bigint not null,
  noted_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index hard_day_student on hard_day (school_id, student_id);
