# 統計分析：做得怎麼樣，一眼看清。目標和意義、成效、圖。
insight-words = 工作目標和背後的圖，每次都從紀錄裡重新計算。
insight-term = 學期
insight-on = 截至
insight-grade = 年級
insight-all-grades = 我看得到的全部
insight-show = 檢視
insight-as-of = 截至{ $x }
insight-none = 還沒有可以統計的
insight-none-words = 普查發現了需要幫扶的孩子、開了個案之後，目標和圖就會出現在這裡。
insight-no-term = 還沒有設定學期
insight-no-term-words = 檔案專員匯入含學年度和學期的名冊後，數字會依學期計算。
insight-goals = 目標
insight-goal = 目標和意義
insight-now = 現在
insight-target = 目標值
insight-last-term = 上學期
insight-this-term = 本學期
insight-still = 還差
insight-nothing = 還沒有紀錄
insight-look = 依班級檢視
insight-missing = 還有 { $n } 個孩子
insight-complete = 都齊了
insight-complete-words = 這裡沒有漏掉的孩子。
insight-still-head = 還沒做到的孩子
insight-share = 目前 { $x }
insight-answered = 提到要緊的事的記錄，一半在{ $x }內有人處理。
insight-minutes = { $n } 分鐘
insight-hours = { $n } 小時
insight-days = { $n } 天
insight-table = 同樣的數字，用表格看
insight-within = 這裡的數字都在您看得到的範圍內；職務不同的人看到的數字會不同。
insight-children = 孩子
insight-of-above = 占上一步
insight-left = 已不在班級

insight-goal-census = 每個孩子都看過
insight-goal-census-means = 今天各班的孩子裡，本學期普查已經看過的。
insight-goal-card = 建檔
insight-goal-card-means = 有進行中個案的孩子裡，聯絡卡上有住址、有監護人電話的。依今天的情況計算。
insight-goal-plan = 人人有計畫
insight-goal-plan-means = 有進行中個案的孩子裡，寫了幫扶計畫的。
insight-goal-mentor = 人人有認輔教師
insight-goal-mentor-means = 有進行中個案的孩子裡，這一天有認輔教師的。
insight-goal-talk = 本學期晤談過
insight-goal-talk-means = 有進行中個案的孩子裡，開學以來真正有人晤談過的。
insight-goal-stay = 就學和穩定在學
insight-goal-stay-means = 本學期幫扶過的孩子裡，還在本校的，或因轉學、畢業、轉交而結案的。
insight-goal-duty = 應辦的都辦了
insight-goal-duty-means = 頻次規定裡已經到期的應辦事項中，做到的。免計的不算。
insight-goal-answer = 要緊的事一天內有人處理
insight-goal-answer-means = 本學期提到要緊的事的記錄裡，24 小時內由具名的人處理的。封存的部分不計入。
insight-goal-legal-aid = 法律扶助有求必應
insight-goal-legal-aid-means = 申請了法律扶助的孩子裡，得到扶助的。不符合條件和不再需要的不算。

insight-caseload = 我們正在幫扶多少孩子
insight-caseload-says = 目前有 { $n } 個進行中個案。
insight-caseload-says-before = 目前有 { $n } 個進行中個案；上學期同一時間是 { $before } 個。
insight-weeks = 進行中個案，一週一週看
insight-weeks-says = 本學期到現在：新開 { $opened } 個，結案 { $closed } 個{ $reopened ->
        [0] 。
       *[other] ，重新開案 { $reopened } 個。
    }
