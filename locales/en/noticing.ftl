# The census, categories, strengths, nominations, numbers, marks.
noticing-census = Census
noticing-census-of-class = Census of { $x }
noticing-census-looked = Looked at
noticing-census-of = { $looked } of { $total }
noticing-census-all-looked = Every student has been looked at. Thank you.
noticing-census-due-words = please finish by { $x }
noticing-census-closed-words = closed on { $x }
noticing-census-not-open = No census is open at the moment.
noticing-census-how = Give every student a thought. If nothing is needed, tap “Nothing needed”: that counts as looking. If something is, open the sheet and write a few words.
noticing-class-empty = This class has no students yet
noticing-class-empty-help = Once the registrar has imported the roster, the students are listed here.
noticing-looked = Looked at
noticing-not-looked = Not yet
noticing-unlook = Undo
noticing-unlook-of = Undo: { $x }
noticing-looked-of = { $x }: looked at
noticing-nothing = Nothing needed
noticing-nothing-of = { $x }: nothing needed
noticing-as-before = As before
noticing-as-before-of = { $x }: as before
noticing-something = Write
noticing-something-of = { $x }: write what is needed
noticing-nominations-waiting = { $n ->
    [one] { $n } nomination
   *[other] { $n } nominations
 }
noticing-no-term = There is no term yet
noticing-no-term-help = A census belongs to a term. Set up the school year and its terms first, then come back.
noticing-not-yet = This term’s census has not begun
noticing-not-yet-help = Once the moral-education office opens it, your classes are listed here, one line for each student.
noticing-open-help = Once it is open, every homeroom teacher sees the list of the class, and you see here how far each class is.
noticing-not-begun = Not begun yet: { $x }. A friendly question may show what help is wanted.
noticing-class = Class
noticing-homeroom = Homeroom teacher
noticing-children-found = Students with a need
noticing-open = Open the census
noticing-reopen = Open again
noticing-due = To be done by
noticing-due-change = Date and closing
noticing-due-save = Change the date
noticing-close = Close this census
noticing-error-past = Choose today or a later day
noticing-said-opened = The census is open; homeroom teachers can see their lists now.
noticing-said-closed = The census is closed.
noticing-said-looked = Noted as looked at.
noticing-said-unlooked = Undone.
noticing-said-saved = Saved.
noticing-said-ended = This category has ended; everything recorded before is kept.
noticing-said-strength = Noted.
noticing-said-no-words = There were no words, so nothing was noted.
noticing-said-nominated = The homeroom teacher will see it. Thank you for noticing.
noticing-said-withdrawn = Withdrawn.
noticing-back-to-list = Back to the list
noticing-heard = What others noticed
noticing-strength-new = Another strength
noticing-own-words-new = In the child’s own words
noticing-categories = What calls for care
noticing-categories-hint = Choose several, or none. Say what each rests on.
noticing-write-only = Only the psychologist will see what you write
noticing-evidence = Evidence
noticing-evidence-hint = What was seen or heard, in one sentence
noticing-needs = What is needed
noticing-source = How we know
noticing-since = Since when
noticing-review = Look again on
noticing-end-reason = Why it is no longer needed
noticing-end-hint = After saving, this category ends with yesterday; everything recorded before is kept.
noticing-left-behind-hint = The two definitions differ; please answer each. School roll: one parent away for three months or more, at any age of compulsory schooling. Civil affairs: under sixteen, both parents away, or one away and the other unable to care.
noticing-roll = School roll
noticing-roll-hint = Away for three months or more
noticing-roll-0 = No
noticing-roll-1 = One parent away
noticing-roll-2 = Both parents away
noticing-roll-says = The roll says: { $x }
noticing-civil = Civil affairs
noticing-civil-hint = Under sixteen
noticing-civil-no = No
noticing-civil-both-away = Both parents away
noticing-civil-one-away-other-unable = One away, the other unable to care
noticing-unasked = Not known yet
noticing-causes = Causes (optional)
noticing-save = Save
noticing-not-now = Not now
noticing-nominate = Nominate
noticing-nominate-of = What have you noticed about { $x }?
noticing-nominate-hint = The homeroom teacher sees your sentence and finds out more.
noticing-nominate-text = One sentence
noticing-nominate-text-hint = What you saw or heard; no conclusion needed
noticing-nominate-send = Tell the homeroom teacher
noticing-counts = Numbers by category
noticing-counts-on = On which day
noticing-counts-show = Show this day
noticing-counts-none = No categories stood on this day
noticing-counts-none-help = Categories written in the census are counted here by class and grade, for any day.
noticing-counts-says = Students: { $children }; summed over categories: { $sum }. A student in several categories counts in each of them, and once in the total.
noticing-counts-within = Only classes and categories that you may see are counted.
noticing-children = Students
noticing-children-count = { $n ->
    [one] { $n } student
   *[other] { $n } students
 }
