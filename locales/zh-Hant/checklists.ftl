# 每日檢核表。

checklists-title = 每日檢核表
checklists-help = 每天幾件小事，做到就勾一勾。
checklists-none = 還沒有檢核表
checklists-none-help = 給全班、幾個孩子或一個孩子訂幾件每天的小事，例如「每天八個一」，做到就勾，堅持的天數會自己數出來。
checklists-new = 訂一份檢核表
checklists-items = { $n } 件事
checklists-tick = 勾一勾
checklists-tick-named = 勾一勾：{ $x }
checklists-ended = 已結束的
checklists-presets = 現成的：
checklists-name = 叫什麼
checklists-items-text = 每天做哪些事
checklists-items-hint = 一行寫一件，最多二十件
checklists-class = 給哪個班
checklists-class-hint = 選班級就是全班；只給幾個孩子，就在下面選名字
checklists-children = 或者給這些孩子
checklists-from = 從哪一天開始
checklists-until = 到哪一天
checklists-before = 前一天
checklists-after = 後一天
checklists-all = 都做到了
checklists-one-by-one = 一件一件勾
checklists-keep = 記好了
checklists-end = 這份檢核表到此為止
checklists-in-a-row = 連續 { $n } 天了
checklists-days = 已有 { $n } 天
checklists-sheet = 帶回家勾的表
checklists-sheet-proud = 這一週我最滿意的一件事：
checklists-week = 照帶回來的表
checklists-week-named = 照帶回來的表，一次勾一週：{ $x }
checklists-week-help = 孩子或家人在紙上勾好了，照著勾一遍就好。
checklists-week-none = 這一週還沒有可以勾的日子
checklists-week-none-help = 清單開始以後、到今天為止的日子會列在這裡。
checklists-next-child = 下一位：{ $x }
checklists-week-before = 前一週
checklists-week-after = 後一週
checklists-said-made = 檢核表訂好了。
checklists-said-marked = 記好了。
checklists-said-ended = 這份檢核表結束了，記下的都還在。
checklists-error-items = 最多二十件，每件不超過四十個字
checklists-error-until = 結束的日子要在開始之後，一年以內
checklists-error-whom = 請選一個班，或者選幾個孩子

# 帶回家的小紙條：不用帳號，在手機上勾。
checklists-slips = 手機勾選小紙條
checklists-slips-help = 給孩子或家裡一張小紙條，掃一下就能勾選當天的事，不必註冊。打開的頁面只有這份清單，只寫孩子的名字，不寫姓和班級。
checklists-slips-only-here = 您現在用的是本機網址，其他手機打不開。請先從大家都能打開的網址進來，再列印紙條。
checklists-slips-over = 這份清單已經結束，不再列印紙條。
checklists-slips-hand = 誰來勾
checklists-hand-student = 孩子自己
checklists-hand-family = 家人
checklists-slips-children = 給哪些孩子
checklists-slips-make = 列印紙條
checklists-slips-all = 所有孩子都印
checklists-slips-held = 已經發出的
checklists-slips-until = 可用到 { $x }
checklists-slips-opened = { $x } 打開過
checklists-slips-end = 收回
checklists-slips-end-named = 收回：{ $x }
checklists-slips-made = { $n } 張小紙條
checklists-slips-once = 請現在列印：連結只顯示這一次。弄丟了就再印一張，舊的立刻失效。
checklists-slip-code = QR 碼：{ $x }
checklists-slip-words-student = 掃一下，做到一件勾一件。不必註冊，也不必安裝程式。
checklists-slip-words-family = 掃一下，和孩子一起勾選當天做到的事。不必註冊，也不必安裝程式。不想用了，跟老師說一聲就好。
checklists-error-nobody = 請先選要給哪些孩子。
checklists-said-slip-ended = 紙條收回了，連結不能再打開。
checklists-by-student = 孩子自己勾的
checklists-by-family = 家人勾的

checklists-home-hello = { $x }，今天做到了哪些？
checklists-home-today = 今天
checklists-home-earlier = 這週前幾天
checklists-home-soon = 從 { $x } 開始，到那天再來。
checklists-home-words = 做到一件勾一件，沒做到也沒關係。老師看得到勾了什麼。
checklists-said-home = 記好了，真不錯！
checklists-home-gone = 這張紙條不能用了
checklists-home-gone-help = 可能過期了，或者老師換了新的。想繼續勾，請跟老師再要一張。
checklists-home-often = 請休息一下
checklists-home-often-help = 剛才打開得太頻繁了，十分鐘後再來，已經勾的都在。

checklists-preset-eight = 每天八個一
checklists-preset-eight-items =
    報一次平安
    讀一會兒書
    看一則新聞
    練一頁字
    做一次運動
    寫一篇日記
    畫一幅畫
    學一樣本領
checklists-preset-habits = 學習習慣
checklists-preset-habits-items =
    課前備好課本
    上課專心聽
    不懂就問
    作業當天完成
    訂正做錯的題目
    睡前收好書包
checklists-preset-evening = 放學後的安排
checklists-preset-evening-items =
    到家報平安
    先寫作業
    讀書二十分鐘
    幫家裡做一件事
    出去玩一會兒
    九點前睡覺
