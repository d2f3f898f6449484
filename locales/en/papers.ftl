# Papers: written from the records, every number with its source. What is not there is said not to be there.

papers-papers = Papers
papers-papers-help = A first version is written from the records; change what you like, then hand it in.
papers-make = Write one
papers-which = Which paper
papers-class = Class
papers-term = Term
papers-make-now = Write the first version
papers-ledgers = Ledger and papers about one student
papers-ledger-of = Ledger of { $x } (Excel)
papers-student-papers-help = The student file and the contact card are on each student’s own page.
papers-kept = Kept
papers-kept-none = No papers yet
papers-kept-none-help = Plans and summaries stay here, and you can go on changing them at any time.
papers-kind-term-plan = Term plan
papers-kind-term-summary = Term summary
papers-kind-student-file = Student file
papers-kind-contact-card = Contact card
papers-kind-minutes = minutes
papers-kind-class-ledger = Support ledger
papers-show-help = Open a number to see what is behind it; “Change this paragraph” changes the words.
papers-stale = Somebody has just changed this paper. Your words are still below: look at the newest version, then save once more.
papers-gaps = { $n ->
    [one] One thing is
   *[other] { $n } things are
 } still missing; the exported paper marks it with brackets.
papers-word = Download for Word
papers-pdf = Export as PDF
papers-print = Print
papers-renew = Renew the paragraphs you have not changed
papers-edit = Change this paragraph
papers-edited = changed by you
papers-edit-label = The words of this paragraph
papers-edit-hint = Numbers in ⟦ ⟧ come from the records: move them as you like, they keep their value. Replace ⟦？ ⟧, which asks for something, with your own words.
papers-save = Save this paragraph
papers-cancel = Leave it as it was
papers-back = Back
papers-said-made = The first version is ready
papers-said-saved = Saved
papers-said-mark-removed = Saved. A number and what stands behind it are no longer in this paragraph; write it again if that was not meant.
papers-said-figure-restored = Saved. The number comes from the records and was put back; if it is wrong, please correct the record.
papers-said-renewed = Paragraphs you had not changed now follow the newest records
papers-fact-says = The paper says { $x }
papers-fact-now = The records now say { $x }. The paper does not change by itself; go back and renew it to use the new number.
papers-fact-none = There are no records to list here.
papers-fact-rights = Only records that you may see are listed.
papers-comma = ,{" "}
papers-semicolon = ;{" "}
papers-as-of = as of { $x }
papers-title = { $class }, { $term }
papers-title-term-plan = Support plan
papers-title-term-summary = Support summary
papers-signed = { $name }, homeroom teacher of { $class }
papers-machine = the system
papers-foot = Taken out by { $who }, { $when } · No. { $serial } · Purpose: { $purpose } · About students: keep it safe
papers-command-no-teacher = no such teacher: give the name to sign in with, or the person’s name
papers-command-several-teachers = several people are called so: give the name to sign in with
papers-command-no-term = no such term: give the name of a term, or current
papers-command-no-class = this person answers for no class today
papers-command-fault = the paper could not be made; the log says more

# Numbers with what they count

papers-n-people = { $n ->
    [one] 1 student
   *[other] { $n } students
 }
papers-n-boys = { $n ->
    [one] 1 boy
   *[other] { $n } boys
 }
papers-n-girls = { $n ->
    [one] 1 girl
   *[other] { $n } girls
 }
papers-n-cases = { $n ->
    [one] 1 open case
   *[other] { $n } open cases
 }
papers-n-times = { $n ->
    [one] once
    [2] twice
   *[other] { $n } times
 }
papers-n-notes = { $n ->
    [one] 1 note
   *[other] { $n } notes
 }
papers-n-items = { $n ->
    [one] 1 item
   *[other] { $n } items
 }
papers-n-goals = { $n ->
    [one] 1 goal
   *[other] { $n } goals
 }
papers-n-families = { $n ->
    [one] 1 family
   *[other] { $n } families
 }
papers-n-teachers = { $n ->
    [one] 1 teacher
   *[other] { $n } teachers
 }
papers-n-letters = { $n ->
    [one] 1 letter
   *[other] { $n } letters
 }
papers-n-rules = { $n ->
    [one] 1 rule
   *[other] { $n } rules
 }
papers-n-all-cases = { $n ->
    [one] 1 case
   *[other] { $n } cases
 }
papers-n-day = { $x } day
papers-n-days = { $x } days
papers-age-years = { $n }

# Parts

papers-part-situation = The situation
papers-part-measures = What was done
papers-part-effect = What came of it
papers-part-shortcomings = What is lacking
papers-part-next = Next steps
papers-part-now = The situation now
papers-part-goals = Aims of the term
papers-part-ways = How we go about it
papers-part-people = Who does what
papers-part-months = Month by month

# What is missing

papers-gap-census = no census record this term, please add
papers-gap-rules = not set yet, please add
papers-gap-notes = no notes this term, please add
papers-gap-goals = no goals set, please add
papers-gap-marks = no two exams to compare, please add
papers-gap-absences = no absence records, please add
papers-gap-mentors = none yet, please add

# The situation

papers-say-class = The class has { $students }: { $boys } and { $girls }.
papers-say-looked-none = This term’s census: { $gap }.
papers-say-looked-all = This term’s census is complete and took in { $looked }.
papers-say-looked-some = This term’s census has taken in { $looked } so far and still has to take in { $left }.
papers-say-found = From the census and from day to day, { $found } need more care than others, in learning or in life.
papers-say-found-none = Nothing has been recorded at present that calls for support.
papers-say-groups = Among them: { $list }; one student may be counted in several respects.
papers-say-group = Among them: { $list }.
papers-say-group-family = { $n } for reasons of family
papers-say-group-study = { $n } in their learning
papers-say-group-health = { $n } in their health
papers-say-group-mind = { $n } in their feelings
papers-say-group-habits = { $n } in their habits
papers-say-left-behind = Children whose parents work away are recorded by two definitions: by the school roll, { $roll }; by civil affairs, { $civil }.
papers-say-open = There is support under way in { $open }.
papers-say-open-none = No case is open at present.
papers-say-open-more = Before the term it was { $before }; the number has grown.
papers-say-open-fewer = Before the term it was { $before }; the number has fallen.
papers-say-open-same = Before the term it was { $before } as well.
papers-say-moved = In the course of the term: { $list }.
papers-say-opened = { $n } opened
papers-say-closed = { $n } closed
papers-say-reopened = { $n } reopened

