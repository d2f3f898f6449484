# Children who stopped coming to school.
dropouts-title = Children not at school
dropouts-about = When a child stops coming, write down since when and what you heard. Visits, calls and talks are noted as usual; the ledgers and the monthly sheet write themselves.
dropouts-to-ledgers = Ledgers and monthly sheet
dropouts-none = Every child is where it should be
dropouts-none-help = When a child has not come for days without being ill, one tap on the child’s page or on “Today” writes down since when.
dropouts-ended = Settled
dropouts-since = Away since { $x }
dropouts-last-visit = last { $x }
dropouts-visits-count =
    { $n ->
        [one] asked once
       *[other] asked { $n } times
    }
dropouts-begin = Write down
dropouts-begin-named = Write down that { $x } has stopped coming
dropouts-panel = Not here for days
dropouts-panel-words = Three days or more in all, not for an illness. Ask; if the child no longer comes, write it down.
dropouts-panel-since =
    { $days ->
        [one] since { $day }, one day in all
       *[other] since { $day }, { $days } days in all
    }
dropouts-form = Not at school
dropouts-form-help = Less than a minute. Leave out what you do not know yet.
dropouts-left-on = Away since
dropouts-left-on-hint = The first school day missed
dropouts-reason = The reason you heard
dropouts-reason-hint = Only what was heard; it can be changed
dropouts-words = What happened
dropouts-words-hint = One sentence, as it is; the child’s own words are best
dropouts-whereabouts = Where the child is now
dropouts-whereabouts-hint = For example: with the father in town. Leave it empty if nobody knows
dropouts-whereabouts-none = not known yet
dropouts-keep = Keep
dropouts-error-future = This day has not come yet
dropouts-error-before = Earlier than the first day away
dropouts-known = What is known
dropouts-visits = Visits and talks since
dropouts-visits-none = Nothing yet. A visit, call or talk that you note appears here and in the ledger.
dropouts-visit = Home visit
dropouts-call = Call
dropouts-talk = Talk with the child
dropouts-visit-nobody = nobody was met
dropouts-sheet = Print this child’s sheet
dropouts-finish = Settled
dropouts-finish-help = An entry is closed with a ground: who checked, and what was seen.
dropouts-how = What came of it
dropouts-ended-on = Since when
dropouts-placement = How the child is taught
dropouts-placement-hint = Only for a child who came back
dropouts-ground = Ground
dropouts-ground-hint = For example: came to school today and was met by the homeroom teacher; or a letter of the other school
dropouts-struck-on = Closed on
dropouts-end = Close the entry
dropouts-reopen = Not settled yet: take it back
dropouts-confirm = Count as dropped out
dropouts-confirm-help = When several visits did not bring the child back, the school says so. Visits go on, and it can be taken back at any time.
dropouts-confirmed-on = Since when it counts
dropouts-unconfirm = It cannot be said yet
dropouts-withdraw = Written by mistake: remove
dropouts-said-begun = Kept. Go and see the child; the visit is written here
dropouts-said-amended = Changed
dropouts-said-confirmed = Kept
dropouts-said-unconfirmed = Back to suspected
dropouts-said-returned = The child is back. Well done
dropouts-said-ended = Closed
dropouts-said-reopened = Taken back
dropouts-said-withdrawn = Removed
