# 应做事项：规则、状态、校历。语气像同事提醒，不像检查。

duties-usual-weekly-talk = 每周聊一次
duties-usual-weekly-family-contact = 每周和家里联系一次
duties-usual-member-talks = 小组成员每月各聊两次
duties-usual-monthly-support = 每月一次专项帮扶
duties-usual-monthly-report = 学生每月一份小汇报

duties-act-talk = 和孩子聊聊
duties-act-family-contact = 和家里联系
duties-act-special-support = 专项帮扶
duties-act-student-report = 学生月汇报
duties-act-home-visit = 家访
duties-act-any-contact = 见面或联系

duties-who-responsible = 责任人
duties-who-mentor = 每位结对教师
duties-who-each-member = 帮扶小组每位老师
duties-who-homeroom = 班主任
duties-who-student = 学生本人

duties-per-week = 每周
duties-per-month = 每月
duties-per-term = 每学期

duties-tier-class = 班级
duties-tier-grade = 年级
duties-tier-school = 学校



duties-state-overdue = 没来得及
duties-state-due = 这周要做
duties-state-coming = 接下来
duties-state-done = 已完成
duties-state-excused = 暂停计时
duties-state-nothing-owed = 暂时没有

duties-owed-overdue-week = 上周没来得及，补一次就好
duties-owed-overdue-month = 上个月没来得及，补一次就好
duties-owed-overdue-earlier = 前些时候没来得及，补一次就好
duties-owed-overdue-halfway = 时间过半了，还没开始
duties-owed-due-stretched = 请假前后顺延的一次，等您方便
duties-owed-due-week = 本周还差 { $left } 次
duties-owed-due-month = 本月还差 { $left } 次
duties-owed-due-term = 本学期还差 { $left } 次
duties-owed-coming = { $due } 前做 { $left } 次
duties-owed-done = 已完成，辛苦了
duties-owed-excused = 已请假，暂停计时
duties-owed-nothing = 现在没有要做的

duties-list-today = 今天还没聊的孩子
duties-list-overdue = 没来得及的
duties-list-due = 这周要做的
duties-list-coming = 接下来的
duties-list-empty = 都聊过了，今天可以轻松一点

duties-compliance-share = 应做 { $owed } 次，已做 { $kept } 次（{ $percent }%）
duties-compliance-none = 这段时间没有应做事项
duties-compliance-excused = 因请假等免去 { $excused } 次
duties-compliance-median = 一半以上在 { $days } 个上课日内联系到
duties-compliance-never-reached = 还有 { $children } 个孩子一次也没见到

duties-rule-name-missing = 请给这条规则起个名字
duties-rule-name-too-long = 名字请不要超过 { $most } 个字
duties-rule-category-blank = 有一个帮扶类别是空的，请选择或删去
duties-rule-times-missing = 请填写次数，至少 1 次
duties-rule-times-too-many = 次数太多了，最多 { $most } 次
duties-rule-backwards = 结束日期要晚于开始日期
duties-rule-student-only-report = 学生本人只需要交月汇报，请换一个人或换一件事
duties-rule-report-is-students = 月汇报由学生本人写，请把“谁来做”改为学生本人

duties-calendar-no-term = 请至少填写一个学期
duties-calendar-term-backwards = 学期的结束日期早于开始日期
duties-calendar-terms-overlap = 两个学期的日期有重叠
duties-calendar-days-off-backwards = 放假的结束日期早于开始日期
duties-calendar-make-up-outside-term = 补课日不在任何学期内
duties-calendar-make-up-on-day-off = 这一天既放假又补课，请核对
duties-calendar-make-up-is-school-day = 这一天本来就上课，请核对补课日
duties-calendar-too-long = 学期相隔超过四十年，请核对年份
