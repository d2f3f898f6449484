# Imports: look first, write second

imports-title = Imports
imports-about = Bring in the spreadsheets your school has: look first, write second; a whole import can be undone for a week.
imports-empty = Nothing brought in yet
imports-empty-help = The export of the national school roll is read as it is, and other sheets too. You see a preview first; only a second click writes.
imports-new = Read a spreadsheet
imports-new-help = xlsx, xls and csv, up to 20 MB. This step only reads; no student is written.
imports-kind = What the sheet holds
imports-kind-roster = Students
imports-kind-marks = Marks
imports-kind-absences = Absences
imports-file = File
imports-file-hint = Usually one file; for a OneRoster export choose its csv files together.
imports-file-none = Please choose a file
imports-file-blank = There is nothing in the file. Please check that it is the right one.
imports-unread = This file was not read
imports-mapping = Columns
imports-mapping-hint = If you saved one for sheets of this form, choose it; otherwise the headers decide.
imports-mapping-auto = By the headers
imports-marks-more = For marks and absences
imports-held-on = Day of the exam, or last day of the count
imports-held-on-hint = Needed for marks; sheets that name only the day of the month are read for this month.
imports-exam = Exam
imports-exam-hint = When the headers name only subjects, such as “midterm”.
imports-subject = Subject
imports-full = Full mark
imports-prefix = Student numbers by the order of the rows
imports-prefix-hint = When the sheet has neither names nor numbers, write the prefix, such as P: the first row is P001.
imports-read = Read
imports-not-now = Not now
imports-at-the-machine = At the machine
imports-when = Read
imports-state = State
imports-state-waiting = Waiting for you
imports-state-applied = Brought in
imports-state-undone = Undone
imports-state-dropped = Discarded
imports-fates = What becomes of each row
imports-fate-new = New
imports-fate-changed = Changed
imports-fate-same = The same
imports-fate-doubtful = Doubtful
imports-fate-refused = Refused
imports-preview = Look before you bring in
imports-step-read = Read
imports-step-look = Look
imports-step-apply = Write
imports-nothing-yet = No student has been written yet. When all looks right, click “Write” below.
imports-columns-check = Check the columns
imports-columns = Columns
imports-columns-help = Change here what each column is read as; the sheet is then read again.
imports-column = Column
imports-examples = In the sheet
imports-field = Read as
imports-not-read = Not read
imports-remember = Remember as …
imports-remember-hint = Give it a name, such as “office list”. Leave empty to not save it.
imports-read-again = Read again this way
imports-said-read-again = Read again
imports-classes = These classes will be made
imports-unplaced = No class named
imports-unplaced-said = Students whose row names no class are put into { $x }.
imports-unplaced-words = { $n ->
    [one] One row names no class. Written like this, a new student is in no class: not on any list, only found by searching. A row with a name alone cannot be taken.
   *[other] { $n } rows name no class. Written like this, new students are in no class: not on any list, only found by searching. Rows with a name alone cannot be taken.
}
imports-unplaced-class = Put them into
imports-unplaced-hint = If this is the list of one class, choose it. If it holds several, add a column “Class” to the sheet and read it again.
imports-unplaced-none = No class yet
imports-unplaced-put = Read again with this class
imports-rows = Rows
imports-as-read = As it was read
imports-row = row { $x }
imports-no-rows = No rows here.
imports-pick-about = Rows without a choice are left out; they can come with a later file.
imports-pick = What to do with this row
imports-pick-skip = Leave out
imports-pick-take = Take it
imports-pick-is = This is { $x }
imports-pick-new = A new student
imports-pick-all = Take all other doubtful rows of which it is clear who they are
imports-pick-keep = Keep these choices
imports-said-picked = Your choices are kept
imports-apply-title = Write when all looks right
imports-leave = These students have left the school
imports-many-leave = More than a tenth of the students are missing. Please make sure this is the right list.
imports-confirm = To let them leave, write how many they are
imports-confirm-hint = A number, as listed above
imports-apply = Write
imports-drop = Discard this file
imports-said-dropped = Discarded; nothing was written
imports-said-applied = Written
imports-done-added = added
imports-done-changed = changed
imports-done-left-out = left out
imports-done-left = left the school
imports-undo = Undo the whole import
imports-undo-about = For a week everything can be put back as it was before.
imports-undo-touched = Not undone: these students were changed since. Please look at them first.
imports-undo-others = Not undone: other records already speak of these students.
imports-said-undone = Undone; all is as it was before
imports-running = Writing
imports-running-help = You can leave this page; the work goes on.
imports-look-again = Look again
imports-finished = Done
imports-failed = Not written: something went wrong, and not one row was kept. Please try again, or ask your administrator.
imports-failed-busy = Not written: the database is busy. Please try again in a moment.
imports-marks-unknown = No student was found for row { $row }. Please check number or name.
imports-marks-many = Several students have the name in row { $row }. Please add class or student number.
imports-marks-other-name = The number in row { $row } belongs to a student of another name. Please check.
imports-marks-name-only = Only the name led to { $name }. Please confirm.
imports-marks-grades = Row { $row } has marks in letters or words; only points are kept so far.
imports-notices = { $n ->
    [one] one note from reading
   *[other] { $n } notes from reading
 }
imports-cells = { $n ->
    [one] one more cell
   *[other] { $n } more cells
 }
imports-apply-all = Doubtful rows of which it is clear who they are will be taken too.
imports-apply-doubtful = { $n ->
    [one] One row is doubtful: choose
   *[other] { $n } rows are doubtful: choose
 }
imports-apply-about-marks = { $n ->
    [one] The marks of one student will be written. Doubtful rows you did not choose and refused rows are left out.
   *[other] The marks of { $n } students will be written. Doubtful rows you did not choose and refused rows are left out.
 }
