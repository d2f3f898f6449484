# 统计分析：做得怎么样，一眼看清。目标和含义、成效、图。
insight-words = 工作目标和背后的图，每次都从记录里重新算。
insight-term = 学期
insight-on = 截至
insight-grade = 年级
insight-all-grades = 我能看到的全部
insight-show = 看
insight-as-of = 截至{ $x }
insight-none = 还没有可以数的
insight-none-words = 摸排发现了需要帮扶的孩子、开了个案之后，目标和图就在这里。
insight-no-term = 还没有设学期
insight-no-term-words = 档案专员导入带学年和学期的花名册以后，数字按学期来算。
insight-goals = 目标
insight-goal = 目标和含义
insight-now = 现在
insight-target = 目标值
insight-last-term = 上学期
insight-this-term = 本学期
insight-still = 还差
insight-nothing = 还没有记录
insight-look = 按班级看
insight-missing = 还有 { $n } 个孩子
insight-complete = 都齐了
insight-complete-words = 这里没有落下的孩子。
insight-still-head = 还没做到的孩子
insight-share = 目前 { $x }
insight-answered = 说到要紧的事的记录，一半在{ $x }内有人处理。
insight-minutes = { $n } 分钟
insight-hours = { $n } 小时
insight-days = { $n } 天
insight-table = 同样的数字，用表看
insight-within = 这里的数字都在您能看到的范围内；职责不同的人看到的数字会不同。
insight-children = 孩子
insight-of-above = 占上一步
insight-left = 已不在班级

insight-goal-census = 每个孩子都看过
insight-goal-census-means = 今天各班的孩子里，本学期摸排已经看过的。
insight-goal-card = 建档
insight-goal-card-means = 有在办个案的孩子里，联系卡上有住址、有监护人电话的。按今天的情况算。
insight-goal-plan = 人人有计划
insight-goal-plan-means = 有在办个案的孩子里，写了帮扶计划的。
insight-goal-mentor = 人人有结对教师
insight-goal-mentor-means = 有在办个案的孩子里，这一天有结对教师的。
insight-goal-talk = 本学期谈过心
insight-goal-talk-means = 有在办个案的孩子里，开学以来真正有人谈过心的。
insight-goal-stay = 入学和巩固
insight-goal-stay-means = 本学期帮扶过的孩子里，还在本校的，或者因转学、毕业、转交而结案的。
insight-goal-duty = 应做的都做了
insight-goal-duty-means = 频次要求里已经到期的应做事项中，做到的。豁免的不算。
insight-goal-answer = 要紧的事一天内有人处理
insight-goal-answer-means = 本学期说到要紧的事的记录里，24 小时内由具名的人处理的。封存的部分不计入。
insight-goal-legal-aid = 法律援助应援尽援
insight-goal-legal-aid-means = 申请了法律援助的孩子里，得到援助的。不符合条件和不再需要的不算。

insight-caseload = 我们在帮扶多少孩子
insight-caseload-says = 现有 { $n } 个在办个案。
insight-caseload-says-before = 现有 { $n } 个在办个案；上学期同一时候是 { $before } 个。
insight-weeks = 在办个案，一周一周看
insight-weeks-says = 本学期到现在：新开 { $opened } 个，结案 { $closed } 个{ $reopened ->
        [0] 。
       *[other] ，重新开案 { $reopened } 个。
    }
