# 每月個案會議、個案會議、結案之後。

reviews-title = 每月個案會議
reviews-month = { $x }個案會議
reviews-named = { $place }·{ $month }
reviews-about = 每個月把每位學生都看一遍：做了什麼、有什麼變化、接下來怎麼辦。
reviews-school = 全校
reviews-cases = 幫扶個案
reviews-month-before = 上個月
reviews-month-after = 下個月
reviews-none = 這裡還沒有要討論的個案
reviews-none-help = 有了進行中的個案，每個月的資料會自動整理好，在這裡逐一討論。
reviews-open-cases = { $n } 位學生
reviews-state-finished = 已開完，當天的情形已留存
reviews-state-begun = 進行中，已討論 { $n } 位
reviews-state-none = 還沒開始
reviews-begin = 開始
reviews-begin-named = 開始{ $x }的會議
reviews-go-on = 接著開
reviews-go-on-named = 接著開{ $x }
reviews-look = 看一看
reviews-look-named = 看{ $x }的會議
reviews-panel = 每月個案會議
reviews-panel-words = 資料已整理好，一位學生點一下即可。
reviews-panel-cases = { $n } 位學生要看一看
reviews-held = { $day }·主席：{ $chair }
reviews-finished-by = { $name }於{ $day }結束
reviews-frozen = 這個月已經開完，以下是當天留存的情形。要修改，請先寫明理由重新開啟。
reviews-minutes = 會議紀錄
reviews-minutes-word = 下載 Word
reviews-progress = 討論了幾位
reviews-progress-words = { $of } 位中的 { $n } 位
reviews-reopened = { $finished }開完後，{ $who }於{ $day }重新開啟：{ $why }
reviews-since = { $x }起
reviews-said = 「{ $text }」——{ $day }
reviews-done = 做了什麼
reviews-done-kind = { $kind } { $n } 次
reviews-done-none = 這個月還沒有紀錄
reviews-done-owed = 依約定應做 { $owed } 次，做到 { $kept } 次{ $excused ->
    [0] {""}
   *[other] ，另有 { $excused } 次因故順延
  }
reviews-moved = 有什麼變化
reviews-moved-goal = 「{ $text }」：{ $said }
reviews-moved-goals = 目標：達成 { $reached } 個，還在努力 { $open } 個
reviews-moved-absences = 缺席：之前三十天 { $before } 天，近三十天 { $now } 天
reviews-moved-marks = 各科得分率：開案前 { $before }%，最近 { $now }%
reviews-moved-class = 同兩次考試的班平均：{ $before }%，{ $now }%（試題難易不同，僅供參考）
reviews-coming = 接下來
reviews-coming-follow-up = { $day }：{ $text }
reviews-coming-still = 還沒來得及：{ $text }（{ $day }）
reviews-coming-goal = { $day }檢視目標：{ $text }
reviews-coming-look-again = { $day }再看看這些情形是否還在
reviews-proposal = 建議：{ $x }
reviews-take = 就這樣：{ $x }
reviews-take-named = { $name }：依建議，{ $decision }
reviews-other = 其他決定，或加一件事
reviews-other-named = { $x }：其他決定，或加一件事
reviews-settled = { $decision }·{ $by }決定
reviews-change = 改一改
reviews-change-named = 改{ $x }的決定
reviews-not-discussed = 這次沒有來得及討論
reviews-to-closure = 去結案
reviews-finish = 會議結束
reviews-reopen = 重新開啟這個月
reviews-reopen-why = 為什麼要重新開啟
reviews-reopen-hint = 理由會留在這裡；上次留存的情形也會保留。
reviews-present = 誰出席
reviews-present-are = 出席：{ $names }
reviews-held-on = 哪天開的
reviews-chair = 誰主持
reviews-others = 還有誰
reviews-others-hint = 校外的人寫在這裡，例如里長
reviews-save = 儲存
reviews-decide-for = { $x }：怎麼決定
reviews-decision = 決定
reviews-why = 為什麼
reviews-why-hint = 和建議不同時，寫一句理由
reviews-task = 要做的一件事（可不填）
reviews-task-hint = 到時候會出現在負責人的「今天」裡
reviews-task-owner = 誰來做
reviews-task-due = 哪天之前
reviews-decide = 決定了
reviews-back = 先不改
reviews-note-text = { $month }個案會議：{ $decision }。
reviews-error-day = 請選一個已經到了的日子。
reviews-error-due = 請選今天或以後的日子。
reviews-said-decided = 記下了
reviews-said-met = 會議的情形已儲存
reviews-said-finished = 會議結束，今天的情形已留存
reviews-said-reopened = 已重新開啟

