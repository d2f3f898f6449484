# 每日清单。

checklists-title = 每日清单
checklists-help = 每天几件小事，做到就勾一勾。
checklists-none = 还没有清单
checklists-none-help = 给全班、几个孩子或一个孩子定几件每天的小事，比如“每天八个一”，做到就勾，坚持的天数会自己数出来。
checklists-new = 定一份清单
checklists-items = { $n } 件事
checklists-tick = 勾一勾
checklists-tick-named = 勾一勾：{ $x }
checklists-ended = 已结束的
checklists-presets = 现成的：
checklists-name = 叫什么
checklists-items-text = 每天做哪些事
checklists-items-hint = 一行写一件，最多二十件
checklists-class = 给哪个班
checklists-class-hint = 选班级就是全班；只给几个孩子，就在下面选名字
checklists-children = 或者给这些孩子
checklists-from = 从哪一天开始
checklists-until = 到哪一天
checklists-before = 前一天
checklists-after = 后一天
checklists-all = 都做到了
checklists-one-by-one = 一件一件勾
checklists-keep = 记好了
checklists-end = 这份清单到此为止
checklists-in-a-row = 连着 { $n } 天了
checklists-days = 已有 { $n } 天
checklists-sheet = 带回家勾的表
checklists-sheet-proud = 这一周我最满意的一件事：
checklists-week = 照带回来的表
checklists-week-named = 照带回来的表，一次勾一周：{ $x }
checklists-week-help = 孩子或家里人在纸上勾好了，照着勾一遍就行。
checklists-week-none = 这一周还没有可以勾的日子
checklists-week-none-help = 清单开始以后、到今天为止的日子会列在这里。
checklists-next-child = 下一个：{ $x }
checklists-week-before = 前一周
checklists-week-after = 后一周
checklists-said-made = 清单定好了。
checklists-said-marked = 记好了。
checklists-said-ended = 这份清单结束了，记下的都还在。
checklists-error-items = 最多二十件，每件不超过四十个字
checklists-error-until = 结束的日子要在开始之后，一年以内
checklists-error-whom = 请选一个班，或者选几个孩子

# 带回家的小纸条：不用账号，在手机上勾。
checklists-slips = 手机勾的小纸条
checklists-slips-help = 给孩子或家里一张小纸条，扫一扫就能勾当天的事，不用注册。打开的页面只有这份清单，只写孩子的名，不写姓和班级。
checklists-slips-only-here = 您现在用的是本机地址，别的手机打不开。请先从大家都能打开的网址进来，再印纸条。
checklists-slips-over = 这份清单已经结束，不再印纸条。
checklists-slips-hand = 谁来勾
checklists-hand-student = 孩子自己
checklists-hand-family = 家里人
checklists-slips-children = 给哪些孩子
checklists-slips-make = 印纸条
checklists-slips-all = 给所有孩子印
checklists-slips-held = 已经给出的
checklists-slips-until = 用到 { $x }
checklists-slips-opened = { $x } 打开过
checklists-slips-end = 收回
checklists-slips-end-named = 收回：{ $x }
checklists-slips-made = { $n } 张小纸条
checklists-slips-once = 请现在打印：链接只显示这一次。丢了就再印一张，旧的随即作废。
checklists-slip-code = 二维码：{ $x }
checklists-slip-words-student = 扫一扫，做到一件勾一件。不用注册，也不用装软件。
checklists-slip-words-family = 扫一扫，和孩子一起勾当天做到的事。不用注册，也不用装软件。不想用了，告诉老师就行。
checklists-error-nobody = 先选一选给哪些孩子。
checklists-said-slip-ended = 纸条收回了，链接不能再打开。
checklists-by-student = 孩子自己勾的
checklists-by-family = 家里勾的

checklists-home-hello = { $x }，今天做到了哪些？
checklists-home-today = 今天
checklists-home-earlier = 这周前几天
checklists-home-soon = 从 { $x } 开始，到那天再来。
checklists-home-words = 做到一件勾一件，没做到的不要紧。老师看得到勾了什么。
checklists-said-home = 记好了，真不错！
checklists-home-gone = 这张纸条用不了了
checklists-home-gone-help = 可能过了日子，或者老师换了新的。想接着勾，请向老师再要一张。
checklists-home-often = 请歇一会儿
checklists-home-often-help = 刚才打开得太勤了，十分钟后再来，已经勾的都在。

checklists-preset-eight = 每天八个一
checklists-preset-eight-items =
    报一次平安
    读一会儿书
    看一条新闻
    练一页字
    做一次运动
    写一篇日记
    画一幅画
    学一样本领
checklists-preset-habits = 学习习惯
checklists-preset-habits-items =
    课前备好书本
    上课专心听
    有不懂就问
    作业当天完成
    改正做错的题
    睡前收好书包
checklists-preset-evening = 放学后的安排
checklists-preset-evening-items =
    到家报平安
    先写作业
    读书二十分钟
    帮家里做一件事
    出去玩一会儿
    九点前睡觉
