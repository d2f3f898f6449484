-- Papers as a person edited them. The figures in them are computed when the paper is made and kept with it.
-- label: L2 GEN
-- placement: school
create table paper (
  school_id bigint not null,
  id uuid not null,
  kind text not null,
  owner_id uuid not null,
  term_id uuid not null,
  class_id uuid,
  body_cell bytea not null,
  made_at bigint not null,
  edited_at bigint,
  edited_by uuid,
  row_version bigint not null default 1,
  primary key (school_id, id)
);
create index paper_owner on paper (school_id, owner_id, term_id, kind);
