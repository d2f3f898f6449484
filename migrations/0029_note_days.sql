-- The day of a note stands beside each of its children too, and orders their notes: what was done with a child since a
-- day is then found without a look at the years before. It is written with the note and changed with it.

-- placement: school
create table note_student_next (
  school_id bigint not null,
  student_id uuid not null,
  held_on text not null,
  note_id uuid not null,
  primary key (school_id, student_id, held_on, note_id),
  foreign key (school_id, note_id) references note (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
insert into note_student_next select ns.school_id, ns.student_id, n.held_on, ns.note_id
  from note_student ns join note n on n.school_id = ns.school_id and n.id = ns.note_id;
drop table note_student;
alter table note_student_next rename to note_student;
create index note_student_note on note_student (school_id, note_id);