# What was done

papers-say-rules = The school asks for { $count }: { $list }.
papers-say-rules-none = How often the school asks for contact: { $gap }.
papers-rule = { $act } by { $who }, at least { $times ->
    [one] once
    [2] twice
   *[other] { $times } times
 } { $per }
papers-who-responsible = the responsible person
papers-who-mentor = each mentor
papers-who-each-member = each member of the team
papers-who-homeroom = the homeroom teacher
papers-who-student = the student
papers-per-week = a week
papers-per-month = a month
papers-per-term = a term
papers-act-talk = a talk
papers-act-family-contact = a contact with the family
papers-act-special-support = special support
papers-act-student-report = a report
papers-act-home-visit = a home visit
papers-act-any-contact = a meeting or contact
papers-say-kept = By these, something was due { $owed } and done { $kept }: { $percent }.
papers-say-excused = Beyond this it was excused { $n }, for leave and the like.
papers-lack-duty-missed = { $nth }what the school asks for was missed { $n }.
papers-next-duty-missed = { $nth }we put what the school asks for into each week, and make good what still can be ({ $n }).
papers-say-notes = The term has left { $notes }.
papers-say-notes-none = What was done: { $gap }.
papers-say-did = With the students themselves: { $list }.
papers-say-did-talks = talks { $n }
papers-say-did-tutoring = tutoring { $n }
papers-say-did-care = acts of care { $n }
papers-say-did-observations = observations { $n }
papers-say-did-student-reports = students’ reports { $n }
papers-say-reached = Of { $served } with a case at some time in the term, { $reached } had a talk, tutoring, an act of care or a home visit on record.
papers-say-reached-all = All those with a case at some time in the term ({ $served }) had a talk, tutoring, an act of care or a home visit on record.
papers-say-visits = Home visits were made { $visits }, reaching { $visited } of students with a case.
papers-say-visits-none = No home visit is on record this term.
papers-say-family = Families were contacted { $n }: { $list }.
papers-say-family-bare = Families were contacted { $n }.
papers-say-family-none = No contact with a family is on record this term.
papers-say-by-call = by telephone { $n }
papers-say-by-wechat = by WeChat { $n }
papers-say-by-video = by video call { $n }
papers-say-by-meeting = in person { $n }
papers-say-planned = A plan of its own has been written for { $planned }; a mentor stands beside the student in { $mentored }.
papers-say-mentors = As mentors serve { $mentors }.
papers-say-promises = Promised in notes: { $promised }; done so far: { $kept }.
papers-say-promises-all = All that was promised in notes ({ $promised }) has been done.

# What came of it: no change and too few are said as they are

papers-say-goals = Worked on this term: { $goals }; reached so far: { $reached }.
papers-say-goals-all = All goals worked on this term ({ $goals }) were reached.
papers-say-goals-none = Of the goals worked on this term ({ $goals }), none has been reached so far.
papers-say-goals-unset = Goals: { $gap }.
papers-say-marks-up = In marks, comparing “{ $from }” with “{ $to }” for { $n } with a case and marks in both, the mean rate rose from { $was } to { $is }.
papers-say-marks-down = In marks, comparing “{ $from }” with “{ $to }” for { $n } with a case and marks in both, the mean rate fell from { $was } to { $is }.
papers-say-marks-same = In marks, comparing “{ $from }” with “{ $to }” for { $n } with a case and marks in both, the mean rate went from { $was } to { $is }: no change.
papers-say-marks-each = One by one: { $list }.
papers-say-marks-comma = { ", " }
papers-say-marks-better-n = { $n } up
papers-say-marks-worse-n = { $n } down
papers-say-marks-same-n = { $n } unchanged
papers-say-marks-class = The mean rate of the whole class was { $was } in the first and { $is } in the second.
papers-say-marks-few = With so few students this is no more than a hint.
papers-say-marks-care = The exams need not have been equally hard; read it beside the class as a whole, and do not put it all down to our support.
papers-say-marks-none = Marks: { $gap }.
papers-say-absent-less = Students with a case missed { $now } in all, fewer than the { $before } in the same stretch of last term.
papers-say-absent-more = Students with a case missed { $now } in all, more than the { $before } in the same stretch of last term; we need to learn why.
papers-say-absent-same = Students with a case missed { $now } in all, against { $before } in the same stretch of last term: no change.
papers-say-absent-alone = Students with a case missed { $now } in all; there are no records of the same stretch of last term to compare.
papers-say-absent-unknown = Attendance: { $gap }.
papers-say-good-news = Good news went home in { $n }, so that progress was seen.
papers-say-closed-reached = Closed because the goals were reached: { $n }.

# What is lacking, and what follows

