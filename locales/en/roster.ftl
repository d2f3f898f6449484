# Roster import: rules and messages

## Cells

roster-cell-formula = { $cell } is a formula without a stored result. Copy it, paste it as values, and upload again.
roster-cell-error = { $cell } holds the error value “{ $value }”. Put the right content there.
roster-cell-too-long = { $cell } is too long; at most { $most } characters fit. Shorten it.
roster-digits-lost = The number in { $cell } (“{ $value }”) was stored as a number and its last digits are lost. Format the column as text and type it again.
roster-missing = { $cell } (“{ $header }”) is empty, but the school roll requires it. Fill it in, or confirm that it is not known yet.

## Names

roster-name-empty = { $cell } holds no name. Fill it in.
roster-name-too-long = The name in { $cell } has more than { $most } characters. Check it.
roster-name-invisible = The name in { $cell } contains a character that cannot be seen ({ $character }). Delete the name and type it again.
roster-name-private = The name in { $cell } contains a private character ({ $character }) that other computers cannot show. Replace it with the standard one.
roster-name-strange = The name “{ $value }” in { $cell } contains a character names do not have ({ $character }). Check it, and check that the file was read in the right encoding.
roster-name-lost = The name “{ $value }” in { $cell } has a question mark or box where a rare character was lost. Export again as xlsx or UTF-8, or type the character.
roster-name-look-alike = The name “{ $value }” in { $cell } contains a radical or compatibility form that looks like a common character ({ $character }). Check it against the household register.
roster-name-accent = The name “{ $value }” in { $cell } has a loose accent ({ $character }). Check the spelling.
roster-name-mixed = The name “{ $value }” in { $cell } mixes letters of different alphabets that look alike. Type it again.
roster-name-digits = The name “{ $value }” in { $cell } contains digits. Check it.
roster-name-placeholder = “{ $value }” in { $cell } does not look like a name. Put the real name there.

## ID and roll numbers

roster-id-format = The ID number “{ $value }” in { $cell } should have 18 digits (the last may be X) or 15. Check it against the household register.
roster-id-date = The birth date in the ID number “{ $value }” in { $cell } does not exist. Check digits 7 to 14.
roster-id-future = The birth date in the ID number “{ $value }” in { $cell } lies in the future. Check digits 7 to 14.
roster-id-checksum = The check digit of the ID number “{ $value }” in { $cell } does not fit: at least one digit is wrong. Compare it digit by digit with the household register.
roster-id-no-province = No province has the first two digits of the ID number “{ $value }” in { $cell }. Check it.
roster-id-region-unknown = The first six digits ({ $region }) of the ID number “{ $value }” in { $cell } are in no list of regions known here. If it agrees with the household register, confirm it.
roster-id-region-birth = The region of the ID number “{ $value }” in { $cell } ({ $region }) was not in use at birth. Confirm it if the child was registered later; otherwise check it.
roster-id-other-document = “{ $value }” in { $cell } looks like the number of a passport or permit, but the kind of document is not told. Add it.
roster-id-document = The document number “{ $value }” in { $cell } should have 4 to 20 letters and digits. Check it.
roster-no-id = Row { $row } has no ID number. Add it; if there is none, set the kind of document to “other”.
roster-roll-length = The roll number “{ $value }” in { $cell } should have 19 characters. Check it.
roster-roll-letter = The roll number “{ $value }” in { $cell } should begin with G, J or L. Check it.
roster-roll-digits = After its letter the roll number “{ $value }” in { $cell } should have 18 digits (the last may be X). Check it.
roster-roll-date = The birth date in the temporary roll number “{ $value }” in { $cell } is wrong. Check characters 8 to 15.
roster-roll-id = The ID number inside the roll number “{ $value }” in { $cell } has a fault. Compare it with the school-roll system.
roster-roll-other-id = The roll number “{ $value }” in { $cell } does not agree with the ID number of its row. Confirm it if the ID number was corrected since; otherwise check both.
roster-roll-j-with-id = The roll number “{ $value }” in { $cell } is one for students without ID number, yet the row has one. Ask the school-roll system to replace it, or confirm it.

## Birth, sex and other dates

