-- The people around a child: what pairing weighs, what a mentor is called, contacts who are no staff, quiet children.

-- m | f; empty where nobody said. Only the suggestions of the pairing board ask for it (K4).
alter table staff add column sex text;

-- What the school calls this mentor (K3): tutor | stand_in_parent | loving_mother; empty: the usual word.
alter table member add column called text;

-- A temporary guardian or a volunteer is a contact with dates (K3): the name stands in name_cell.
alter table companion add column relation_cell bytea;
alter table companion add column phone_cell bytea;

-- A look that was taken back (C6).
alter table quiet_look add column withdrawn_at bigint;
