# 每月会商、个案会商、结案以后。

reviews-title = 每月会商
reviews-month = { $x }会商
reviews-named = { $place }·{ $month }
reviews-about = 每个月把每个孩子都看一遍：做了什么，有什么变化，接下来怎么办。
reviews-school = 全校
reviews-cases = 帮扶个案
reviews-month-before = 上个月
reviews-month-after = 下个月
reviews-none = 这里还没有要商量的个案
reviews-none-help = 有了打开的个案，每个月的材料会自己整理好，到这里一个一个地看。
reviews-open-cases = { $n } 个孩子
reviews-state-finished = 已开完，当天的情况已留存
reviews-state-begun = 正在开，已商量 { $n } 个
reviews-state-none = 还没开始
reviews-begin = 开始
reviews-begin-named = 开始{ $x }的会商
reviews-go-on = 接着开
reviews-go-on-named = 接着开{ $x }
reviews-look = 看一看
reviews-look-named = 看{ $x }的会商
reviews-panel = 每月会商
reviews-panel-words = 材料已经整理好，一个孩子点一下就行。
reviews-panel-cases = { $n } 个孩子要看一看
reviews-held = { $day }·主持：{ $chair }
reviews-finished-by = { $name }于{ $day }结束
reviews-frozen = 这个月已经开完，下面是当天留存的情况。要改，请先写明理由重新打开。
reviews-minutes = 会议纪要
reviews-minutes-word = 下载 Word
reviews-progress = 商量了几个
reviews-progress-words = { $of } 个里的 { $n } 个
reviews-reopened = { $finished }开完后，{ $who }于{ $day }重新打开：{ $why }
reviews-since = { $x }起
reviews-said = “{ $text }”——{ $day }
reviews-done = 做了什么
reviews-done-kind = { $kind } { $n } 次
reviews-done-none = 这个月还没有记录
reviews-done-owed = 按约定应做 { $owed } 次，做到 { $kept } 次{ $excused ->
    [0] {""}
   *[other] ，另有 { $excused } 次有事顺延
  }
reviews-moved = 有什么变化
reviews-moved-goal = “{ $text }”：{ $said }
reviews-moved-goals = 目标：达成 { $reached } 个，还在努力 { $open } 个
reviews-moved-absences = 缺勤：之前三十天 { $before } 天，近三十天 { $now } 天
reviews-moved-marks = 各科得分率：开案前 { $before }%，最近 { $now }%
reviews-moved-class = 同两次考试的班平均：{ $before }%，{ $now }%（试卷难易不同，只供参考）
reviews-coming = 接下来
reviews-coming-follow-up = { $day }：{ $text }
reviews-coming-still = 还没来得及：{ $text }（{ $day }）
reviews-coming-goal = { $day }看目标：{ $text }
reviews-coming-look-again = { $day }再看看这些情况是否还在
reviews-proposal = 建议：{ $x }
reviews-take = 就这样：{ $x }
reviews-take-named = { $name }：就按建议，{ $decision }
reviews-other = 别的决定，或加一件事
reviews-other-named = { $x }：别的决定，或加一件事
reviews-settled = { $decision }·{ $by }定
reviews-change = 改一改
reviews-change-named = 改{ $x }的决定
reviews-not-discussed = 这次没有来得及商量
reviews-to-closure = 去结案
reviews-finish = 会开完了
reviews-reopen = 重新打开这个月
reviews-reopen-why = 为什么要重新打开
reviews-reopen-hint = 理由会留在这里；上次留存的情况也会保留。
reviews-present = 谁在场
reviews-present-are = 在场：{ $names }
reviews-held-on = 哪天开的
reviews-chair = 谁主持
reviews-others = 还有谁
reviews-others-hint = 校外的人写在这里，例如村委会李主任
reviews-save = 保存
reviews-decide-for = { $x }：怎么定
reviews-decision = 决定
reviews-why = 为什么
reviews-why-hint = 和建议不同时，写一句理由
reviews-task = 要做的一件事（可不填）
reviews-task-hint = 到时候会出现在做这件事的人的“今天”里
reviews-task-owner = 谁来做
reviews-task-due = 哪天之前
reviews-decide = 定了
reviews-back = 先不改
reviews-note-text = { $month }会商：{ $decision }。
reviews-error-day = 请选一个已经到了的日子。
reviews-error-due = 请选今天或以后的日子。
reviews-said-decided = 记下了
reviews-said-met = 会议的情况已保存
reviews-said-finished = 会开完了，今天的情况已留存
reviews-said-reopened = 已重新打开