insight-week-head = 周
insight-week = { $n }
insight-load = 每位老师带几个孩子
insight-load-head = 一位老师带的孩子
insight-load-one = { $n } 个
insight-load-span = { $from }–{ $until } 个
insight-load-more = { $n } 个以上
insight-load-responsible = 责任人
insight-load-mentor = 结对教师
insight-load-says = 横条是老师的人数，不写名字。一位老师最多带 { $n } 个孩子。
insight-funnel = 从第一个信号到结案
insight-funnel-step = 步骤
insight-funnel-signal = 本学期有信号
insight-funnel-looked = 有人看过
insight-funnel-case = 开了个案
insight-funnel-plan = 写了计划
insight-funnel-contact = 见到孩子或家人
insight-funnel-closed = 结案
insight-funnel-says = 本学期有 { $signals } 个孩子出现信号（认定了类别、有线索，或记录里说到要紧的事）；还有 { $waiting } 个等人去看，{ $closed } 个已结案。有信号不一定要开个案，有人去看最要紧。
insight-flow = 个案原来由谁负责，现在由谁负责
insight-flow-head = 开学时
insight-flow-new = 本学期新开
insight-flow-closed = 已结案
insight-flow-says = 开学以来，上升一级 { $up } 个，回到下一级 { $down } 个，新开后还在办的 { $new } 个，现在已结案的 { $closed } 个。
insight-heat = 应做事项，按班级和周看
insight-heat-head = 班级和周次（%）
insight-heat-says = 每一格是那一周应做的事里做到的百分比；颜色越深越多，横线表示那周没有应做的事。合起来 { $percent }%，涉及 { $children } 个孩子。

insight-between = { "" }
insight-pictures = 图
insight-goal-name = 目标
insight-goal-what = 含义
insight-reached = 做到
insight-meant = 应有
insight-reached-before = 上学期做到
insight-meant-before = 上学期应有
insight-small = 按年级、村镇分开的数字里，1 到 4 个孩子的一组写作“1–4”，并把另一组写作“≥5”，免得从总数推出是哪个孩子。目标和合计如实写出。以上都是按所写日期从记录里数出来的。

insight-outcomes = 帮扶前后
insight-outcomes-words = 帮扶满 30 天的孩子，每人和同年级、起点相近、没有帮扶过的至多三个孩子对比。比什么是事先定好的，结果好坏都照样写，只看许多孩子合在一起的情况。
insight-outcome-who = 哪些孩子
insight-outcome-supported = 帮扶的孩子
insight-outcome-others = 起点相近的孩子
insight-outcome-marks = 成绩（占满分的百分比）
insight-outcome-marks-unit = 个百分点
insight-outcome-absences = 缺勤（半天）
insight-outcome-absences-unit = 个半天
insight-outcome-few = 前后都有数字的帮扶孩子有 { $n } 个；能对比的不到 { $fewest } 个，就不下结论。
insight-outcome-says = { $n } 个帮扶的孩子和 { $others } 个同学对比{ $unmatched ->
    [0] {""}
   *[other] （另有 { $unmatched } 个找不到起点相近的同学）
}：两组的变化相差 { $difference } { $unit }，95% 区间是 { $low } 到 { $high }。
insight-outcome-more = 整个区间都在零以上：他们的变化比对照的同学大。
insight-outcome-less = 整个区间都在零以下：他们的变化不如对照的同学。
insight-outcome-unclear = 区间里有零：从这些数字还看不出他们和对照的同学有没有差别。
insight-outcome-regression = 离平均远的孩子，下一次本来就容易靠近一些；这些孩子单凭这一点，大约会变化 { $x } { $unit }，起点相近的对照同学也一样。
insight-outcome-doubt = 这不能证明是帮扶带来的：这些孩子正是因为有需要才被帮扶，其间也发生了许多别的事。

insight-places = 帮扶的孩子住在哪里
insight-places-open = 村镇分布
insight-places-words = 这是按名称排列的示意图，不是地图。画图时打开了这些孩子的住址，已记入他们的查阅日志。
insight-places-head = 乡镇和村
insight-places-town = 没写村名
insight-places-says = { $n } 个孩子分布在 { $places } 处{ $unknown ->
    [0] {""}
   *[other] ；还有 { $unknown } 个从住址看不出地方
}。颜色越深，人越多。
insight-places-none = 还没有可以数的住址
insight-places-none-words = 联系卡填了住址以后，帮扶孩子所在的村镇就在这里。