noticing-all = Total
noticing-grade-sum = { $x }, total
noticing-combinations = In several categories
noticing-combination = Categories
noticing-marks-title = { $x }: scores in each exam and the class average
noticing-marks-own = This student
noticing-marks-average = Class average
noticing-marks-median = Class median
noticing-marks-subject = Subject
noticing-marks-exam = Exam
noticing-marks-score = Score
noticing-marks-absent = absent
noticing-marks-none = No marks yet. Once a mark sheet is imported, they are shown here.
noticing-absences-title = Days of absence by month
noticing-absences-days = { $days } d
noticing-absences-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
}
noticing-absences-when = Date
noticing-absences-long = Days
noticing-absences-reason = Reason
noticing-absences-none = No absences.
noticing-marks = Marks
noticing-marks-table = Each mark
noticing-census-panel = Children not yet looked at
noticing-census-panel-words = This census runs until { $x }. A look that finds nothing is a look.
noticing-census-panel-left = { $n ->
    [one] One child left
   *[other] { $n } children left
}
noticing-census-panel-look = Look
noticing-census-panel-look-named = Look at { $x }
noticing-finding-panel = To look at again
noticing-finding-panel-words = Somebody meant to look again by now: is it still so?
noticing-finding-panel-line = { $category }, since { $since }
noticing-finding-panel-look = Look
noticing-finding-panel-look-named = Look at { $x }

# Looking again.
noticing-reviews = Look again
noticing-aid-panel = Children whose families are short of money
noticing-aid-panel-words = On the list today: { $n }, the newest first. It looks at money alone and is never put up in public.
noticing-aid-panel-none = Nobody is on the list yet. What homeroom teachers write in the census appears here; you can also open a child’s page and choose “Look whether there is a need”.
noticing-aid-panel-all = The whole list
noticing-aid-panel-line = { $day }, written down by { $who }
noticing-reviews-words = The day to look at these categories again has come: keep what still holds, let end what does not. After a month without a look they no longer count; the history stays.
noticing-reviews-none = Nothing to look at again
noticing-reviews-none-help = When the day set in the census has come, the category will stand here.
noticing-reviews-since = since { $x }
noticing-reviews-keep = Still so
noticing-reviews-keep-named = Still so for { $x }
noticing-reviews-end = No longer
noticing-reviews-end-why = What has changed
noticing-reviews-end-act = Let it end
noticing-said-renewed = Kept
noticing-reviews-tiers = The tiers of cases are looked at here
noticing-reviews-kept = Looked at today, still so
noticing-reviews-undo-named = Take back the look at { $x }
noticing-said-renewal-undone = Taken back; the day is as it was

# Categories that count no longer, sealed (C6).
noticing-former = Former categories
noticing-former-link = { $n ->
    [one] One former category, sealed
   *[other] { $n } former categories, sealed
}
noticing-former-about = Categories that ended, or that nobody looked at again in time, no longer follow the child: no page shows them. If you really need to see them, say why; your name and the reason are written down.
noticing-former-sealed = { $n ->
    [one] One category is sealed that you may open.
   *[other] { $n } categories are sealed that you may open.
}
noticing-former-why = Why do you need to see them?
noticing-former-why-hint = Kept with your name in the event log
noticing-former-open = Give the reason and open
noticing-former-leave = Leave them sealed
noticing-former-once = Shown this once; they are sealed again when you leave the page.
noticing-former-back = Back to the child
noticing-former-none = Nothing is sealed
noticing-former-none-help = Categories that end, or that nobody looks at again in time, go here.
noticing-former-ended-by = ended by { $x }
noticing-former-faded = nobody looked at it again in time
