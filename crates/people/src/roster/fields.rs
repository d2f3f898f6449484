//! The fields of a roster row: the fifty of the national school roll, and those other layouts add.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::codes::List;
use super::text::squeeze;
use super::{Message, id_number, phones};

/// The most guardians a row can tell of.
pub const GUARDIANS: u8 = 6;

/// How closely a field is kept: L0 plain, L1 sealed against tampering, L2 encrypted, L3 encrypted for one compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Level {
    L0,
    L1,
    L2,
    L3Aid,
    L3Medical,
}

/// Whether the national roll requires the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// No row without it.
    Always,
    /// The national roll requires it; a gap is a doubt.
    Roll,
    Free,
}

/// How a cell of the field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    PersonName,
    Date,
    Month,
    Code(List),
    Country,
    /// A place: code or name; the code is kept.
    Region,
    /// A place or a full address: a code stays a code, text stays text.
    Place,
    IdNumber,
    RollNumber,
    Phone,
    PostCode,
    Email,
    Grade,
    Class,
    /// Text of at most so many characters.
    Text(usize),
}

/// What a row can tell of one guardian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuardianField {
    Name,
    Relation,
    RelationNote,
    EthnicGroup,
    Employer,
    Address,
    Household,
    Phone,
    IsGuardian,
    IdType,
    IdNumber,
    Occupation,
}

macro_rules! fields {
    ($($field:ident $key:literal $need:ident $level:ident $shape:expr, $header:literal $also:literal;)*) => {
        /// A field of a roster row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($field,)*
            /// Of the n-th guardian, counted from 1.
            Guardian(u8, GuardianField),
        }
        static SPECS: &[Spec] = &[$(Spec {
            field: Field::$field, key: $key, need: Need::$need, level: Level::$level, shape: $shape,
            header: $header, also: $also,
        },)*];
    };
}

/// All that is known of a field.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub field: Field,
    /// Its name in mappings and message keys.
    pub key: &'static str,
    pub need: Need,
    pub level: Level,
    pub shape: Shape,
    /// Its header in the national roll.
    pub header: &'static str,
    /// Other headers, parted by bars; the short names of JY/T 1001–1007 and those of OneRoster and School Data Sync
    /// among them.
    pub also: &'static str,
}

use Shape::{
    Class, Code, Country, Email, Grade, IdNumber, Month, Phone, Place, PostCode, Region, RollNumber, Text,
};

