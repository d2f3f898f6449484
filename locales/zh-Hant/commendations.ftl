# 表揚。

commendations-title = 表揚
commendations-about = 標準人人看得到，數字從記錄裡來，由人來判斷。帶多少孩子、帶什麼樣的孩子都不是標準，也不排名次。
commendations-to-cases = 看典型個案
commendations-none = 還沒有表揚
commendations-none-help = 德育處公布一輪標準以後，會出現在這裡，從那天起人人看得到。
commendations-judge = 看提名
commendations-criteria = 標準
commendations-criteria-doubt = 數字只說得出做了多少，說不出做得多好。所以由人來判斷，並寫一句為什麼。
commendations-mine = 我自己的數字
commendations-mine-help = 只有您和負責評判的人看得到。
commendations-nobody = 這一輪還沒有表揚誰。
commendations-certificate = 證書
commendations-certificate-of = { $x }的證書
commendations-begin = 公布一輪標準
commendations-begin-help = 公布以後標準不能再改；還沒有表揚人時，可以整輪收回。
commendations-name = 叫什麼
commendations-name-hint = 例如：115 學年度第一學期關愛之星
commendations-from = 從哪天起
commendations-until = 到哪天止
commendations-measure-kept = 約定的聯繫做到百分之幾以上
commendations-measure-never = 一次也沒見到的孩子不多於幾個
commendations-measure-wait = 通常幾個上學日內聯繫（中位數）
commendations-measure-strengths = 為百分之幾以上的孩子寫下過優點或表揚
commendations-criterion-kept = 約定的聯繫做到 { $n }% 以上
commendations-criterion-never = { $n ->
    [0] 沒有一個孩子整段時間沒人見過
   *[other] 整段時間沒人見過的孩子不多於 { $n } 個
  }
commendations-criterion-wait = 通常在 { $n } 個上學日之內聯繫孩子（中位數）
commendations-criterion-strengths = 為 { $n }% 以上的孩子寫下過優點或表揚
commendations-figure-kept = 約定的聯繫做到 { $n }%
commendations-figure-never = { $n ->
    [0] 每個孩子都見到了
   *[other] 有 { $n } 個孩子還沒見到
  }
commendations-figure-wait = 通常 { $n } 個上學日內聯繫
commendations-figure-strengths = 為 { $n }% 的孩子寫下過優點或表揚
commendations-given = 已表揚
commendations-proposed = 達到全部標準的同仁
commendations-proposed-help = 依姓名排列，不分先後。數字只是線索，請想想他們是怎樣對孩子的。
commendations-proposed-none = 現在沒有還沒表揚而達到全部標準的同仁。也可以在下面寫別的人。
commendations-give-to = 表揚{ $x }
commendations-give = 表揚
commendations-words = 為什麼表揚（大家看得到，不寫孩子的名字）
commendations-words-hint = 一句具體的話，例如：每週都帶一本書去和孩子聊天
commendations-other = 表揚別的同仁
commendations-other-help = 有些好，數字看不出來。任課教師、生活輔導員也可以。
commendations-who = 誰
commendations-choose = 請選擇
commendations-withdraw = 收回
commendations-withdraw-of = 收回對{ $x }的表揚
commendations-withdraw-why = 為什麼收回
commendations-round-withdraw = 整輪收回
commendations-error-days = 最後一天不能早於第一天。
commendations-error-bound = 請填 0 到 100 的數。
commendations-error-already = 這位同事這一輪已經表揚過了，先前寫的話還在。想換一句，請先收回再寫。
commendations-said-begun = 公布了，人人看得到
commendations-said-given = 表揚了，大家看得到
commendations-said-withdrawn = 收回了
commendations-said-round-withdrawn = 整輪收回了
