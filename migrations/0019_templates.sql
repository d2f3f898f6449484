-- The school's own Word and Excel templates (T3). A newer file is a newer version; what was filled names its version.
-- placement: school
create table template (
  school_id bigint not null references school (id),
  id uuid not null,
  name text not null,
  made_at bigint not null,
  made_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, made_by) references staff (school_id, id)
);

-- One file of a template, with the names that it uses.
-- label: L2 GEN
-- placement: school
create table template_version (
  school_id bigint not null,
  id uuid not null,
  template_id uuid not null,
  number bigint not null,
  shape text not null,
  uses text not null,
  file_cell bytea not null,
  added_at bigint not null,
  added_by uuid not null,
  primary key (school_id, id),
  unique (school_id, template_id, number),
  foreign key (school_id, template_id) references template (school_id, id),
  foreign key (school_id, added_by) references staff (school_id, id)
);

-- A bureau's table (T5): its very file, and what each of its columns asks for.
-- label: L2 GEN
-- placement: school
create table bureau_table (
  school_id bigint not null references school (id),
  id uuid not null,
  name text not null,
  sheet text not null,
  first_row bigint not null,
  columns text not null,
  category text,
  grade bigint,
  file_cell bytea not null,
  made_at bigint not null,
  made_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, made_by) references staff (school_id, id)
);

-- What was handed in, as it left.
-- label: L2 GEN
-- placement: school
create table hand_in (
  school_id bigint not null,
  id uuid not null,
  table_id uuid not null,
  number bigint not null,
  is_whole boolean not null,
  size bigint not null,
  gone bigint not null,
  hash text not null,
  file_cell bytea not null,
  handed_at bigint not null,
  handed_by uuid not null,
  primary key (school_id, id),
  unique (school_id, table_id, number),
  foreign key (school_id, table_id) references bureau_table (school_id, id),
  foreign key (school_id, handed_by) references staff (school_id, id)
);

-- Which children were among them. The mark changes with the row and tells nothing of it; without one the child was no longer
-- among them.
-- placement: school
create table hand_in_row (
  school_id bigint not null,
  hand_in_id uuid not null,
  student_id uuid not null,
  mark bytea,
  primary key (school_id, hand_in_id, student_id),
  foreign key (school_id, hand_in_id) references hand_in (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
