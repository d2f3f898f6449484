-- Who may need us.

-- A campaign at term start (C1).
-- placement: school
create table census (
  school_id bigint not null,
  id uuid not null,
  term_id uuid not null,
  opened_on text not null,
  due_on text not null,
  opened_by uuid,
  closed_on text not null default '9999-12-31',
  primary key (school_id, id),
  unique (school_id, term_id),
  foreign key (school_id, term_id) references term (school_id, id)
);

-- One student looked at in one census, whatever was found. The first look stays; findings carry what was found.
-- placement: school
create table census_look (
  school_id bigint not null,
  census_id uuid not null,
  student_id uuid not null,
  looked_on text not null,
  looked_at bigint not null,
  looked_by uuid not null,
  primary key (school_id, census_id, student_id),
  foreign key (school_id, census_id) references census (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);

-- A category that a student is in, since when and why (C3). Ended, never erased.
-- label: L2 GEN; poor L3 AID; psychological L3 PSY; disabled, illness L3 MED
-- placement: school
create table finding (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  category text not null,
  since_on text not null,
  source text not null,
  -- The needs as codes joined by commas: study,life
  need text,
  priority bigint not null default 2,
  review_on text,
  evidence_cell bytea,
  found_on text not null,
  found_at bigint not null,
  found_by uuid not null,
  census_id uuid,
  until_on text not null default '9999-12-31',
  ended_by uuid,
  end_reason_cell bytea,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index finding_student on finding (school_id, student_id);
create index finding_category on finding (school_id, category, until_on);

-- Both definitions of left-behind, each from its own evidence, neither computed from the other:
-- roll: 0 no, 1 one parent away, 2 both (school roll; three months or more, any age in compulsory schooling);
-- civil: no | both_away | one_away_other_unable (State Council 2016 no. 13; under 16).
-- label: L2 GEN
-- placement: school
create table left_behind (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  roll bigint,
  civil text check (civil in ('no', 'both_away', 'one_away_other_unable')),
  since_on text,
  from_on text not null,
  until_on text not null default '9999-12-31',
  recorded_at bigint not null,
  recorded_by uuid,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index left_behind_student on left_behind (school_id, student_id, until_on);

-- Causes, strengths, the child's own words, and nominations by an observer (C2, C3).
-- kind: strength | own_words | cause | nomination | personality; topic: kind of cause, or source of a nomination
-- label: L2 GEN
-- placement: school
create table remark (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  kind text not null,
  topic text,
  text_cell bytea not null,
  noted_on text not null,
  noted_at bigint not null,
  noted_by uuid not null,
  settled_on text,
  settled_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index remark_student on remark (school_id, student_id);

-- placement: school
create table exam (
  school_id bigint not null,
  id uuid not null,
  term_id uuid,
  name text not null,
  held_on text not null,
  primary key (school_id, id),
  unique (school_id, name, held_on)
);

-- Scores in hundredths of a point; full marks likewise. No score means absent from the exam.
-- label: L1 GEN
-- placement: school
create table mark (
  school_id bigint not null,
  student_id uuid not null,
  exam_id uuid not null,
  subject text not null,
  score bigint,
  full_score bigint not null,
  import_id uuid,
  primary key (school_id, student_id, exam_id, subject),
  foreign key (school_id, exam_id) references exam (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index mark_exam on mark (school_id, exam_id, subject);
create index mark_import on mark (school_id, import_id);

-- An absence, or a sum of absences over a period as older sheets give it. Days in halves.
-- label: L1 GEN
-- placement: school
create table absence (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  from_on text not null,
  until_on text not null,
  half_days bigint not null,
  reason text not null,
  import_id uuid,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index absence_student on absence (school_id, student_id, from_on);
create index absence_import on absence (school_id, import_id);
