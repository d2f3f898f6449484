# Reviews of a month, conferences, after the closing.

reviews-title = Monthly reviews
reviews-month = Review of { $x }
reviews-named = { $place }, { $month }
reviews-about = Once a month every child is looked at: what was done, what moved, what comes next.
reviews-school = Whole school
reviews-cases = Cases
reviews-month-before = Month before
reviews-month-after = Month after
reviews-none = No case to talk about here yet
reviews-none-help = Once there are open cases, the material of each month builds itself, and you go through it here child by child.
reviews-open-cases = { $n ->
    [one] { $n } child
   *[other] { $n } children
  }
reviews-state-finished = Finished; the figures of that day are kept
reviews-state-begun = Under way, { $n } talked about
reviews-state-none = Not begun
reviews-begin = Begin
reviews-begin-named = Begin the review: { $x }
reviews-go-on = Go on
reviews-go-on-named = Go on: { $x }
reviews-look = Look
reviews-look-named = Look at the review: { $x }
reviews-panel = Monthly review
reviews-panel-words = The material is ready; one tap for each child.
reviews-panel-cases = { $n ->
    [one] { $n } child to look at
   *[other] { $n } children to look at
  }
reviews-held = { $day }, chaired by { $chair }
reviews-finished-by = finished by { $name } on { $day }
reviews-frozen = This month is finished; below is what was kept on that day. To change it, open it again with a reason.
reviews-minutes = Minutes
reviews-minutes-word = Word file
reviews-progress = Talked about
reviews-progress-words = { $n } of { $of }
reviews-reopened = Finished on { $finished }, opened again by { $who } on { $day }: { $why }
reviews-since = since { $x }
reviews-said = “{ $text }” — { $day }
reviews-done = What was done
reviews-done-kind = { $kind } × { $n }
reviews-done-none = Nothing written this month yet
reviews-done-owed = Owed { $owed }, kept { $kept }{ $excused ->
    [0] {""}
   *[other] , { $excused } excused
  }
reviews-moved = What moved
reviews-moved-goal = “{ $text }”: { $said }
reviews-moved-goals = Goals: { $reached } reached, { $open } open
reviews-moved-absences = Absence: { $before } days in the thirty days before, { $now } in the last thirty
reviews-moved-marks = Share of full marks: { $before }% before the opening, { $now }% now
reviews-moved-class = The class in the same exams: { $before }%, { $now }% (exams differ, so take it with doubt)
reviews-coming = What comes
reviews-coming-follow-up = { $day }: { $text }
reviews-coming-still = Not yet done: { $text } ({ $day })
reviews-coming-goal = { $day }, look at the goal: { $text }
reviews-coming-look-again = { $day }: see whether things are still so
reviews-proposal = Proposal: { $x }
reviews-take = Agreed: { $x }
reviews-take-named = { $name }: as proposed, { $decision }
reviews-other = Another decision, or something to do
reviews-other-named = { $x }: another decision, or something to do
reviews-settled = { $decision }, decided by { $by }
reviews-change = Change
reviews-change-named = Change the decision for { $x }
reviews-not-discussed = There was no time for this one
reviews-to-closure = Close the case
reviews-finish = The meeting is over
reviews-finish-early = { $n ->
    [one] One child has not been discussed yet.
   *[other] { $n } children have not been discussed yet.
  } Once the meeting is over the month is fixed, and the minutes say so of them; it can be reopened with a reason.
reviews-finish-anyway = End the meeting all the same
reviews-reopen = Open this month again
reviews-reopen-why = Why open it again?
reviews-reopen-hint = The reason stays here; what was kept last time stays too.
reviews-present = Who was there
reviews-present-are = Present: { $names }
reviews-held-on = Held on
reviews-chair = Chair
reviews-others = Who else
reviews-others-hint = People from outside, such as the village committee
reviews-save = Save
reviews-decide-for = Decide for { $x }
reviews-decision = Decision
reviews-why = Why
reviews-why-hint = One sentence, if it is not the proposal
reviews-task = Something to do (optional)
reviews-task-hint = It will stand on that person’s day when the time comes
reviews-task-owner = Who does it
reviews-task-due = By
reviews-decide = Decided
reviews-back = Leave it
reviews-note-text = Review of { $month }: { $decision }.
reviews-error-day = Choose a day that has come.
reviews-error-due = Choose today or a later day.
reviews-said-decided = Noted
reviews-said-met = The meeting is saved
reviews-said-finished = The meeting is over; today’s figures are kept
reviews-said-reopened = Open again

# Reasons of a proposal.
reviews-why-opened = Begun only { $n } days ago: too early to see
reviews-why-little-contact = Little contact this month: one cannot see whether the help works
reviews-why-goals-all = All { $n } goals are reached
reviews-why-no-movement = { $n } weeks, and nothing has moved yet
reviews-why-kept = { $n } of { $of } contacts kept
reviews-why-goals = { $n ->
    [one] { $n } goal reached this month
   *[other] { $n } goals reached this month
  }
