-- Notes of all kinds with their own short fields, text that speaks of danger, attachments, health.

-- The short fields of a note's kind (D1) as one cell of JSON, and who was really reached: child | family | both | nobody;
-- nothing where the kind says it.
-- label: fields_cell as the note's text
alter table note add column fields_cell bytea;
alter table note add column reached text;
alter table note_version add column fields_cell bytea;

-- Text of a note that speaks of danger (D5): which sentences, why. part: note | sealed, with the rights of that part.
-- label: part note as the note's kind; part sealed L3 PSY
-- placement: school
create table danger (
  school_id bigint not null,
  id uuid not null,
  note_id uuid not null,
  part text not null check (part in ('note', 'sealed')),
  found_cell bytea not null,
  found_at bigint not null,
  found_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, note_id) references note (school_id, id)
);
create index danger_note on danger (school_id, note_id);

-- What a named person answered: what was done, or why it is none. Kept; a second answer is a further row.
-- label: as the danger
-- placement: school
create table danger_answer (
  school_id bigint not null,
  id uuid not null,
  danger_id uuid not null,
  verdict text not null check (verdict in ('seen', 'none')),
  text_cell bytea not null,
  answered_at bigint not null,
  answered_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, danger_id) references danger (school_id, id)
);
create index danger_answer_danger on danger_answer (school_id, danger_id);

-- A school's own words that speak of danger, beside those that ship; no danger: an exception.
-- label: L0 GEN, a rule of the school
-- placement: school
create table danger_word (
  school_id bigint not null,
  id uuid not null,
  danger text,
  entry text not null,
  added_at bigint not null,
  added_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id)
);

-- What is known of a child's health (F3): examinations, allergies, diet, illness events, one cell of JSON each.
-- kind: exam | allergy | diet | illness
-- label: L3 MED
-- placement: school
create table health (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  kind text not null check (kind in ('exam', 'allergy', 'diet', 'illness')),
  on_day text not null,
  fields_cell bytea not null,
  recorded_at bigint not null,
  recorded_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index health_student on health (school_id, student_id);

-- A photo or recording kept with a note (F4), with the note's rights; its bytes are sealed in pieces.
-- kind: picture | sound; media: the type under which it is served
-- label: as the note
-- placement: school
create table attachment (
  school_id bigint not null,
  id uuid not null,
  note_id uuid not null,
  kind text not null check (kind in ('picture', 'sound')),
  media text not null,
  size bigint not null,
  pieces bigint not null,
  added_at bigint not null,
  added_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, note_id) references note (school_id, id)
);
create index attachment_note on attachment (school_id, note_id);

-- One piece of an attachment; its cell is bound to the attachment and to its place.
-- label: as the note
-- placement: school
create table attachment_piece (
  school_id bigint not null,
  attachment_id uuid not null,
  place bigint not null,
  cell bytea not null,
  primary key (school_id, attachment_id, place),
  foreign key (school_id, attachment_id) references attachment (school_id, id)
);
