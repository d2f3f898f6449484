# The page frame: what stands on every page, whoever reads it.
web-product = 春雨
web-skip = 跳到正文
web-menu = 全部栏目
web-more = 更多
web-close = 关闭
web-search = 找学生
web-search-hint = 姓名、拼音、首字母或学号
web-me = 我的账号
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

# Where the way ends.
web-missing-title = 没有找到这一页
web-missing-words = 可能地址写错了，也可能这一页不在您的工作范围内。
web-missing-home = 回到我的今天
web-broken-title = 系统出了点问题
web-broken-words = 不是您的错。您刚才做的事没有写进去，可以过一会儿再试。
web-broken-code = 告诉管理员时，请附上这个编号
web-conflict-title = 有人刚刚改过这里
web-conflict-words = 两边写的都留着，请您看一看再决定用哪一个。
