# 帮扶：记录、约好的事、个案。

# Words used in several places.
casework-any = 全部
casework-cancel = 取消
casework-choose = 请选择
casework-filter = 筛选
casework-nobody-yet = 先不定
casework-save = 保存
casework-stale = 就在刚才，别人也改了这里。您写的都还在下面，请看看两边，再决定怎么保存。
casework-stale-newer = { $x }刚刚写的
casework-stale-yours = 您写的

# The sheet for a note.
casework-note-act = 记一笔
casework-note-new = 记一笔
casework-note-new-for = 给{ $x }记一笔
casework-note-keeps = 上次约好的
casework-note-who = 写的是谁
casework-note-others = 还有别的学生一起
casework-note-find = 找别的学生
casework-note-find-act = 找
casework-note-find-none = 您的工作范围里没有找到。可以试试姓名、拼音或首字母。
casework-note-found = 找到的
casework-note-classmates = 同班同学
casework-note-kind = 做了什么
casework-note-text = 说了些什么，做了些什么
casework-note-text-hint = 一两句就好，可以按键盘上的话筒口述
casework-note-date = 哪一天
casework-note-more = 方式、时长、学生原话（可不填）
casework-note-channel = 怎么联系家长的
casework-note-own-words = 学生自己的话
casework-note-minutes = 多少分钟
casework-note-follow-up = 约好下一步（可不填）
casework-note-follow-up-text = 下一步做什么
casework-note-follow-up-hint = 到时候会出现在您的“今天”里
casework-note-follow-up-on = 哪一天之前
casework-note-seal = 有些话只给指定的人看（可不填）
casework-note-seal-text = 只给指定的人看的内容
casework-note-seal-hint = 没有被选中的人看不到，也不会知道有这一段
casework-note-seal-readers = 谁可以看
casework-note-save = 记好了
casework-note-leave = 先不记

# A note as it is read.
casework-note-sealed = 只给指定的人看
casework-note-group = { $n } 名学生一起
casework-note-minutes-of = { $n } 分钟
casework-note-late = { $x }补记
casework-note-version = 改过，现在是第 { $n } 版
casework-note-version-n = 第 { $n } 版
casework-note-amended = 最近一次修改：
casework-note-earlier = 改之前写的
casework-note-of-day = 写的日期是{ $x }
casework-note-why-was = 修改原因：{ $x }
casework-note-withdrawn = 这条记录已撤下
casework-note-withdrawn-why = 撤下的原因：{ $x }
casework-note-undo-hint = 记好了。如果写错了人或写错了事，十分钟内可以直接撤回。
casework-note-undo = 撤回这条
casework-note-edit = 修改记录
casework-note-edit-why = 为什么改（可不填）
casework-note-edit-hint = 原来写的会留着，点开记录就能看到
casework-note-withdraw = 撤下这条记录
casework-note-withdraw-act = 撤下
casework-note-withdraw-why = 为什么撤下
casework-note-withdraw-hint = 撤下后不再显示内容，只留下一行说明
casework-follow-up-due = { $x }前
casework-follow-up-do = 做到了
casework-follow-up-done = { $x }已做到

# Reasons why a form came back.
casework-error-who = 请选一名学生
casework-error-kind = 请选做了什么
casework-error-minutes = 请填 1 到 600 之间的分钟数
casework-error-past = 这一天已经过去了，请选今天或以后的日子
casework-error-when = 请写上哪一天之前做
casework-error-reader = 请选谁可以看
casework-error-reader-cannot = 选中的人里，有人看不了这一类记录，请换一位
casework-error-reason = 请选结案的原因

