# 名冊匯入：規則與提示

## 儲存格

roster-cell-formula = { $cell } 是公式，沒有可讀取的結果。請在試算表中「複製—選擇性貼上—值」後重新上傳。
roster-cell-error = { $cell } 是錯誤值「{ $value }」。請改成正確的內容。
roster-cell-too-long = { $cell } 太長，最多 { $most } 個字。請縮短。
roster-digits-lost = { $cell } 的號碼「{ $value }」被試算表當成數字儲存，末尾幾位已經遺失。請將此欄設為「文字」格式後重新輸入。
roster-missing = { $cell }「{ $header }」是空白，學籍規定必填。請補填，或確認暫缺。

## 姓名

roster-name-empty = { $cell } 沒有姓名。請填寫。
roster-name-too-long = { $cell } 的姓名超過 { $most } 個字。請核對。
roster-name-invisible = { $cell } 的姓名裡有看不見的字元（{ $character }）。請刪除後重新輸入姓名。
roster-name-private = { $cell } 的姓名裡有只在個別電腦上才能顯示的造字（{ $character }）。請改用標準字庫中的字。
roster-name-strange = { $cell } 的姓名「{ $value }」裡有姓名不會用到的字元（{ $character }）。請核對，並確認檔案編碼沒有選錯。
roster-name-lost = { $cell } 的姓名「{ $value }」裡有問號或方框，可能是罕用字遺失。請以 UTF-8 或 xlsx 格式重新匯出，或手動補上這個字。
roster-name-look-alike = { $cell } 的姓名「{ $value }」裡有一個與常用字相似的部首或相容字（{ $character }）。請對照戶口名簿確認。
roster-name-accent = { $cell } 的姓名「{ $value }」裡有單獨的附加符號（{ $character }）。請核對拼寫。
roster-name-mixed = { $cell } 的姓名「{ $value }」混用了外形相似的不同字母。請重新輸入。
roster-name-digits = { $cell } 的姓名「{ $value }」裡有數字。請確認。
roster-name-placeholder = { $cell } 的「{ $value }」不像姓名。請填寫真實姓名。

## 證件號碼與學籍號

roster-id-format = { $cell } 的身分證號「{ $value }」應為 18 位（末位可為 X）或 15 位數字。請對照戶口名簿核對。
roster-id-date = { $cell } 的身分證號「{ $value }」裡的出生日期不存在。請核對第 7 至 14 位。
roster-id-future = { $cell } 的身分證號「{ $value }」裡的出生日期在今天之後。請核對第 7 至 14 位。
roster-id-checksum = { $cell } 的身分證號「{ $value }」檢查碼不符，至少有一位寫錯。請對照戶口名簿逐位核對。
roster-id-no-province = { $cell } 的身分證號「{ $value }」前兩位不屬於任何省份。請核對。
roster-id-region-unknown = { $cell } 的身分證號「{ $value }」前六位（{ $region }）不在現有的行政區劃表中。如與戶口名簿一致，請確認。
roster-id-region-birth = { $cell } 的身分證號「{ $value }」前六位（{ $region }）在出生時並未使用。如果是後來才登記戶口，請確認；否則請核對。
roster-id-other-document = { $cell } 的「{ $value }」像護照或通行證號碼，但沒有註明證件類型。請補上證件類型。
roster-id-document = { $cell } 的證件號「{ $value }」不合格式，應為 4 至 20 位字母與數字。請核對。
roster-no-id = 第 { $row } 列沒有身分證號。請補填；確實沒有者，證件類型選「其他」。
roster-roll-length = { $cell } 的學籍號「{ $value }」應為 19 位。請核對。
roster-roll-letter = { $cell } 的學籍號「{ $value }」應以 G、J 或 L 開頭。請核對。
roster-roll-digits = { $cell } 的學籍號「{ $value }」首字母之後應為 18 位數字（末位可為 X）。請核對。
roster-roll-date = { $cell } 的臨時學籍號「{ $value }」裡的出生日期不對。請核對第 8 至 15 位。
roster-roll-id = { $cell } 的學籍號「{ $value }」裡的身分證號有誤。請與學籍系統核對。
roster-roll-other-id = { $cell } 的學籍號「{ $value }」與本列身分證號不一致。如果身分證號曾經更正，請確認；否則請核對。
roster-roll-j-with-id = { $cell } 的學籍號「{ $value }」是無身分證學生使用的 J 號，但本列有身分證號。請在學籍系統申請更換，或確認。

## 出生日期、性別與其他日期

