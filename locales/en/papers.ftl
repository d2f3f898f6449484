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
papers-kind-class-ledger = Support ledger
papers-show-help = Open a number to see what is behind it; “Change this paragraph” changes the words.
papers-stale = Somebody has just changed this paper. Your words are still below: look at the newest version, then save once more.
papers-gaps = { $n ->
    [one] One thing is
   *[other] { $n } things are
 } still missing; the exported paper marks it with brackets.
papers-word = Download for Word
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
