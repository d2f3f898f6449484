# 花名册导入：规则与提示

## 单元格

roster-cell-formula = { $cell } 是公式，没有可读的结果。请在表格里“复制—选择性粘贴—数值”后重新上传。
roster-cell-error = { $cell } 是错误值“{ $value }”。请改成正确的内容。
roster-cell-too-long = { $cell } 太长，最多 { $most } 个字。请缩短。
roster-digits-lost = { $cell } 的号码“{ $value }”被表格当作数字存储，末尾几位已经丢失。请把这一列设为“文本”格式后重新录入。
roster-missing = { $cell }“{ $header }”为空，学籍要求填写。请补填，或确认暂缺。

## 姓名

roster-name-empty = { $cell } 没有姓名。请填写。
roster-name-too-long = { $cell } 的姓名超过 { $most } 个字。请核对。
roster-name-invisible = { $cell } 的姓名里有看不见的字符（{ $character }）。请删去后重新输入姓名。
roster-name-private = { $cell } 的姓名里有只在个别电脑上才能显示的自造字（{ $character }）。请换成标准字库中的字。
roster-name-strange = { $cell } 的姓名“{ $value }”里有姓名不会用到的字符（{ $character }）。请核对，也请确认文件编码没有选错。
roster-name-lost = { $cell } 的姓名“{ $value }”里有问号或方框，可能是生僻字丢失。请用 UTF-8 或 xlsx 格式重新导出，或手工补上这个字。
roster-name-look-alike = { $cell } 的姓名“{ $value }”里有一个与常用字相似的部首或兼容字（{ $character }）。请对照户口簿确认。
roster-name-accent = { $cell } 的姓名“{ $value }”里有单独的附加符号（{ $character }）。请核对拼写。
roster-name-mixed = { $cell } 的姓名“{ $value }”混用了外形相似的不同字母。请重新输入。
roster-name-digits = { $cell } 的姓名“{ $value }”里有数字。请确认。
roster-name-placeholder = { $cell } 的“{ $value }”不像姓名。请填写真实姓名。

## 证件号与学籍号

roster-id-format = { $cell } 的身份证号“{ $value }”应为 18 位（末位可为 X）或 15 位数字。请对照户口簿核对。
roster-id-date = { $cell } 的身份证号“{ $value }”里的出生日期不存在。请核对第 7 至 14 位。
roster-id-future = { $cell } 的身份证号“{ $value }”里的出生日期在今天之后。请核对第 7 至 14 位。
roster-id-checksum = { $cell } 的身份证号“{ $value }”校验不符，至少有一位写错。请对照户口簿逐位核对。
roster-id-no-province = { $cell } 的身份证号“{ $value }”前两位不是任何省份。请核对。
roster-id-region-unknown = { $cell } 的身份证号“{ $value }”前六位（{ $region }）不在现有的行政区划表中。如与户口簿一致，请确认。
roster-id-region-birth = { $cell } 的身份证号“{ $value }”前六位（{ $region }）在出生时没有使用。如果是后来才登记户口，请确认；否则请核对。
roster-id-other-document = { $cell } 的“{ $value }”像护照或通行证号码，但没有注明证件类型。请补上证件类型。
roster-id-document = { $cell } 的证件号“{ $value }”不合格式，应为 4 至 20 位字母和数字。请核对。
roster-no-id = 第 { $row } 行没有身份证号。请补填；确实没有的，证件类型选“其他”。
roster-roll-length = { $cell } 的学籍号“{ $value }”应为 19 位。请核对。
roster-roll-letter = { $cell } 的学籍号“{ $value }”应以 G、J 或 L 开头。请核对。
roster-roll-digits = { $cell } 的学籍号“{ $value }”首字母之后应为 18 位数字（末位可为 X）。请核对。
roster-roll-date = { $cell } 的临时学籍号“{ $value }”里的出生日期不对。请核对第 8 至 15 位。
roster-roll-id = { $cell } 的学籍号“{ $value }”里的身份证号有误。请与学籍系统核对。
roster-roll-other-id = { $cell } 的学籍号“{ $value }”与本行身份证号不一致。如果身份证号曾经更正，请确认；否则请核对。
roster-roll-j-with-id = { $cell } 的学籍号“{ $value }”是无身份证学生用的 J 号，但本行有身份证号。请在学籍系统申请更换，或确认。

## 出生日期、性别与其他日期