roster-born-not-id = { $cell } 的出生日期「{ $value }」與身分證號不一致。請核對兩者。
roster-sex-not-id = { $cell } 的性別「{ $value }」與身分證號不一致。請核對兩者。
roster-born-future = { $cell } 的出生日期「{ $value }」在今天之後。請核對。
roster-born-age = { $cell } 的出生日期「{ $value }」表示學生 { $age } 歲。請確認。
roster-date-unreadable = { $cell } 的「{ $value }」不是存在的日期。請寫成 2012-09-01 的形式。
roster-date-likely = { $cell } 的日期「{ $value }」有多種讀法，這裡讀作 { $date }。請確認。
roster-date-serial = { $cell } 的「{ $value }」是試算表的日期序號，這裡讀作 { $date }（若檔案採 1904 年起算，則為 { $other }）。請將此欄設為日期格式，或確認。
roster-date-shifted = { $cell } 的「{ $value }」帶有世界時，換算成北京時間是 { $date }。請確認。
roster-month-unreadable = { $cell } 的「{ $value }」不是年月。請寫成 201409 的形式。

## 代碼與地址

roster-code-unknown = { $cell } 的「{ $value }」不在代碼表裡。可填：{ $known }。
roster-left-behind-which = { $cell } 只寫了「{ $value }」。請寫明「單親留守兒童」（父母一方外出三個月以上）或「雙親留守兒童」。
roster-country-unknown = { $cell } 的國籍「{ $value }」無法辨認。請用三位字母代碼，如 CHN。
roster-region-unknown = { $cell } 的「{ $value }」不在行政區劃表裡，先照原樣保留。請寫成「省市縣」全稱或六位代碼。
roster-region-many = { $cell } 的「{ $value }」有幾個同名的地方：{ $places }。請寫出省、市。
roster-phone-unreadable = { $cell } 的電話「{ $value }」不對。手機應為 11 位，市話應帶區號，如 0571-88888888。
roster-phone-no-area = { $cell } 的市話「{ $value }」沒有區號。請補上區號，如 0571-88888888。
roster-phone-first-of = { $cell } 有不只一個電話，只取第一個 { $first }。請把其餘的寫到備註或監護人的電話欄。
roster-post-code = { $cell } 的郵遞區號「{ $value }」應為 6 位數字。請核對。
roster-email = { $cell } 的電子信箱「{ $value }」不對。請核對。

## 年級與班級

roster-grade-unreadable = { $cell } 的年級「{ $value }」無法辨認。請寫成「七年級」「初一」或 7 的形式。
roster-grade-untold = { $cell } 的「{ $value }」沒有寫年級。請補上年級，如「七年級3班」。
roster-cohort = { $cell } 的「{ $value }」是 { $year } 年入學，但不知道是國小、國中還是高中。請在匯入時選擇學段。
roster-grade-class-disagree = { $cell } 的班級「{ $value }」與年級欄的 { $grade } 年級不一致。請核對。
roster-class-date = { $cell } 的班級被試算表變成了日期「{ $value }」，這裡按「年級-班」讀取。請將此欄設為「文字」格式，或確認。
roster-class-name = { $cell } 的班級「{ $value }」沒有班號，按班名「{ $name }」保留。請確認。

## 監護人

roster-guardians-few = 第 { $row } 列只填了 { $count } 位監護人，學籍規定至少兩位。請補填，或確認只有這些。
roster-guardian-id-missing = 第 { $row } 列的學生沒有身分證號，監護人的身分證號必須填寫（{ $cell }）。請補填。
roster-guardian-id-same = { $cell } 的監護人證件號「{ $value }」與學生本人相同。請改成監護人自己的號碼。

## 整列

roster-row-hidden = 第 { $row } 列在試算表中是隱藏的。要匯入請確認，不要的請刪除這一列。
roster-row-no-name = 第 { $row } 列沒有姓名。請補填，或刪除這一列。
roster-row-who = 第 { $row } 列除姓名外沒有任何可以認出學生的內容。請補上學籍號、身分證號、學號、出生日期或班級之一。
roster-twice-id = 第 { $row } 列與第 { $other } 列的身分證號相同（{ $value }）。請刪去重複的一列，或更正號碼。
roster-twice-roll = 第 { $row } 列與第 { $other } 列的學籍號相同（{ $value }）。請刪去重複的一列，或更正號碼。
roster-twice-name-birth = 第 { $row } 列與第 { $other } 列同名（{ $name }）且出生日期相同。請確認是兩個學生。
roster-twice-name-class = 第 { $row } 列與第 { $other } 列同班同名（{ $name }）。請確認是兩個學生。

## 與已有學生比較

