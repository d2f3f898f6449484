# Support plans: templates, sections, measures at work, steps, agreement.

plans-open = See the whole plan
plans-none = No plan yet
plans-none-help = Choose a template by the student's categories and put it into words that fit this child. Goals, measures and steps will stand here.
plans-templates = Which templates
plans-templates-hint = Chosen by the student's categories; choose more if you like, then use the button below. What you typed stays.
plans-templates-use = Lay out the chosen templates
plans-think = Before you write
plans-pick = Pick from the library of measures
plans-pick-hint = Two or three that you can keep up are enough. The day they begin is noted when you save.
plans-measures = Measures at work, and those tried
plans-measure-since = since { $x }
plans-measure-end = How did it go?
plans-measure-how = Did this measure help? Saying so ends it.
plans-measure-words = What you saw (may be left out)
plans-version = version { $n }, see the earlier ones
plans-version-n = Version { $n }
plans-versions = What the plan said before
plans-versions-none = This plan has not been changed yet.
plans-steps = Small steps
plans-steps-none = Break a big thing into small steps and tick each one.
plans-steps-add = Add steps
plans-steps-text = The steps
plans-steps-hint = One step on a line
plans-steps-due = Done by which day (may be left out)
plans-step-do = Done
plans-step-do-named = Done: { $x }
plans-step-drop = Drop
plans-step-drop-named = Drop: { $x }
plans-step-undo-named = Undo: { $x }
plans-step-done-on = done on { $x }
plans-tutoring = Note a tutoring lesson

# Agreement.
plans-rule = Are support plans agreed to by somebody?
plans-rule-on = Now: a plan is looked at by the grade leader or the moral-education office.
plans-rule-off = Now: a plan holds as soon as it is written.
plans-rule-turn-on = Ask for agreement
plans-rule-turn-off = Do without agreement
plans-approval = Agreement
plans-ask = Ask the grade leader or the moral-education office
plans-waits = Waiting for an answer
plans-agree = Agree
plans-agreed = Agreed
plans-return = Return
plans-return-why = What should change
plans-returned = Returned
plans-changed-since = The plan was changed after this.
plans-waiting = Support plans that wait for your answer
plans-look = Look
plans-look-named = Look at the plan of { $x }

# Said after an act.
plans-said-steps-set = The steps are written down.
plans-said-step-done = One more step done.
plans-said-step-open = The step is open again.
plans-said-step-withdrawn = The step was dropped.
plans-said-measure-ended = Written down; it will help with similar students.
plans-said-measure-resumed = The measure goes on.
plans-said-asked = The grade leader and the moral-education office were asked.
plans-said-agreed = You agreed to this plan.
plans-said-returned = Returned, with what should change.
plans-said-own-plan = Please let another colleague look at a plan of your own.
plans-said-answered-before = Somebody has answered already.
plans-said-rule = Changed.

# Templates.
plans-template-left-behind = Left-behind
plans-template-single-parent = Single-parent or divorced
plans-template-orphan = Orphan or unattended
plans-template-poor = Hardship
plans-template-disabled = Disability or illness
plans-template-learning = Learning
plans-template-psychological = Psychological
plans-template-behaviour = Behaviour
plans-template-epidemic = Affected by an epidemic
plans-template-iep = Individual education plan

plans-think-left-behind = Who looks after the child now? How often do the parents call, and who calls whom? What does the child wish for most?
plans-think-single-parent = With whom does the child live, and is the other parent still met? Does the child want to talk about it? Whose word counts at home?
plans-think-orphan = Who is the guardian, and is it settled in writing? Has every benefit arrived? Who is there on feast days and birthdays?
plans-think-poor = What does the family need most? Which aid has not been asked for? How can one help without embarrassing the child?
plans-think-disabled = What can the child do already? What should change about the seat, the books, the exams? How are therapy or treatment arranged?
plans-think-learning = At which grade and which topic did it begin? Is it not understood, not finished, or not wanted? In which subject is there still confidence?
plans-think-psychological = When is it hardest, and when a little better? Whom does the child trust? What must reach the psychologist at once?
plans-think-behaviour = What comes before it, and what follows? When does it go best? What does the child say by it?
plans-think-epidemic = Which weeks of school were missed, and what with them? Was somebody ill or out of work? Does the child sleep well now?
plans-think-iep = How is the present level known? What should be learned in a year above all? What do the family and the child say?

plans-start-left-behind-focus = To speak with the parents every week, and to have one teacher at school to turn to.
plans-start-left-behind-times = A talk every week; a video call with the parents every week; a call to the carer every month.
plans-start-single-parent-focus = To be listened to, and to have something to be good at.
plans-start-single-parent-times = A talk every week; contact with the parent every month, beginning with something good.
plans-start-orphan-focus = A steady grown-up, and every benefit in place.
plans-start-orphan-times = A talk every week; benefits checked every term; company on birthdays and feast days.
plans-start-poor-focus = All aid there is, and peace of mind for school.
plans-start-poor-times = Aid checked within two weeks of term; a quiet question every month about what is missing.
plans-start-disabled-focus = To learn and play in the class, with the adjustments that are needed.
plans-start-disabled-times = With the subject teachers every week; with the family and the doctor every month.
plans-start-learning-focus = One gap that matters most is closed first, and progress can be seen.
plans-start-learning-times = Ten minutes a day; two tutoring lessons a week; a small test every Friday.
plans-start-psychological-focus = To be understood, and to know what to do and whom to find in a hard hour.
plans-start-psychological-times = The psychologist every week; a look and a word from the homeroom teacher every day.
plans-start-behaviour-focus = A good way in place of the old one, and seen each time it works.
plans-start-behaviour-times = A word in the morning and one after school; every Friday a look at the notes with the child.
plans-start-epidemic-focus = To make up what was missed, and to find back to sleep and friends.
plans-start-epidemic-times = A greeting every day; two catch-up lessons a week; another look after four weeks.
plans-start-iep-focus = From the present level to the yearly goals, looked at every two months.
plans-start-iep-times = Supports every week as arranged; the whole team looks every two months.

