# Dates, lists and heading numbers: what every page and paper shares.

language-name = English

language-weekday-1 = Mon
language-weekday-2 = Tue
language-weekday-3 = Wed
language-weekday-4 = Thu
language-weekday-5 = Fri
language-weekday-6 = Sat
language-weekday-7 = Sun

language-month-1 = Jan
language-month-2 = Feb
language-month-3 = Mar
language-month-4 = Apr
language-month-5 = May
language-month-6 = Jun
language-month-7 = Jul
language-month-8 = Aug
language-month-9 = Sep
language-month-10 = Oct
language-month-11 = Nov
language-month-12 = Dec

# $month is one of the names above.
language-date = { $day } { $month } { $year }
language-date-short = { $day } { $month }
language-date-month = { $month } { $year }
language-date-time = { $day } { $month } { $year }, { $hour }:{ $minute }

language-day-today = today
language-day-yesterday = yesterday
language-day-tomorrow = tomorrow
language-day-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}
language-day-ahead = in { $days ->
    [one] { $days } day
   *[other] { $days } days
}

language-list-gap = { ", " }
language-list-last = { $rest } and { $last }

# The four heading levels of an official document (GB/T 9704-2012, 7.3.3).
language-heading-1 = { $number }.
language-heading-2 = ({ $number })
language-heading-3 = { $number })
language-heading-4 = [{ $number }]
