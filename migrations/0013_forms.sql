-- Papers about many children at once (T4): asked for once, worked off child by child, stopped and gone on with at will.
-- What state a bundle is in follows from its items.
-- placement: school
create table bundle (
  school_id bigint not null references school (id),
  id uuid not null,
  paper text not null,
  class_id uuid,
  lang text not null,
  asked_at bigint not null,
  asked_by uuid not null,
  paused_at bigint,
  dropped_at bigint,
  primary key (school_id, id),
  foreign key (school_id, asked_by) references staff (school_id, id)
);
create index bundle_asker on bundle (school_id, asked_by, asked_at);

-- One child's paper. Made, or failed with a reason, or still to do.
-- label: L2 GEN
-- placement: school
create table bundle_item (
  school_id bigint not null,
  bundle_id uuid not null,
  seq bigint not null,
  id uuid not null,
  student_id uuid not null,
  name_cell bytea,
  file_cell bytea,
  made_at bigint,
  fault text,
  primary key (school_id, bundle_id, seq),
  foreign key (school_id, bundle_id) references bundle (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
