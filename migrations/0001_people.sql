-- Who is here. Types are those that both engines read alike: ids are uuid, instants are milliseconds (bigint),
-- days are text YYYY-MM-DD, "no end yet" is 9999-12-31, confidential text is an encrypted cell (bytea).
-- Every table says its placement, so that a distributed PostgreSQL can take the same schema.

-- placement: reference
create table school (
  id bigint not null primary key,
  name text not null,
  region text,
  created_at bigint not null
);

-- placement: school
create table school_year (
  school_id bigint not null references school (id),
  id uuid not null,
  name text not null,
  starts_on text not null,
  ends_on text not null,
  primary key (school_id, id)
);

-- placement: school
create table term (
  school_id bigint not null,
  id uuid not null,
  year_id uuid not null,
  name text not null,
  starts_on text not null,
  ends_on text not null,
  primary key (school_id, id),
  foreign key (school_id, year_id) references school_year (school_id, id)
);

-- Holidays, and make-up days on which the school does work.
-- placement: school
create table day_off (
  school_id bigint not null references school (id),
  day_on text not null,
  kind text not null check (kind in ('holiday', 'make_up')),
  name text not null,
  primary key (school_id, day_on)
);

-- A class of one school year; promotion makes next year's class.
-- placement: school
create table class (
  school_id bigint not null,
  id uuid not null,
  year_id uuid not null,
  grade bigint not null check (grade between 1 and 12),
  number bigint not null,
  primary key (school_id, id),
  unique (school_id, year_id, grade, number),
  foreign key (school_id, year_id) references school_year (school_id, id)
);

-- placement: school
create table staff (
  school_id bigint not null references school (id),
  id uuid not null,
  name text not null,
  sort_key text not null,
  subject text,
  phone_cell bytea,
  joined_on text not null,
  left_on text not null default '9999-12-31',
  created_at bigint not null,
  row_version bigint not null default 1,
  primary key (school_id, id)
);

-- A role held for a scope and a period (O3). The right ends by itself with until_on.
-- placement: school
create table role_held (
  school_id bigint not null,
  id uuid not null,
  staff_id uuid not null,
  role text not null,
  grade bigint,
  class_id uuid,
  from_on text not null,
  until_on text not null default '9999-12-31',
  granted_at bigint not null,
  granted_by uuid,
  primary key (school_id, id),
  foreign key (school_id, staff_id) references staff (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id)
);
create index role_held_staff on role_held (school_id, staff_id);
create index role_held_class on role_held (school_id, class_id);

-- more_cell, roll_aid_cell and roll_health_cell hold the other fields of a roster as JSON, by how closely they are kept.
-- label: name, sex, birth, roll facts L0 GEN; *_cell L2 GEN; roll_aid_cell L3 AID; health_cell, roll_health_cell L3 MED
-- placement: school
create table student (
  school_id bigint not null references school (id),
  id uuid not null,
  name text not null,
  sort_key text not null,
  sex text not null check (sex in ('m', 'f', 'u')),
  born_on text,
  ethnic text,
  student_number text,
  id_type text,
  id_number_cell bytea,
  id_number_index bytea,
  roll_number_cell bytea,
  roll_number_index bytea,
  phone_cell bytea,
  address_cell bytea,
  health_cell bytea,
  household text,
  boarding text,
  enrolled_on text,
  only_child boolean,
  migrant_child boolean,
  roll_left_behind bigint,
  roll_orphan boolean,
  roll_disability text,
  more_cell bytea,
  roll_aid_cell bytea,
  roll_health_cell bytea,
  created_at bigint not null,
  left_on text not null default '9999-12-31',
  row_version bigint not null default 1,
  primary key (school_id, id)
);
create unique index student_roll_number on student (school_id, roll_number_index);
create index student_id_number on student (school_id, id_number_index);
create index student_name on student (school_id, name);

-- placement: school
create table enrollment (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  class_id uuid not null,
  seat bigint,
  from_on text not null,
  until_on text not null default '9999-12-31',
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id),
  foreign key (school_id, class_id) references class (school_id, id)
);
create index enrollment_class on enrollment (school_id, class_id, until_on);
create index enrollment_student on enrollment (school_id, student_id, until_on);

-- Parents and other guardians (F2). A change ends the old row and begins a new one, so that the history stays.
-- label: L2 GEN
-- placement: school
create table guardian (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  seat bigint not null,
  relation text not null,
  is_legal boolean not null,
  lives_with boolean,
  name_cell bytea not null,
  phone_cell bytea,
  phone_index bytea,
  employer_cell bytea,
  occupation_cell bytea,
  address_cell bytea,
  id_number_cell bytea,
  away_place_cell bytea,
  away_since text,
  from_on text not null,
  until_on text not null default '9999-12-31',
  row_version bigint not null default 1,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index guardian_student on guardian (school_id, student_id, until_on);
create index guardian_phone on guardian (school_id, phone_index);

-- What a student can be found by (U1): name, given name, pinyin, initials, all readings. Rebuilt from names at any time.
-- placement: school
create table name_key (
  school_id bigint not null,
  key text not null,
  student_id uuid not null,
  primary key (school_id, key, student_id)
);
create index name_key_student on name_key (school_id, student_id);

-- One file brought in (R1): read first, applied by a second click, undone whole.
-- label: report and parts L2 GEN
-- placement: school
create table import (
  school_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('roster', 'marks', 'absences')),
  file_name_cell bytea not null,
  file_hash bytea not null,
  mapping text not null,
  settings text,
  read_at bigint not null,
  read_by uuid,
  rows_new bigint not null,
  rows_changed bigint not null,
  rows_same bigint not null,
  rows_doubtful bigint not null,
  rows_refused bigint not null,
  applied_at bigint,
  applied_by uuid,
  undone_at bigint,
  undone_by uuid,
  dropped_at bigint,
  primary key (school_id, id)
);

-- The checked rows of a file, a few hundred to a part, kept until applied and for the undo.
-- label: L2 GEN
-- placement: school
create table import_part (
  school_id bigint not null,
  import_id uuid not null,
  part bigint not null,
  id uuid not null,
  rows_cell bytea not null,
  primary key (school_id, import_id, part)
);

-- What an import did, row by row, with what stood there before: the undo reads it backwards.
-- label: L2 GEN
-- placement: school
create table import_change (
  school_id bigint not null,
  import_id uuid not null,
  seq bigint not null,
  id uuid not null,
  what text not null,
  subject_id uuid not null,
  before_cell bytea,
  primary key (school_id, import_id, seq)
);

-- A saved column mapping: any layout read once is known the next time.
-- placement: school
create table import_mapping (
  school_id bigint not null,
  id uuid not null,
  kind text not null,
  name text not null,
  columns text not null,
  saved_at bigint not null,
  saved_by uuid,
  primary key (school_id, id)
);
