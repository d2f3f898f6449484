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
