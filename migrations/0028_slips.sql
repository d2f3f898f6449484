-- A slip with a link, so that a child or its family ticks a daily list at home without an account (P5). The link is known to the
-- paper alone: here stands its hash. uses: how often it was opened since counted_from, so that it is not opened without end. hand says who holds it: student or family.
-- label: L2 GEN
-- placement: school
create table checklist_slip (
  school_id bigint not null,
  id uuid not null,
  checklist_id uuid not null,
  student_id uuid not null,
  hand text not null check (hand in ('student', 'family')),
  token_hash bytea not null,
  until_on text not null,
  made_at bigint not null,
  made_by uuid not null,
  opened_on text,
  counted_from bigint not null default 0,
  uses bigint not null default 0,
  ended_at bigint,
  ended_by uuid,
  primary key (school_id, id),
  foreign key (school_id, checklist_id) references checklist (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create unique index checklist_slip_token on checklist_slip (school_id, token_hash);
create index checklist_slip_list on checklist_slip (school_id, checklist_id);
create index checklist_slip_student on checklist_slip (school_id, student_id);

-- Who ticked last: somebody of the staff, or whoever held a slip.
-- label: L2 GEN
-- placement: school
create table checklist_day_next (
  school_id bigint not null,
  checklist_id uuid not null,
  student_id uuid not null,
  day_on text not null,
  done bigint not null,
  marked_at bigint not null,
  marked_by uuid,
  slip_id uuid,
  primary key (school_id, checklist_id, student_id, day_on),
  foreign key (school_id, checklist_id) references checklist (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id),
  check ((marked_by is null) <> (slip_id is null))
);
insert into checklist_day_next select school_id, checklist_id, student_id, day_on, done, marked_at, marked_by, null
  from checklist_day;
drop table checklist_day;
alter table checklist_day_next rename to checklist_day;
