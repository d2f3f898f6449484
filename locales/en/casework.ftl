# Casework: notes, follow-ups, cases.

# Words used in several places.
casework-any = All
casework-cancel = Cancel
casework-choose = Please choose
casework-filter = Filter
casework-nobody-yet = Nobody yet
casework-save = Save
casework-stale = Somebody else changed this a moment ago. Your words are all below; please look at both before you save.
casework-stale-newer = Just written by { $x }
casework-stale-yours = What you wrote

# The sheet for a note.
casework-note-act = Write a note
casework-note-new = Write a note
casework-note-new-for = A note for { $x }
casework-note-keeps = Promised last time
casework-note-who = Who is it about
casework-note-others = Other students were there too
casework-note-find = Find another student
casework-note-find-act = Find
casework-note-find-none = Nobody found among the students you work with. Try a name, pinyin or initials.
casework-note-found = Found
casework-note-classmates = Classmates
casework-note-kind = What did you do
casework-note-text = What was said or done
casework-note-text-hint = A sentence or two will do; you can dictate with the microphone of your keyboard
casework-note-date = On which day
casework-note-more = How, how long, the student's own words (optional)
casework-note-channel = How was the family reached
casework-note-own-words = The student's own words
casework-note-minutes = How many minutes
casework-note-follow-up = A next step (optional)
casework-note-follow-up-text = What comes next
casework-note-follow-up-hint = It will appear on your page for the day
casework-note-follow-up-on = By which day
casework-note-seal = Something for certain people only (optional)
casework-note-seal-text = For certain people only
casework-note-seal-hint = Nobody else can read it, or learn that it exists
casework-note-seal-readers = Who may read it
casework-note-save = Save the note
casework-note-leave = Not now

# A note as it is read.
casework-note-sealed = For certain people only
casework-note-group = { $n } students together
casework-note-minutes-of = { $n } min
casework-note-late = written down on { $x }
casework-note-version = amended, version { $n }
casework-note-version-n = Version { $n }
casework-note-amended = Last amended:
casework-note-earlier = What it said before
casework-note-of-day = dated { $x }
casework-note-why-was = Why it was amended: { $x }
casework-note-withdrawn = This note was withdrawn
casework-note-withdrawn-why = Why: { $x }
casework-note-undo-hint = Saved. If it is about the wrong student or the wrong thing, you can take it back within ten minutes.
casework-note-undo = Take it back
casework-note-edit = Amend the note
casework-note-edit-why = Why (optional)
casework-note-edit-hint = What it said before is kept with the note
casework-note-withdraw = Withdraw the note
casework-note-withdraw-act = Withdraw
casework-note-withdraw-why = Why
casework-note-withdraw-hint = Its text is no longer shown; a line says that it was withdrawn
casework-follow-up-due = By { $x }
casework-follow-up-do = Done
casework-follow-up-done = Done on { $x }

# Reasons why a form came back.
casework-error-who = Please choose a student
casework-error-kind = Please choose what you did
casework-error-minutes = Please give between 1 and 600 minutes
casework-error-past = This day is over; please choose today or a later day
casework-error-when = Please say by which day
casework-error-reader = Please choose who may read it
casework-error-reader-cannot = Somebody chosen may not read this kind of note; please choose another
casework-error-reason = Please choose why the case is closed

# Cases.
casework-cases = Cases
casework-cases-count = { $n } in all
casework-cases-state = State
casework-cases-open = Open
casework-cases-closed = Closed
casework-cases-all = All
casework-cases-none = No cases here yet
casework-cases-none-help = When a student needs support for a while, open a case from the student's page; it will stand here.
casework-cases-students = Go to the students
casework-case-of = The case of { $x }
casework-case-file = The student's page
casework-case-new = Open a case
casework-case-concern = What we worry about
casework-case-concern-hint = Write what was seen, without judging
casework-case-tier = Tier
casework-case-class = Class
casework-case-responsible = Responsible person
casework-case-responsible-is = Responsible: { $x }
casework-case-mentor = Mentor
casework-case-team-hint = Who joins can read this case and the student's notes from that day
casework-case-goal = A first goal (optional)
casework-case-goal-hint = A change that can be seen, such as raising a hand twice a week
casework-case-opened-on = Opened on
casework-case-open-act = Open the case
casework-case-there = { $x } has an open case already; there is one at a time.
casework-case-there-link = Go to that case
casework-case-since = Opened { $x }
casework-case-last = Last contact { $x }
casework-case-last-none = No contact written down yet
casework-case-closed = Closed
casework-case-closed-on = Closed { $x }
casework-case-reopened-on = Reopened { $x }
casework-case-close = Close the case
casework-case-reopen = Reopen the case
casework-case-reopen-why = Why is it reopened
casework-close-open = Before you close it, these are still open
casework-close-open-help = Settle them first, or say below what becomes of them.
casework-close-reason = Why is it closed
casework-close-note = In words
casework-close-note-hint = What has changed, and who will keep an eye on it

# The plan and its goals.
casework-plan = Plan
casework-plan-write = Write the plan
casework-plan-edit = Change the plan
casework-plan-none = No plan yet. Two paragraphs are a good beginning: how things stand, and what will be done.
casework-plan-situation = How things stand
casework-plan-situation-hint = Strengths first, then difficulties and causes
casework-plan-measures = Measures
casework-plan-measures-hint = Who does what, how often
casework-goals = Goals
casework-goals-none = No goals yet. One small goal that can be seen helps more than three large ones.
casework-goal-add = Add a goal
casework-goal-text = What is to change
casework-goal-measure = How will you see it (optional)
casework-goal-measure-hint = For example: the subject teacher counts every Friday
casework-goal-span = Near or far
casework-goal-near = Near
casework-goal-far = Far
casework-goal-due = By which day
casework-goal-by = by { $x }
casework-goal-since = set on { $x }
casework-goal-reach = Reached
casework-goal-reached-on = reached on { $x }
casework-goal-withdraw = No longer a goal
casework-goal-withdrawn = no longer a goal
casework-notes = Notes
casework-notes-none = No notes yet. A talk or a telephone call is worth a note.

# The team.
casework-team = Team
casework-team-since = since { $x }
casework-team-end = Leaves the team
casework-team-former = Served before
casework-team-add = Add somebody
casework-team-who = Who
casework-team-part = In which part
casework-team-part-hint = A new responsible person takes over from the former one

# What was just done.
casework-said-note-recorded = The note is saved
casework-said-note-amended = Amended; what it said before is kept
casework-said-note-withdrawn = The note is withdrawn
casework-said-follow-up-done = Done
casework-said-follow-up-open = Open again
casework-said-case-opened = The case is open
casework-said-case-closed = The case is closed
casework-said-case-reopened = The case is open again
casework-said-case-there = The student has another open case: this one
casework-said-member-joined = The team has a new member
casework-said-member-left = Has left the team
casework-said-responsible-stays = A case always has a responsible person; please name the next one first
casework-said-plan-written = The plan is saved
casework-said-goal-set = The goal is set
casework-said-goal-reached = The goal is reached
casework-said-goal-withdrawn = No longer a goal
casework-said-goal-open = The goal is open again
