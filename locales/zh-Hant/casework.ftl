# 幫扶：記錄、約好的事、個案。

# Words used in several places.
casework-any = 全部
casework-cancel = 取消
casework-choose = 請選擇
casework-filter = 篩選
casework-nobody-yet = 暫不指定
casework-save = 儲存
casework-stale = 就在剛才，別人也改了這裡。您寫的都還在下面，請看看兩邊，再決定怎麼儲存。
casework-stale-newer = { $x }剛剛寫的
casework-stale-yours = 您寫的

# The sheet for a note.
casework-note-act = 記一筆
casework-note-new = 記一筆
casework-note-new-for = 為{ $x }記一筆
casework-note-keeps = 上次約好的
casework-note-who = 寫的是誰
casework-note-others = 還有其他學生一起
casework-note-find = 找其他學生
casework-note-find-act = 找
casework-note-find-none = 您的工作範圍內沒有找到。可以試試姓名、拼音或首字母。
casework-note-found = 找到的
casework-note-classmates = 同班同學
casework-note-kind = 做了什麼
casework-note-text = 說了些什麼，做了些什麼
casework-note-text-hint = 一兩句就好，可以按鍵盤上的麥克風口述
casework-note-date = 哪一天
casework-note-more = 方式、時長、學生原話（可不填）
casework-note-channel = 怎麼聯繫家長的
casework-note-own-words = 學生自己的話
casework-note-minutes = 多少分鐘
casework-note-follow-up = 約好下一步（可不填）
casework-note-follow-up-text = 下一步做什麼
casework-note-follow-up-hint = 到時候會出現在您的「今天」裡
casework-note-follow-up-on = 哪一天之前
casework-note-seal = 有些話只給指定的人看（可不填）
casework-note-seal-text = 只給指定的人看的內容
casework-note-seal-hint = 沒有被選中的人看不到，也不會知道有這一段
casework-note-seal-readers = 誰可以看
casework-note-save = 記好了
casework-note-leave = 先不記

# A note as it is read.
casework-note-sealed = 只給指定的人看
casework-note-group = { $n } 名學生一起
casework-note-minutes-of = { $n } 分鐘
casework-note-late = { $x }補記
casework-note-version = 改過，現在是第 { $n } 版
casework-note-version-n = 第 { $n } 版
casework-note-amended = 最近一次修改：
casework-note-earlier = 改之前寫的
casework-note-of-day = 寫的日期是{ $x }
casework-note-why-was = 修改原因：{ $x }
casework-note-withdrawn = 這條記錄已撤下
casework-note-withdrawn-why = 撤下的原因：{ $x }
casework-note-undo-hint = 記好了。如果寫錯了人或寫錯了事，十分鐘內可以直接撤回。
casework-note-undo = 撤回這條
casework-note-edit = 修改記錄
casework-note-edit-why = 為什麼改（可不填）
casework-note-edit-hint = 原來寫的會留著，點開記錄就能看到
casework-note-withdraw = 撤下這條記錄
casework-note-withdraw-act = 撤下
casework-note-withdraw-why = 為什麼撤下
casework-note-withdraw-hint = 撤下後不再顯示內容，只留下一行說明
casework-follow-up-due = { $x }前
casework-follow-up-do = 做到了
casework-follow-up-done = { $x }已做到

# Reasons why a form came back.
casework-error-who = 請選一名學生
casework-error-kind = 請選做了什麼
casework-error-minutes = 請填 1 到 600 之間的分鐘數
casework-error-past = 這一天已經過去了，請選今天或以後的日子
casework-error-when = 請寫上哪一天之前做
casework-error-reader = 請選誰可以看
casework-error-reader-cannot = 選中的人裡，有人看不了這一類記錄，請換一位
casework-error-reason = 請選結案的原因