# Reasons of a proposal.
reviews-why-opened = 才开始 { $n } 天，还看不出来
reviews-why-little-contact = 这个月见面少，看不出帮扶有没有用
reviews-why-goals-all = 定下的 { $n } 个目标都达成了
reviews-why-no-movement = { $n } 周了，还看不到变化
reviews-why-kept = 约定的 { $of } 次做到 { $n } 次
reviews-why-goals = 这个月达成 { $n } 个目标
reviews-why-absences-fewer = 缺勤少了：从 { $n } 个半天到 { $of } 个半天
reviews-why-absences-more = 缺勤多了：从 { $n } 个半天到 { $of } 个半天
reviews-why-marks-up = 与班平均的差距小了约 { $n } 个百分点
reviews-why-marks-down = 与班平均的差距大了约 { $n } 个百分点

# The times before (K5).
reviews-helped = 上次有帮助的
reviews-helped-when = { $from }到{ $until }的那一段，以目标达成结束
reviews-helped-goal = 达成了：{ $x }
reviews-helped-doubt = 上次有用，这次不一定有用，可以先从这里想起。
reviews-pattern = 这是第 { $n } 段帮扶
reviews-lasts = 还在进行
reviews-before = { $day }再次开始：离上一段结束 { $weeks } 周；之前三十天{ $away ->
    [0] 没有缺勤
   *[other] 缺勤 { $days } 天
  }

# After the closing (V4).
reviews-care = 结案以后
reviews-care-words = 轻轻看一眼就好。
reviews-care-help = 结案后第 2、4、8 周，还有难过的时候，会提醒您看一眼。聊过一次也算。
reviews-care-weeks = 结案 { $n } 周了，看看他好不好
reviews-care-spring = 过完年，家里人又出门了，看看他好不好
reviews-care-exams = 快考试了，看看他好不好
reviews-care-hard-day = 有个不好过的日子快到了，陪陪他
reviews-care-well = 一切都好
reviews-care-well-named = { $x }一切都好
reviews-care-note = 记一笔
reviews-hard-days = 不好过的日子
reviews-hard-days-help = 例如亲人离世的日子。每年快到时提醒负责的老师，提醒里不写原因。
reviews-hard-day-when = 哪一天
reviews-hard-day-when-hint = 只记月和日，每年都会提醒
reviews-hard-day-what = 是什么日子
reviews-hard-day-end = 不再提醒
reviews-hard-day-end-named = { $x }不再提醒
reviews-said-well = 记下了：一切都好
reviews-said-hard-day = 记下了，快到时会提醒
reviews-said-hard-day-missing = 请选一天，并写一句是什么日子
reviews-said-hard-day-withdrawn = 不再提醒

# A conference on one case (V2).
reviews-conferences = 个案会商
reviews-conference-named = { $x }的会商
reviews-conference-on = { $day }·{ $caller }约的
reviews-conference-to-come = 还没记
reviews-conference-call = 约一次会商
reviews-conference-about = 商量什么
reviews-conference-about-hint = 一句话，例如：住校后睡不好，大家一起想想办法
reviews-conference-day = 哪一天
reviews-conference-invited = 请谁来
reviews-conference-invited-hint = 团队里的人；他们的“今天”里会看到
reviews-conference-child = 孩子怎么说
reviews-conference-child-hint = 先问问孩子自己：想要什么，不想要什么
reviews-conference-text = 商量了什么，定了什么
reviews-conference-act = 说好的第 { $n } 件事（可不填）
reviews-task-what = 做什么
reviews-conference-write = 记下来
reviews-conference-cancel = 这次不开了
reviews-conference-cancelled = 这次没有开。
reviews-conference-minutes-read = 看纪要
reviews-said-called = 约好了，请来的人会看到
reviews-said-minuted = 记下了，说好的事已交到各人手里
reviews-said-cancelled = 这次不开了

# Following the effect (V3).
reviews-effects = 跟踪问效
reviews-effects-about = 由级段和学校接手的孩子：定下的事做了没有，孩子有没有好起来；结案后再看一年。
reviews-effects-none = 现在没有由级段或学校接手的孩子
reviews-effects-none-help = 班级请级段或学校接手以后，孩子会出现在这里；不排名次，按班级和姓名排列。
reviews-effect = 跟踪问效：有没有效果
reviews-effect-of = { $x }：有没有效果
reviews-effect-last = 上次定的：{ $x }
reviews-effect-agreed = 说好的 { $n } 件事做了 { $done } 件
reviews-effect-moved = 前后看一看
reviews-effect-before = 开始以前
reviews-effect-closing = 结案的时候
reviews-effect-now = 现在
reviews-effect-away = 之前三十天缺勤
reviews-effect-days = { $x } 天
reviews-effect-marks = 最近一次考试的得分率
reviews-effect-marks-class = { $own }%（班平均 { $class }%）
reviews-effect-no-exam = 还没有考试
reviews-effect-doubt = 变化不一定是帮扶带来的，没有变化也不等于白做。先听孩子自己怎么说。
reviews-effect-tasks = 说好的事
reviews-effect-tasks-none = 会商里还没有说好要做的事。
reviews-effect-months = 一个月一个月地看
reviews-effect-months-none = 开完第一个月的会商，当月的情况会留在这里。
