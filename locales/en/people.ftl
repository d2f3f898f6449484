# Students, guardians, classes, staff.
people-students = Students
people-students-none = The students you teach, look after or mentor will stand here. There are none yet: ask the registrar to bring in the roster, or the administrator to check your roles.
people-students-count = { $n } students
