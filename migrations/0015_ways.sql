-- Ways through the data that pages take at every look.

-- A class's children of a day: everything the count asks for stands in the index.
create index enrollment_day on enrollment (school_id, class_id, until_on, from_on, student_id);
drop index enrollment_class;

-- What was promised in a note.
create index follow_up_note on follow_up (school_id, note_id);
