# Duties: rules, states, school calendar. The tone is a colleague's reminder, not an inspection.

duties-usual-weekly-talk = A talk every week
duties-usual-weekly-family-contact = In touch with the family every week
duties-usual-member-talks = Two talks a month by each team member
duties-usual-monthly-support = Special support every month
duties-usual-monthly-report = The student's monthly report

duties-act-talk = Talk with the child
duties-act-family-contact = Be in touch with the family
duties-act-special-support = Special support
duties-act-student-report = Student's monthly report
duties-act-home-visit = Home visit
duties-act-any-contact = Meet or be in touch

duties-who-responsible = Responsible person
duties-who-mentor = Each mentor
duties-who-each-member = Each teacher in the team
duties-who-homeroom = Homeroom teacher
duties-who-student = The student

duties-per-week = a week
duties-per-month = a month
duties-per-term = a term

duties-tier-class = Class
duties-tier-grade = Grade
duties-tier-school = School



duties-state-overdue = Did not find the time
duties-state-due = This week
duties-state-coming = Coming up
duties-state-done = Done
duties-state-excused = Clock stopped
duties-state-nothing-owed = Nothing for now

duties-owed-overdue-week = Last week went by without it. Once now is enough
duties-owed-overdue-month = Last month went by without it. Once now is enough
duties-owed-overdue-earlier = Some time went by without it. Once now is enough
duties-owed-overdue-halfway = Half the time has gone and it is not begun
duties-owed-due-stretched = Moved on because of an absence. When it suits you
duties-owed-due-week = { $left ->
    [one] Once more this week
   *[other] { $left } more this week
}
duties-owed-due-month = { $left ->
    [one] Once more this month
   *[other] { $left } more this month
}
duties-owed-due-term = { $left ->
    [one] Once more this term
   *[other] { $left } more this term
}
duties-owed-coming = { $left ->
    [one] Once by { $due }
   *[other] { $left } times by { $due }
}
duties-owed-done = Done, thank you
duties-owed-excused = Excused, the clock is stopped
duties-owed-nothing = Nothing to do now

duties-list-today = Children not yet talked with today
duties-list-overdue = Did not find the time
duties-list-due = This week
duties-list-coming = Coming up
duties-list-empty = Everyone has been talked with. An easier day

duties-compliance-share = { $kept } of { $owed } done ({ $percent }%)
duties-compliance-none = Nothing was asked for in this time
duties-compliance-excused = { $excused } excused
duties-compliance-median = Half are reached within { $days } school days
duties-compliance-never-reached = { $children ->
    [one] One child was never reached
   *[other] { $children } children were never reached
}

duties-rule-name-missing = Give the rule a name
duties-rule-name-too-long = Use at most { $most } characters for the name
duties-rule-category-blank = One category is empty. Choose one or remove it
duties-rule-times-missing = Say how often, at least once
duties-rule-times-too-many = That is too often. At most { $most } times
duties-rule-backwards = The end must come after the start
duties-rule-student-only-report = A student owes only the monthly report. Choose another person or another act
duties-rule-report-is-students = The monthly report is written by the student. Choose the student as the person

duties-calendar-no-term = Enter at least one term
duties-calendar-term-backwards = The term ends before it starts
duties-calendar-terms-overlap = Two terms overlap
duties-calendar-days-off-backwards = The days off end before they start
duties-calendar-make-up-outside-term = The make-up day is outside every term
duties-calendar-make-up-on-day-off = This day is both off and made up. Please check
duties-calendar-make-up-is-school-day = There is school on this day anyway. Please check the make-up day
duties-calendar-too-long = More than forty years lie between the terms. Please check the year