papers-nth-1 = First,{" "}
papers-nth-2 = Second,{" "}
papers-nth-3 = Third,{" "}
papers-nth-4 = Fourth,{" "}
papers-nth-5 = Fifth,{" "}
papers-nth-6 = Sixth,{" "}
papers-nth-7 = Seventh,{" "}
papers-nth-8 = Eighth,{" "}
papers-nth-9 = Ninth,{" "}
papers-lack-unlooked = { $nth }the census is not complete; still to be looked at: { $n }.
papers-lack-unreached = { $nth }no talk, tutoring, act of care or home visit is on record this term for { $n } with an open case.
papers-lack-unvisited = { $nth }of the families of students with an open case, { $n } had no home visit this term.
papers-lack-unplanned = { $nth }no plan has been written yet in { $n }.
papers-lack-alone = { $nth }no mentor stands beside the student in { $n }.
papers-lack-promises-late = { $nth }promised, past the day and not done: { $n }.
papers-lack-goals-late = { $nth }past the planned day and not reached: { $n }.
papers-lack-marks-worse = { $nth }the marks of { $n } with a case went down, and we do not yet know why for each.
papers-lack-cards-incomplete = { $nth }the contact cards of { $n } with an open case lack a guardian’s telephone number or the address.
papers-lack-own = All this rests on the records alone; what lies beyond them we must hear from the students and their families.
papers-lack-none = By the records there is no clear gap in talks, home visits, plans, mentors and contact cards. Records only say what was done; how it felt we must hear from the students and their families.
papers-next-unlooked = { $nth }we finish the census for the remaining { $n }.
papers-next-unreached = { $nth }we first meet and talk with those not yet reached ({ $n }).
papers-next-unvisited = { $nth }we set days for visiting the remaining { $n } at home.
papers-next-unplanned = { $nth }we write the plans that are missing ({ $n }).
papers-next-alone = { $nth }we agree with the school on mentors where there are none ({ $n }).
papers-next-promises-late = { $nth }we do what was promised and is late ({ $n }).
papers-next-goals-late = { $nth }we look again at what was not reached in time ({ $n }) and change the measures or the date.
papers-next-marks-worse = { $nth }together with the subject teachers we learn what lies behind the lower marks ({ $n }), one by one, before we decide how to help.
papers-next-cards-incomplete = { $nth }we ask the families for what the contact cards lack ({ $n }).
papers-next-goals = We go on with the goals not yet reached ({ $n }).
papers-next-keep = We talk, visit and stay in touch as often as the school asks, and write it down each time.

# The plan

papers-aim-unlooked = { $nth }to finish the census, with { $n } left, so that every child has been looked at.
papers-aim-open = { $nth }to talk, visit and stay in touch as often as the school asks in { $n }, leaving no student out.
papers-aim-unplanned = { $nth }to write a plan where there is none ({ $n }).
papers-aim-alone = { $nth }to find a mentor where there is none ({ $n }).
papers-aim-goals-open = { $nth }to work on the goals not yet reached ({ $n }) and judge each when it falls due.
papers-aim-cards-incomplete = { $nth }to complete the contact cards of { $n }, so that a guardian can be reached when needed.
papers-aim-none = No case is open. This term we keep our eyes open, and act when a child needs us.
papers-plan-rules = We keep what the school asks for, { $count }: { $list }.
papers-plan-rules-none = How often the school asks for contact: { $gap }.
papers-plan-planned = Where there is a plan already ({ $n }), we follow it.
papers-plan-study = In learning, we agree with the subject teachers on what to practise and when; foundations and confidence come first.
papers-plan-family = With families, we stay in touch by visits, telephone and video, and reach parents who work away too.
papers-plan-confidential = We keep what we know to ourselves and never speak of a child’s family or difficulties in front of others.
papers-plan-homeroom = The homeroom teacher carries out the census, writes plans, gathers the notes and answers for the work in this class.
papers-plan-mentors = As mentors serve { $n }, in { $cases }: they are there for the student day by day.
papers-plan-mentors-none = Mentors: { $gap }.
papers-plan-others = Subject teachers help with learning and tell us what they see; the psychologist supports us when needed.
papers-plan-months = The main work of each month is as follows.
papers-plan-month = Month
papers-plan-work = Work
papers-month-first = Write the plan, check the contact cards, get in touch with families
papers-month-census = Census done by { $day }
papers-month-goals = Judge the goals that fall due
papers-month-follow-ups = Do what was promised
papers-month-exam = { $day }, { $name }: see afterwards how the students are
papers-month-review = Support as often as asked; look back at the end of the month
papers-month-last = Judge what came of it, write the summary

# Contact card, student file, ledger

papers-card-name = Name
papers-card-sex = Sex
papers-card-age = Age
papers-card-born = Born
papers-card-class = Class
papers-card-id = ID number
papers-card-phone = Telephone
papers-card-address = Address
papers-card-health = Health
papers-card-relation = Relation
papers-card-occupation = Occupation
papers-card-employer = Employer
papers-card-confirmed = Checked by the guardian
papers-card-legal = { $x } (guardian)
papers-card-away = (works away in { $x })
papers-miss-born = date of birth missing
papers-miss-id = missing
papers-miss-phone = telephone missing
papers-miss-address = address missing
papers-miss-health = health missing
papers-miss-by-hand = to be written by hand by those who may know
papers-miss-guardian = no guardian recorded
papers-miss-occupation = occupation missing
papers-miss-employer = employer missing
papers-miss-strengths = no strength written down yet
papers-miss-plan = no plan yet
papers-file-strengths = Strengths, and the child’s own words
papers-file-categories = Categories
papers-file-category = Category
papers-file-since = Since
papers-file-need = Need
papers-file-support = Support
papers-file-no-case = No case has been opened.
papers-file-part = Part
papers-file-plan = Plan and goals
papers-file-situation = Situation:{" "}
papers-file-measures = Measures:{" "}
papers-file-goal = Goal
papers-file-span = Near or far
papers-file-due = By
papers-file-reached = Reached
papers-file-not-yet = not yet
papers-file-notes = Notes
papers-file-day = Day
papers-file-kind = Kind
papers-file-by = By
papers-file-text = What
papers-file-exams = Marks
papers-file-exam = Exam
papers-file-marks = Marks
papers-file-absent = absent
papers-file-said = The child said: “{ $x }”
papers-file-opened = Opened on { $x }.{" "}
papers-file-closed = Closed on { $x }.{" "}
papers-file-written = Plan written on { $x }.
papers-ledger-number = No.
papers-ledger-responsible = Responsible
papers-ledger-mentor = Mentor
papers-ledger-talks = Talks
papers-ledger-visits = Home visits
papers-ledger-contacts = Contacts
papers-ledger-last = Last
papers-ledger-state = State
papers-ledger-open = Case open
papers-ledger-noticed = Noticed

# The name of each number