# Cases.
casework-cases = 帮扶个案
casework-cases-count = 共 { $n } 个
casework-cases-state = 进展
casework-cases-open = 在办
casework-cases-closed = 已结案
casework-cases-all = 全部
casework-cases-none = 这里还没有个案
casework-cases-none-help = 学生需要一段时间的帮扶时，从学生的页面开案，就会出现在这里。
casework-cases-students = 去看学生
casework-case-of = { $x }的个案
casework-case-file = 学生页面
casework-case-new = 开案
casework-case-concern = 我们担心什么
casework-case-concern-hint = 写看到的事，不下结论
casework-case-tier = 帮扶层级
casework-case-class = 班级
casework-case-responsible = 责任人
casework-case-responsible-is = 责任人：{ $x }
casework-case-mentor = 结对教师
casework-case-team-hint = 加入小组的人从当天起能看到这个个案和这名学生的帮扶记录
casework-case-goal = 第一个目标（可不填）
casework-case-goal-hint = 看得见的变化，比如“每周主动举手两次”
casework-case-opened-on = 哪一天开案
casework-case-open-act = 开案
casework-case-there = { $x }已经有一个在办的个案，同一时间只开一个。
casework-case-there-link = 去看这个个案
casework-case-since = { $x }开案
casework-case-last = 上次联系 { $x }
casework-case-last-none = 还没有联系记录
casework-case-closed = 已结案
casework-case-closed-on = { $x }结案
casework-case-reopened-on = { $x }重新开案
casework-case-close = 结案
casework-case-reopen = 重新开案
casework-case-reopen-why = 为什么重新开案
casework-close-open = 结案之前，还有这些没有做完
casework-close-open-help = 可以先处理，也可以在下面写明怎么安排。
casework-close-reason = 为什么结案
casework-close-note = 说明
casework-close-note-hint = 有什么变化，以后谁来关心

# The plan and its goals.
casework-plan = 个别化帮扶计划
casework-plan-write = 写计划
casework-plan-edit = 修改计划
casework-plan-none = 还没有写计划。先写两段就好：现在的情况，打算怎么帮。
casework-plan-situation = 现在的情况
casework-plan-situation-hint = 先写长处，再写困难和成因
casework-plan-measures = 措施
casework-plan-measures-hint = 谁，做什么，多久一次
casework-goals = 目标
casework-goals-none = 还没有目标。一个看得见的小目标，比三个大目标管用。
casework-goal-add = 加一个目标
casework-goal-text = 希望有什么变化
casework-goal-measure = 怎么看出来（可不填）
casework-goal-measure-hint = 比如：任课教师每周五数一次
casework-goal-span = 阶段目标还是长期目标
casework-goal-near = 阶段
casework-goal-far = 长期
casework-goal-due = 希望哪一天之前达到
casework-goal-by = { $x }前
casework-goal-since = { $x }定下
casework-goal-reach = 达到了
casework-goal-reached-on = { $x }已达到
casework-goal-withdraw = 不再作为目标
casework-goal-withdrawn = 不再作为目标
casework-notes = 帮扶记录
casework-notes-none = 还没有记录。谈一次话、打一个电话，都可以记一笔。

# The team.
casework-team = 帮扶小组
casework-team-since = { $x }起
casework-team-end = 退出
casework-team-former = 曾经参与
casework-team-add = 加一个人
casework-team-who = 谁
casework-team-part = 担任什么
casework-team-part-hint = 选负责教师，就是由这位老师接替原来的责任人

# What was just done.
casework-said-note-recorded = 记好了
casework-said-note-amended = 改好了，原来写的也留着
casework-said-note-withdrawn = 这条记录已撤下
casework-said-follow-up-done = 好的，这件事做到了
casework-said-follow-up-open = 已改回还没做
casework-said-case-opened = 开案了
casework-said-case-closed = 结案了
casework-said-case-reopened = 重新开案了
casework-said-case-there = 这名学生另有一个在办的个案，就是这一个
casework-said-member-joined = 小组里多了一个人
casework-said-member-left = 已退出小组
casework-said-responsible-stays = 个案总要有一位责任人，请先定下接替的人
casework-said-plan-written = 计划写好了
casework-said-goal-set = 目标定下了
casework-said-goal-reached = 目标达到了
casework-said-goal-withdrawn = 这个目标不再追了
casework-said-goal-open = 目标还在进行
