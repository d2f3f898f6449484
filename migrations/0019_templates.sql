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