papers-figure-duty-owed = Due by the frequency rules
papers-figure-duty-kept = Done of what was due
papers-figure-duty-missed = Missed of what was due
papers-figure-duty-excused = Excused
papers-figure-students = Students of the class
papers-figure-boys = Boys
papers-figure-girls = Girls
papers-figure-looked = Students looked at in this term’s census
papers-figure-unlooked = Students not yet looked at in this term’s census
papers-figure-found = Students with a category
papers-figure-found-family = Students with needs in the family
papers-figure-found-study = Students with needs in learning
papers-figure-found-health = Students with needs in health
papers-figure-found-mind = Students with needs in their feelings
papers-figure-found-habits = Students with needs in habits
papers-figure-left-behind-roll = Left-behind children by the school roll
papers-figure-left-behind-civil = Left-behind children by civil affairs
papers-figure-open = Open cases
papers-figure-open-before = Cases open before the term
papers-figure-opened = Cases opened this term
papers-figure-closed = Cases closed this term
papers-figure-closed-reached = Cases closed because the goals were reached
papers-figure-reopened = Cases reopened this term
papers-figure-planned = Open cases with a plan
papers-figure-unplanned = Open cases without a plan
papers-figure-mentored = Open cases with a mentor
papers-figure-alone = Open cases without a mentor
papers-figure-mentors = Mentors
papers-figure-rules = Frequency rules
papers-figure-notes = Notes this term
papers-figure-talks = Talks
papers-figure-home-visits = Home visits
papers-figure-family-contacts = Contacts with families
papers-figure-contacts-call = Families contacted by telephone
papers-figure-contacts-wechat = Families contacted by WeChat
papers-figure-contacts-video = Families contacted by video call
papers-figure-contacts-meeting = Families met in person
papers-figure-tutoring = Tutoring
papers-figure-observations = Observations
papers-figure-good-news = Good-news letters
papers-figure-care = Acts of care
papers-figure-student-reports = Students’ reports
papers-figure-served = Students with a case at some time in the term
papers-figure-reached = Students with a case who were reached
papers-figure-unreached = Students with an open case not reached
papers-figure-visited = Students with a case visited at home
papers-figure-unvisited = Students with an open case not visited at home
papers-figure-promised = Follow-ups promised
papers-figure-promises-kept = Follow-ups done
papers-figure-promises-late = Follow-ups late
papers-figure-goals = Goals worked on this term
papers-figure-goals-reached = Goals reached this term
papers-figure-goals-open = Goals not yet reached
papers-figure-goals-late = Goals late
papers-figure-cards-incomplete = Students with an open case and an incomplete contact card
papers-figure-absent = Absences of students with a case this term
papers-figure-absent-before = Absences of students with a case in the same stretch of last term
papers-figure-marks-compared = Students with a case and marks in both exams
papers-figure-marks-better = Students with a case whose marks rose
papers-figure-marks-worse = Students with a case whose marks fell
papers-figure-marks-same = Students with a case whose marks stayed
papers-figure-marks-class = Students of the class with marks in both exams

# Fields

papers-field-school = School
papers-field-today = Date
papers-field-month = Month
papers-field-term = Term
papers-field-writer = Filled in by
papers-field-name = Name
papers-field-sex = Sex
papers-field-born = Born on
papers-field-age = Age
papers-field-class = Class
papers-field-grade = Grade
papers-field-student-number = Student number
papers-field-stage = Stage of schooling
papers-field-ethnic = Ethnic group
papers-field-household = Registered residence
papers-field-boarding = Boarding or day
papers-field-id-number = Identity number
papers-field-roll-number = School-roll number
papers-field-phone = Telephone
papers-field-address = Home address
papers-field-father = Father
papers-field-father-phone = Father’s telephone
papers-field-father-place = Where the father works
papers-field-father-id = Father’s identity number
papers-field-mother = Mother
papers-field-mother-phone = Mother’s telephone
papers-field-mother-place = Where the mother works
papers-field-mother-id = Mother’s identity number
papers-field-grandfather = Paternal grandfather
papers-field-grandmother = Paternal grandmother
papers-field-maternal-grandfather = Maternal grandfather
papers-field-maternal-grandmother = Maternal grandmother
papers-field-guardian = Guardian
papers-field-guardian-relation = Relation to the child
papers-field-guardian-phone = Guardian’s telephone
papers-field-guardian-occupation = Guardian’s occupation
papers-field-guardian-employer = Guardian’s employer
papers-field-entrusted = Entrusted carer
papers-field-is-entrusted = Is somebody entrusted?
papers-field-entrusted-phone = Carer’s telephone
papers-field-entrusted-id = Carer’s identity number
papers-field-entrusted-relation = Relation to the child
papers-field-entrusted-address = Carer’s address
papers-field-family-members = Members of the family
papers-field-health = Health
papers-field-disability = Disability
papers-field-categories = Category
papers-field-needs = Needs
papers-field-found-on = Since
papers-field-left-behind-roll = Left behind (school roll)
papers-field-left-behind-civil = Left behind (civil affairs)
papers-field-both-away = Both parents away
papers-field-one-away-unable = One away, the other unable to care
papers-field-strengths = Strengths
papers-field-own-words = The child’s own words
papers-field-causes = Causes
papers-field-case-opened = File opened on
papers-field-case-closed = Closed on
papers-field-concern = What we are concerned about
papers-field-tier = Tier
papers-field-responsible = Responsible teacher
papers-field-mentor = Mentor
papers-field-team = Team
papers-field-situation = Situation
papers-field-measures = Measures
papers-field-goals-near = Near goals
papers-field-goals-far = Far goals
papers-field-note-day = Day of the note
papers-field-note-recorded = Written down on
papers-field-note-kind = Kind
papers-field-note-minutes = Minutes
papers-field-note-text = Text
papers-field-note-own-words = The child’s own words
papers-field-note-writer = Written by
papers-field-follow-up = Agreed next step
papers-field-follow-up-day = Next on
papers-field-note-number = Which time
papers-field-marks = Latest marks
papers-field-relation = Relation
papers-field-person = Name
papers-field-person-phone = Telephone
papers-field-occupation = Occupation
papers-field-employer = Employer
papers-field-away = Works in
papers-field-part = Part
papers-field-since = Since
papers-field-goal = Goal
papers-field-span = Near or far
papers-field-due = Due
papers-field-reached = Reached on
papers-field-exam-day = Day of the exam
papers-field-exam = Exam
papers-field-exam-marks = Marks
papers-yes = Yes
papers-no = No
papers-stage-primary = Primary school
papers-stage-junior = Junior secondary school
papers-stage-senior = Senior secondary school
papers-member-of-0 = { $x }
papers-member-of-1 = { $x } (lives with the child)