duties-back = Back
duties-calendar = School calendar
duties-calendar-days-too-many = At most 71 days at once; please check the dates
duties-calendar-kind = These days are
duties-calendar-kind-holiday = Off
duties-calendar-kind-make-up = Make-up school days
duties-calendar-words = Only school days count: nothing is asked on days off, and a make-up day is a school day.
duties-compliance-by-class = By class
duties-compliance-by-grade = By grade
duties-compliance-by-person = By teacher
duties-compliance-child = Child
duties-compliance-days = { $x } school days
duties-compliance-excused-head = Excused
duties-compliance-group = Class, grade or teacher
duties-compliance-how = How these figures are made
duties-compliance-how-words = Each frequency rule is judged by week, month or term, in school days, once the period is over. What is excused is not owed. Kept = done of owed, rounded down; doing more in one week does not make up for another. Median: school days from the start of a period to the first contact, and until today where there was none. Never met: nobody met the child in this time; by teacher, nothing was done of what that teacher owed. Children stand under their class of today. Every figure is counted again from the notes each time.
duties-compliance-kept-of = { $x } of what was owed
duties-compliance-left = Have left the school
duties-compliance-median-head = Median to first contact
duties-compliance-met = Met
duties-compliance-met-head = Met or not
duties-compliance-never-head = Children never met
duties-compliance-none-words = Figures appear here once there are cases and frequency rules and a week has gone by.
duties-compliance-not-yet = Not yet met
duties-compliance-only-never = Only the children never met are listed.
duties-compliance-percent-head = Kept
duties-compliance-quality = Percentages alone do not show how it went. To know whether it helped, read a few notes and ask the children.
duties-compliance-share-head = Done / owed
duties-compliance-show = Show
duties-compliance-words = Who is waiting, and where a hand is needed.
duties-day = My day
duties-day-morning = Good morning, { $x }
duties-day-noon = Good day, { $x }
duties-day-afternoon = Good afternoon, { $x }
duties-day-evening = Good evening, { $x }
duties-day-rest-met = Classes in which every child was in touch within two weeks: { $n }
duties-day-any = Children not yet met
duties-day-talk = Children not yet talked with
duties-day-family = Families not yet contacted
duties-day-support = Children waiting for special support
duties-day-visit = Home visits to make
duties-day-children = { $n ->
    [one] { $n } child
   *[other] { $n } children
}
duties-day-classes = The classes
duties-day-classes-words = Where a child waits longest comes first. See what would help.
duties-day-clear-words = Whenever something comes to mind, note it.
duties-day-coming = Coming up
duties-day-count = Children waiting for you: { $n }
duties-day-done = Done ({ $n })
duties-day-empty = No child is in your care yet
duties-day-empty-words = Once a case is opened and you are in its team, whom to talk with and when stands here.
duties-day-kept = Kept
duties-day-kept-named = Promise to { $x } kept
duties-day-unkept-named = Promise to { $x } not kept yet
duties-day-stand-in = You are looking after the children of { $name } until { $day }.
duties-day-away = { $name } is looking after your children until { $day }. Rest easy.
duties-day-stand-in-soon = From { $from } until { $day } you look after the children of { $name }.
duties-day-away-soon = From { $from } until { $day } { $name } looks after your children.
duties-day-last = Last: { $x }
duties-day-last-never = No contact noted yet
duties-day-last-none = Nothing noted lately
duties-day-not-set-up = The school has not yet entered its terms or its frequency rules, so nothing is listed here yet.
duties-day-other = Start here:
duties-day-paused = Clock stopped
duties-day-promised = What you promised
duties-day-waiting = Without contact for two weeks: { $n }. { $name } waits longest. { $last }
duties-days-add = Add to the calendar
duties-days-name = Name
duties-days-name-hint = Such as National Day, sports day
duties-days-off = Days off and make-up days
duties-days-off-none = None yet. When the holiday notice comes, enter it here.
duties-days-remove = Remove
duties-days-remove-named = Remove { $x }
duties-excuse = Stop the clock
duties-excuse-all = Everything
duties-excuse-now = { $what }: not asked for until { $day } ({ $reason })
duties-excuse-backwards = The end lies before the start
duties-excuse-for = { $x }: stop the clock
duties-excuse-note = More words (optional)
duties-excuse-reason = Because
duties-excuse-rule = For what
duties-excuse-standing = Already entered
duties-excuse-too-long = Half a year at most; please check the dates
duties-excuse-withdraw = Take back
duties-excuse-withdraw-named = Take back { $x }
duties-excuse-words = Nothing is asked or counted on these days. When a teacher is away, only your own clock stops.
duties-from = From
duties-until = Until
duties-until-hint = Leave empty for a single day
duties-how-often = { $act }: { $times } × { $per }
duties-keep = Keep
duties-not-now = Not now
duties-record = Note it
duties-record-for = Note it for { $x }
duties-rule-act = What
duties-rule-categories = For which children
duties-rule-categories-hint = None chosen means every child with a case
duties-rule-change = Change a frequency rule
duties-rule-change-words = The old rule ends the day before, the new one begins on the day below. Earlier figures stay as they were.
duties-rule-edit = Change
duties-rule-edit-named = Change “{ $x }”
duties-rule-end = End it from today
duties-rule-end-words = No longer wanted? What was done stays.
duties-rule-for = For: { $x }
duties-rule-for-all = For every child with a case
duties-rule-from-hint = Today at the earliest: nobody owes what was never asked
duties-rule-in-tier = { $x } (tier: { $tier })
duties-rule-last = Last day
duties-rule-last-hint = Leave empty if it has no end
duties-rule-name = Name
duties-rule-name-hint = Such as “A talk a week”
duties-rule-new = New frequency rule
duties-rule-per = How often
duties-rule-sentence = { $who }: { $act }, { $times } × { $per }
duties-rule-since = since { $x }
duties-rule-tier = Tier
duties-rule-times = How many times
duties-rule-until = { $from } to { $until }
duties-rule-who = Who
duties-rules = Frequency rules
duties-rules-none = No frequency rules yet
duties-rules-none-words = Once it is settled who does what how often, everybody’s day reminds them. Begin with the usual five and change them later.
duties-rules-over = Earlier ones
duties-rules-usual = Begin with the usual five
duties-rules-words = Who does what, how often, for which children. The school decides.
duties-said-calendar = The calendar is changed
duties-said-excuse = Noted. Nothing is asked on these days
duties-said-excuse-withdrawn = Taken back. The clock runs again
duties-said-rule = The frequency rule is kept
duties-said-rule-ended = From today this rule asks nothing
duties-said-term = The term is changed
duties-said-usual = The usual five begin today
duties-stop-clock = Stop the clock
duties-stop-clock-for = { $x }: stop the clock
duties-term-edit = Change
duties-term-ends = Last day
duties-term-name = Name of the term
duties-term-name-hint = Such as 2026–2027, first term
duties-term-new = New term
duties-term-starts = First day
duties-terms = Terms
duties-terms-none = No terms yet. The clock needs the first and the last day.
duties-tier-any = Every tier
duties-quality-notes = { $n } notes this term
duties-quality-late = { $n } of them written down more than three days later
duties-spot = Spot checks
duties-spot-words = A few cases, read with care. A public seed decides which, and anybody can draw again to check.
duties-spot-none = No spot check yet
duties-spot-none-words = First fix the frame and where the seed comes from, then draw. Write down what is good as well.
duties-spot-new = New spot check
duties-spot-new-words = Once frozen, the list of all cases open today cannot change. The seed becomes known only afterwards, so nobody can choose.
duties-spot-name = Name
duties-spot-name-usual = Spot check of { $x }
duties-spot-strata = Divided by
duties-spot-strata-hint = Each part has at least one case
duties-spot-strata-grade = Grade
duties-spot-strata-class = Class
duties-spot-strata-tier = Tier
duties-spot-strata-school = Not divided
duties-spot-size = How many
duties-spot-size-wrong = Please enter a number from 1 to 60
duties-spot-seed-from = Where the seed comes from
duties-spot-seed-from-hint = A number nobody knows now and anybody can look up later, such as tomorrow’s lottery numbers
duties-spot-due-on = Please answer by
duties-spot-due-past = That day has passed
duties-spot-due = Please by { $x }
duties-spot-how = How it is drawn
duties-spot-how-words = Each case has a whole weight: 1; one more when a grade or the school carries it; one more when it was not drawn for half a year. Each part has one place first; each further place goes to the part with the largest cases ÷ (2 × places + 1). For a case of weight w, SHA-256 is taken of “seed|case|1” to “seed|case|w” and the largest kept; in each part those with the largest are drawn. Whole numbers and SHA-256 only, so that any machine and language draws the same.
duties-spot-freeze = Freeze the list
duties-spot-line = { $size } out of { $cases } cases
duties-spot-closed = Closed
duties-spot-drawn = Drawn
duties-spot-frozen = Frozen, waits for the seed
duties-spot-head = Frozen by { $name } on { $day }
duties-spot-draw = Draw
duties-spot-draw-words = The seed agreed upon: { $x }. Once it is public, type it in as it is.
duties-spot-seed = Seed
duties-spot-seed-hint = There is no second draw: please copy it exactly
duties-spot-draw-now = Draw
duties-spot-sample = The sample
duties-spot-progress = { $n } of { $all } settled
duties-spot-good = { $x } of the questions answered with yes
duties-spot-close = All settled: close this check
duties-spot-fair = Draw it again
duties-spot-fair-words = List and weights were fixed before the seed was known; their fingerprint stands below. The file holds ids and no names and may be given to anybody; chunyu spot-check redraw, or a program of your own, draws the same.
duties-spot-frame = Frame
duties-spot-print = Fingerprint of the frame (SHA-256)
duties-spot-file = File to draw again
duties-spot-sheet = Sheet to sign
duties-spot-responsible = Responsible: { $x }
duties-spot-read = Read the case
duties-spot-seen = What was seen
duties-spot-answer = Your answer
duties-spot-answer-theirs = Answer of who is responsible
duties-spot-answer-earlier = Answered before
duties-spot-answer-hint = What was added, or why it is better as it is: a sentence or two
duties-spot-answer-send = Answer
duties-spot-second-words = Please look once more: was it added, does it make sense?
duties-spot-settle = Settled
duties-spot-again = Ask once more
duties-spot-again-words = What to look at again (may stay empty)
duties-spot-again-words-hint = One sentence is enough; with “Ask once more” it is shown beside the earlier answer
duties-spot-again-said = Please have another look: { $x }
duties-spot-look-now = Look
duties-spot-look-words = Read the notes first, then answer four questions. What is good deserves a sentence, too.
duties-spot-look = Look
duties-spot-look-named = Look at { $x }
duties-spot-finding-words = To the responsible teacher
duties-spot-finding-hint = What is good, what might be added
duties-spot-asks = Something should be added and answered
duties-spot-ask-facts = Facts instead of labels?
duties-spot-ask-facts-hint = “Came without breakfast three times last week”, not “careless”
duties-spot-ask-own-words = Can the child’s own words be heard?
duties-spot-ask-own-words-hint = A sentence the child said, or what the child wants
duties-spot-ask-follow-up = Were promises kept up?
duties-spot-ask-follow-up-hint = What was agreed last time comes up again
duties-spot-ask-plan-fits = Does the plan fit this child?
duties-spot-ask-plan-fits-hint = Goals of this child, not phrases
duties-spot-mark-yes = Yes
duties-spot-mark-partly = Partly
duties-spot-mark-no = Not yet
duties-spot-stage-unseen = Not looked at yet
duties-spot-stage-asked = Waits for an answer
duties-spot-stage-answered = Answered, waits for a second look
duties-spot-stage-settled = Settled
duties-spot-panel-office = Drawn cases that wait for a look
duties-spot-panel-more = { $n } more
duties-spot-panel-asked = The office read your notes and asks for something to be added.
duties-said-spot-frozen = The list is frozen
duties-said-spot-drawn = Drawn
duties-said-spot-looked = Kept. Thank you for looking with care
duties-said-spot-answered = Answered, thank you
duties-said-spot-settled = Settled
duties-said-spot-asked-again = Asked once more
duties-said-spot-own-answer = This is your own answer: please let a colleague look
duties-said-spot-closed = This check is closed. Thanks to everybody
duties-said-spot-not-all-settled = Some cases are not settled yet
duties-spot-sheet-word = Sheet (Word)
duties-reminder = Reminders
duties-reminder-words = It says how many things wait for you, with a link; no child’s name, and not what it is about. Leave it whenever you like.
duties-reminder-school-off = The school has not turned reminders on: nothing is sent yet.
duties-reminder-no-mail = No mail server is set up on this machine: letters cannot be sent yet.
duties-reminder-often = How often
duties-reminder-off = Not at all
duties-reminder-daily = Each school morning
duties-reminder-weekly = The first school morning of the week
duties-reminder-email = E-mail
duties-reminder-email-hint = For reminders alone; kept encrypted
duties-reminder-email-wrong = Please write a full address, such as name@school.example
duties-reminder-school = Reminders of the school
duties-reminder-school-words = Once on, those for whom something waits get one sentence in the morning. Robots in a group say the total alone.
duties-reminder-is-on = Reminders are on
duties-reminder-morning = At what time
duties-reminder-morning-quiet = This lies within the quiet hours: please choose another
duties-reminder-quiet-from = Quiet from
duties-reminder-quiet-until = until
duties-reminder-quiet-hint = Nothing is sent in these hours
duties-reminder-robots-often = Robots in groups
duties-reminder-robots = Robots
duties-reminder-robots-none = None yet. Add a custom robot to a group of WeCom, DingTalk or Feishu and paste its address below.
duties-reminder-robot-new = Add a robot
duties-reminder-robot-kind = Which kind
duties-reminder-wecom = WeCom
duties-reminder-dingtalk = DingTalk
duties-reminder-feishu = Feishu
duties-reminder-robot-name = Name
duties-reminder-robot-name-hint = Such as: homeroom teachers
duties-reminder-robot-url = Address of the robot (webhook)
duties-reminder-robot-url-hint = Begins with https://; kept encrypted
duties-reminder-robot-secret = Signing secret
duties-reminder-robot-secret-hint = Only when signing was chosen in DingTalk or Feishu
duties-reminder-robot-add = Add
duties-reminder-url-wrong = Please enter an address that begins with https://
duties-reminder-url-inside = This address lies on this machine or in the inner network and cannot be used. If it is the school’s own relay, the administrator writes webhooks_inside_are_fine = true in the settings file
duties-reminder-try = Try
duties-reminder-try-named = Try { $x }
duties-reminder-end = Remove
duties-reminder-end-named = Remove { $x }
duties-reminder-never = Nothing sent yet
duties-reminder-sent = Last sent: { $x }
duties-reminder-under-way = Under way
duties-reminder-why-nothing = Nothing waited last time, so nothing was sent
duties-reminder-why-off = Reminders were off, so nothing was sent
duties-reminder-why-late = It could not be sent that day and was left out
duties-reminder-why-unreachable = Not reachable last time; tried again in a while
duties-reminder-why-status = It was not taken; tried again in a while
duties-reminder-why-refused = The robot refused it: please check the secret, and the keyword (use 春雨)
duties-reminder-why-inside = The address leads into the inner network; nothing was sent
duties-reminder-why-address = The address is wrong; nothing was sent
duties-reminder-why-ended = Removed
duties-reminder-subject = { $n ->
    [one] Chunyu: one thing waits for you today
   *[other] Chunyu: { $n } things wait for you today
}
duties-reminder-text = { $n ->
    [one] One thing waits for you today: { $link }  To stop these letters, choose “Not at all” under Reminders.
   *[other] { $n } things wait for you today: { $link }  To stop these letters, choose “Not at all” under Reminders.
}
duties-reminder-group = { $n ->
    [one] Chunyu: good morning, colleagues. One thing waits for us today: { $link }
   *[other] Chunyu: good morning, colleagues. { $n } things wait for us today: { $link }
}
duties-reminder-trial = Chunyu: here I am. In the mornings I will say how many things wait, not who or what. { $link }
duties-said-reminder-mine = Kept
duties-said-reminder-school = Reminders of the school kept
duties-said-reminder-robot = Added. Try it first
duties-said-reminder-robot-ended = Removed
duties-said-reminder-trial = It will say something in a moment
duties-compliance-by-school = School
duties-compliance-weeks = Week by week
duties-compliance-weeks-words = The percentage of each week; the figures stand in the table below
duties-compliance-weeks-table = Figures
duties-compliance-week = Week
duties-compliance-late-head = Written down late
duties-compliance-checked-head = Spot check questions met
duties-compliance-alike-head = Reads like an earlier one
duties-compliance-compare = Look for notes that read alike
duties-compliance-compared = The notes were read for this, and the log says so. Alike need not mean careless: read a few together first.
duties-who-psychologist = The psychologist
duties-who-subject-teacher = Each subject teacher of the team
duties-who-leader = Each leader of the team
duties-per-two-weeks = every two weeks
duties-owed-overdue-two-weeks = Not done in the two weeks before: once will do
duties-owed-due-two-weeks = { $left } left in these two weeks
duties-stand-in = Standing in
duties-stand-in-words = While a colleague is away, somebody else does what is due and sees these children; afterwards everything returns by itself. Who is away owes nothing.
duties-stand-in-none = Nobody stands in at present.
duties-stand-in-line = { $name } for { $away }
duties-stand-in-end = End
duties-stand-in-end-named = End the standing in of { $x }
duties-stand-in-cancel = Cancel
duties-stand-in-cancel-named = Cancel the standing in of { $x }
duties-stand-in-new = Arrange
duties-stand-in-away = Who is away
duties-stand-in-who = Who stands in
duties-stand-in-same = Please choose somebody else
duties-stand-in-days = Please begin today or later, for a term at most
duties-said-stand-in = Arranged. Thanks to whoever stands in
duties-said-stand-in-ended = Ended
duties-said-stand-in-cancelled = Called off

