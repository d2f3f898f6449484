# The page frame: what stands on every page, whoever reads it.
web-product = 春雨
web-skip = 跳到正文
web-menu = 全部栏目
web-ways = 也可以看
web-ways-more = 更多
web-more = 更多
web-close = 关闭
web-search = 找学生
web-search-hint = 姓名、拼音、首字母或学号
web-me = 我的账号
web-password = 改密码
web-sign-out = 退出登录
web-language = 语言
web-language-zh-Hans = 简体中文
web-language-zh-Hant = 繁體中文
web-language-en = English
web-print = 打印

# The one key that hides everything.
web-blank = 遮住屏幕
web-blank-back = 点一下回来

# Keys, for those who have a keyboard.
web-keys = 键盘快捷键
web-keys-search = 找学生
web-keys-note = 在学生页上：记一笔
web-keys-blank = 遮住屏幕；再按一次 Esc 回来
web-keys-help = 显示这张表

# A note that could not be sent yet, and what can be taken back.
web-draft-kept = 网络不通，还没有送出。您写的都留在这里，通了会自动再送一次。
web-draft-retry = 现在再送
web-draft-restored = 上次没送出的内容已经放回来了。
web-draft-discard = 不要了，重新写
web-undo = 撤回
web-undone = 已撤回
web-failed = 没有送到，请再试一次

# Forms and lists.
web-errors = 还差一点，请看看这几处
web-optional = 可不填
web-pages = 分页
web-pages-before = 上一页
web-pages-after = 下一页
# Words of the frame that code asks for: places, roles, grades, failures.
web-home = 回到首页
web-class-name = { $grade }（{ $number }）班
web-nav-today = 今天
web-nav-students = 学生
web-nav-census = 摸排
web-nav-cases = 帮扶
web-nav-papers = 材料
web-nav-compliance = 落实情况
web-nav-practice = 表彰与案例
web-nav-figures = 统计分析
web-nav-rules = 频次与校历
web-nav-imports = 导入名单
web-nav-staff = 教职工
web-role-homeroom = 班主任
web-role-deputy = 副班主任
web-role-subject-teacher = 任课教师
web-role-mentor = 结对教师
web-role-grade-leader = 级段长
web-role-moral-education = 德育处
web-role-psychologist = 心理教师
web-role-principal = 校长
web-role-registrar = 档案专员
web-role-aid-officer = 资助专员
web-role-administrator = 系统管理员
web-role-home = 家里（小纸条）
web-error-required = 这里还没有填
web-error-unreadable = 没有看懂这里写的，请改一下
web-error-too-long = 写得太长了，请精简一些
web-error-future = 日期不能晚于今天
web-failed-not-found = 没有找到这一页
web-failed-not-found-help = 它可能已经移走，也可能不在您能看的范围里。可以从首页重新进入，或者按姓名查找学生。
web-failed-bad-request = 没有看懂这次请求
web-failed-bad-request-help = 请退回上一页，重新填写后再送一次。
web-failed-forged = 这次操作没有从本系统的页面发出
web-failed-forged-help = 为了保护学生的资料，没有执行。请从系统里的页面重新操作；如果一直这样，请换一个新一点的浏览器。
web-failed-stale = 别人刚刚也改了这里
web-failed-stale-help = 您写的没有盖掉别人的内容。请退回上一页，看看最新的内容再决定。
web-failed-too-large = 文件太大了
web-failed-too-large-help = 最大 20 MB。请把文件拆开，或者删掉里面的图片再传。
web-failed-busy = 现在有点忙
web-failed-busy-help = 您写的内容还在上一页里，请退回去稍等一会儿再送一次。
web-failed-fault = 系统出了差错
web-failed-fault-help = 这不是您的问题，已经记在运行日志里。请退回上一页再试一次；还不行的话，请告诉学校的系统管理员出错的时间。
web-grade-1 = 一年级
web-grade-2 = 二年级
web-grade-3 = 三年级
web-grade-4 = 四年级
web-grade-5 = 五年级
web-grade-6 = 六年级
web-grade-7 = 七年级
web-grade-8 = 八年级
web-grade-9 = 九年级
web-grade-10 = 高一年级
web-grade-11 = 高二年级
web-grade-12 = 高三年级
web-theme-auto = 明暗跟随系统
web-theme-light = 浅色
web-theme-dark = 深色
web-reminders = 提醒
web-aside = （{ $x }）
web-said = ：{ $x }