# Forms

papers-forms = Forms
papers-forms-blank = Blank forms to print and fill in by hand
papers-forms-from-note = Filled from the note of:
papers-forms-help = Print a blank form to fill in by hand; to have it filled from the records, open it from a child’s page.
papers-forms-for = Forms for { $x }
papers-forms-for-help = What is on record is filled in; what is not stays blank for handwriting. Only what you may take out is filled in.
papers-form-talk-use = Opened from a talk, it is filled from that talk
papers-form-home-visit-use = To be signed by the family after a visit
papers-form-tutoring-use = One for each session
papers-form-counselling-use = Filled in by hand by the psychologist and kept apart
papers-form-support-use = One for each child, from opening to closing
papers-form-tier-class-use = By the homeroom teacher
papers-form-tier-grade-use = By the grade leader
papers-form-tier-school-use = By the school
papers-form-referral-use = To the psychologist, a hospital, civil affairs …
papers-form-consent-use = What needs the guardian’s consent
papers-form-notice-use = To the family, with a receipt
papers-form-crisis-use = Protect and report first, then fill in
papers-form-mandatory-report-use = Whoever finds or suspects harm reports at once
papers-form-left-behind-use = Civil affairs’ registration form
papers-kind-form-talk = Record of a talk
papers-kind-form-home-visit = Record of a home visit
papers-kind-form-tutoring = Record of tutoring
papers-kind-form-counselling = Record of counselling
papers-kind-form-support = Support file
papers-kind-form-tier-class = Support by the class
papers-kind-form-tier-grade = Support by the grade
papers-kind-form-tier-school = Support by the school
papers-kind-form-referral = Referral
papers-kind-form-consent = Guardian’s consent
papers-kind-form-notice = Notice to the family
papers-kind-form-crisis = Report of a crisis
papers-kind-form-mandatory-report = Mandatory report
papers-kind-form-left-behind = Registration of a left-behind child
papers-form-counselling-head = Confidential, kept by the psychologist alone. Where a life is in danger or a child is harmed, those who must know are told and a report is made. Facts and the child’s own words; no diagnosis.
papers-form-referral-head = Only what the referral needs. Please answer by the agreed day.
papers-form-consent-head = Whether or not you consent, your child learns and is helped here as before; you may withdraw at any time. For a child under fourteen the guardian signs.
papers-form-notice-head = Dear parents,
papers-form-crisis-head = Somebody stays with the child, dangerous things are taken away, the psychologist, the moral-education office and the guardian are told at once. Telephone 110, 120; helpline 12356. The form can wait.
papers-form-mandatory-report-head = Law on the Protection of Minors, article 11: whoever finds harm, suspected harm or danger reports at once to the police, civil affairs and education authorities. Nobody’s approval is needed; the reporter is kept secret.
papers-hand-talk-day = Day
papers-hand-place = Place
papers-hand-talk-minutes = Minutes
papers-hand-talk-by = Who talked
papers-hand-present = Present
papers-hand-talk-kind = Kind of talk
papers-hand-talk-kind-choices = □ everyday　□ study　□ feelings　□ behaviour　□ family and school
papers-hand-way = How
papers-hand-way-choices = □ face to face　□ telephone　□ online
papers-hand-talk-why = Why (facts)
papers-hand-talk-own-words = In the child’s own words
papers-hand-talk-guidance = What was said
papers-hand-reaction = How the child took it
papers-hand-agreed = What was agreed
papers-hand-passed-on = Reported or referred
papers-hand-passed-on-choices = □ no　□ yes:
papers-hand-next-day = Follow-up on
papers-hand-visit-day = Day of the visit
papers-hand-visit-by = Visited by
papers-hand-with = Together with
papers-hand-visit-place = Place
papers-hand-visit-way = How
papers-hand-visit-way-choices = □ at home　□ telephone　□ online
papers-hand-met = Who was met
papers-hand-economy = Means of the family
papers-hand-upbringing = Upbringing
papers-hand-visit-why = Purpose
papers-hand-at-school = How the child does at school
papers-hand-at-home = How the child does at home
papers-hand-wishes = What the family says and wishes
papers-hand-visit-found = What was seen and found
papers-hand-next-visit = Next visit
papers-hand-sign-teacher = Teacher’s signature
papers-hand-sign-guardian = Guardian’s signature
papers-hand-sign-child = Child’s signature
papers-hand-sign-day = Date
papers-hand-sign-leader = Grade leader’s signature
papers-hand-sign-principal = Principal’s signature
papers-hand-sign-receiver = Receiver’s signature
papers-hand-sign-reporter = Reporter’s signature
papers-hand-sign-head = Head of the office
papers-hand-sign-checker = Checked by
papers-hand-sign-writer = Filled in by
papers-hand-tutoring-day = Day
papers-hand-tutoring-by = Tutor
papers-hand-tutoring-minutes = Minutes
papers-hand-subject = Subject
papers-hand-weak-points = Weak points
papers-hand-tutoring-text = What was done and how
papers-hand-tutoring-words = The child’s own words
papers-hand-effect = Effect
papers-hand-homework = Agreed tasks
papers-hand-name-or-alias = Name (or alias)
papers-hand-counselling-day = Day
papers-hand-counselling-time = From – to (minutes)
papers-hand-counsellor = Psychologist
papers-hand-recorder = Recorded by
papers-hand-which-time = Which session
papers-hand-came-from = Came by way of
papers-hand-came-from-choices = □ self　□ homeroom teacher　□ family　□ screening　□ other:
papers-hand-counselling-way = How
papers-hand-counselling-way-choices = □ face to face　□ online　□ telephone
papers-hand-complaint = Complaint (own words)
papers-hand-since = Since when, how long
papers-hand-counselling-goal = Aim
papers-hand-process = Course
papers-hand-showed = What showed (feelings, behaviour, thoughts)
papers-hand-history = Family and earlier history
papers-hand-danger = Danger
papers-hand-danger-choices = □ none seen　□ keep an eye　□ act at once (crisis report)
papers-hand-homework-next = Homework and next session
papers-hand-referred = Referred
papers-hand-referred-choices = □ no　□ yes, to:
papers-hand-file-day = Opened on
papers-hand-file-kinds = Categories
papers-hand-own-view = What the child thinks
papers-hand-study = Study
papers-hand-mind = Mood (what is seen)
papers-hand-period-from = From
papers-hand-period-until = Until
papers-hand-stage-review = Review
papers-hand-leave-opinion = Opinion on closing
papers-hand-concern = Concern
papers-hand-tried = What has been tried
papers-hand-asks-for = What we ask of the grade
papers-hand-grade-view = View of the grade
papers-hand-grade-measures = Measures of the grade
papers-hand-grade-who = Who
papers-hand-review-day = Review on
papers-hand-school-view = View of the school
papers-hand-resources = Resources in the school
papers-hand-outside-help = Help from outside
papers-hand-school-who = Who
papers-hand-referred-to = To
papers-hand-referred-to-choices = □ psychologist　□ hospital　□ civil affairs　□ police　□ neighbourhood　□ other:
papers-hand-referred-by = By
papers-hand-referred-day = On
papers-hand-referred-why = Why (facts)
papers-hand-wanted = Help hoped for
papers-hand-guardian-told = Guardian informed
papers-hand-guardian-told-choices = □ told and agrees　□ told, does not agree　□ not told, by law, because:
papers-hand-answer = Answer
papers-hand-consent-what = What for
papers-hand-consent-data = Which data
papers-hand-consent-answer = My decision
papers-hand-consent-answer-choices = □ I consent　□ I do not　□ I would like to talk first
papers-hand-notice-what = What we want to tell you
papers-hand-notice-together = What we can do together
papers-hand-notice-teacher = Teacher
papers-hand-notice-day = Date
papers-hand-receipt = Receipt: what you think
papers-hand-found-by = Found by
papers-hand-found-at = Found at
papers-hand-found-how = How it was found
papers-hand-found-how-choices = □ seen　□ told by the child　□ told by others　□ screening
papers-hand-crisis-showed = What was said and done
papers-hand-crisis-level = Level
papers-hand-crisis-level-choices = □ blue　□ yellow　□ orange　□ red (at once)
papers-hand-at-once = Done at once (who stays, what was removed)
papers-hand-told-guardian = Guardian told
papers-hand-told-at = Told at
papers-hand-reported-to = Reported to, at
papers-hand-judged-by = Judged by, with what result (no diagnosis)
papers-hand-hospital = Hospital
papers-hand-back-at-school = On coming back to school
papers-hand-look-again = Look again on
papers-hand-triggers = What was found
papers-hand-triggers-choices = □ 1 unusual injury of private parts　□ 2 a girl under fourteen: suspected sexual assault, pregnancy or abortion　□ 3 a girl of fourteen or more: pregnancy or abortion suspected to follow sexual assault　□ 4 many injuries, severe malnutrition or clouded mind; suspected domestic violence, bullying, abuse, beating or drugging　□ 5 disabled or dead from suicide, self-injury, work accident, poisoning, drugging, beating or other unusual causes　□ 6 abandoned, or long without any carer　□ 7 of unknown origin, missing, or trafficked　□ 8 made to beg　□ 9 other grave harm, or facing unlawful harm
papers-hand-facts-seen = What was seen and heard
papers-hand-child-said = The child’s own words
papers-hand-reported-offices = Reported to
papers-hand-reported-offices-choices = □ police　□ civil affairs　□ education　□ other:
papers-hand-reported-at = Reported at
papers-hand-reported-way = How
papers-hand-reported-way-choices = □ telephone　□ in person　□ in writing
papers-hand-receipt-number = Receipt number
papers-hand-office-answer = Answer of the office
papers-hand-filled-by-office = Office (seal)
papers-hand-filled-on = Date
papers-hand-registered = Residence registered
papers-hand-registered-choices = □ yes　□ no
papers-hand-lives-at = Lives at
papers-hand-body = Health
papers-hand-body-choices = □ well　□ disabled　□ ill
papers-hand-disability-class = Disability, grade
papers-hand-serious-illness = Illness (serious only)
papers-hand-schooling = Schooling
papers-hand-schooling-else = If not at school
papers-hand-schooling-else-choices = □ dropped out (compulsory age)　□ not at school (14–16)
papers-hand-grandfather-born = Born on
papers-hand-grandmother-born = Born on
papers-hand-maternal-grandfather-born = Born on
papers-hand-maternal-grandmother-born = Born on
papers-hand-father-born = Born on
papers-hand-mother-born = Born on
papers-hand-unable-who = Who is unable
papers-hand-unable-who-choices = □ father　□ mother
papers-hand-guardianship = Care
papers-hand-guardianship-choices = □ nobody　□ parent unable　□ carer not able enough　□ fair　□ good
papers-hand-income = Income (several)
papers-hand-income-choices = □ wages　□ farming　□ public aid　□ relatives and friends　□ other
papers-hand-aid-given = Aid (several)
papers-hand-aid-given-choices = □ minimum income　□ emergency　□ medical　□ housing　□ other