# Cases.
casework-cases = 幫扶個案
casework-cases-count = 共 { $n } 個
casework-cases-state = 進展
casework-cases-open = 在案
casework-cases-closed = 已結案
casework-cases-all = 全部
casework-cases-none = 這裡還沒有個案
casework-cases-none-help = 學生需要一段時間的幫扶時，從學生的頁面開案，就會出現在這裡。
casework-cases-students = 去看學生
casework-case-of = { $x }的個案
casework-case-file = 學生頁面
casework-case-new = 開案
casework-case-concern = 我們擔心什麼
casework-case-concern-hint = 寫看到的事，不下結論
casework-case-tier = 幫扶層級
casework-case-class = 班級
casework-case-responsible = 主責人員
casework-case-responsible-is = 主責人員：{ $x }
casework-case-mentor = 認輔教師
casework-case-team-hint = 加入小組的人從當天起能看到這個個案和這名學生的幫扶記錄
casework-case-goal = 第一個目標（可不填）
casework-case-goal-hint = 看得見的變化，例如「每週主動舉手兩次」
casework-case-opened-on = 哪一天開案
casework-case-open-act = 開案
casework-case-there = { $x }已經有一個在案的個案，同一時間只開一個。
casework-case-there-link = 去看這個個案
casework-case-since = { $x }開案
casework-case-last = 上次聯繫 { $x }
casework-case-last-none = 還沒有聯繫記錄
casework-case-closed = 已結案
casework-case-closed-on = { $x }結案
casework-case-reopened-on = { $x }重新開案
casework-case-close = 結案
casework-case-reopen = 重新開案
casework-case-reopen-why = 為什麼重新開案
casework-close-open = 結案之前，還有這些沒有做完
casework-close-open-help = 可以先處理，也可以在下面寫明怎麼安排。
casework-close-reason = 為什麼結案
casework-close-note = 說明
casework-close-note-hint = 有什麼變化，以後誰來關心

# The plan and its goals.
casework-plan = 個別化幫扶計畫
casework-plan-write = 寫計畫
casework-plan-edit = 修改計畫
casework-plan-none = 還沒有寫計畫。先寫兩段就好：現在的情況，打算怎麼幫。
casework-plan-situation = 現在的情況
casework-plan-situation-hint = 先寫長處，再寫困難和成因
casework-plan-measures = 措施
casework-plan-measures-hint = 誰，做什麼，多久一次
casework-goals = 目標
casework-goals-none = 還沒有目標。一個看得見的小目標，比三個大目標管用。
casework-goal-add = 加一個目標
casework-goal-text = 希望有什麼變化
casework-goal-measure = 怎麼看出來（可不填）
casework-goal-measure-hint = 例如：任課教師每週五數一次
casework-goal-span = 階段目標還是長期目標
casework-goal-near = 階段
casework-goal-far = 長期
casework-goal-due = 希望哪一天之前達到
casework-goal-by = { $x }前
casework-goal-since = { $x }定下
casework-goal-reach = 達到了
casework-goal-reached-on = { $x }已達到
casework-goal-withdraw = 不再作為目標
casework-goal-withdrawn = 不再作為目標
casework-notes = 幫扶記錄
casework-notes-none = 還沒有記錄。談一次話、打一通電話，都可以記一筆。

# The team.
casework-team = 幫扶小組
casework-team-since = { $x }起
casework-team-end = 退出
casework-team-former = 曾經參與
casework-team-add = 加一個人
casework-team-who = 誰
casework-team-part = 擔任什麼
casework-team-part-hint = 選負責教師，就是由這位老師接替原來的主責人員

# What was just done.
casework-said-note-recorded = 記好了
casework-said-note-amended = 改好了，原來寫的也留著
casework-said-note-withdrawn = 這條記錄已撤下
casework-said-follow-up-done = 好的，這件事做到了
casework-said-follow-up-open = 已改回還沒做
casework-said-case-opened = 開案了
casework-said-case-closed = 結案了
casework-said-case-reopened = 重新開案了
casework-said-case-there = 這名學生另有一個在案的個案，就是這一個
casework-said-member-joined = 小組裡多了一個人
casework-said-member-left = 已退出小組
casework-said-responsible-stays = 個案總要有一位主責人員，請先定下接替的人
casework-said-plan-written = 計畫寫好了
casework-said-goal-set = 目標定下了
casework-said-goal-reached = 目標達到了
casework-said-goal-withdrawn = 這個目標不再追了
casework-said-goal-open = 目標還在進行
