# Figures: what it all shows. Goals with their meaning, outcomes, charts.
insight-words = The goals of the work and the pictures behind them, counted afresh from the records each time.
insight-term = Term
insight-on = As of
insight-grade = Grade
insight-all-grades = All I may see
insight-show = Show
insight-as-of = as of { $x }
insight-none = Nothing to count yet
insight-none-words = Once the census has found children who need us and support has been opened for them, the goals and pictures stand here.
insight-no-term = No term has been set up
insight-no-term-words = The registrar brings in the roster with its school year and term; figures are counted within a term.
insight-goals = Goals
insight-goal = Goal and what it means
insight-now = Now
insight-target = Target
insight-last-term = Last term
insight-this-term = This term
insight-still = Still to do
insight-nothing = Nothing recorded
insight-look = Look by class
insight-missing = { $n ->
    [one] { $n } child still to reach
   *[other] { $n } children still to reach
}
insight-complete = All there
insight-complete-words = Nobody is missing here.
insight-still-head = Still to reach
insight-share = { $x } so far
insight-answered = Half of the notes that spoke of danger were answered within { $x }.
insight-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
insight-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
insight-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
insight-table = The same as a table
insight-within = Everything here is counted within what you may see; somebody with other duties may see other figures.
insight-children = Children
insight-of-above = Of the step above
insight-left = No longer in a class

insight-goal-census = Every child looked at
insight-goal-census-means = Of the children of today's classes: those at whom this term's census has looked.
insight-goal-card = Files set up
insight-goal-card-means = Of the children with open support: those whose contact card has an address and a guardian's telephone. Counted as it is today.
insight-goal-plan = A plan for each
insight-goal-plan-means = Of the children with open support: those for whom a plan has been written.
insight-goal-mentor = A mentor for each
insight-goal-mentor-means = Of the children with open support: those with a mentor on this day.
insight-goal-talk = A talk this term
insight-goal-talk-means = Of the children with open support: those with whom somebody has really talked since the term began.
insight-goal-stay = Enrolled and staying
insight-goal-stay-means = Of the children supported this term: those still at our school, or whose support was closed because they moved, graduated or were handed over.
insight-goal-duty = Duties kept
insight-goal-duty-means = Of what the frequency rules asked for in the periods that are over: what was done. Excused acts are not counted.
insight-goal-answer = Danger answered within a day
insight-goal-answer-means = Of the notes that spoke of danger this term: those that a named person answered within 24 hours. Sealed parts are not counted.
insight-goal-legal-aid = Legal aid for whoever asks
insight-goal-legal-aid-means = Of the children who asked for legal aid: those who received it. Requests cannot be recorded here yet, so that no figure is shown.

insight-caseload = How many children we support
insight-caseload-says = { $n ->
    [one] { $n } child has open support.
   *[other] { $n } children have open support.
}
insight-caseload-says-before = { $n ->
    [one] { $n } child has open support;
   *[other] { $n } children have open support;
} on the same day of last term it was { $before }.
insight-weeks = Open support, week by week
insight-weeks-says = This term so far: { $opened } opened, { $closed } closed.
insight-week-head = Week
insight-week = { $n }
insight-load = How many children each grown-up carries
insight-load-head = Children to one grown-up
insight-load-one = { $n }
insight-load-span = { $from }–{ $until }
insight-load-more = { $n } or more
insight-load-responsible = Responsible
insight-load-mentor = Mentor
insight-load-says = Bars are numbers of people; nobody is named. The most that one person carries is { $n }.
insight-funnel = From the first signal to the closed case
insight-funnel-step = Step
insight-funnel-signal = A signal this term
insight-funnel-looked = Somebody looked
insight-funnel-case = Support opened
insight-funnel-plan = Plan written
insight-funnel-contact = Child or family reached
insight-funnel-closed = Closed
insight-funnel-says = { $signals ->
    [one] { $signals } child gave a signal this term
   *[other] { $signals } children gave a signal this term
} (a category found, a nomination, or a note that speaks of danger); { $waiting } still { $waiting ->
    [one] waits
   *[other] wait
} for somebody to look, { $closed } { $closed ->
    [one] is closed.
   *[other] are closed.
} A signal need not lead to support: looking is what counts.
insight-flow = Who carried the support, and who carries it now
insight-flow-head = At the beginning of the term
insight-flow-new = New this term
insight-flow-closed = Closed
insight-flow-says = Since the term began { $up } went up a tier, { $down } came down, { $new } are new, { $closed } were closed.
insight-heat = Duties kept, by class and week
insight-heat-head = Class and week
insight-heat-says = Each field is the share of what was due in that week and was done, in percent; darker is more, a dash means that nothing was due. Over all { $percent }%, for { $children } children.
