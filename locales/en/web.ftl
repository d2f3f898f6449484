# The page frame: what stands on every page, whoever reads it.
web-product = Chunyu
web-skip = Skip to the page
web-menu = Menu
web-more = More
web-close = Close
web-search = Find a student
web-search-hint = Name, pinyin, initials or number
web-me = My account
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

# Where the way ends.
web-missing-title = There is no such page
web-missing-words = The address may be mistyped, or the page may lie outside your work.
web-missing-home = Back to my day
web-broken-title = Something went wrong on our side
web-broken-words = It is not your fault. What you just did was not saved; please try again in a while.
web-broken-code = When you tell the administrator, please give this number
web-conflict-title = Someone has just changed this
web-conflict-words = Both versions are kept. Please look and choose.
