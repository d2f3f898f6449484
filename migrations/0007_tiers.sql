-- Who carries a case, with its forms and its dates to look again; pairing; the leadership group.

-- A change of tier, asked by one tier and answered by the other (K2). Of the accepted ones the newest holds; before the
-- first, its from_tier held since the opening. support_case.tier repeats the newest, so that lists need not search.
-- way: up | down | breach | ended. answer: null while it waits, accepted | returned | withdrawn.
-- label: L2 GEN
-- placement: school
create table tier_change (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  way text not null check (way in ('up', 'down', 'breach', 'ended')),
  from_tier text not null check (from_tier in ('class', 'grade', 'school')),
  to_tier text not null check (to_tier in ('class', 'grade', 'school')),
  reason_cell bytea not null,
  asked_on text not null,
  asked_at bigint not null,
  asked_by uuid not null,
  answer text check (answer in ('accepted', 'returned', 'withdrawn')),
  answer_cell bytea,
  answered_on text not null default '9999-12-31',
  answered_at bigint,
  answered_by uuid,
  review_on text,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index tier_change_case on tier_change (school_id, case_id);
create index tier_change_student on tier_change (school_id, student_id);
create index tier_change_answered on tier_change (school_id, answered_on);

-- The tier was looked at again and stays until the next date (C6).
-- label: L2 GEN
-- placement: school
create table tier_review (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  reviewed_on text not null,
  reviewed_at bigint not null,
  reviewed_by uuid not null,
  review_on text not null,
  reason_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index tier_review_case on tier_review (school_id, case_id);

-- What a tier wrote in its form (K2): class, grade, school, or breach, the education plan. The newest holds, the
-- earlier ones stay. body: the answers by the names of the questions.
-- label: L2 GEN
-- placement: school
create table tier_form (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  form text not null check (form in ('class', 'grade', 'school', 'breach')),
  body_cell bytea not null,
  review_on text,
  written_on text not null,
  written_at bigint not null,
  written_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index tier_form_case on tier_form (school_id, case_id);

-- A category was looked at again (C6): renewed until another date. The finding carries the newest date.
-- label: that of the category of the finding
-- placement: school
create table finding_review (
  school_id bigint not null,
  id uuid not null,
  finding_id uuid not null,
  student_id uuid not null,
  was_on text,
  review_on text not null,
  reviewed_on text not null,
  reviewed_at bigint not null,
  reviewed_by uuid not null,
  reason_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, finding_id) references finding (school_id, id)
);
create index finding_review_finding on finding_review (school_id, finding_id);

-- A child whom no list named was looked at and found well (C6). What was seen then does not raise it again.
-- label: L2 GEN
-- placement: school
create table quiet_look (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  looked_on text not null,
  looked_at bigint not null,
  looked_by uuid not null,
  reason_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index quiet_look_student on quiet_look (school_id, student_id);

-- People around a case who are no staff (K3): a classmate who helps, a volunteer, a temporary guardian.
-- part: peer_helper (peer_id is the classmate) | volunteer | temporary_guardian (name_cell)
-- label: L2 GEN
-- placement: school
create table companion (
  school_id bigint not null,
  id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  part text not null check (part in ('peer_helper', 'volunteer', 'temporary_guardian')),
  peer_id uuid,
  name_cell bytea,
  from_on text not null,
  until_on text not null default '9999-12-31',
  added_at bigint not null,
  added_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index companion_case on companion (school_id, case_id);

-- The leadership group (O2): who is in it, with written duties, since when and until when.
-- placement: school
create table leadership_seat (
  school_id bigint not null,
  id uuid not null,
  staff_id uuid not null,
  seat text not null check (seat in ('head', 'deputy', 'member')),
  duties text not null,
  from_on text not null,
  until_on text not null default '9999-12-31',
  added_at bigint not null,
  added_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);

-- Whom a child would like as the grown-up at his or her side (K4): the child's own choice.
-- label: L2 GEN
-- placement: school
create table mentor_wish (
  school_id bigint not null,
  case_id uuid not null,
  student_id uuid not null,
  staff_id uuid not null,
  wished_on text not null,
  noted_by uuid not null,
  primary key (school_id, case_id),
  foreign key (school_id, case_id) references support_case (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);
