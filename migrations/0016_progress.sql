-- How a goal is read (P2): which way is better, where it is to lead, since when there is support. Values in thousandths.
-- Its id is the goal's.
-- label: L2 GEN
-- placement: school
create table goal_measure (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  unit_cell bytea,
  better text not null check (better in ('more', 'less')),
  target bigint,
  support_from text not null,
  set_at bigint not null,
  set_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, id) references goal (school_id, id)
);

-- One reading of a goal. Withdrawn or replaced by another, never overwritten.
-- label: L2 GEN
-- placement: school
create table goal_reading (
  school_id bigint not null,
  id uuid not null,
  goal_id uuid not null,
  student_id uuid not null,
  read_on text not null,
  value bigint not null,
  noted_at bigint not null,
  noted_by uuid not null,
  withdrawn_at bigint,
  withdrawn_by uuid,
  replaces uuid,
  primary key (school_id, id),
  foreign key (school_id, goal_id) references goal (school_id, id)
);
create index goal_reading_goal on goal_reading (school_id, goal_id, read_on);

-- A day on which the help was changed: a new phase of the chart.
-- label: L2 GEN
-- placement: school
create table goal_change (
  school_id bigint not null,
  id uuid not null,
  goal_id uuid not null,
  student_id uuid not null,
  changed_on text not null,
  text_cell bytea not null,
  noted_at bigint not null,
  noted_by uuid not null,
  primary key (school_id, id),
  foreign key (school_id, goal_id) references goal (school_id, id)
);
create index goal_change_goal on goal_change (school_id, goal_id, changed_on);
