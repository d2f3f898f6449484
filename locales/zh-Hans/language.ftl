# Dates, lists and heading numbers: what every page and paper shares.

language-name = 简体中文

language-weekday-1 = 周一
language-weekday-2 = 周二
language-weekday-3 = 周三
language-weekday-4 = 周四
language-weekday-5 = 周五
language-weekday-6 = 周六
language-weekday-7 = 周日

language-month-1 = 1月
language-month-2 = 2月
language-month-3 = 3月
language-month-4 = 4月
language-month-5 = 5月
language-month-6 = 6月
language-month-7 = 7月
language-month-8 = 8月
language-month-9 = 9月
language-month-10 = 10月
language-month-11 = 11月
language-month-12 = 12月

# $month is one of the names above.
language-date = { $year }年{ $month }{ $day }日
language-date-short = { $month }{ $day }日
language-date-month = { $year }年{ $month }
language-date-time = { $year }年{ $month }{ $day }日 { $hour }:{ $minute }

language-day-today = 今天
language-day-yesterday = 昨天
language-day-tomorrow = 明天
language-day-ago = { $days } 天前
language-day-ahead = { $days } 天后

language-list-gap = 、
language-list-last = { $rest }和{ $last }

# The four heading levels of an official document (GB/T 9704-2012, 7.3.3).
language-heading-1 = { $number }、
language-heading-2 = （{ $number }）
language-heading-3 = { $number }.
language-heading-4 = （{ $number }）
