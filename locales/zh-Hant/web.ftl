# The page frame: what stands on every page, whoever reads it.
web-product = 春雨
web-skip = 跳到主要內容
web-menu = 全部項目
web-more = 更多
web-close = 關閉
web-search = 找學生
web-search-hint = 姓名、拼音、首字母或學號
web-me = 我的帳號
web-sign-out = 登出
web-language = 語言
web-language-zh-Hans = 简体中文
web-language-zh-Hant = 繁體中文
web-language-en = English
web-print = 列印

# The one key that hides everything.
web-blank = 遮住畫面
web-blank-back = 點一下回來

# Keys, for those who have a keyboard.
web-keys = 鍵盤快速鍵
web-keys-search = 找學生
web-keys-note = 在學生頁面：記一筆
web-keys-blank = 遮住畫面；再按一次 Esc 回來
web-keys-help = 顯示這張表

# A note that could not be sent yet, and what can be taken back.
web-draft-kept = 目前連不上網路，尚未送出。您寫的都還在這裡，恢復連線後會自動再送一次。
web-draft-retry = 現在再送
web-draft-restored = 上次沒送出的內容已經放回來了。
web-draft-discard = 不要了，重新寫
web-undo = 復原
web-undone = 已復原
web-failed = 沒有送到，請再試一次

# Forms and lists.
web-errors = 還差一點，請看看這幾處
web-optional = 可不填
web-pages = 分頁
web-pages-before = 上一頁
web-pages-after = 下一頁

# Where the way ends.
web-missing-title = 找不到這一頁
web-missing-words = 可能是網址打錯了，也可能這一頁不在您的工作範圍內。
web-missing-home = 回到我的今天
web-broken-title = 系統出了點問題
web-broken-words = 不是您的錯。您剛才做的事沒有寫入，可以過一會兒再試。
web-broken-code = 通知管理員時，請附上這個編號
web-conflict-title = 剛才有人改過這裡
web-conflict-words = 兩邊寫的都還在，請您看一看再決定用哪一個。
