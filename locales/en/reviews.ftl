# Reviews of a month, conferences, after the closing, children followed for long.

reviews-title = Monthly reviews
reviews-month = Review of { $x }
reviews-named = { $place }, { $month }
reviews-about = Once a month every child is looked at: what was done, what moved, what comes next.
reviews-school = Whole school
reviews-cases = Cases
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
reviews-why-absences-fewer = Less absence: from { $n } half days to { $of }
reviews-why-absences-more = More absence: from { $n } half days to { $of }
reviews-why-marks-up = Nearer to the average of the class by about { $n } points
reviews-why-marks-down = Farther from the average of the class by about { $n } points
