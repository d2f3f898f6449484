-- Two entries of one child (R5): judged by a person, then joined, so that every row stands at the entry that stays.

-- One join. The other entry is no student any more; its id, name and numbers lead to the one that stays, and its row stands
-- here, sealed, as it was, beside that of the one that stays: taking the join back reads it.
-- label: before_cell L2 GEN; the cells inside keep their own labels
-- placement: school
create table duplicate_join (
  school_id bigint not null references school (id),
  id uuid not null,
  old_id uuid not null,
  kept_id uuid not null,
  old_name text not null,
  old_born_on text,
  old_student_number text,
  old_roll_number_index bytea,
  old_id_number_index bytea,
  before_cell bytea not null,
  joined_on text not null,
  joined_at bigint not null,
  joined_by uuid not null,
  undone_at bigint,
  undone_by uuid,
  primary key (school_id, id)
);
create index duplicate_join_old on duplicate_join (school_id, old_id);
create index duplicate_join_kept on duplicate_join (school_id, kept_id);

-- What a join did to one row. column_name: the column that names the child, moved from the old entry to the one that stays;
-- another column, with what stood there before; or '+' for a row that was added. part: the rest of the row's key, as text.
-- placement: school
create table duplicate_move (
  school_id bigint not null,
  join_id uuid not null,
  table_name text not null,
  column_name text not null,
  row_id uuid not null,
  part text not null,
  before text,
  primary key (school_id, join_id, table_name, column_name, row_id, part),
  foreign key (school_id, join_id) references duplicate_join (school_id, id)
);

-- A row that said what the other entry's row says of the same thing (one exam, one census, one day): it stands here.
-- label: body_cell L2 GEN; cells inside keep their own labels
-- placement: school
create table duplicate_aside (
  school_id bigint not null,
  id uuid not null,
  join_id uuid not null,
  table_name text not null,
  body_cell bytea not null,
  primary key (school_id, id),
  foreign key (school_id, join_id) references duplicate_join (school_id, id)
);
create index duplicate_aside_join on duplicate_aside (school_id, join_id);

-- Somebody judged: these are two children. Not asked again.
-- placement: school
create table duplicate_apart (
  school_id bigint not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  judged_on text not null,
  judged_at bigint not null,
  judged_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, one_id) references student (school_id, id),
  foreign key (school_id, other_id) references student (school_id, id)
);
create index duplicate_apart_one on duplicate_apart (school_id, one_id);
