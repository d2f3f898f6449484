-- Looking with care at what was done: spot checks, commendation; reminders that say a number and no more; who stands
-- in for whom.

-- A spot check (M4). The frame is frozen with its fingerprint before the seed is known; the draw can be repeated by anybody.
-- strata: grade | class | tier | school
-- placement: school
create table spot_check (
  school_id bigint not null references school (id),
  id uuid not null,
  name text not null,
  strata text not null check (strata in ('grade', 'class', 'tier', 'school')),
  size bigint not null,
  seed_from text not null,
  frame_sha256 text not null,
  frozen_on text not null,
  frozen_at bigint not null,
  frozen_by uuid not null,
  due_on text not null,
  seed text,
  drawn_at bigint,
  drawn_by uuid,
  closed_on text not null default '9999-12-31',
  closed_by uuid,
  primary key (school_id, id)
);

-- The frame, case by case; place counts from 1 in the order of the draw, none: not drawn.
-- placement: school
create table spot_check_case (
  school_id bigint not null,
  check_id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  stratum text not null,
  weight bigint not null,
  place bigint,
  primary key (school_id, check_id, case_id),
  foreign key (school_id, check_id) references spot_check (school_id, id),
  foreign key (school_id, case_id) references support_case (school_id, id)
);
create index spot_check_case_student on spot_check_case (school_id, student_id);

-- What was seen in one drawn case, what the responsible teacher answered, and the second look.
-- facts, own_words, follow_up, plan_fits: yes | partly | no
-- label: L2 GEN
-- placement: school
create table spot_finding (
  school_id bigint not null,
  id uuid not null,
  check_id uuid not null,
  case_id uuid not null,
  student_id uuid not null,
  facts text not null,
  own_words text not null,
  follow_up text not null,
  plan_fits text not null,
  words_cell bytea,
  asks boolean not null,
  due_on text not null,
  looked_on text not null,
  looked_at bigint not null,
  looked_by uuid not null,
  answer_cell bytea,
  answered_on text,
  answered_by uuid,
  settled_on text not null default '9999-12-31',
  settled_by uuid,
  row_version bigint not null default 1,
  primary key (school_id, id),
  unique (school_id, check_id, case_id),
  foreign key (school_id, check_id) references spot_check (school_id, id)
);
create index spot_finding_student on spot_finding (school_id, student_id);
create index spot_finding_open on spot_finding (school_id, settled_on);

-- When and how a school reminds (M2, Y9). Times of day as HH:MM; robots: off | daily | weekly
-- placement: school
create table reminder_setting (
  school_id bigint not null primary key references school (id),
  is_on boolean not null,
  morning text not null,
  quiet_from text not null,
  quiet_until text not null,
  robots text not null,
  lang text not null,
  changed_at bigint not null,
  changed_by uuid not null
);

-- A robot of a group chat. Its address is a secret by itself.
-- robot: wecom | dingtalk | feishu
-- label: L0 GEN
-- placement: school
create table reminder_channel (
  school_id bigint not null references school (id),
  id uuid not null,
  robot text not null,
  name text not null,
  url_cell bytea not null,
  secret_cell bytea,
  made_at bigint not null,
  made_by uuid not null,
  ended_at bigint,
  primary key (school_id, id)
);

-- What a person wants. often: off | daily | weekly
-- label: L0 GEN
-- placement: school
create table reminder_person (
  school_id bigint not null,
  staff_id uuid not null,
  often text not null,
  email_cell bytea,
  lang text not null,
  changed_at bigint not null,
  primary key (school_id, staff_id),
  foreign key (school_id, staff_id) references staff (school_id, id)
);

-- Messages on their way: claimed before they are sent, done after they were. No text is kept: it is a number, counted
-- when it is sent. kind: robot | mail; slot: D and a day, W and a Monday, T and an id for a trial
-- placement: school
create table reminder_message (
  school_id bigint not null references school (id),
  id uuid not null,
  to_id uuid not null,
  kind text not null,
  slot text not null,
  due_at bigint not null,
  claimed_until bigint not null default 0,
  attempts bigint not null default 0,
  done_at bigint,
  why text,
  primary key (school_id, id),
  unique (school_id, to_id, slot)
);
create index reminder_message_due on reminder_message (done_at, due_at);

-- Who stands in for whom (代班): the duties pass for these days; the rights are members with the same days.
-- placement: school
create table stand_in (
  school_id bigint not null,
  id uuid not null,
  away_id uuid not null,
  stand_in_id uuid not null,
  from_on text not null,
  until_on text not null,
  made_at bigint not null,
  made_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, away_id) references staff (school_id, id),
  foreign key (school_id, stand_in_id) references staff (school_id, id)
);
