-- A request for legal aid for a child (maintenance, guardianship, an injury …): what it is about, where it was made, and
-- what came of it. Every request is answered; the goal is that nobody who is eligible and asks goes without.
-- answer: given | ineligible | settled (no longer needed)
-- label: L2 GEN
-- placement: school
create table legal_aid (
  school_id bigint not null,
  id uuid not null,
  student_id uuid not null,
  asked_on text not null,
  matter_cell bytea not null,
  place_cell bytea,
  written_at bigint not null,
  written_by uuid not null,
  answer text,
  answered_on text,
  answer_cell bytea,
  answered_at bigint,
  answered_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  primary key (school_id, id),
  foreign key (school_id, student_id) references student (school_id, id)
);
create index legal_aid_student on legal_aid (school_id, student_id);
