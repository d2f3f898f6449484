# 應做事項：規則、狀態、行事曆。語氣像同事提醒，不像查核。

duties-usual-weekly-talk = 每週聊一次
duties-usual-weekly-family-contact = 每週和家裡聯絡一次
duties-usual-member-talks = 小組成員每月各聊兩次
duties-usual-monthly-support = 每月一次專案輔導
duties-usual-monthly-report = 學生每月一份小報告

duties-act-talk = 和孩子聊聊
duties-act-family-contact = 和家裡聯絡
duties-act-special-support = 專案輔導
duties-act-student-report = 學生每月報告
duties-act-home-visit = 家庭訪問
duties-act-any-contact = 見面或聯絡

duties-who-responsible = 負責人
duties-who-mentor = 每位認輔教師
duties-who-each-member = 輔導小組每位老師
duties-who-homeroom = 導師
duties-who-student = 學生本人

duties-per-week = 每週
duties-per-month = 每月
duties-per-term = 每學期

duties-tier-class = 班級
duties-tier-grade = 年級
duties-tier-school = 學校



duties-state-overdue = 沒來得及
duties-state-due = 這週要做
duties-state-coming = 接下來
duties-state-done = 已完成
duties-state-excused = 暫停計時
duties-state-nothing-owed = 目前沒有

duties-owed-overdue-week = 上週沒來得及，補一次就好
duties-owed-overdue-month = 上個月沒來得及，補一次就好
duties-owed-overdue-earlier = 前陣子沒來得及，補一次就好
duties-owed-overdue-halfway = 時間過半了，還沒開始
duties-owed-due-stretched = 因請假順延的一次，等您方便
duties-owed-due-week = 本週還差 { $left } 次
duties-owed-due-month = 本月還差 { $left } 次
duties-owed-due-term = 本學期還差 { $left } 次
duties-owed-coming = { $due } 前做 { $left } 次
duties-owed-done = 已完成，辛苦了
duties-owed-excused = 已請假，暫停計時
duties-owed-nothing = 目前沒有要做的事

duties-list-today = 今天還沒聊到的孩子
duties-list-overdue = 沒來得及的
duties-list-due = 這週要做的
duties-list-coming = 接下來的
duties-list-empty = 都聊過了，今天可以輕鬆一點

duties-compliance-share = 應做 { $owed } 次，已做 { $kept } 次（{ $percent }%）
duties-compliance-none = 這段期間沒有應做事項
duties-compliance-excused = 因請假等免計 { $excused } 次
duties-compliance-median = 一半以上在 { $days } 個上課日內聯絡到
duties-compliance-never-reached = 還有 { $children } 個孩子一次也沒見到

duties-rule-name-missing = 請為這條規則取個名字
duties-rule-name-too-long = 名字請勿超過 { $most } 個字
duties-rule-category-blank = 有一個輔導類別是空的，請選擇或刪除
duties-rule-times-missing = 請填寫次數，至少 1 次
duties-rule-times-too-many = 次數太多了，最多 { $most } 次
duties-rule-backwards = 結束日期要晚於開始日期
duties-rule-student-only-report = 學生本人只需要交每月報告，請換一個人或換一件事
duties-rule-report-is-students = 每月報告由學生本人寫，請把「由誰做」改為學生本人

duties-calendar-no-term = 請至少填寫一個學期
duties-calendar-term-backwards = 學期的結束日期早於開始日期
duties-calendar-terms-overlap = 兩個學期的日期有重疊
duties-calendar-days-off-backwards = 放假的結束日期早於開始日期
duties-calendar-make-up-outside-term = 補課日不在任何學期內
duties-calendar-make-up-on-day-off = 這一天既放假又補課，請確認
duties-calendar-make-up-is-school-day = 這一天本來就要上課，請確認補課日
duties-calendar-too-long = 學期相隔超過四十年，請確認年份