fields! {
    RollNumber "roll-number" Free L2 RollNumber, "学籍号" "全国学籍号|全国学籍编号|学籍编号|国网学籍号|学生学籍号|全国学籍|XJH|national student number";
    StudentNumber "student-number" Free L0 Text(40), "学号" "校内学号|学生学号|学生编号|学生号|XH|student number|student no|student id|studentid|identifier|sourcedid|座号";
    Name "name" Always L0 Shape::PersonName, "姓名" "学生姓名|学生名字|名字|学生|XM|XSXM|name|student name|full name|studentname";
    FamilyName "family-name" Free L0 Shape::PersonName, "姓" "姓氏|familyname|family name|last name|lastname|surname";
    GivenName "given-name" Free L0 Shape::PersonName, "名" "givenname|given name|first name|firstname";
    Sex "sex" Roll L0 Code(List::Sex), "性别" "学生性别|性別|XB|XBM|sex|gender";
    BornOn "born-on" Roll L1 Shape::Date, "出生日期" "出生年月日|出生年月|生日|学生出生日期|CSRQ|birthdate|date of birth|dob|birthday";
    BirthPlace "birth-place" Roll L2 Region, "出生地" "出生地行政区划代码|出生地代码|出生地码|CSD|CSDM|birth place";
    NativePlace "native-place" Free L2 Region, "籍贯" "籍贯码|JG|JGM";
    EthnicGroup "ethnic-group" Roll L0 Code(List::EthnicGroup), "民族" "民族码|民族代码|MZ|MZM|ethnic group|ethnicity";
    Country "country" Roll L0 Country, "国籍/地区" "国籍|国籍地区|国籍或地区|GJDQ|GJDQM|country|nationality";
    IdType "id-type" Roll L2 Code(List::IdType), "身份证件类型" "证件类型|身份证类型|身份证件类型码|SFZJLX|SFZJLXM|id type";
    IdNumber "id-number" Roll L2 IdNumber, "身份证件号" "身份证号|身份证号码|公民身份号码|证件号|证件号码|身份证件号码|学生身份证号|学生身份证号码|身份证|SFZJH|SFZH|id number|national id|id card";
    HkMoTwOverseas "hk-mo-tw-overseas" Roll L0 Code(List::HkMoTwOverseas), "港澳台侨外" "港澳台侨|港澳台侨外码|GATQW|GATQWM";
    Political "political" Roll L0 Code(List::Political), "政治面貌" "政治面貌码|ZZMM|ZZMMM";
    Health "health" Roll L3Medical Code(List::Health), "健康状况" "健康状况码|身体状况|JKZK|JKZKM";
    Photo "photo" Free L2 Text(200), "照片" "学生照片|ZP|photo";
    NamePinyin "name-pinyin" Free L0 Text(120), "姓名拼音" "拼音|XMPY|pinyin";
    FormerName "former-name" Free L2 Shape::PersonName, "曾用名" "CYM|former name";
    IdValid "id-valid" Free L2 Text(40), "身份证件有效期" "证件有效期|身份证有效期|SFZJYXQ";
    Household "household" Roll L2 Place, "户口所在地" "户口所在地行政区划|户籍所在地|户籍地址|户口地址|户籍地|HKSZD|HKSZDM";
    HukouType "hukou-type" Free L2 Code(List::HukouType), "户口性质" "户口类别|户籍性质|户口性质码|HKXZ|HKXZM|HKLBM";
    Talent "talent" Free L0 Text(200), "特长" "特长爱好|TC";
    RollAuxNumber "roll-aux-number" Free L2 Text(40), "学籍辅号" "XJFH";
    ClassNumber "class-number" Free L0 Text(20), "班内学号" "班内序号|班级学号|BNXH";
    Grade "grade" Roll L0 Grade, "年级" "所在年级|就读年级|年級|NJ|NJMC|grade|grades|grade level|year group";
    Class "class" Roll L0 Class, "班级" "班级名称|所在班级|所在班|班号|班别|行政班|年级班级|班級|BJ|BH|BJMC|class|class name|classname|section|homeroom";
    EnteredOn "entered-on" Roll L0 Month, "入学年月" "入学时间|入学日期|RXNY|entry month";
    EntryMode "entry-mode" Roll L0 Code(List::EntryMode), "入学方式" "入学方式码|RXFS|RXFSM";
    Boarding "boarding" Roll L0 Code(List::Boarding), "就读方式" "是否住校|住宿情况|就读方式码|JDFS|JDFSM|boarding";
    Origin "origin" Free L0 Text(60), "学生来源" "生源|生源地|XSLY|XSLYM";
    Address "address" Roll L2 Text(200), "现住址" "现居住地址|现住地址|居住地址|住址|居住地|XZZ|address";
    PostalAddress "postal-address" Roll L2 Text(200), "通信地址" "通讯地址|TXDZ";
    HomeAddress "home-address" Roll L2 Text(200), "家庭地址" "家庭住址|家庭详细地址|JTDZ|JTZZ|home address";
    Phone "phone" Roll L2 Phone, "联系电话" "电话|联系方式|手机|手机号|手机号码|学生电话|联系号码|LXDH|DH|phone|mobile|sms|telephone";
    PostCode "post-code" Roll L2 PostCode, "邮政编码" "邮编|YZBM|zip|post code|postcode";
    Email "email" Free L2 Email, "电子信箱" "电子邮箱|邮箱|电子邮件|DZXX|email|e-mail";
    HomePage "home-page" Free L2 Text(200), "主页地址" "主页|ZYDZ";
    OnlyChild "only-child" Roll L2 Code(List::YesNo), "是否独生子女" "独生子女|独生子女标志|SFDSZN|DSZNBZ";
    Preschool "preschool" Roll L0 Code(List::YesNo), "是否受过学前教育" "学前教育|是否接受过学前教育|SFSGXQJY";
    LeftBehind "left-behind" Roll L3Aid Code(List::LeftBehind), "是否留守儿童" "留守儿童|留守情况|是否留守|SFLSET|LSETM";
    MigrantChild "migrant-child" Roll L3Aid Code(List::YesNo), "是否进城务工人员随迁子女" "进城务工人员随迁子女|是否随迁子女|随迁子女|SFSQZN";
    Orphan "orphan" Roll L3Aid Code(List::YesNo), "是否孤儿" "孤儿|SFGE";
    MartyrChild "martyr-child" Roll L3Aid Code(List::YesNo), "是否烈士或优抚子女" "烈士或优抚子女|是否烈士子女|SFLSHYFZN";
    SpecialClass "special-class" Free L3Medical Text(40), "随班就读" "是否随班就读|SBJD|SBJDM";
    Disability "disability" Free L3Medical Code(List::DisabilityClass), "残疾人类型" "残疾类型|残疾类别|CJRLX|CJLXM";
    DisabilityGrade "disability-grade" Free L3Medical Code(List::DisabilityGrade), "残疾等级" "残疾级别|CJDJ";
    PaidPlace "paid-place" Roll L3Aid Code(List::YesNo), "是否由政府购买学位" "政府购买学位|是否政府购买学位|ZFGMXW";
    NeedsAid "needs-aid" Roll L3Aid Code(List::YesNo), "是否需要申请资助" "申请资助|是否申请资助|SFXYSQZZ";
    GetsAid "gets-aid" Roll L3Aid Code(List::YesNo), "是否享受一补" "享受一补|SFXSYB";
    Distance "distance" Free L2 Text(20), "上下学距离" "SXXJL";
    Transport "transport" Free L0 Text(40), "上下学交通方式" "上下学方式|SXXJTFS";
    NeedsBus "needs-bus" Free L0 Code(List::YesNo), "是否需要乘坐校车" "是否乘坐校车|SFXYCZXC";
    School "school" Free L0 Text(100), "学校名称" "学校|就读学校|XXMC|school|school name|organization";
    SchoolCode "school-code" Free L0 Text(40), "学校标识码" "学校代码|学校编码|XXBSM|XXDM|school code";
    Remark "remark" Free L2 Text(500), "备注" "BZ|说明|remark|note|notes";
}

