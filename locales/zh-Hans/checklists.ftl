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
