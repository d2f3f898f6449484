-- Further ways through the data that pages take at every look.

-- What a contact card lacks stands in the index: whether there is a telephone (its blind index), who answers in law.
create index guardian_card on guardian (school_id, student_id, until_on, from_on, is_legal, phone_index);
drop index guardian_student;