# In one go

papers-bundles = Papers in one go
papers-bundles-open = Papers of a class or the school in one go
papers-bundles-help = Choose the paper and for whom. They are made one by one in the background and packed into one archive; stop at any time and go on later.
papers-bundle-whom = For whom
papers-bundle-all = All students I may take out
papers-bundle-only-cases = Only students with an open case
papers-bundle-begin = Begin
papers-bundles-mine = Mine
papers-bundles-none = None yet
papers-bundles-none-help = When dozens of files are due at term’s end, begin above instead of opening each.
papers-bundle-made = Made
papers-bundle-reload = Reload the page to see how far it is.
papers-bundle-pause = Stop for now
papers-bundle-resume = Go on
papers-bundle-again = Try again those that failed
papers-bundle-drop = Remove the files
papers-bundle-left = Not made
papers-bundle-unknown = A student you may not see now
papers-bundle-fault-no-right = You may not take this paper out now
papers-bundle-fault-broken = This one failed, the others did not. Try again; if it fails again, tell the computer person
papers-bundle-state-working = under way
papers-bundle-state-paused = stopped
papers-bundle-state-stopped = interrupted; it can go on
papers-bundle-state-done = done
papers-bundle-state-dropped = files removed
papers-said-bundle-begun = Begun.
papers-said-bundle-paused = Stopped; go on at any time.
papers-said-bundle-dropped = The files are removed.
papers-said-bundle-nobody = There is no student in this range.
papers-bundle-take = Take the archive ({ $n ->
    [one] 1 paper
   *[other] { $n } papers
})
papers-bundle-kept = The files are kept for { $n ->
    [one] 1 day
   *[other] { $n } days
} and then removed; made anew they are up to date.
papers-kind-spot-sheet = Spot check sheet
papers-spot-place = No.
papers-spot-child = Student
papers-spot-facts = Facts
papers-spot-own-words = Own words
papers-spot-follow-up = Followed up
papers-spot-plan-fits = Plan fits
papers-spot-words = What was seen
papers-spot-answer = Answer
papers-spot-signed-looker = Looked at by
papers-spot-signed-head = Head of the office
papers-spot-signed-on = Date