roster-born-not-id = The birth date “{ $value }” in { $cell } does not agree with the ID number. Check both.
roster-sex-not-id = The sex “{ $value }” in { $cell } does not agree with the ID number. Check both.
roster-born-future = The birth date “{ $value }” in { $cell } lies in the future. Check it.
roster-born-age = By the birth date “{ $value }” in { $cell } the student would be { $age }. Check it.
roster-date-unreadable = “{ $value }” in { $cell } is not a date that exists. Write it like 2012-09-01.
roster-date-likely = The date “{ $value }” in { $cell } can be read in more than one way; it is taken as { $date }. Check it.
roster-date-serial = “{ $value }” in { $cell } is a spreadsheet’s serial number, taken as { $date } (in a file that counts from 1904: { $other }). Format the column as a date, or confirm it.
roster-date-shifted = “{ $value }” in { $cell } is universal time; in China it was { $date }. Check it.
roster-month-unreadable = “{ $value }” in { $cell } is not a month. Write it like 201409.

## Codes and places

roster-code-unknown = “{ $value }” in { $cell } is not in the list. It can be: { $known }.
roster-left-behind-which = { $cell } says only “{ $value }”. Say whether one parent has been away for three months or more, or both.
roster-country-unknown = The country “{ $value }” in { $cell } was not recognised. Use its three-letter code, such as CHN.
roster-region-unknown = “{ $value }” in { $cell } is in no list of regions and is kept as it stands. Write province, city and county in full, or the six-digit code.
roster-region-many = Several places are called “{ $value }” ({ $cell }): { $places }. Add province and city.
roster-phone-unreadable = The telephone number “{ $value }” in { $cell } is not right. A mobile number has 11 digits; a landline needs its area code, like 0571-88888888.
roster-phone-no-area = The landline “{ $value }” in { $cell } has no area code. Add it, like 0571-88888888.
roster-phone-first-of = { $cell } holds more than one telephone number; only the first, { $first }, is taken. Put the others in the remarks or with the guardians.
roster-post-code = The post code “{ $value }” in { $cell } should have 6 digits. Check it.
roster-email = The e-mail address “{ $value }” in { $cell } is not right. Check it.

## Grade and class

roster-grade-unreadable = The grade “{ $value }” in { $cell } was not understood. Write it as a number from 1 to 12, or in words (七年级, 初一).
roster-grade-untold = “{ $value }” in { $cell } does not tell the grade. Add it to the class, for example 7.3 (七年级3班).
roster-cohort = “{ $value }” in { $cell } entered in { $year }, but whether primary, junior or senior school is not told. Choose the stage when importing.
roster-grade-class-disagree = The class “{ $value }” in { $cell } does not agree with grade { $grade } in the grade column. Check both.
roster-class-date = The spreadsheet made a date of the class in { $cell } (“{ $value }”); it is read as grade and class. Format the column as text, or confirm it.
roster-class-name = The class “{ $value }” in { $cell } has no number; it is kept by the name “{ $name }”. Check it.

## Guardians

roster-guardians-few = Row { $row } names { $count } guardians; the school roll asks for at least two. Add the other, or confirm that there is none.
roster-guardian-id-missing = The student in row { $row } has no ID number, so a guardian’s is required ({ $cell }). Fill it in.
roster-guardian-id-same = The guardian’s number “{ $value }” in { $cell } is the student’s own. Put the guardian’s number there.

## Rows

roster-row-hidden = Row { $row } is hidden in the spreadsheet. Confirm that it is to be imported, or delete it.
roster-row-no-name = Row { $row } has no name. Add it, or delete the row.
roster-row-who = Beside the name, row { $row } has nothing to know the student by. Add a roll, ID or student number, the birth date or the class.
roster-twice-id = Rows { $row } and { $other } have the same ID number ({ $value }). Delete one of them or correct the number.
roster-twice-roll = Rows { $row } and { $other } have the same roll number ({ $value }). Delete one of them or correct the number.
roster-twice-name-birth = Rows { $row } and { $other } have the same name ({ $name }) and birth date. Confirm that they are two students.
roster-twice-name-class = Rows { $row } and { $other } have the same name ({ $name }) in the same class. Confirm that they are two students.

## Compared with known students

