# Daily checklists.

checklists-title = Daily checklists
checklists-help = A few small things a day, ticked when done.
checklists-none = No checklist yet
checklists-none-help = Choose a few small things for every day, for a class, for some children or for one, such as the “eight ones a day”. Tick what is done; the days add up by themselves.
checklists-new = New checklist
checklists-items = { $n ->
    [one] { $n } thing
   *[other] { $n } things
}
checklists-tick = Tick
checklists-tick-named = Tick: { $x }
checklists-ended = Ended
checklists-presets = To begin with:
checklists-name = What it is called
checklists-items-text = What is done each day
checklists-items-hint = One thing on a line, at most twenty
checklists-class = For which class
checklists-class-hint = A class is everybody in it; for some children, choose their names below
checklists-children = Or for these children
checklists-from = From which day
checklists-until = Until which day
checklists-before = Day before
checklists-after = Day after
checklists-all = All of it
checklists-one-by-one = One by one
checklists-keep = Keep
checklists-end = End this checklist
checklists-in-a-row = { $n ->
    [one] { $n } day in a row
   *[other] { $n } days in a row
}
checklists-days = { $n ->
    [one] { $n } day already
   *[other] { $n } days already
}
checklists-sheet = Sheet to take home
checklists-sheet-proud = What I am happiest with this week:
checklists-week = From the sheet
checklists-week-named = From the sheet, a whole week: { $x }
checklists-week-help = The child or the family ticked it on paper; tick the same here.
checklists-week-none = No day of this week can be ticked yet
checklists-week-none-help = The days since the list began, until today, stand here.
checklists-next-child = Next: { $x }
checklists-week-before = Week before
checklists-week-after = Week after
checklists-said-made = The checklist is ready.
checklists-said-marked = Kept.
checklists-said-ended = The checklist has ended; what was ticked stays.
checklists-error-items = At most twenty things of at most forty letters each
checklists-error-until = The last day lies after the first, within a year
checklists-error-whom = Please choose a class, or some children

# Slips to take home: ticked on a phone, without an account.
checklists-slips = Slips for the phone
checklists-slips-help = Give the child or the family a slip: they scan it and tick the day, without an account. The page shows this list alone, with the given name and no class.
checklists-slips-only-here = You came in by an address that works on this machine alone; no other phone can open it. Please come in by the address that everybody uses before you print.
checklists-slips-over = This checklist has ended; no more slips are printed.
checklists-slips-hand = Who ticks
checklists-hand-student = The child
checklists-hand-family = The family
checklists-slips-children = For which children
checklists-slips-make = Print slips
checklists-slips-all = Print for all
checklists-slips-held = Given out
checklists-slips-until = until { $x }
checklists-slips-opened = opened on { $x }
checklists-slips-end = Take back
checklists-slips-end-named = Take back: { $x }
checklists-slips-made = { $n ->
    [one] { $n } slip
   *[other] { $n } slips
}
checklists-slips-once = Please print now: the links are shown this once. If one is lost, print it again; the old one stops working at once.
checklists-slip-code = Code to scan: { $x }
checklists-slip-words-student = Scan it and tick each thing you have done. No account, nothing to install.
checklists-slip-words-family = Scan it and tick together what was done today. No account, nothing to install. If you do not want it, just tell the teacher.
checklists-error-nobody = Please choose for which children first.
checklists-said-slip-ended = The slip is taken back; its link opens nothing any more.
checklists-by-student = ticked by the child
checklists-by-family = ticked at home

checklists-home-hello = { $x }, what did you do today?
checklists-home-today = Today
checklists-home-earlier = Earlier this week
checklists-home-soon = It begins on { $x }. Come back then.
checklists-home-words = Tick what is done; what is not done does not matter. The teacher sees the ticks.
checklists-said-home = Kept. Well done!
checklists-home-gone = This slip no longer works
checklists-home-gone-help = Its days may be over, or the teacher gave a new one. To go on, ask the teacher for another.
checklists-home-often = Please take a break
checklists-home-often-help = It was opened very often just now. Come back in ten minutes; what was ticked is kept.

checklists-preset-eight = Eight ones a day
checklists-preset-eight-items =
    Say I am well
    Read a little
    Watch one piece of news
    Write one page
    One exercise
    One diary entry
    Draw one picture
    Learn one skill
checklists-preset-habits = Study habits
checklists-preset-habits-items =
    Books ready before class
    Listen with care
    Ask what is not clear
    Homework on the day
    Mend what was wrong
    Bag packed before bed
checklists-preset-evening = After school
checklists-preset-evening-items =
    Say I am home
    Homework first
    Read twenty minutes
    Help with one thing
    Play outside
    In bed by nine
