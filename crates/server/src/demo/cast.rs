//! The named cast: the same people in tests, screenshots and the manual.

use super::dice::Dice;
use super::texts::section;

/// One of the cast.
pub struct Member {
    /// The post: see `staff`.
    pub post: &'static str,
    /// The name.
    pub name: &'static str,
    /// The sign-in.
    pub sign_in: &'static str,
    /// The role, as the policy names it.
    pub role: &'static str,
    /// For what, in words.
    pub scope: &'static str,
}

const fn member(
    post: &'static str,
    name: &'static str,
    sign_in: &'static str,
    role: &'static str,
    scope: &'static str,
) -> Member {
    Member { post, name, sign_in, role, scope }
}

/// All of them. Every role can sign in.
pub const CAST: &[Member] = &[
    member("homeroom-7-2", "陈静", "chen.jing", "homeroom", "七年级2班"),
    member("homeroom-4-1", "杨帆", "yang.fan", "homeroom", "四年级1班"),
    member("homeroom-9-3", "罗敏", "luo.min", "homeroom", "九年级3班"),
    member("deputy-7-2", "赵磊", "zhao.lei", "deputy", "七年级2班"),
    member("subject-历史-1", "许航", "xu.hang", "subject-teacher", "历史"),
    member("subject-音乐-1", "唐雪", "tang.xue", "mentor", "结对学生"),
    member("subject-体育-1", "马骏", "ma.jun", "mentor", "结对学生"),
    member("subject-美术-1", "冯琳", "feng.lin", "mentor", "结对学生"),
    member("leader-7", "梁志成", "liang.zhicheng", "grade-leader", "七年级"),
    member("moral-1", "林慧", "lin.hui", "moral-education", "全校"),
    member("psychologist-1", "沈若", "shen.ruo", "psychologist", "全校"),
    member("psychologist-2", "苏晴", "su.qing", "psychologist", "全校"),
    member("principal-1", "周文远", "zhou.wenyuan", "principal", "全校"),
    member("principal-2", "顾明", "gu.ming", "principal", "全校"),
    member("registrar-1", "方敏", "fang.min", "registrar", "全校"),
    member("aid-1", "郑秋", "zheng.qiu", "aid-officer", "全校"),
    member("administrator-1", "高山", "gao.shan", "administrator", "系统"),
];

/// A child of the cast.
pub struct Pupil {
    /// The class.
    pub class: (i64, i64),
    /// The name.
    pub name: &'static str,
    /// Girl or boy.
    pub girl: bool,
    /// Ethnic group (GB/T 3304).
    pub ethnic: &'static str,
    /// Whether a case is open for the child.
    pub supported: bool,
}

const fn pupil(class: (i64, i64), name: &'static str, girl: bool, supported: bool) -> Pupil {
    Pupil { class, name, girl, ethnic: "01", supported }
}

/// Children who are always there: the one of the manual, surnames of several readings, a rare character, a dotted
/// name, and three who share one name in three classes.
pub const PUPILS: &[Pupil] = &[
    pupil((7, 2), "林小雨", true, true),
    pupil((7, 2), "曾子轩", false, true),
    pupil((7, 2), "单雨桐", true, true),
    pupil((7, 2), "赵堃", false, true),
    Pupil { class: (7, 2), name: "迪丽娜尔·吐尔逊", girl: true, ethnic: "05", supported: false },
    pupil((7, 2), "张子涵", true, false),
    pupil((4, 1), "张子涵", true, true),
    pupil((9, 3), "张子涵", false, false),
    pupil((4, 1), "解思宁", true, true),
    pupil((4, 1), "孙犇", false, false),
    pupil((9, 3), "查文博", false, true),
    pupil((9, 3), "欧阳雪", true, false),
];

/// The cast's child who stands in this seat of the class.
pub fn pupil_at(class: (i64, i64), seat: i64) -> Option<&'static Pupil> {
    let seat = usize::try_from(seat.saturating_sub(1)).ok()?;
    PUPILS.iter().filter(|pupil| pupil.class == class).nth(seat)
}

/// A password of the demonstration: two words and digits, at least 15 characters, easy to type.
pub fn password(dice: &Dice) -> String {
    let words = section("words");
    loop {
        let text = format!("{}-{}-{}", dice.word(words), dice.word(words), dice.between(1_000, 9_999));
        if text.len() >= 15 {
            return text;
        }
    }
}
