# 表彰。

commendations-title = 表彰
commendations-about = 标准人人看得到，数字从记录里来，由人来判断。带多少孩子、带什么样的孩子都不是标准，也不排名次。
commendations-to-cases = 看典型案例
commendations-none = 还没有表彰
commendations-none-help = 德育处公布一轮标准以后，会出现在这里，从那天起人人看得到。
commendations-judge = 看提名
commendations-criteria = 标准
commendations-criteria-doubt = 数字只说得出做了多少，说不出做得多好。所以由人来判断，并写一句为什么。
commendations-mine = 我自己的数字
commendations-mine-help = 只有您和负责评判的人看得到。
commendations-nobody = 这一轮还没有表彰谁。
commendations-certificate = 证书
commendations-certificate-of = { $x }的证书
commendations-begin = 公布一轮标准
commendations-begin-help = 公布以后标准不能再改；还没有表彰人时，可以整轮收回。
commendations-name = 叫什么
commendations-name-hint = 例如：2026 年秋季学期关爱之星
commendations-from = 从哪天起
commendations-until = 到哪天止
commendations-measure-kept = 约定的联系做到百分之几以上
commendations-measure-never = 一次也没见到的孩子不多于几个
commendations-measure-wait = 通常几个上学日内联系（中位数）
commendations-measure-strengths = 为百分之几以上的孩子写下过优点或表扬
commendations-criterion-kept = 约定的联系做到 { $n }% 以上
commendations-criterion-never = { $n ->
    [0] 没有一个孩子整段时间没人见过
   *[other] 整段时间没人见过的孩子不多于 { $n } 个
  }
commendations-criterion-wait = 通常在 { $n } 个上学日之内联系孩子（中位数）
commendations-criterion-strengths = 为 { $n }% 以上的孩子写下过优点或表扬
commendations-figure-kept = 约定的联系做到 { $n }%
commendations-figure-never = { $n ->
    [0] 每个孩子都见到了
   *[other] 有 { $n } 个孩子还没见到
  }
commendations-figure-wait = 通常 { $n } 个上学日内联系
commendations-figure-strengths = 为 { $n }% 的孩子写下过优点或表扬
commendations-given = 已表彰
commendations-proposed = 达到全部标准的同事
commendations-proposed-help = 按姓名排列，不分先后。数字只是线索，请想想他们是怎样对孩子的。
commendations-proposed-none = 现在没有还没表彰而达到全部标准的同事。也可以在下面写别的人。
commendations-give-to = 表彰{ $x }
commendations-give = 表彰
commendations-words = 为什么表彰（大家看得到，不写孩子的名字）
commendations-words-hint = 一句具体的话，例如：每周都带一本书去和孩子聊天
commendations-other = 表彰别的同事
commendations-other-help = 有些好，数字看不出来。任课教师、生活老师也可以。
commendations-who = 谁
commendations-choose = 请选择
commendations-withdraw = 收回
commendations-withdraw-of = 收回对{ $x }的表彰
commendations-withdraw-why = 为什么收回
commendations-round-withdraw = 整轮收回
commendations-error-days = 最后一天不能早于第一天。
commendations-error-bound = 请填 0 到 100 的数。
commendations-error-already = 这位同事这一轮已经表彰过了，先前写的话还在。想换一句，请先收回再写。
commendations-said-begun = 公布了，人人看得到
commendations-said-given = 表彰了，大家看得到
commendations-said-withdrawn = 收回了
commendations-said-round-withdrawn = 整轮收回了