roster-match-conflict = 第 { $row } 列（{ $name }）的幾個號碼分屬不同的學生。請核對號碼，或選擇是哪一位。
roster-match-many = 第 { $row } 列（{ $name }）與幾位已有學生同名且出生日期相同。請選擇是哪一位。
roster-match-other-number = 第 { $row } 列（{ $name }）與一位已有學生同名且出生日期相同，但號碼不同。請選擇是同一人還是新學生。
roster-match-name-only = 第 { $row } 列（{ $name }）與已有學生同名，但沒有其他內容可以確認。請選擇是同一人還是新學生。
roster-match-other-name = 第 { $row } 列的號碼屬於另一個姓名的學生，表裡寫的是「{ $name }」。請確認是改名，還是號碼寫錯。
roster-match-taken = 第 { $row } 列（{ $name }）與前面某一列是同一位學生。請保留一列。
roster-leavers-many = 已有 { $known } 名學生，其中 { $missing } 名不在這份名單裡，超過一成。請先確認沒有拿錯名單；讓學生離校須由另一人複核。

## 表頭與欄

roster-layout-none = 前 { $rows } 列裡沒有找到表頭。請確認表裡有「姓名」「班級」等欄名，或使用儲存的欄位對應檔。
roster-layout-no-name = 第 { $row } 列的標題裡沒有「姓名」欄，從內容也看不出哪一欄是姓名。請把那一欄的標題寫成「姓名」，再讀一次。
roster-name-guessed = 標題裡沒有「姓名」，依內容把 { $column } 欄「{ $header }」讀作姓名。請看看下面的名字對不對；不對就在「檢查欄位的對應」裡改。
roster-column-twice = { $column } 欄「{ $header }」與前面的一欄重複，沒有讀取。
roster-column-unknown = { $column } 欄「{ $header }」無法辨認，不會匯入。需要時請手動指定。
roster-column-derived = { $column } 欄「{ $header }」由系統自行計算，不會匯入。
roster-sure-exact = 與全國學籍表頭一致
roster-sure-alias = 常用的別名
roster-sure-trimmed = 去掉括號或「學生」二字後一致
roster-sure-lower = 按第二列表頭判斷
roster-sure-values = 按欄中的內容判斷，請確認

## 欄位對應檔

roster-map-json = 欄位對應檔在第 { $line } 行第 { $column } 個字元處不合格式。請對照說明修改。
roster-map-version = 欄位對應檔的版本 { $version } 無法讀取，只接受版本 1。
roster-map-unknown-field = 欄位對應檔裡沒有叫「{ $key }」的欄位。請改成清單中的名稱。
roster-map-field-twice = 欄位對應檔裡「{ $key }」出現了兩次。請刪去一處。
roster-map-column = 欄位對應檔裡「{ $key }」的欄「{ $column }」不對。請寫欄的字母，如 B。
roster-map-column-twice = { $column } 欄同時對應「{ $key }」和「{ $other }」。請只保留一個。
roster-map-no-name = 欄位對應檔沒有指定姓名欄（name）。請補上。
roster-map-header-rows = 表頭列數只能是 1 或 2，檔案裡寫的是 { $rows }。
roster-map-header-missing = 表裡找不到（或有不只一個）「{ $header }」欄，它應對應「{ $key }」。請修改表頭或欄位對應檔。

## 成績與出缺勤

roster-marks-no-who = 第 { $row } 列的表頭裡沒有能認出學生的欄。請補上學號或姓名欄，或說明按什麼順序排列。
roster-marks-none = 第 { $row } 列的表頭裡沒有成績欄或出缺勤欄。請確認檔案。
roster-marks-no-exam = { $column } 欄「{ $header }」沒有寫是哪次考試。請在匯入時填寫考試名稱。
roster-marks-no-subject = { $column } 欄「{ $header }」沒有寫是哪一科。請在匯入時填寫科目。
roster-marks-row-who = 第 { $row } 列沒有學生的號碼或姓名。請補填，或刪除這一列。
roster-marks-twice = 第 { $row } 列與第 { $other } 列是同一名學生。請保留一列。
roster-marks-day-twice = 第 { $row } 列與第 { $other } 列是同一位學生的同一天。請保留一列。
roster-mark-unreadable = { $cell } 的「{ $value }」不是成績。請填分數、等第、「缺考」或「免考」；沒有成績就留空。
roster-mark-above = { $cell } 的分數「{ $value }」超過滿分 { $full }。請核對。
roster-mark-high = { $cell } 的分數「{ $value }」超過 { $full }。請確認，或在匯入時填寫滿分。
roster-count-unreadable = { $cell } 的「{ $value }」不是次數。請填整數。
roster-day-unreadable = { $cell } 的出缺勤符號「{ $value }」無法辨認。可用：√ × 病 事 早退。
roster-row-day = { $cell } 的日期「{ $value }」沒有讀懂，或者還沒有到。請寫成 2026-09-01 這樣。