reviews-why-readings-better = { $n ->
    [one] The readings of { $n } goal are better than before
   *[other] The readings of { $n } goals are better than before
  }
reviews-why-readings-worse = { $n ->
    [one] The readings of { $n } goal are below those before
   *[other] The readings of { $n } goals are below those before
  }
reviews-why-readings-change = { $n ->
    [one] The readings of { $n } goal suggest another help
   *[other] The readings of { $n } goals suggest another help
  }
reviews-why-absences-fewer = Less absence: from { $n } half days to { $of }
reviews-why-absences-more = More absence: from { $n } half days to { $of }
reviews-why-marks-up = Nearer to the average of the class by about { $n } points
reviews-why-marks-down = Farther from the average of the class by about { $n } points

# The times before (K5).
reviews-helped = What helped last time
reviews-helped-when = From { $from } to { $until }, ended with the goals reached
reviews-helped-goal = Reached: { $x }
reviews-helped-doubt = What helped then need not help now; it is a place to begin.
reviews-pattern = This is time { $n } of support
reviews-lasts = Still under way
reviews-before = Began again on { $day }, { $weeks } weeks after the last time; in the thirty days before { $away ->
    [0] no absence
   *[other] { $days } days of absence
  }

# After the closing (V4).
reviews-care = After the closing
reviews-care-words = A light look is enough.
reviews-care-help = 2, 4 and 8 weeks after the closing and at hard moments you are reminded to look. A talk counts as well.
reviews-care-weeks = Closed { $n } weeks ago: see how things are
reviews-care-spring = The family has left again after Spring Festival: see how things are
reviews-care-exams = Exams come: see how things are
reviews-care-hard-day = A hard day comes: be there
reviews-care-well = All is well
reviews-care-well-named = { $x }: all is well
reviews-care-note = Write it down
reviews-hard-days = Hard days
reviews-hard-days-help = Such as the day somebody died. The responsible teacher is reminded each year, without the reason.
reviews-hard-day-when = Which day
reviews-hard-day-when-hint = Only month and day are kept; the reminder comes each year
reviews-hard-day-what = What day it is
reviews-hard-day-end = No more reminders
reviews-hard-day-end-named = No more reminders for { $x }
reviews-said-well = Noted: all is well
reviews-said-hard-day = Noted; you will be reminded
reviews-said-hard-day-missing = Choose a day and say in a few words what it is
reviews-said-hard-day-withdrawn = No more reminders

# A conference on one case (V2).
reviews-conferences = Conferences
reviews-conference-named = Conference on { $x }
reviews-conference-on = { $day }, called by { $caller }
reviews-conference-to-come = no minutes yet
reviews-conference-call = Call a conference
reviews-conference-about = What about
reviews-conference-about-hint = One sentence, such as: sleeps badly in the dormitory, let us think together
reviews-conference-day = Which day
reviews-conference-invited = Who is invited
reviews-conference-invited-hint = People of the team; they see it on their day
reviews-conference-child = What the child says
reviews-conference-child-hint = Ask the child first: what would help, what would not
reviews-conference-text = What was talked about and agreed
reviews-conference-act = Agreed, number { $n } (optional)
reviews-task-what = What to do
reviews-conference-write = Write it down
reviews-conference-cancel = Call it off
reviews-conference-cancelled = It did not take place.
reviews-conference-minutes-read = Read the minutes
reviews-conference-paper = Sheet to sign
reviews-said-called = Called; those invited will see it
reviews-said-minuted = Written down; what was agreed is on everybody’s day
reviews-said-cancelled = Called off

# Following the effect (V3).
reviews-effects = Following the effect
reviews-effects-about = Children carried by the grade or the school: was what was decided done, and is it getting better? Followed for a year after the closing.
reviews-effects-none = No child is carried by a grade or the school now
reviews-effects-none-help = Once a class asks the grade or the school to take over, the child stands here, by class and name. Nothing is ranked.
reviews-effect = Following the effect
reviews-effect-of = { $x }: did it help?
reviews-effect-last = last decision: { $x }
reviews-effect-agreed = { $done } of { $n } agreed things done
reviews-effect-moved = Before and after
reviews-effect-before = Before it began
reviews-effect-closing = At the closing
reviews-effect-now = Now
reviews-effect-away = Absent in the thirty days before
reviews-effect-days = { $x } days
reviews-effect-marks = Share of full marks in the last exam
reviews-effect-marks-class = { $own }% (class average { $class }%)
reviews-effect-no-exam = no exam yet
reviews-effect-doubt = A change need not come from the support, and no change does not mean that it was in vain. Hear the child first.
reviews-effect-tasks = What was agreed
reviews-effect-tasks-none = No review or conference has agreed on anything yet.
reviews-effect-months = Month by month
reviews-effect-months-none = Once the first month's review is finished, what it knew stays here.