roster-born-not-id = { $cell } 的出生日期“{ $value }”与身份证号不一致。请核对两者。
roster-sex-not-id = { $cell } 的性别“{ $value }”与身份证号不一致。请核对两者。
roster-born-future = { $cell } 的出生日期“{ $value }”在今天之后。请核对。
roster-born-age = { $cell } 的出生日期“{ $value }”表示学生 { $age } 岁。请确认。
roster-date-unreadable = { $cell } 的“{ $value }”不是一个存在的日期。请写成 2012-09-01 的形式。
roster-date-likely = { $cell } 的日期“{ $value }”有几种读法，这里读作 { $date }。请确认。
roster-date-serial = { $cell } 的“{ $value }”是表格的日期序号，这里读作 { $date }（若文件用 1904 年起算，则为 { $other }）。请把这一列设为日期格式，或确认。
roster-date-shifted = { $cell } 的“{ $value }”带有世界时，换算成北京时间是 { $date }。请确认。
roster-month-unreadable = { $cell } 的“{ $value }”不是年月。请写成 201409 的形式。

## 代码与地址

roster-code-unknown = { $cell } 的“{ $value }”不在代码表里。可填：{ $known }。
roster-left-behind-which = { $cell } 只写了“{ $value }”。请写明“单亲留守儿童”（父母一方外出三个月以上）或“双亲留守儿童”。
roster-country-unknown = { $cell } 的国籍“{ $value }”没有认出。请用三位字母代码，如 CHN。
roster-region-unknown = { $cell } 的“{ $value }”不在行政区划表里，先照原样保留。请写成“省市县”全称或六位代码。
roster-region-many = { $cell } 的“{ $value }”有几个同名的地方：{ $places }。请写出省、市。
roster-phone-unreadable = { $cell } 的电话“{ $value }”不对。手机应为 11 位，固话应带区号，如 0571-88888888。
roster-phone-no-area = { $cell } 的固话“{ $value }”没有区号。请补上区号，如 0571-88888888。
roster-phone-first-of = { $cell } 有不止一个电话，只取第一个 { $first }。请把其余的写到备注或监护人的电话栏。
roster-post-code = { $cell } 的邮政编码“{ $value }”应为 6 位数字。请核对。
roster-email = { $cell } 的电子信箱“{ $value }”不对。请核对。

## 年级与班级

roster-grade-unreadable = { $cell } 的年级“{ $value }”没有认出。请写成“七年级”“初一”或 7 的形式。
roster-grade-untold = { $cell } 的“{ $value }”没有写年级。请补上年级，如“七年级3班”。
roster-cohort = { $cell } 的“{ $value }”是 { $year } 年入学，但不知道是小学、初中还是高中。请在导入时选择学段。
roster-grade-class-disagree = { $cell } 的班级“{ $value }”与年级栏的 { $grade } 年级不一致。请核对。
roster-class-date = { $cell } 的班级被表格变成了日期“{ $value }”，这里按“年级-班”读取。请把这一列设为“文本”格式，或确认。
roster-class-name = { $cell } 的班级“{ $value }”没有班号，按班名“{ $name }”保留。请确认。

## 监护人

roster-guardians-few = 第 { $row } 行只填了 { $count } 位监护人，学籍要求至少两位。请补填，或确认只有这些。
roster-guardian-id-missing = 第 { $row } 行的学生没有身份证号，监护人的身份证号必须填写（{ $cell }）。请补填。
roster-guardian-id-same = { $cell } 的监护人证件号“{ $value }”与学生本人相同。请改成监护人自己的号码。

## 整行

roster-row-hidden = 第 { $row } 行在表格里是隐藏的。要导入请确认，不要的请删除这一行。
roster-row-no-name = 第 { $row } 行没有姓名。请补填，或删除这一行。
roster-row-who = 第 { $row } 行除姓名外没有任何可以认出学生的内容。请补上学籍号、身份证号、学号、出生日期或班级之一。
roster-twice-id = 第 { $row } 行与第 { $other } 行的身份证号相同（{ $value }）。请删去重复的一行，或更正号码。
roster-twice-roll = 第 { $row } 行与第 { $other } 行的学籍号相同（{ $value }）。请删去重复的一行，或更正号码。
roster-twice-name-birth = 第 { $row } 行与第 { $other } 行同名（{ $name }）且出生日期相同。请确认是两个学生。
roster-twice-name-class = 第 { $row } 行与第 { $other } 行同班同名（{ $name }）。请确认是两个学生。

