# The page frame: what stands on every page, whoever reads it.
web-product = 春雨
web-skip = 跳到主要內容
web-menu = 全部項目
web-ways = 也可以看
web-ways-more = 更多
web-more = 更多
web-close = 關閉
web-search = 找學生
web-search-hint = 姓名、拼音、首字母或學號
web-me = 我的帳號
web-password = 變更密碼
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
# Words of the frame that code asks for: places, roles, grades, failures.
web-home = 回到首頁
web-class-name = { $grade }（{ $number }）班
web-nav-today = 今天
web-nav-students = 學生
web-nav-census = 普查
web-nav-cases = 幫扶
web-nav-papers = 文件
web-nav-compliance = 落實情況
web-nav-practice = 表揚與個案
web-nav-figures = 統計分析
web-nav-rules = 頻次與校曆
web-nav-imports = 匯入名單
web-nav-staff = 教職員
web-role-homeroom = 導師
web-role-deputy = 副導師
web-role-subject-teacher = 任課教師
web-role-mentor = 認輔教師
web-role-grade-leader = 學年主任
web-role-moral-education = 德育處
web-role-psychologist = 輔導教師
web-role-principal = 校長
web-role-registrar = 檔案專員
web-role-aid-officer = 助學專員
web-role-administrator = 系統管理員
web-role-home = 家裡（小紙條）
web-error-required = 這裡還沒有填
web-error-unreadable = 沒有看懂這裡寫的，請改一下
web-error-too-long = 寫得太長了，請精簡一些
web-error-future = 日期不能晚於今天
web-failed-not-found = 沒有找到這一頁
web-failed-not-found-help = 它可能已經移走，也可能不在您能看的範圍裡。可以從首頁重新進入，或者按姓名查找學生。
web-failed-bad-request = 沒有看懂這次請求
web-failed-bad-request-help = 請退回上一頁，重新填寫後再送一次。
web-failed-forged = 這次操作沒有從本系統的頁面發出
web-failed-forged-help = 為了保護學生的資料，沒有執行。請從系統裡的頁面重新操作；如果一直這樣，請換一個新一點的瀏覽器。
web-failed-stale = 別人剛剛也改了這裡
web-failed-stale-help = 您寫的沒有蓋掉別人的內容。請退回上一頁，看看最新的內容再決定。
web-failed-too-large = 檔案太大了
web-failed-too-large-help = 最大 20 MB。請把檔案拆開，或者刪掉裡面的圖片再傳。
web-failed-busy = 現在有點忙
web-failed-busy-help = 您寫的內容還在上一頁裡，請退回去稍等一會兒再送一次。
web-failed-fault = 系統出了差錯
web-failed-fault-help = 這不是您的問題，已經記在執行日誌裡。請退回上一頁再試一次；還不行的話，請告訴學校的系統管理員出錯的時間。
web-grade-1 = 一年級
web-grade-2 = 二年級
web-grade-3 = 三年級
web-grade-4 = 四年級
web-grade-5 = 五年級
web-grade-6 = 六年級
web-grade-7 = 七年級
web-grade-8 = 八年級
web-grade-9 = 九年級
web-grade-10 = 高一年級
web-grade-11 = 高二年級
web-grade-12 = 高三年級
web-theme-auto = 明暗跟隨系統
web-theme-light = 淺色
web-theme-dark = 深色
web-reminders = 提醒
web-aside = （{ $x }）
web-said = ：{ $x }