roster-match-conflict = The numbers in row { $row } ({ $name }) belong to different students. Check them, or choose who it is.
roster-match-many = Several known students have the name and birth date of row { $row } ({ $name }). Choose who it is.
roster-match-other-number = A known student has the name and birth date of row { $row } ({ $name }) but another number. Choose whether it is the same child or a new one.
roster-match-name-only = A known student has the name of row { $row } ({ $name }), and nothing else confirms it. Choose whether it is the same child or a new one.
roster-match-other-name = The number in row { $row } belongs to a student of another name; the sheet says “{ $name }”. Confirm a change of name, or correct the number.
roster-match-taken = Row { $row } ({ $name }) is the same student as a row before it. Keep one of them.
roster-leavers-many = { $missing } of { $known } known students are not in this list, more than a tenth. Make sure that it is the right list; another person has to confirm before anyone leaves.

## Headers and columns

roster-layout-none = No header was found in the first { $rows } rows. Make sure that the sheet has column names for the name and the class (姓名, 班级), or use a saved mapping.
roster-layout-no-name = The header in row { $row } has no column “name”, and the values do not show which one it is. Please write “name” above that column and read the file again.
roster-name-guessed = No header says “name”. Column { $column }, “{ $header }”, holds names and was read as such. Please look at the names below; if they are wrong, change it under “Check the columns”.
roster-column-twice = Column { $column } (“{ $header }”) repeats another column and was not read. Map it by hand if it is the right one.
roster-column-unknown = Column { $column } (“{ $header }”) was not recognised and will not be imported. Map it by hand if you need it.
roster-column-derived = Column { $column } (“{ $header }”) is worked out here and will not be imported.
roster-sure-exact = The national roll’s own header
roster-sure-alias = A usual other name
roster-sure-trimmed = Fits once brackets are left out
roster-sure-lower = By the lower header row
roster-sure-values = By the values below; please check

## Saved mappings

roster-map-json = The mapping file is not well formed at line { $line }, character { $column }. Compare it with the description.
roster-map-version = Version { $version } of the mapping file cannot be read; use version 1.
roster-map-unknown-field = There is no field called “{ $key }”. Use a name from the list of fields.
roster-map-field-twice = The mapping file has “{ $key }” twice. Delete one of them.
roster-map-column = The column “{ $column }” of “{ $key }” is not right. Give the column’s letters, such as B.
roster-map-column-twice = Column { $column } is used for both “{ $key }” and “{ $other }”. Keep one of them.
roster-map-no-name = The mapping file does not say which column holds the name. Add “name”.
roster-map-header-rows = The header can take 1 or 2 rows; the file says { $rows }. Correct it.
roster-map-header-missing = The sheet has no column “{ $header }” for “{ $key }”, or more than one. Change the header or the mapping file.

## Marks and attendance

roster-marks-no-who = The header in row { $row } has no column to know the students by. Add the student number or name, or say in which order they stand.
roster-marks-none = The header in row { $row } has no column with marks or attendance. Check the file.
roster-marks-no-exam = Column { $column } (“{ $header }”) does not say which exam it is of. Name the exam when importing.
roster-marks-no-subject = Column { $column } (“{ $header }”) does not say which subject it is of. Name the subject when importing.
roster-marks-row-who = Row { $row } has neither number nor name of a student. Add it, or delete the row.
roster-marks-twice = Rows { $row } and { $other } are of the same student. Keep one of them.
roster-marks-day-twice = Rows { $row } and { $other } are of the same student on the same day. Please keep one of them.
roster-mark-unreadable = “{ $value }” in { $cell } is not a mark. Give points, a grade, or say that the exam was missed (缺考) or excused (免考); leave it empty if there is none.
roster-mark-above = The mark “{ $value }” in { $cell } is above the full mark of { $full }. Check it.
roster-mark-high = The mark “{ $value }” in { $cell } is above { $full }. Confirm it, or give the full mark when importing.
roster-count-unreadable = “{ $value }” in { $cell } is not a count. Give a whole number.
roster-day-unreadable = The attendance sign “{ $value }” in { $cell } was not recognised. Use √ or ×, or the signs of the sheet (旷, 病, 事, 迟, 早退).
roster-row-day = The date “{ $value }” in { $cell } was not understood, or is still to come. Please write it like 2026-09-01.