## 其他系統的名冊

roster-join-missing = 缺少 { $file }，或其中沒有 { $column } 欄。請補上後重新上傳。
roster-join-guardians = 第 { $row } 列的學生有超過 { $most } 位監護人，只讀取前 { $most } 位。其餘請在匯入後手動補上。

## 為什麼改寫

roster-why-width = 全形改為半形
roster-why-space = 去掉空格或換行
roster-why-invisible = 去掉看不見的字元
roster-why-case = 小寫改為大寫
roster-why-apostrophe = 去掉試算表用的撇號
roster-why-dot = 間隔號統一為「·」
roster-why-composed = 字母與聲調符號合為一個
roster-why-label = 文字改為代碼
roster-why-padded = 補上遺失的開頭的 0
roster-why-old-name = 舊名稱改為現名
roster-why-misspelt = 更正常見的錯字
roster-why-upgraded = 15 位身分證號升為 18 位
roster-why-date-form = 日期統一寫法
roster-why-phone-form = 電話統一寫法
roster-why-class-form = 年級、班級統一寫法
roster-why-from-id-number = 空白由身分證號得出
roster-why-from-other = 由其他欄得出

## 欄位名稱

roster-field-roll-number = 學籍號
roster-field-student-number = 學號
roster-field-name = 姓名
roster-field-family-name = 姓
roster-field-given-name = 名
roster-field-sex = 性別
roster-field-born-on = 出生日期
roster-field-birth-place = 出生地
roster-field-native-place = 籍貫
roster-field-ethnic-group = 民族
roster-field-country = 國籍/地區
roster-field-id-type = 身分證件類型
roster-field-id-number = 身分證件號碼
roster-field-hk-mo-tw-overseas = 港澳臺僑外
roster-field-political = 政治面貌
roster-field-health = 健康狀況
roster-field-photo = 照片
roster-field-name-pinyin = 姓名拼音
roster-field-former-name = 曾用名
roster-field-id-valid = 身分證件有效期
roster-field-household = 戶籍所在地
roster-field-hukou-type = 戶口性質
roster-field-talent = 專長
roster-field-roll-aux-number = 學籍輔號
roster-field-class-number = 座號
roster-field-grade = 年級
roster-field-class = 班級
roster-field-entered-on = 入學年月
roster-field-entry-mode = 入學方式
roster-field-boarding = 就讀方式
roster-field-origin = 學生來源
roster-field-address = 現居地址
roster-field-postal-address = 通訊地址
roster-field-home-address = 家庭地址
roster-field-phone = 聯絡電話
roster-field-post-code = 郵遞區號
roster-field-email = 電子信箱
roster-field-home-page = 網頁地址
roster-field-only-child = 是否獨生子女
roster-field-preschool = 是否受過學前教育
roster-field-left-behind = 是否留守兒童
roster-field-migrant-child = 是否進城務工人員隨遷子女
roster-field-orphan = 是否孤兒
roster-field-martyr-child = 是否烈士或優撫子女
roster-field-special-class = 隨班就讀
roster-field-disability = 身心障礙類別
roster-field-disability-grade = 身心障礙等級
roster-field-paid-place = 是否由政府購買學位
roster-field-needs-aid = 是否需要申請補助
roster-field-gets-aid = 是否享有生活補助
roster-field-distance = 上下學距離
roster-field-transport = 上下學交通方式
roster-field-needs-bus = 是否需要搭乘校車
roster-field-school = 學校名稱
roster-field-school-code = 學校代碼
roster-field-remark = 備註
roster-field-guardian-name = 監護人 { $n } 姓名
roster-field-guardian-relation = 監護人 { $n } 關係
roster-field-guardian-relation-note = 監護人 { $n } 關係說明
roster-field-guardian-ethnic-group = 監護人 { $n } 民族
roster-field-guardian-employer = 監護人 { $n } 工作單位
roster-field-guardian-address = 監護人 { $n } 現居地址
roster-field-guardian-household = 監護人 { $n } 戶籍所在地
roster-field-guardian-phone = 監護人 { $n } 聯絡電話
roster-field-guardian-is-guardian = 監護人 { $n } 是否監護人
roster-field-guardian-id-type = 監護人 { $n } 證件類型
roster-field-guardian-id-number = 監護人 { $n } 證件號碼
roster-field-guardian-occupation = 監護人 { $n } 職業