# The growth diary and letters to the family.
papers-kind-letter = Letter to the family
papers-kind-diary = Growth diary
papers-letter-good-news = Good news
papers-letter-praise = A word of praise
papers-letter-to = To the family of { $x }
papers-letter-good-news-open = We are glad to bring you good news.
papers-letter-good-news-close = { $x } earned it. Please say a good word at home today and ask how it was done. Thank you for being there.
papers-letter-praise-open = We would like to share a small thing about { $x } at school.
papers-letter-praise-close = We are as happy as you are to see { $x } grow, step by step.
papers-letter-small-win = A small win: { $x }
papers-letter-teacher = { $x }, teacher
papers-diary-of = { $x }’s growth diary
papers-diary-lead = Praise, good news, strengths, steps forward and own words, by date.
papers-diary-none = Nothing stands here yet
papers-diary-none-words = Note a praise or a small win, or write a strength on the student’s page, and it will stand here.
papers-diary-praise = Note a praise
papers-diary-take = Into the booklet for the family
papers-diary-own-hint = Own words stay out at first: some are said to the teacher alone. Ask before ticking them.
papers-diary-booklet = Make the booklet
papers-diary-back = Back to the diary
papers-diary-open = Here are moments from { $x }’s days at school, for you to read together.
papers-diary-nothing-chosen = Nothing was chosen; please go back and tick what shall go in.
papers-diary-family = Words from the family
papers-diary-own-words = Own words
papers-diary-step = { $subject }: from { $before } to { $now } points

# The minutes of a monthly review.
papers-minutes-title = { $place }: minutes of the review of { $month }
papers-minutes-time = Time: { $x }
papers-minutes-chair = Chair: { $x }
papers-minutes-present = Present: { $x }
papers-minutes-others = Also present: { $x }
papers-minutes-children = Child by child
papers-minutes-strength = Strength: { $x }
papers-minutes-decision = Decision: { $decision } ({ $by })
papers-minutes-why = Reason: { $x }
papers-minutes-task = To do: { $text } ({ $who }, by { $day })
papers-minutes-not-discussed = There was no time for this one
papers-minutes-count = { $n } children, { $done } talked about.

# Grade, school, district, category, year

