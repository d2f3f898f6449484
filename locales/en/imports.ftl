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
imports-rows = Rows
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
imports-apply-about = { $n ->
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