insight-week-head = 週
insight-week = { $n }
insight-load = 每位老師帶幾個孩子
insight-load-head = 一位老師帶的孩子
insight-load-one = { $n } 個
insight-load-span = { $from }–{ $until } 個
insight-load-more = { $n } 個以上
insight-load-responsible = 主責人員
insight-load-mentor = 認輔教師
insight-load-says = 橫條是老師的人數，不寫名字。一位老師最多帶 { $n } 個孩子。
insight-funnel = 從第一個訊號到結案
insight-funnel-step = 步驟
insight-funnel-signal = 本學期有訊號
insight-funnel-looked = 有人看過
insight-funnel-case = 開了個案
insight-funnel-plan = 寫了計畫
insight-funnel-contact = 見到孩子或家人
insight-funnel-closed = 結案
insight-funnel-says = 本學期有 { $signals } 個孩子出現訊號（認定了類別、有人提報，或記錄裡提到要緊的事）；還有 { $waiting } 個等人去看，{ $closed } 個已結案。有訊號不一定要開個案，有人去看最要緊。
insight-flow = 個案原來由誰負責，現在由誰負責
insight-flow-head = 開學時
insight-flow-new = 本學期新開
insight-flow-closed = 已結案
insight-flow-says = 開學以來，上升一級 { $up } 個，回到下一級 { $down } 個，新開後仍在辦的 { $new } 個，目前已結案的 { $closed } 個。
insight-heat = 應辦事項，依班級和週次看
insight-heat-head = 班級和週次（%）
insight-heat-says = 每一格是那一週應辦的事裡做到的百分比；顏色越深越多，橫線表示那週沒有應辦的事。合起來 { $percent }%，涉及 { $children } 個孩子。

insight-between = { "" }
insight-pictures = 圖
insight-goal-name = 目標
insight-goal-what = 意義
insight-reached = 做到
insight-meant = 應有
insight-reached-before = 上學期做到
insight-meant-before = 上學期應有
insight-small = 依年級、村里分開的數字裡，1 到 4 個孩子的一組寫作「1–4」，並把另一組寫作「≥5」，以免從總數推知是哪個孩子。目標和合計照實寫出。以上都是依所寫日期從紀錄裡統計的。

insight-outcomes = 幫扶前後
insight-outcomes-words = 幫扶滿 30 天的孩子，每人和同年級、起點相近、沒有幫扶過的至多三個孩子對照。比什麼是事先定好的，結果好壞都照寫，只看許多孩子合在一起的情況。
insight-outcome-who = 哪些孩子
insight-outcome-supported = 幫扶的孩子
insight-outcome-others = 起點相近的孩子
insight-outcome-marks = 成績（占滿分的百分比）
insight-outcome-marks-unit = 個百分點
insight-outcome-absences = 缺席（半天）
insight-outcome-absences-unit = 個半天
insight-outcome-few = 前後都有數字的幫扶孩子有 { $n } 個；能對照的不到 { $fewest } 個，就不下結論。
insight-outcome-says = { $n } 個幫扶的孩子和 { $others } 個同學對照{ $unmatched ->
    [0] {""}
   *[other] （另有 { $unmatched } 個找不到起點相近的同學）
}：兩組的變化相差 { $difference } { $unit }，95% 區間是 { $low } 到 { $high }。
insight-outcome-more = 整個區間都在零以上：他們的變化比對照的同學大。
insight-outcome-less = 整個區間都在零以下：他們的變化不如對照的同學。
insight-outcome-unclear = 區間裡有零：從這些數字還看不出他們和對照的同學有沒有差別。
insight-outcome-regression = 離平均遠的孩子，下一次本來就容易靠近一些；這些孩子單憑這一點，大約會變化 { $x } { $unit }，起點相近的對照同學也一樣。
insight-outcome-doubt = 這不能證明是幫扶帶來的：這些孩子正是因為有需要才受到幫扶，其間也發生了許多別的事。

insight-places = 幫扶的孩子住在哪裡
insight-places-open = 村里分布
insight-places-words = 這是依名稱排列的示意圖，不是地圖。畫圖時開啟了這些孩子的住址，已記入他們的查閱紀錄。
insight-places-head = 鄉鎮和村里
insight-places-town = 沒寫村名
insight-places-says = { $n } 個孩子分布在 { $places } 處{ $unknown ->
    [0] {""}
   *[other] ；還有 { $unknown } 個從住址看不出地方
}。顏色越深，人越多。
insight-places-none = 還沒有可以統計的住址
insight-places-none-words = 聯絡卡填了住址以後，幫扶孩子所在的村里就會出現在這裡。