## Rosters of other systems

roster-join-missing = { $file } is missing or has no column { $column }. Add it and upload again.
roster-join-guardians = The student in row { $row } has more than { $most } guardians; only the first { $most } are read. Add the others by hand afterwards.

## Why a value was rewritten

roster-why-width = Full-width characters made half-width
roster-why-space = Spaces or line breaks removed
roster-why-invisible = Characters that cannot be seen removed
roster-why-case = Small letter made a capital
roster-why-apostrophe = The spreadsheet’s apostrophe removed
roster-why-dot = The dot between names made “·”
roster-why-composed = Letter and accent joined
roster-why-label = Words turned into their code
roster-why-padded = A lost leading zero put back
roster-why-old-name = A former name made the present one
roster-why-misspelt = A known misspelling corrected
roster-why-upgraded = 15-digit ID number brought to 18 digits
roster-why-date-form = Date written in one form
roster-why-phone-form = Telephone number written in one form
roster-why-class-form = Grade or class written in one form
roster-why-from-id-number = Taken from the ID number
roster-why-from-other = Taken from another column

## Names of fields

roster-field-roll-number = National roll number
roster-field-student-number = Student number
roster-field-name = Name
roster-field-family-name = Family name
roster-field-given-name = Given name
roster-field-sex = Sex
roster-field-born-on = Date of birth
roster-field-birth-place = Place of birth
roster-field-native-place = Ancestral home
roster-field-ethnic-group = Ethnic group
roster-field-country = Country or region
roster-field-id-type = Kind of document
roster-field-id-number = Document number
roster-field-hk-mo-tw-overseas = Hong Kong, Macao, Taiwan, overseas
roster-field-political = Political status
roster-field-health = Health
roster-field-photo = Photograph
roster-field-name-pinyin = Name in pinyin
roster-field-former-name = Former name
roster-field-id-valid = Document valid
roster-field-household = Household registration
roster-field-hukou-type = Kind of household registration
roster-field-talent = Talents
roster-field-roll-aux-number = Auxiliary roll number
roster-field-class-number = Number in class
roster-field-grade = Grade
roster-field-class = Class
roster-field-entered-on = Month of entry
roster-field-entry-mode = Way of entry
roster-field-boarding = Day student or boarder
roster-field-origin = Where the student came from
roster-field-address = Present address
roster-field-postal-address = Postal address
roster-field-home-address = Home address
roster-field-phone = Telephone
roster-field-post-code = Post code
roster-field-email = E-mail
roster-field-home-page = Home page
roster-field-only-child = Only child
roster-field-preschool = Went to pre-school
roster-field-left-behind = Left-behind child
roster-field-migrant-child = Child of migrant workers
roster-field-orphan = Orphan
roster-field-martyr-child = Child of a martyr or veteran
roster-field-special-class = Special needs in an ordinary class
roster-field-disability = Kind of disability
roster-field-disability-grade = Grade of disability
roster-field-paid-place = Place paid by the government
roster-field-needs-aid = Wants to apply for aid
roster-field-gets-aid = Receives the living allowance
roster-field-distance = Distance to school
roster-field-transport = Way to school
roster-field-needs-bus = Needs the school bus
roster-field-school = School
roster-field-school-code = School code
roster-field-remark = Remarks
roster-field-guardian-name = Guardian { $n }: name
roster-field-guardian-relation = Guardian { $n }: relation
roster-field-guardian-relation-note = Guardian { $n }: note on the relation
roster-field-guardian-ethnic-group = Guardian { $n }: ethnic group
roster-field-guardian-employer = Guardian { $n }: employer
roster-field-guardian-address = Guardian { $n }: address
roster-field-guardian-household = Guardian { $n }: household registration
roster-field-guardian-phone = Guardian { $n }: telephone
roster-field-guardian-is-guardian = Guardian { $n }: is a guardian
roster-field-guardian-id-type = Guardian { $n }: kind of document
roster-field-guardian-id-number = Guardian { $n }: document number
roster-field-guardian-occupation = Guardian { $n }: occupation