static GUARDIAN: [(GuardianField, &str, Shape, &str); 12] = [
    (GuardianField::Name, "name", Shape::PersonName, "姓名|名字|name||的姓名"),
    (
        GuardianField::Relation,
        "relation",
        Code(List::Relation),
        "关系|与学生关系|与本人关系|与学生的关系|与儿童关系|与孩子关系|与被监护人关系|与幼儿关系|称谓|GX|GXM|relation|relationship",
    ),
    (GuardianField::RelationNote, "relation-note", Text(60), "关系说明|GXSM"),
    (GuardianField::EthnicGroup, "ethnic-group", Code(List::EthnicGroup), "民族|MZM"),
    (GuardianField::Employer, "employer", Text(120), "工作单位|单位|就业单位|GZDW|employer"),
    (GuardianField::Address, "address", Text(200), "现住址|住址|居住地址|地址|address"),
    (GuardianField::Household, "household", Place, "户口所在地|户籍所在地|户籍地"),
    (
        GuardianField::Phone,
        "phone",
        Phone,
        "联系电话|电话|手机|手机号|手机号码|联系方式|电话号码|LXDH|phone|mobile|sms",
    ),
    (GuardianField::IsGuardian, "is-guardian", Code(List::YesNo), "是否监护人|SFJHR"),
    (GuardianField::IdType, "id-type", Code(List::IdType), "证件类型|身份证件类型|身份证类型|SFZJLXM"),
    (
        GuardianField::IdNumber,
        "id-number",
        IdNumber,
        "证件号|身份证件号|身份证号|身份证号码|证件号码|身份证|身份证件号码|SFZJH|id number",
    ),
    (GuardianField::Occupation, "occupation", Text(60), "职务|职业|工作|从事职业|ZW|occupation"),
];

static BY_KEY: LazyLock<HashMap<&'static str, &'static Spec>> =
    LazyLock::new(|| SPECS.iter().map(|spec| (spec.key, spec)).collect());

static BY_FIELD: LazyLock<HashMap<Field, &'static Spec>> =
    LazyLock::new(|| SPECS.iter().map(|spec| (spec.field, spec)).collect());

/// All fields of the pupil, in the order of the national roll as far as it has them.
#[must_use]
pub fn all() -> &'static [Spec] {
    SPECS
}

/// The guardian's field whose header the text is, once the guardian is told: `电话` of `父亲电话`.
#[must_use]
pub fn guardian_part(text: &str) -> Option<GuardianField> {
    GUARDIAN
        .iter()
        .find(|(.., names)| names.split('|').any(|name| squeeze(name) == text))
        .map(|(field, ..)| *field)
}