imports-apply-about-absences = { $n ->
    [one] One row of absences will be written. Doubtful rows you did not choose and refused rows are left out.
   *[other] { $n } rows of absences will be written. Doubtful rows you did not choose and refused rows are left out.
 }
imports-apply-about-roster = { $n ->
    [one] One row will be written. Doubtful rows you did not choose and refused rows are left out.
   *[other] { $n } rows will be written. Doubtful rows you did not choose and refused rows are left out.
 }
imports-leavers = { $n ->
    [one] One student is not on this list
   *[other] { $n } students are not on this list
 }
imports-confirm-wrong = { $n ->
    [one] To let one student leave, please write this number below.
   *[other] To let { $n } students leave, please write this number below.
 }
imports-panel = Lists that wait for you
imports-panel-words = Read, but not yet written. Please look at the doubtful rows.
imports-panel-line = { $doubtful } doubtful, { $new } new, { $changed } changed
imports-panel-look = Check
imports-panel-look-named = Check { $x }
imports-kind-staff = Staff list
imports-new-help-staff = xlsx, xls and csv, up to 20 MB. This step only reads; nobody is written.
imports-nothing-yet-staff = Nobody has been written yet. When it looks right, press “Write” at the bottom.
imports-apply-about-staff = { $n ->
    [one] One colleague will be written; rows to look at that you did not tick, and refused rows, will not.
   *[other] { $n } colleagues will be written; rows to look at that you did not tick, and refused rows, will not.
}
imports-pick-new-person = It is somebody else
imports-undo-touched-staff = Not undone: these colleagues have signed in since and may have written something. End their roles on their own pages.
imports-undo-others-staff = Not undone: other records already use the people of this list.
imports-staff-about = Staff list: one row for each colleague. The name is needed, everything else may stay empty. Write roles as your school calls them, with a semicolon between them: “Homeroom teacher Grade 3 Class 2; Subject teacher Grade 3 Class 1, Grade 3 Class 2”. Several rows for one person are fine. A phone number only tells that two rows are one person; it is not kept.
imports-staff-file-hint = One file at a time.
imports-staff-blank = Staff list
imports-staff-blank-get = Download a blank list
imports-staff-help-sheet = How to write roles
imports-staff-help-role = Role
imports-staff-help-write = Write it like this in the column “Roles”
imports-staff-write-homeroom = Homeroom teacher Grade 3 Class 2
imports-staff-write-deputy = Deputy homeroom teacher Grade 3 Class 2
imports-staff-write-subject-teacher = Subject teacher Grade 3 Class 1, Grade 3 Class 2
imports-staff-write-grade-leader = Grade leader Grade 3
imports-staff-write-moral-education = Moral-education office
imports-staff-write-psychologist = Psychologist
imports-staff-write-principal = Principal (for a vice-principal write what she should see, such as Moral-education office)
imports-staff-write-registrar = Registrar
imports-staff-write-aid-officer = Aid officer
imports-staff-write-administrator = System administrator (cannot stand beside another role)
imports-staff-column-name = Name
imports-staff-column-sign-in = Sign-in name
imports-staff-column-sex = Sex
imports-staff-column-subject = Subject
imports-staff-column-roles = Roles
imports-staff-column-from = From
imports-staff-column-until = Until
imports-staff-sign-in-made = { $x } (made from the name; a number follows when it is taken)
imports-staff-no-role = No role yet: sees nothing after signing in
imports-staff-between = {"; "}
imports-staff-no-header = There is no header in the first { $rows } rows. It needs “Name” and one of “Sign-in name”, “Sex”, “Subject” or “Roles”.
imports-staff-unread = The column “{ $header }” was not read.
imports-staff-one-person = Rows { $row } and { $other } have the same name and are taken as one person. If they are two, give each a sign-in name or a phone number in the sheet.
imports-staff-name = The name “{ $value }” in { $cell } has a question mark or a hidden sign, or is too long. Please check and type it again.
imports-staff-name-doubt = “{ $value }” in { $cell } does not look like a name. Please confirm.
imports-staff-letters = The sign-in name “{ $value }” in { $cell } may hold only letters, digits, dots and hyphens.
imports-staff-sex = The sex “{ $value }” in { $cell } was not understood and is left out.
imports-staff-day = The date “{ $value }” in { $cell } was not understood. Write it like 2026-09-01.
imports-staff-until = Row { $row } ends before it begins.
imports-staff-role-unknown = “{ $value }” in { $cell } is not a role here. If you take the row, the rest of it is taken.
imports-staff-role-where = “{ $value }” in { $cell } does not say which class or grade. If you take the row, this role is left out.
imports-staff-alone = Row { $row }: a system administrator sees no student and holds no other role, and a list does not make one of somebody who already works here.
imports-staff-other-name = The sign-in name { $sign_in } in row { $row } belongs to { $name }. Check the name, or choose another sign-in name.
imports-staff-taken = The sign-in name { $sign_in } in row { $row } is taken. Please choose another.
imports-staff-twice = The sign-in name { $sign_in } in row { $row } is also in row { $other }. Please change one of them.
imports-staff-which = Row { $row }: there is already a colleague called { $name }. Please say whether it is the same person.
imports-staff-no-class = Row { $row }: there is no { $class } yet. If you take the row, the class is made; if it is a mistake, mend the sheet.
imports-staff-homeroom = { $class } already has { $name } as homeroom teacher. If you take the row there are two; remember to end one of them.
imports-staff-next = Next: hand out sign-in slips
imports-staff-next-words = The new colleagues cannot sign in yet. Print the slips, cut them apart and give each to the person it names, face to face.
imports-staff-slips = Print sign-in slips
