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
insight-goal-legal-aid-means = Of the children for whom legal aid was asked: those who received it. Requests that are not eligible or no longer needed are left out.

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
insight-weeks-says = This term so far: { $opened } opened, { $closed } closed{ $reopened ->
        [0] .
       *[other] , { $reopened } reopened.
    }
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
insight-flow-says = Since the term began { $up } went up a tier, { $down } came down, { $new } are new and still open, { $closed } are closed now.
insight-heat = Duties kept, by class and week
insight-heat-head = Class and week (%)
insight-heat-says = Each field is the share of what was due in that week and was done, in percent; darker is more, a dash means that nothing was due. Over all { $percent }%, for { $children } children.

insight-between = { " " }
insight-pictures = Pictures
insight-goal-name = Goal
insight-goal-what = What it means
insight-reached = Reached
insight-meant = Meant
insight-reached-before = Reached last term
insight-meant-before = Meant last term
insight-small = Where a breakdown by grade or place has groups of one to four children they are written as 1–4, and one more group is written as “at least 5”, so that no child can be made out. Goals and sums are told in full. What stands above was counted from the records on the day named.

insight-outcomes = Before and after
insight-outcomes-words = Children supported for at least 30 days, held against up to three children of the same grade who began alike and were never supported. Which figures are compared is settled beforehand; they are shown whatever comes out, and only for many children together.
insight-outcome-who = Who
insight-outcome-supported = Supported children
insight-outcome-others = Others who began alike
insight-outcome-marks = Marks, of full marks
insight-outcome-marks-unit = points of a hundred
insight-outcome-absences = Half days missed
insight-outcome-absences-unit = half days
insight-outcome-few = { $n ->
    [one] { $n } supported child has figures from both sides
   *[other] { $n } supported children have figures from both sides
}; with fewer than { $fewest } who can be compared nothing is said.
insight-outcome-says = { $n ->
    [one] { $n } supported child
   *[other] { $n } supported children
} against { $others } others{ $unmatched ->
    [0] {""}
   *[other] {" "}({ $unmatched } without anybody like them)
}: they changed by { $difference } { $unit } compared with the others; the 95% interval reaches from { $low } to { $high }.
insight-outcome-more = The whole interval lies above nought: they gained more than the others did.
insight-outcome-less = The whole interval lies below nought: they gained less than the others did.
insight-outcome-unclear = The interval holds nought: from these figures one cannot tell whether they changed otherwise than the others.
insight-outcome-regression = Whoever stands far from the middle comes nearer by itself the next time; for these children about { $x } { $unit } would be expected from that alone, and the others who began alike share in it.
insight-outcome-doubt = This does not prove that the support was the cause: the children were chosen because they needed it, and much else happened meanwhile.

insight-places = Where the supported children live
insight-places-open = Villages and towns
insight-places-words = A schema in the order of names, no map. To make it the addresses of these children were opened; that is in their access log.
insight-places-head = Town and village
insight-places-town = no village named
insight-places-says = { $n ->
    [one] { $n } child
   *[other] { $n } children
} in { $places ->
    [one] { $places } place
   *[other] { $places } places
}{ $unknown ->
    [0] {""}
   *[other] ; for { $unknown } no place can be read from the address
}. Darker is more.
insight-places-none = No address to count yet
insight-places-none-words = Once contact cards have addresses, the villages and towns of the supported children stand here.
