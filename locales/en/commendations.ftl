# Commendation.

commendations-title = Commendations
commendations-about = Everybody can read the criteria, the figures come from the records, and a person judges. How many children somebody supports, and which, is no criterion; nobody is ranked.
commendations-to-cases = Exemplary cases
commendations-none = Nobody has been commended yet
commendations-none-help = Once the moral-education office publishes a round of criteria it stands here, for all to read from that day on.
commendations-judge = See the proposals
commendations-criteria = Criteria
commendations-criteria-doubt = Figures say how much was done, not how well. So a person judges, and writes why.
commendations-mine = My own figures
commendations-mine-help = Only you and those who judge see them.
commendations-nobody = Nobody has been commended in this round yet.
commendations-certificate = Certificate
commendations-certificate-of = Certificate for { $x }
commendations-begin = Publish a round of criteria
commendations-begin-help = Once published the criteria cannot be changed; as long as nobody is commended the whole round can be taken back.
commendations-name = What it is called
commendations-name-hint = Such as: Stars of care, autumn 2026
commendations-from = From
commendations-until = Until
commendations-measure-kept = Of a hundred contacts owed, at least so many kept
commendations-measure-never = Children never met: at most so many
commendations-measure-wait = School days until the first contact (median): at most
commendations-measure-strengths = A strength or praise written for at least so many of a hundred children
commendations-criterion-kept = at least { $n }% of the contacts owed were kept
commendations-criterion-never = { $n ->
    [0] no child went unmet
    [one] at most one child went unmet
   *[other] at most { $n } children went unmet
  }
commendations-criterion-wait = a child is usually contacted within { $n } school days (median)
commendations-criterion-strengths = a strength or praise was written for at least { $n }% of the children
commendations-figure-kept = { $n }% of the contacts owed were kept
commendations-figure-never = { $n ->
    [0] every child was met
    [one] one child is not met yet
   *[other] { $n } children are not met yet
  }
commendations-figure-wait = usually contacted within { $n } school days
commendations-figure-strengths = a strength or praise was written for { $n }% of the children
commendations-given = Commended
commendations-proposed = Colleagues who meet all criteria
commendations-proposed-help = By name, in no order of merit. Figures are a hint: think of how they are with the children.
commendations-proposed-none = Nobody who is not yet commended meets all criteria now. You can name somebody else below.
commendations-give-to = Commend { $x }
commendations-give = Commend
commendations-words = Why (everybody reads it; no child's name)
commendations-words-hint = One plain sentence, such as: brings a book to talk about every week
commendations-other = Commend another colleague
commendations-other-help = Some good work shows in no figure.
commendations-who = Who
commendations-choose = Please choose
commendations-withdraw = Take it back
commendations-withdraw-of = Take the commendation of { $x } back
commendations-withdraw-why = Why is it taken back?
commendations-round-withdraw = Take the whole round back
commendations-error-days = The last day cannot come before the first.
commendations-error-bound = Please enter a number from 0 to 100.
commendations-error-already = This colleague is commended in this round already, and those words stand. To choose others, please withdraw them first.
commendations-said-begun = Published: everybody can read it
commendations-said-given = Commended: everybody can read it
commendations-said-withdrawn = Taken back
commendations-said-round-withdrawn = The round was taken back
