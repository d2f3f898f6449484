# The page frame: what stands on every page, whoever reads it.
web-product = Chunyu
web-skip = Skip to the page
web-menu = Menu
web-ways = See also
web-ways-more = More
web-more = More
web-close = Close
web-search = Find a student
web-search-hint = Name, pinyin, initials or number
web-me = My account
web-password = Change password
web-sign-out = Sign out
web-language = Language
web-language-zh-Hans = 简体中文
web-language-zh-Hant = 繁體中文
web-language-en = English
web-print = Print

# The one key that hides everything.
web-blank = Hide the screen
web-blank-back = Tap to come back

# Keys, for those who have a keyboard.
web-keys = Keys
web-keys-search = Find a student
web-keys-note = On a student's page: new note
web-keys-blank = Hide the screen; Esc once more brings it back
web-keys-help = Show this list

# A note that could not be sent yet, and what can be taken back.
web-draft-kept = No connection, so this has not been sent. What you wrote stays here and will be sent once the connection is back.
web-draft-retry = Send now
web-draft-restored = What you had not sent last time is back.
web-draft-discard = Discard and start again
web-undo = Undo
web-undone = Undone
web-failed = That did not get through. Please try again

# Forms and lists.
web-errors = Nearly there. Please look at these
web-optional = optional
web-pages = Pages
web-pages-before = Previous
web-pages-after = Next
# Words of the frame that code asks for: places, roles, grades, failures.
web-home = Back to the first page
web-class-name = { $grade }, class { $number }
web-nav-today = Today
web-nav-students = Students
web-nav-census = Census
web-nav-cases = Support
web-nav-papers = Papers
web-nav-compliance = How we keep up
web-nav-practice = Good practice
web-nav-figures = Figures
web-nav-rules = Rhythm and calendar
web-nav-imports = Bring in lists
web-nav-staff = Staff
web-role-homeroom = Homeroom teacher
web-role-deputy = Deputy homeroom teacher
web-role-subject-teacher = Subject teacher
web-role-mentor = Mentor
web-role-grade-leader = Grade leader
web-role-moral-education = Moral-education office
web-role-psychologist = Psychologist
web-role-principal = Principal
web-role-registrar = Registrar
web-role-aid-officer = Aid officer
web-role-administrator = System administrator
web-role-home = At home, by a slip
web-error-required = Please fill this in
web-error-unreadable = We could not read this; please change it
web-error-too-long = This is too long; please shorten it
web-error-future = The date cannot be after today
web-failed-not-found = We could not find this page
web-failed-not-found-help = It may have moved, or it may lie outside what you can see. Start again from the first page, or look the student up by name.
web-failed-bad-request = We could not read this request
web-failed-bad-request-help = Go back one page, fill it in again and send it once more.
web-failed-forged = This did not come from one of our pages
web-failed-forged-help = To protect the students it was not done. Please do it again from a page of this system; if it keeps happening, try a newer browser.
web-failed-stale = Somebody else has just changed this
web-failed-stale-help = Your words did not overwrite theirs. Go back, look at the newest version and decide.
web-failed-too-large = The file is too large
web-failed-too-large-help = At most 20 MB. Split the file, or remove the pictures in it.
web-failed-busy = We are busy just now
web-failed-busy-help = What you wrote is still on the previous page: go back, wait a moment and send it again.
web-failed-fault = Something went wrong on our side
web-failed-fault-help = It is not your fault, and it has been written to the log. Go back and try again; if it persists, tell the administrator when it happened.
web-grade-1 = Grade 1
web-grade-2 = Grade 2
web-grade-3 = Grade 3
web-grade-4 = Grade 4
web-grade-5 = Grade 5
web-grade-6 = Grade 6
web-grade-7 = Grade 7
web-grade-8 = Grade 8
web-grade-9 = Grade 9
web-grade-10 = Grade 10
web-grade-11 = Grade 11
web-grade-12 = Grade 12
web-theme-auto = Light or dark as the device
web-theme-light = Light
web-theme-dark = Dark
web-reminders = Reminders
web-aside = { " " }({ $x })
web-said = : { $x }