# Sections.
plans-section-situation = How things stand
plans-section-situation-hint = Strengths first, then what is hard
plans-section-causes = Causes
plans-section-causes-hint = Family, school, society, interests and habits: what was seen, no verdicts
plans-section-present-level = Present level
plans-section-present-level-hint = Language, learning, daily living, friends, movement: what can be done already
plans-section-weak-points = Weak points
plans-section-weak-points-hint = Which subject and topic, seen from homework and tests
plans-section-signs = How one sees that it is hard, and that it is better
plans-section-signs-hint = What can be seen, no diagnosis
plans-section-before-after = Before and after
plans-section-before-after-hint = What comes before it, and what follows
plans-section-guardianship = Guardianship and contact
plans-section-guardianship-hint = Who looks after the child, is it in writing, how the parents are reached
plans-section-aid = Aid and benefits
plans-section-aid-hint = What there is, what to apply for, who does it
plans-section-focus = Focus
plans-section-focus-hint = The one or two things that matter most now
plans-section-year-goals = Yearly goals
plans-section-year-goals-hint = What can be done after a year, and how one sees it
plans-section-short-goals = Short goals
plans-section-short-goals-hint = The steps of each yearly goal, about two months each
plans-section-measures = Measures
plans-section-measures-hint = Who, what, how often; measures that you picked are written in by themselves
plans-section-method = Ways of learning
plans-section-method-hint = How to listen, practise and remember
plans-section-tutoring = Tutoring
plans-section-tutoring-hint = Which subject teacher, when, what, and how one sees the effect
plans-section-study-plan = Daily study plan
plans-section-study-plan-hint = What at which hour after school, one line each, with time to play
plans-section-calm = Ways to become calm
plans-section-calm-hint = What the child says helps; people and places to go to
plans-section-instead = A good way instead
plans-section-instead-hint = How it is taught, and how it is praised
plans-section-adjustments = Adjustments
plans-section-adjustments-hint = Seat, books, homework, time in exams, stairs
plans-section-catch-up = How what was missed is made up
plans-section-catch-up-hint = Which lessons, in how many parts, by whom
plans-section-supports = Supports and services
plans-section-supports-hint = By whom, where, how much time a week
plans-section-persons = Who does it
plans-section-persons-hint = The responsible person, mentor, subject teachers, family, a companion: who does what
plans-section-times = When
plans-section-times-hint = How often, and when you look back together
plans-section-child-view = What the child says
plans-section-child-view-hint = In the child's own words: what to learn, how to be helped
plans-section-family-view = What the family says
plans-section-family-view-hint = What they hope for, and what can be done at home
plans-section-review = When and by whom it is reviewed
plans-section-review-hint = The date, who takes part, which notes are looked at

# What was tried for similar students (P6).
plans-tried = What was tried for similar students
plans-tried-of = Students with “{ $x }”
plans-tried-yours = Only students whose file you may read stand here; others appear on a plan's page as numbers alone.
plans-tried-none = Nobody yet among the students you may read of
plans-tried-none-help = Pick this measure in a plan and say how it went; it will stand here.
plans-tried-before = What helped this child before
plans-tried-again = Use it again
plans-tried-take = Take into this plan
plans-tried-take-named = Take “{ $x }” into this plan
plans-tried-drop = Not now after all
plans-tried-drop-named = Not now after all: “{ $x }”
plans-tried-readable = { $n ->
    [one] One of them you may read of
   *[other] { $n } of them you may read of
}
plans-tried-few = Nothing that can be told yet. A measure stands here once 5 or more students of the same category and stage of school had it and somebody said how it went (10 or more where it is about hardship, health or psychology). Say how each measure went: it helps the next child.
plans-tried-counts = { $n ->
    [one] One student had it
   *[other] { $n } students had it
}: { $list }.
plans-tried-comma = , {""}
plans-tried-helped = it helped { $n }
plans-tried-partly = { $n } in part
plans-tried-not = { $n } not
plans-tried-unclear = of { $n } nobody could say
plans-tried-too-few = Too few to say.
plans-tried-mostly = It helps more often than not, at least in part (probably between { $low } and { $high } of students).
plans-tried-seldom = It seldom helps (probably between { $low } and { $high } of students).
plans-tried-open = It cannot be said; this may be chance (probably between { $low } and { $high } of students).
plans-tried-doubt = Teachers chose these measures, no lot was drawn, and those of which nobody said how they went are not counted. What helped others need not help this child: ask the child first.
plans-tried-line = { $whom }: { $counts } { $doubt }
plans-tried-stage-primary = primary school
plans-tried-stage-junior = junior middle school
plans-tried-stage-senior = senior middle school
plans-said-measure-begun = Taken into the plan, from today.
plans-said-measure-withdrawn = Taken out again, as if it had not been there.
