# Signing in, passwords, the first start.
accounts-welcome = Chunyu
accounts-welcome-words = Write it once; the papers write themselves.
accounts-sign-in = Sign in
accounts-name = Sign-in name
accounts-name-hint = Letters, digits and dots, such as chen.jing
accounts-name-letters = Only letters, digits, dots and hyphens
accounts-password-word = Password
accounts-wrong = The name or the password is not right; please look again
accounts-wait = That was a bit fast; please wait some seconds and try again
accounts-forgotten = Forgot the password? Ask your school’s administrator to set a new one.
accounts-demo = This is the demonstration school; everybody in it is invented. Names and passwords stand in the window where it was started, and in demo-accounts.json in the data folder.
accounts-password = Change the password
accounts-password-old = Present password
accounts-password-new = New password
accounts-password-again = Once more
accounts-password-hint = At least 15 characters. A sentence that only you remember is best; no special signs are needed.
accounts-password-save = Save the new password
accounts-password-short = Too short: at least 15 characters
accounts-password-long = Too long: at most 256 characters
accounts-password-about-you = Please do not use your name, sign-in name or school in it
accounts-password-simple = This is too easy to guess; please use a sentence
accounts-password-not-same = The two are not the same
accounts-password-old-wrong = The present password is not right
accounts-said-password = The password is changed; other devices have been signed out
accounts-set-up = The first start
accounts-set-up-words = Name the school and its first administrator. This address works once. An administrator sees no student.
accounts-school = Name of the school
accounts-school-hint = In full: papers are signed with it
accounts-your-name = Your name
accounts-set-up-do = Begin
accounts-said-set-up = The school is set up. Next, bring in the staff
accounts-staff-words = Who serves, how they sign in, which roles they hold. A role ends by itself on its last day.
accounts-staff-name = Name
accounts-staff-no-account = No account yet
accounts-staff-new = Add a person
accounts-staff-new-do = Add, and make a first password
accounts-subject = Subject
accounts-roles = Roles
accounts-role = Role
accounts-role-new = Add a role
accounts-role-class = Class (homeroom, deputy and subject teachers)
accounts-role-grade = Grade (grade leaders)
accounts-role-from = From
accounts-role-until-word = Until
accounts-role-until-hint = Leave empty for no end; for a substitute give the last day
accounts-role-until = The last day cannot be before the first
accounts-role-for-what = Please choose the class or grade of this role
accounts-role-alone = An administrator sees no student; the role cannot stand beside another
accounts-role-grant = Grant
accounts-role-end = End
accounts-open-end = now
accounts-no-role = No role yet
accounts-no-role-words = Without a role nothing can be seen. Add one below.
accounts-left = Has left
accounts-leave = Leaves the school
accounts-name-taken = This name is taken; please choose another
accounts-first-password = The first password, shown only now
accounts-first-password-words = Hand it over in person, and ask for a password of their own after the first sign-in.
accounts-password-reset = New first password
accounts-said-granted = The role is granted
accounts-said-ended = The role has ended
accounts-said-ended-all = The administrator’s role has ended, and so have the other roles held beside it; please grant again what is needed
accounts-said-serves = Not ended: this person has a place in a case and would see the student then. Please have somebody take over on the case’s page first
accounts-said-last = This is the last administrator; please grant the role to somebody else first
accounts-clash = An administrator can hold no other role and be in no case’s team. Neither counts now; please end one of them
accounts-said-left = Gone: roles, account, sign-ins and parts in cases have ended
accounts-panel = People and accounts
accounts-panel-role-ends = { $role } until { $day }
accounts-panel-no-account = { $n ->
    [one] One person holds a role and has no account yet
   *[other] { $n } people hold a role and have no account yet
}
accounts-panel-look = Look
accounts-panel-look-named = Look at { $x }
accounts-sex = Sex
accounts-sex-words = May stay unsaid. Only the suggestions of the pairing board ask for it.
accounts-sex-unsaid = Not said
accounts-said-kept = Kept
accounts-term-first = First term { $from }–{ $to }
accounts-term-second = Second term { $from }–{ $to }
accounts-staff-list = Add from a spreadsheet
accounts-first-day = How to begin
accounts-first-day-list = Press “Add from a spreadsheet” to bring in all colleagues with their roles at once; a few can also be added one by one.
accounts-first-day-slips = Print the sign-in slips, cut them apart and give each to the person it names, face to face.
accounts-first-day-roster = Ask the registrar to sign in and bring in the school roll. The administrator sees no student.
accounts-slips = Sign-in slips
accounts-slips-words = Colleagues who have not chosen a password of their own yet. A slip has the sign-in name and a first password, which is shown only when it is made.
accounts-slips-waiting = { $n ->
    [one] One colleague has no password of their own yet: sign-in slips
   *[other] { $n } colleagues have no password of their own yet: sign-in slips
}
accounts-slips-empty = Everybody has a password of their own
accounts-slips-empty-words = When colleagues are added, or a password is set anew, their names stand here.
accounts-slips-new = { $n ->
    [one] One colleague has no first password yet
   *[other] { $n } colleagues have no first password yet
}
accounts-slips-make = Make and show the slips
accounts-slips-given = { $n ->
    [one] One colleague has a slip and has not signed in yet
   *[other] { $n } colleagues have a slip and have not signed in yet
}
accounts-slips-again = Make all of them anew
accounts-slips-again-words = Slips handed out before stop working then.
accounts-slips-made = { $n ->
    [one] One sign-in slip
   *[other] { $n } sign-in slips
}
accounts-slips-once = The passwords are shown this once and are gone when you leave the page. Print it now, cut the slips apart and give each to the person it names, face to face.
accounts-said-no-slips = There was no slip to make
accounts-slip-address = Address
accounts-slip-first = First password
accounts-slip-words = Please sign in by { $x }. You will be asked to choose a password of your own; after that this slip is of no use.
accounts-first-choose = You came in with a first password. Please choose one that only you know; then you can begin.
accounts-first-over = This first password was not used in time. Ask the school’s system administrator for a new slip.
accounts-open = Open an account with a first password