impl GuardianField {
    fn key(self) -> &'static str {
        GUARDIAN.iter().find(|(field, ..)| *field == self).map_or("name", |(_, key, ..)| key)
    }

    fn shape(self) -> Shape {
        GUARDIAN
            .iter()
            .find(|(field, ..)| *field == self)
            .map_or(Shape::PersonName, |(_, _, shape, _)| *shape)
    }
}

impl Field {
    fn spec(self) -> Option<&'static Spec> {
        BY_FIELD.get(&self).copied()
    }

    /// Its name in saved mappings: `born-on`, `guardian1-phone`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Guardian(nth, field) => format!("guardian{nth}-{}", field.key()),
            own => own.spec().map_or_else(String::new, |spec| spec.key.to_owned()),
        }
    }

    /// The field of a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        if let Some(spec) = BY_KEY.get(key) {
            return Some(spec.field);
        }
        let (nth, part) = key.strip_prefix("guardian")?.split_once('-')?;
        let nth = nth.parse().ok().filter(|nth| (1..=GUARDIANS).contains(nth))?;
        GUARDIAN.iter().find(|(_, key, ..)| *key == part).map(|(field, ..)| Self::Guardian(nth, *field))
    }

    #[must_use]
    pub fn shape(self) -> Shape {
        match self {
            Self::Guardian(_, field) => field.shape(),
            own => own.spec().map_or(Text(200), |spec| spec.shape),
        }
    }

    #[must_use]
    pub fn need(self) -> Need {
        self.spec().map_or(Need::Free, |spec| spec.need)
    }

    /// How closely the field is kept. All that tells of a guardian is family fact, so L2.
    #[must_use]
    pub fn level(self) -> Level {
        self.spec().map_or(Level::L2, |spec| spec.level)
    }

    /// Its name for people: `roster-field-…`, with the guardian's place as `n`.
    #[must_use]
    pub fn name(self) -> Message {
        match self {
            Self::Guardian(nth, field) => {
                let key = guardian_label(field);
                Message::new(key).with("n", nth.to_string())
            }
            own => Message::new(label_key(own)),
        }
    }

    /// A value of the field as it may stand in a message or on a screen: numbers of people masked.
    #[must_use]
    pub fn shown(self, value: &str) -> String {
        match self.shape() {
            Shape::IdNumber | Shape::RollNumber => id_number::mask(value),
            Shape::Phone => phones::mask(value),
            _ => value.chars().take(60).collect(),
        }
    }
}

static LABELS: LazyLock<HashMap<Field, &'static str>> = LazyLock::new(|| {
    let key = |key: &str| -> &'static str { Box::leak(format!("roster-field-{key}").into_boxed_str()) };
    let own = SPECS.iter().map(|spec| (spec.field, key(spec.key)));
    let guardian = GUARDIAN
        .iter()
        .map(|(field, part, ..)| (Field::Guardian(1, *field), key(&format!("guardian-{part}"))));
    own.chain(guardian).collect()
});

fn label_key(field: Field) -> &'static str {
    LABELS.get(&field).copied().unwrap_or("roster-field-name")
}

fn guardian_label(field: GuardianField) -> &'static str {
    label_key(Field::Guardian(1, field))
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let key = String::deserialize(from)?;
        Self::of_key(&key).ok_or_else(|| serde::de::Error::custom(format!("unknown field {key}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_key() {
        for spec in all() {
            assert_eq!(Field::of_key(spec.key), Some(spec.field));
            assert_eq!(spec.field.key(), spec.key);
        }
        let phone = Field::Guardian(2, GuardianField::Phone);
        assert_eq!(phone.key(), "guardian2-phone");
        assert_eq!(Field::of_key("guardian2-phone"), Some(phone));
        assert_eq!(Field::of_key("guardian9-phone"), None);
    }

    #[test]
    fn what_touches_family_health_and_aid_is_kept_closely() {
        assert_eq!(Field::Name.level(), Level::L0);
        assert_eq!(Field::IdNumber.level(), Level::L2);
        assert_eq!(Field::Guardian(1, GuardianField::Name).level(), Level::L2);
        assert_eq!(Field::Orphan.level(), Level::L3Aid);
        assert_eq!(Field::Disability.level(), Level::L3Medical);
    }

    #[test]
    fn all_fields_of_the_national_roll_are_there() {
        let list = include_str!("../../tests/data/xueji_student_fields.csv");
        for line in list.lines().skip(1).filter(|line| !line.contains("家庭成员或监护人")) {
            let header = line.split(',').nth(1).unwrap();
            assert!(all().iter().any(|spec| spec.header == header), "{header}");
        }
    }
}