## 与已有学生比较

roster-match-conflict = 第 { $row } 行（{ $name }）的几个号码分属不同的学生。请核对号码，或选择是哪一位。
roster-match-many = 第 { $row } 行（{ $name }）与几位已有学生同名且出生日期相同。请选择是哪一位。
roster-match-other-number = 第 { $row } 行（{ $name }）与一位已有学生同名且出生日期相同，但号码不同。请选择是同一人还是新学生。
roster-match-name-only = 第 { $row } 行（{ $name }）与已有学生同名，但没有别的内容可以确认。请选择是同一人还是新学生。
roster-match-other-name = 第 { $row } 行的号码属于另一个姓名的学生，表里写的是“{ $name }”。请确认是改名，还是号码写错。
roster-match-taken = 第 { $row } 行（{ $name }）与前面某一行是同一位学生。请保留一行。
roster-leavers-many = 已有 { $known } 名学生，其中 { $missing } 名不在这份名单里，超过一成。请先确认没有拿错名单；让学生离校须由另一人复核。

## 表头与列

roster-layout-none = 前 { $rows } 行里没有找到表头。请确认表里有“姓名”“班级”等列名，或使用保存的列对应文件。
roster-layout-no-name = 第 { $row } 行的表头里没有“姓名”列，从内容也看不出哪一列是姓名。请把那一列的表头写成“姓名”，再读一次。
roster-name-guessed = 表头里没有“姓名”，按内容把 { $column } 列“{ $header }”读作姓名。请看看下面的名字对不对；不对就在“检查列的对应”里改。
roster-column-twice = { $column } 列“{ $header }”与前面的一列重复，没有读取。
roster-column-unknown = { $column } 列“{ $header }”没有认出，不会导入。需要时请手工指定。
roster-column-derived = { $column } 列“{ $header }”由系统自己计算，不会导入。
roster-sure-exact = 与全国学籍表头一致
roster-sure-alias = 常用的别名
roster-sure-trimmed = 去掉括号或“学生”二字后一致
roster-sure-lower = 按第二行表头判断
roster-sure-values = 按列中的内容判断，请确认

## 列对应文件

roster-map-json = 列对应文件在第 { $line } 行第 { $column } 个字符处不合格式。请对照说明修改。
roster-map-version = 列对应文件的版本 { $version } 不能读取，只认版本 1。
roster-map-unknown-field = 列对应文件里没有叫“{ $key }”的字段。请改成列表中的名称。
roster-map-field-twice = 列对应文件里“{ $key }”出现了两次。请删去一处。
roster-map-column = 列对应文件里“{ $key }”的列“{ $column }”不对。请写列的字母，如 B。
roster-map-column-twice = { $column } 列同时对应“{ $key }”和“{ $other }”。请只保留一个。
roster-map-no-name = 列对应文件没有指定姓名列（name）。请补上。
roster-map-header-rows = 表头行数只能是 1 或 2，文件里写的是 { $rows }。
roster-map-header-missing = 表里找不到（或有不止一个）“{ $header }”列，它应对应“{ $key }”。请修改表头或列对应文件。

## 成绩与考勤

roster-marks-no-who = 第 { $row } 行的表头里没有能认出学生的列。请补上学号或姓名列，或说明按什么顺序排列。
roster-marks-none = 第 { $row } 行的表头里没有成绩列或考勤列。请确认文件。
roster-marks-no-exam = { $column } 列“{ $header }”没有写是哪次考试。请在导入时填写考试名称。
roster-marks-no-subject = { $column } 列“{ $header }”没有写是哪门学科。请在导入时填写学科。
roster-marks-row-who = 第 { $row } 行没有学生的号码或姓名。请补填，或删除这一行。
roster-marks-twice = 第 { $row } 行与第 { $other } 行是同一名学生。请保留一行。
roster-marks-day-twice = 第 { $row } 行与第 { $other } 行是同一名学生的同一天。请保留一行。
roster-mark-unreadable = { $cell } 的“{ $value }”不是成绩。请填分数、等第、“缺考”或“免考”；没有成绩就留空。
roster-mark-above = { $cell } 的分数“{ $value }”超过满分 { $full }。请核对。
roster-mark-high = { $cell } 的分数“{ $value }”超过 { $full }。请确认，或在导入时填写满分。
roster-count-unreadable = { $cell } 的“{ $value }”不是次数。请填整数。
roster-day-unreadable = { $cell } 的考勤符号“{ $value }”没有认出。可用：√ × 旷 病 事 迟 早退。
roster-row-day = { $cell } 的日期“{ $value }”没有读懂，或者还没有到。请写成 2026-09-01 这样。