# The map of conversations.
duties-conversation = Who talked with whom
duties-conversation-words = What counts is that the child was there and was talked with: a talk, a home visit, tutoring, a care gift. A talk to more than five is not one.
duties-conversation-period = Period
duties-conversation-month = The last thirty days
duties-conversation-term = This term
duties-conversation-class = Class
duties-conversation-met = Somebody
duties-conversation-nobody = Nobody yet
duties-conversation-nobody-yet = Children nobody has talked with yet
duties-conversation-have = Children with a grown-up
duties-conversation-none = There are no children here yet
duties-conversation-none-help = Once the roster is in and the classes are set, the children will stand here.
duties-conversation-nobody-words = Nobody is to blame. Begin with “How are things?” and write a line afterwards.
duties-conversation-child = Child
duties-conversation-kind-mentor = Mentor
duties-conversation-kind-homeroom = Homeroom teachers
duties-conversation-kind-subject = Subject teachers
duties-conversation-kind-psychologist = Psychologist
duties-conversation-kind-leader = Grade and school
duties-conversation-kind-other = Others
duties-conversation-times = { $n ->
    [one] once
   *[other] { $n } times
}
duties-conversation-and = ,{" "}

# Children nobody wrote of for a while.
duties-quiet = Not heard of for a while
duties-quiet-words = In { $n } weeks of school no note, no praise and no concern spoke of them. Mostly all is well; a glance will do.
duties-quiet-since = Counted from { $x }.
duties-quiet-panel-words = Nothing written for { $n } weeks of school. How did they look today?
duties-quiet-weeks = How long
duties-quiet-choice = { $n } weeks
duties-quiet-children = Children
duties-quiet-today = Looked at today: all well
duties-quiet-undo-named = Undo “all well” for { $x }
duties-quiet-well = I looked: all well
duties-quiet-well-named = I looked: all well with { $x }
duties-quiet-all = See all
duties-quiet-last = Last written of: { $x }
duties-quiet-never = Not written of yet
duties-quiet-away = { $n ->
    [one] away for one day meanwhile
   *[other] away for { $n } days meanwhile
}
duties-quiet-fell = { $subject } from { $before } to { $now } of a hundred
duties-quiet-none = Every child was written of lately
duties-quiet-none-help = Children without a line for long will stand here. One tap, “all well” or a note, and they are gone.
duties-quiet-early = Not yet
duties-quiet-early-help = The calendar has not had so many weeks of school yet; choose a shorter time.
duties-quiet-how = Weeks without school do not count. Everybody sees what they may read; absences and marks stand here only for those who may see them.
duties-said-looked = Noted: all well
duties-said-look-withdrawn = Taken back