papers-small = fewer than 10
papers-small-cell = <10
papers-where-class = the class
papers-where-grade = the grade
papers-where-school = the school
papers-where-district = the schools of the district
papers-span-this-term = this term
papers-span-this-year = this school year
papers-span-start-term = This term
papers-span-start-year = This school year
papers-span-before-term = last term
papers-span-before-year = last school year
papers-span-whole-term = the term
papers-span-whole-year = the school year
papers-figure-of = { $name } ({ $part })
papers-one-child = the student told of
papers-year-of = school year { $x }
papers-kind-year-summary = Year summary
papers-title-year-summary = Support for students: summary of the year
papers-title-of = { $title }: { $category }
papers-title-district = The district, { $x }
papers-signed-grade = Grade team, { $x }
papers-signed-district = District education office
papers-whole-school = The whole school
papers-about = About which students
papers-about-all = All students
papers-approved = Approved
papers-approved-help = This paper is approved: its numbers and words stand. To change it, take the approval back first.
papers-approve = Approve
papers-reopen = Take approval back
papers-confirm-help = This paragraph tells of one student without a name. Please see whether anybody could guess who it is; it is not exported until you confirm it.
papers-confirm = It may stay
papers-leave-out = Leave it out
papers-said-confirmed = This paragraph will be exported
papers-said-left-out = This paragraph was taken out
papers-said-approved = Approved
papers-said-reopened = It can be changed again
papers-command-no-grade = Which grade? Give --grade
papers-command-no-category = There is no such category: left-behind, learning, behaviour …
papers-figure-roster = All students
papers-figure-found-before = Students with a category at the start
papers-figure-found-now = Students newly given a category this term
papers-figure-source-observation = Students seen by observation
papers-figure-source-individual-talk = Students seen in a talk
papers-figure-source-subject-teacher = Students named by a subject teacher
papers-figure-source-home-visit = Students seen on a home visit
papers-figure-source-family-contact = Students seen through contact with the family
papers-figure-source-questionnaire = Students seen through a questionnaire
papers-figure-source-peers = Students named by classmates
papers-figure-source-last-file = Students known from the earlier file
papers-say-class-of = Of { $all } in all, { $students } fall under “{ $category }”: { $boys } and { $girls }. What follows is about these students alone.
papers-say-found-more = At the start it was { $before }; there are more now.
papers-say-found-fewer = At the start it was { $before }; there are fewer now.
papers-say-found-same = At the start it was { $before } as well.
papers-say-source = { $source }: { $n }
papers-say-sources = Newly on record this term: { $n }. What led to them: { $list }; one student may have been seen in several ways.
papers-say-found-more-wide = That is more than the { $before } at the start.
papers-say-found-fewer-wide = That is fewer than the { $before } at the start.
papers-say-found-same-wide = That is as many as the { $before } at the start.
papers-say-sources-wide = In { $where }, { $n } came newly on record; the first signs were { $list }, sometimes several for one student.
papers-column-part = Part
papers-column-students = Students
papers-column-found = In need
papers-column-open = Open cases
papers-column-talks = Talks
papers-column-home-visits = Home visits
papers-column-family-contacts = Family contacts
papers-table-parts = Part by part
papers-table-months = Month by month
papers-part-cases = Cases worth telling
papers-say-told-talks = talked with { $n }
papers-say-told-home-visits = visited at home { $n }
papers-say-told-family-contacts = in touch with the family { $n }
papers-say-told-tutoring = tutored { $n }
papers-say-told = With one student, teachers did this: { $list }; of { $goals } agreed, { $reached } has been reached so far.
papers-say-told-next = With another: { $list }; together they set { $goals } and reached { $reached }.
papers-say-marks-district = Exams differ from school to school; marks are not added up for the district and stand in the papers of the schools.
papers-say-not-counted = Categories kept by particular persons ({ $list }) are not among the numbers of this paper.
papers-say-class-wide = There are { $students } in { $where }: { $boys } and { $girls }.
papers-say-looked-all-wide = The census in { $where } has taken in everybody: { $looked }.
papers-say-looked-some-wide = The census in { $where } has taken in { $looked }; { $left } remain.
papers-say-found-wide = Put together from the classes, { $found } in { $where } need more care than others.
papers-say-groups-wide = By area, where one student may count in several: { $list }.
papers-say-left-behind-wide = Left behind in { $where }: { $roll } by the rules of the school roll and { $civil } by those of civil affairs, counted apart.
papers-say-open-wide = Open in { $where }: { $open }.
papers-say-open-none-wide = No case is open in { $where } at present.
papers-say-open-more-wide = More than the { $before } before it began.
papers-say-open-fewer-wide = Fewer than the { $before } before it began.
papers-say-open-same-wide = As many as the { $before } before it began.
papers-say-moved-wide = What changed in { $where }: { $list }.
papers-say-rules-wide = The same { $count } hold throughout { $where }: { $list }.
papers-say-kept-wide = Of what was due in { $where }, { $owed }, { $kept } was done: { $percent }.
papers-say-excused-wide = Excused and not counted: { $n }.
papers-say-notes-wide = Written down in { $where } this term: { $notes }.
papers-say-did-wide = With the students themselves: { $list }.
papers-say-reached-wide = Of the { $served } in { $where } with a case at some time, { $reached } were met, tutored, cared for or visited.
papers-say-reached-all-wide = All { $served } in { $where } with a case at some time were met, tutored, cared for or visited.
papers-say-visits-wide = Teachers of { $where } visited homes { $visits } and came to { $visited }.
papers-say-visits-none-wide = No home visit was written down in { $where } this term.
papers-say-family-wide = Families of { $where } were contacted { $n }: { $list }.
papers-say-family-none-wide = No contact with a family was written down in { $where } this term.
papers-say-planned-wide = Of the open cases in { $where }, { $planned } have a plan and { $mentored } a mentor.
papers-say-mentors-wide = As mentors in { $where } serve { $mentors }.
papers-say-promises-wide = Promised in the notes of { $where }: { $promised }; done: { $kept }.
papers-say-goals-wide = In { $where } there was work on { $goals }; { $reached } reached.
papers-say-marks-class-wide = The mean rate of all students in { $where } was { $was } in the first and { $is } in the second.
papers-say-marks-care-wide = The exams need not have been equally hard; read it beside all of { $where }, and do not put it all down to our support.
papers-say-absent-less-wide = Students of { $where } with a case missed { $now }, down from { $before } in the same stretch of last term.
papers-say-absent-more-wide = Students of { $where } with a case missed { $now }, up from { $before } in the same stretch of last term; the reasons must be learned one by one.
papers-say-good-news-wide = Good news went out from { $where } in { $n }.
papers-say-closed-reached-wide = Closed in { $where } because the goals were reached: { $n }.
papers-lack-unlooked-wide = { $nth }the census in { $where } still lacks { $n }.
papers-lack-unreached-wide = { $nth }in { $where }, { $n } with an open case were not met by the record.
papers-lack-unvisited-wide = { $nth }in { $where }, { $n } of students with an open case were not visited.
papers-lack-duty-missed-wide = { $nth }what was due in { $where } was missed { $n }.
papers-lack-unplanned-wide = { $nth }in { $where } a plan is lacking in { $n }.
papers-lack-alone-wide = { $nth }in { $where } a mentor is lacking in { $n }.
papers-lack-promises-late-wide = { $nth }promised in { $where } and overdue: { $n }.
papers-lack-goals-late-wide = { $nth }due in { $where } and not reached: { $n }.
papers-lack-marks-worse-wide = { $nth }among students of { $where } with a case, the marks of { $n } went down.
papers-lack-cards-incomplete-wide = { $nth }contact cards in { $where } are incomplete for { $n }.
papers-lack-own-wide = All this was read from the records of { $where }; what they do not say must be seen and heard in the classes.
papers-next-unlooked-wide = { $nth }the classes finish the census for { $n }.
papers-next-unreached-wide = { $nth }homeroom teachers meet these { $n } first.
papers-next-unvisited-wide = { $nth }time is made for visiting the remaining { $n }.
papers-next-duty-missed-wide = { $nth }we look at why it was missed { $n }, for lack of time or for poor planning, and share the work anew.
papers-next-unplanned-wide = { $nth }the missing plans are written together with the homeroom teachers ({ $n }).
papers-next-alone-wide = { $nth }mentors are sought where there are none ({ $n }).
papers-next-promises-late-wide = { $nth }what is overdue is cleared one by one ({ $n }).
papers-next-goals-late-wide = { $nth }what was due and not reached is looked at again with the homeroom teachers ({ $n }).
papers-next-marks-worse-wide = { $nth }subject teachers say what lies behind the lower marks of { $n }.
papers-next-cards-incomplete-wide = { $nth }homeroom teachers complete the contact cards of { $n }.
papers-next-goals-wide = Work goes on in { $where } on { $n } not yet reached.
papers-next-keep-wide = Once a month we look at how it goes in { $where }, and make time for homeroom teachers who have too little.
papers-aim-open-wide = { $nth }in { $where }, to do what is due in { $n }, leaving nobody out.
papers-plan-homeroom-wide = Support in { $where } is led by those who answer for it; homeroom teachers carry out the census, write plans and keep the notes of their classes.
