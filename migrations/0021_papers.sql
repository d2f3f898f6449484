-- A child of school age who has stopped coming: since when, why as far as is known, and how it ended. The visits that
-- ask the child back are notes and are not kept twice. Suspected until a named person says otherwise (confirmed_on).
-- reason: weary | behind | hardship | work | illness | moved | family | unknown
-- ending: returned | transferred | elsewhere | excused | grown | other; placement of who returned: class | home | vocational
-- label: L2 GEN
-- placement: school
create table dropout (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  left_on text not null,
  reason text not null,
  words_cell bytea,
  whereabouts_cell bytea,
  begun_at bigint not null,
  begun_by uuid not null,
  confirmed_on text,
  confirmed_by uuid,
  ended_on text not null default '9999-12-31',
  ending text,
  placement text,
  ground_cell bytea,
  ended_at bigint,
  ended_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index dropout_student on dropout (school_id, student_id);

-- In which shape the papers of a bundle are made, and the word that opens its archive, sealed; shown once.
-- label: L2 GEN
alter table bundle add column shape text not null default 'docx';
alter table bundle add column password_cell bytea;
alter table bundle add column password_shown_at bigint;