# Reasons of a proposal.
reviews-why-opened = 才開始 { $n } 天，還看不出來
reviews-why-little-contact = 這個月見面少，看不出輔導有沒有用
reviews-why-goals-all = 訂下的 { $n } 個目標都達成了
reviews-why-no-movement = { $n } 週了，還看不到變化
reviews-why-kept = 約定的 { $of } 次做到 { $n } 次
reviews-why-goals = 這個月達成 { $n } 個目標
reviews-why-absences-fewer = 缺席少了：從 { $n } 個半天到 { $of } 個半天
reviews-why-absences-more = 缺席多了：從 { $n } 個半天到 { $of } 個半天
reviews-why-marks-up = 與班平均的差距小了約 { $n } 個百分點
reviews-why-marks-down = 與班平均的差距大了約 { $n } 個百分點

# The times before (K5).
reviews-helped = 上次有幫助的
reviews-helped-when = { $from }到{ $until }的那一段，以目標達成結束
reviews-helped-goal = 達成了：{ $x }
reviews-helped-doubt = 上次有用，這次不一定有用，可以先從這裡想起。
reviews-pattern = 這是第 { $n } 段輔導
reviews-lasts = 還在進行
reviews-before = { $day }再次開始：離上一段結束 { $weeks } 週；之前三十天{ $away ->
    [0] 沒有缺席
   *[other] 缺席 { $days } 天
  }

# After the closing (V4).
reviews-care = 結案之後
reviews-care-words = 輕輕看一眼就好。
reviews-care-help = 結案後第 2、4、8 週，還有難過的時候，會提醒您看一眼。聊過一次也算。
reviews-care-weeks = 結案 { $n } 週了，看看他好不好
reviews-care-spring = 過完年，家人又出門工作了，看看他好不好
reviews-care-exams = 快考試了，看看他好不好
reviews-care-hard-day = 有個不好過的日子快到了，陪陪他
reviews-care-well = 一切都好
reviews-care-well-named = { $x }一切都好
reviews-care-note = 記一筆
reviews-hard-days = 不好過的日子
reviews-hard-days-help = 例如親人離世的日子。每年快到時提醒負責的老師，提醒裡不寫原因。
reviews-hard-day-when = 哪一天
reviews-hard-day-when-hint = 只記月和日，每年都會提醒
reviews-hard-day-what = 是什麼日子
reviews-hard-day-end = 不再提醒
reviews-hard-day-end-named = { $x }不再提醒
reviews-said-well = 記下了：一切都好
reviews-said-hard-day = 記下了，快到時會提醒
reviews-said-hard-day-missing = 請選一天，並寫一句是什麼日子
reviews-said-hard-day-withdrawn = 不再提醒

# A conference on one case (V2).
reviews-conferences = 個案會議
reviews-conference-named = { $x }的個案會議
reviews-conference-on = { $day }·{ $caller }召集
reviews-conference-to-come = 還沒記錄
reviews-conference-call = 召開個案會議
reviews-conference-about = 討論什麼
reviews-conference-about-hint = 一句話，例如：住校後睡不好，大家一起想想辦法
reviews-conference-day = 哪一天
reviews-conference-invited = 邀請誰
reviews-conference-invited-hint = 團隊裡的人；他們的「今天」裡會看到
reviews-conference-child = 孩子怎麼說
reviews-conference-child-hint = 先問問孩子自己：想要什麼、不想要什麼
reviews-conference-text = 討論了什麼、決定了什麼
reviews-conference-act = 說好的第 { $n } 件事（可不填）
reviews-task-what = 做什麼
reviews-conference-write = 記下來
reviews-conference-cancel = 這次不開了
reviews-conference-cancelled = 這次沒有召開。
reviews-conference-minutes-read = 看會議紀錄
reviews-said-called = 已召集，受邀的人會看到
reviews-said-minuted = 記下了，說好的事已交到各人手上
reviews-said-cancelled = 這次不開了

# Following the effect (V3).
reviews-effects = 成效追蹤
reviews-effects-about = 由學年和學校接手的孩子：決定的事做了沒有，孩子有沒有好起來；結案後再看一年。
reviews-effects-none = 現在沒有由學年或學校接手的孩子
reviews-effects-none-help = 班級請學年或學校接手以後，孩子會出現在這裡；不排名次，依班級和姓名排列。
reviews-effect = 成效追蹤：有沒有幫助
reviews-effect-of = { $x }：有沒有幫助
reviews-effect-last = 上次的決定：{ $x }
reviews-effect-agreed = 說好的 { $n } 件事做了 { $done } 件
reviews-effect-moved = 前後看一看
reviews-effect-before = 開始以前
reviews-effect-closing = 結案的時候
reviews-effect-now = 現在
reviews-effect-away = 之前三十天缺席
reviews-effect-days = { $x } 天
reviews-effect-marks = 最近一次考試的得分率
reviews-effect-marks-class = { $own }%（班平均 { $class }%）
reviews-effect-no-exam = 還沒有考試
reviews-effect-doubt = 變化不一定是輔導帶來的，沒有變化也不等於白做。先聽孩子自己怎麼說。
reviews-effect-tasks = 說好的事
reviews-effect-tasks-none = 個案會議裡還沒有說好要做的事。
reviews-effect-months = 一個月一個月地看
reviews-effect-months-none = 開完第一個月的會議，當月的情況會留在這裡。