## 其他系统的名册

roster-join-missing = 缺少 { $file }，或其中没有 { $column } 列。请补上后重新上传。
roster-join-guardians = 第 { $row } 行的学生有超过 { $most } 位监护人，只读取前 { $most } 位。其余请在导入后手工补上。

## 为什么改写

roster-why-width = 全角改为半角
roster-why-space = 去掉空格或换行
roster-why-invisible = 去掉看不见的字符
roster-why-case = 小写改为大写
roster-why-apostrophe = 去掉表格用的撇号
roster-why-dot = 间隔点统一为“·”
roster-why-composed = 字母与声调符号合为一个
roster-why-label = 文字改为代码
roster-why-padded = 补上丢失的开头的 0
roster-why-old-name = 旧名称改为现名
roster-why-misspelt = 更正常见的错字
roster-why-upgraded = 15 位身份证号升为 18 位
roster-why-date-form = 日期统一写法
roster-why-phone-form = 电话统一写法
roster-why-class-form = 年级、班级统一写法
roster-why-from-id-number = 空格由身份证号得出
roster-why-from-other = 由其他列得出

## 字段名称

roster-field-roll-number = 学籍号
roster-field-student-number = 学号
roster-field-name = 姓名
roster-field-family-name = 姓
roster-field-given-name = 名
roster-field-sex = 性别
roster-field-born-on = 出生日期
roster-field-birth-place = 出生地
roster-field-native-place = 籍贯
roster-field-ethnic-group = 民族
roster-field-country = 国籍/地区
roster-field-id-type = 身份证件类型
roster-field-id-number = 身份证件号
roster-field-hk-mo-tw-overseas = 港澳台侨外
roster-field-political = 政治面貌
roster-field-health = 健康状况
roster-field-photo = 照片
roster-field-name-pinyin = 姓名拼音
roster-field-former-name = 曾用名
roster-field-id-valid = 身份证件有效期
roster-field-household = 户口所在地
roster-field-hukou-type = 户口性质
roster-field-talent = 特长
roster-field-roll-aux-number = 学籍辅号
roster-field-class-number = 班内学号
roster-field-grade = 年级
roster-field-class = 班级
roster-field-entered-on = 入学年月
roster-field-entry-mode = 入学方式
roster-field-boarding = 就读方式
roster-field-origin = 学生来源
roster-field-address = 现住址
roster-field-postal-address = 通信地址
roster-field-home-address = 家庭地址
roster-field-phone = 联系电话
roster-field-post-code = 邮政编码
roster-field-email = 电子信箱
roster-field-home-page = 主页地址
roster-field-only-child = 是否独生子女
roster-field-preschool = 是否受过学前教育
roster-field-left-behind = 是否留守儿童
roster-field-migrant-child = 是否进城务工人员随迁子女
roster-field-orphan = 是否孤儿
roster-field-martyr-child = 是否烈士或优抚子女
roster-field-special-class = 随班就读
roster-field-disability = 残疾人类型
roster-field-disability-grade = 残疾等级
roster-field-paid-place = 是否由政府购买学位
roster-field-needs-aid = 是否需要申请资助
roster-field-gets-aid = 是否享受一补
roster-field-distance = 上下学距离
roster-field-transport = 上下学交通方式
roster-field-needs-bus = 是否需要乘坐校车
roster-field-school = 学校名称
roster-field-school-code = 学校标识码
roster-field-remark = 备注
roster-field-guardian-name = 监护人 { $n } 姓名
roster-field-guardian-relation = 监护人 { $n } 关系
roster-field-guardian-relation-note = 监护人 { $n } 关系说明
roster-field-guardian-ethnic-group = 监护人 { $n } 民族
roster-field-guardian-employer = 监护人 { $n } 工作单位
roster-field-guardian-address = 监护人 { $n } 现住址
roster-field-guardian-household = 监护人 { $n } 户口所在地
roster-field-guardian-phone = 监护人 { $n } 联系电话
roster-field-guardian-is-guardian = 监护人 { $n } 是否监护人
roster-field-guardian-id-type = 监护人 { $n } 证件类型
roster-field-guardian-id-number = 监护人 { $n } 证件号
roster-field-guardian-occupation = 监护人 { $n } 职务
