-- Lists of staff come in as rosters do (R1), and first passwords end when they were used.

-- placement: school
create table import_next (
  school_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('roster', 'marks', 'absences', 'staff')),
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
insert into import_next select school_id, id, kind, file_name_cell, file_hash, mapping, settings, read_at, read_by,
  rows_new, rows_changed, rows_same, rows_doubtful, rows_refused, applied_at, applied_by, undone_at, undone_by, dropped_at
  from import;
drop table import;
alter table import_next rename to import;

-- Until when a first password opens the door, and only to choose another; empty once a person chose one.
alter table account add column first_until bigint;
