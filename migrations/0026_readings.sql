-- The log of readings, apart from what is read: every page adds to it, and what a page reads must not grow cold by it
-- (on SQLite a file of its own, in which a commit leaves the caches of the other as they are).
-- placement: school
create table log.reading (
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
create index reading_of_student on log.reading (school_id, student_id, id);
create index reading_by_actor on log.reading (school_id, actor_id, id);
insert into log.reading select school_id, id, at, actor_id, kind, action, student_id, subject_id, reason from reading;
drop table reading;
