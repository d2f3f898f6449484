//! Roles as schools write them: 班主任 三年级2班；任课教师 三（1）班、三（2）班; 七年级组长; 德育处. The words are those of
//! national and Taiwan usage beside the program's own in three languages.

use access::Role;
use kernel::Day;
use serde::{Deserialize, Serialize};

use crate::roster::class_text::{Placement, read_class, read_grade};
use crate::roster::text::squeeze;

/// Where a role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In the whole school.
    School,
    /// In a grade.
    Grade(i64),
    /// In a class: grade and number.
    Class(i64, i64),
}

/// A role and where it is held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Post {
    /// The key of the role.
    pub role: String,
    /// Where.
    pub place: Place,
}

/// What a cell of roles says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posts {
    /// What was understood.
    pub posts: Vec<Post>,
    /// Words that are no role here: 教研组长.
    pub unknown: Vec<String>,
    /// Roles that need a class or a grade and have none.
    pub placeless: Vec<Role>,
}

/// Words of each role. The longest that stands in a text counts, so that 副班主任 is no 班主任.
const WORDS: &[(Role, &str)] = &[
    (
        Role::Homeroom,
        "班主任|正班主任|班导师|班導師|導師|級任導師|homeroomteacher|homeroom|classteacher|formtutor",
    ),
    (
        Role::Deputy,
        "副班主任|副班|副導師|副导师|deputyhomeroomteacher|deputyhomeroom|assistanthomeroomteacher",
    ),
    (
        Role::SubjectTeacher,
        "任课教师|任课老师|任课|任教|科任教师|科任老师|科任|任課教師|任課老師|任課|科任教師|科任老師|专任教师|專任教師|subjectteacher",
    ),
    (
        Role::GradeLeader,
        "级段长|段长|级长|年级组长|年级主任|年级长|年級主任|年級組長|學年主任|gradeleader|headofgrade|headofyear|yearhead",
    ),
    (
        Role::MoralEducation,
        "德育处主任|德育处|德育主任|德育干事|德育副校长|德育|政教处主任|政教主任|政教处|学生处主任|学生处|德育處|學務主任|學務處|moral-educationoffice|moraleducationoffice|moraleducation",
    ),
    (
        Role::Psychologist,
        "心理教师|心理老师|心理健康教师|心理健康老师|心理辅导教师|心理辅导老师|专职心理教师|心理教師|輔導教師|輔導老師|專任輔導教師|psychologist|counsellor|counselor",
    ),
    (Role::Principal, "校长|校長|principal|headteacher"),
    (Role::Registrar, "档案专员|学籍管理员|学籍专员|学籍员|学籍|檔案專員|學籍管理|註冊組長|註冊組|registrar"),
    (Role::AidOfficer, "资助专员|资助管理员|资助干事|资助|資助專員|助學專員|aidofficer"),
    (Role::Administrator, "系统管理员|平台管理员|系統管理員|systemadministrator|administrator"),
];

/// Titles in which such a word stands, and which are no such role: nobody becomes the principal by a list that says vice.
const OTHERS: &[&str] = &[
    "副校长",
    "副校長",
    "校长助理",
    "校長助理",
    "校长室",
    "校長室",
    "viceprincipal",
    "deputyprincipal",
    "assistantprincipal",
    "德育副主任",
];

/// Subjects that tell, with a class, that somebody teaches it.
const SUBJECTS: &str = "语文|数学|英语|外语|道德与法治|道法|政治|科学|物理|化学|生物|历史|地理|体育|音乐|美术|信息科技|信息技术|信息|劳动|书法|國語|國文|數學|英語|自然|社會|體育|音樂|美勞";

/// The role of a word, when it is nothing else: a header such as 班主任, 任课班级.
#[must_use]
pub fn role_of(header: &str) -> Option<Role> {
    let text = squeeze(header);
    let bare = ["班级", "班級", "年级", "年級", "class", "classes"]
        .iter()
        .find_map(|ending| text.strip_suffix(ending))
        .filter(|bare| !bare.is_empty())
        .unwrap_or(&text);
    words().find(|(_, word)| *word == bare || *word == text).map(|(role, _)| role)
}

fn words() -> impl Iterator<Item = (Role, &'static str)> {
    WORDS.iter().flat_map(|(role, words)| words.split('|').map(move |word| (*role, word)))
}

/// Reads a cell. `role` is that of the column, when the header names one; `beside` the class and grade of the row's own
/// columns, for roles that name none.
#[must_use]
pub fn read(text: &str, role: Option<Role>, beside: (Option<i64>, Option<i64>), today: Day) -> Posts {
    let mut reading =
        Reading { today, beside, role, grade: beside.0, found: Posts::default(), placed: role.is_none() };
    for piece in text
        .split(['；', ';', '，', ',', '、', '\n', '\r', '|'])
        .map(squeeze)
        .filter(|piece| !piece.is_empty())
    {
        reading.piece(&piece);
    }
    reading.close();
    reading.found
}

struct Reading {
    today: Day,
    beside: (Option<i64>, Option<i64>),
    /// The role of which places are told.
    role: Option<Role>,
    /// The grade told last: 三年级1班、2班.
    grade: Option<i64>,
    found: Posts,
    /// Whether the role has a place, or none is waited for.
    placed: bool,
}

impl Reading {
    fn piece(&mut self, piece: &str) {
        if OTHERS.iter().any(|other| piece.contains(other)) {
            return self.found.unknown.push(piece.to_owned());
        }
        let named = words().filter(|(_, word)| piece.contains(word)).max_by_key(|(_, word)| word.len());
        let rest = match named {
            Some((role, word)) => {
                self.close();
                (self.role, self.placed) = (Some(role), false);
                piece.replacen(word, " ", 1)
            }
            None => piece.to_owned(),
        };
        let rest = rest
            .trim_matches([' ', '兼', ':', '：', '-', '—', '·', '/', '(', ')', '担', '任'])
            .replace(' ', "");
        if rest.is_empty() {
            return;
        }
        let (rest, taught) = without_subject(&rest);
        if named.is_none() && taught && self.role != Some(Role::SubjectTeacher) {
            self.close();
            (self.role, self.placed) = (Some(Role::SubjectTeacher), true);
        }
        let known = match self.role {
            Some(role) => rest.is_empty() || self.place(role, &rest),
            None => false,
        };
        if !known {
            self.found.unknown.push(piece.to_owned());
        }
    }

    /// Takes a place for a role; false when the text is none.
    fn place(&mut self, role: Role, text: &str) -> bool {
        let told = read_class(text, None, self.today);
        match role {
            Role::Homeroom | Role::Deputy | Role::SubjectTeacher => {
                let (Some(grade), Some(class)) = (grade(&told).or(self.grade), told.class) else {
                    return false;
                };
                self.grade = Some(grade);
                self.put(role, Place::Class(grade, i64::from(class)));
            }
            Role::GradeLeader => {
                let told = grade(&told).or_else(|| grade(&read_grade(text, None, self.today)));
                let Some(grade) = told.or_else(|| text.parse().ok()).filter(|grade| (1..=12).contains(grade))
                else {
                    return false;
                };
                self.put(role, Place::Grade(grade));
            }
            // 是, √ and the like in a column of the role; any other text is none of its places.
            _ => {
                if !["是", "有", "√", "✓", "1", "y", "yes", "v", "全校", "学校", "學校"].contains(&text)
                {
                    return false;
                }
                self.put(role, Place::School);
            }
        }
        true
    }

    fn put(&mut self, role: Role, place: Place) {
        self.placed = true;
        let post = Post { role: role.key().to_owned(), place };
        if !self.found.posts.contains(&post) {
            self.found.posts.push(post);
        }
    }

    /// Nothing more comes for the role: one for the school has its place, others take that of the row.
    fn close(&mut self) {
        let Some(role) = self.role.filter(|_| !self.placed) else { return };
        match (role, self.beside) {
            (Role::Homeroom | Role::Deputy | Role::SubjectTeacher, (Some(grade), Some(class))) => {
                self.put(role, Place::Class(grade, class));
            }
            (Role::GradeLeader, (Some(grade), _)) => self.put(role, Place::Grade(grade)),
            (Role::Homeroom | Role::Deputy | Role::SubjectTeacher | Role::GradeLeader, _) => {
                self.found.placeless.push(role);
            }
            _ => self.put(role, Place::School),
        }
        self.placed = true;
    }
}

fn grade(told: &Placement) -> Option<i64> {
    told.grade.map(i64::from)
}

/// The text without a subject before or behind it, and whether there was one.
fn without_subject(text: &str) -> (String, bool) {
    let found =
        SUBJECTS.split('|').filter(|subject| text.contains(subject)).max_by_key(|subject| subject.len());
    match found {
        Some(subject) => {
            let rest = text.replacen(subject, "", 1);
            let rest = rest.trim_end_matches("老师").trim_end_matches("教师").trim_end_matches("老師");
            (rest.trim_matches(['(', ')', '-', ':', '课']).to_owned(), true)
        }
        None => (text.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(text: &str) -> (Vec<(String, Place)>, Vec<String>, Vec<Role>) {
        let read = read(text, None, (None, None), jiff::civil::date(2026, 9, 1));
        (read.posts.into_iter().map(|post| (post.role, post.place)).collect(), read.unknown, read.placeless)
    }

    fn posts(text: &str) -> Vec<(String, Place)> {
        let (posts, unknown, placeless) = told(text);
        assert!(unknown.is_empty() && placeless.is_empty(), "{text}: {unknown:?} {placeless:?}");
        posts
    }

    fn homeroom(grade: i64, class: i64) -> (String, Place) {
        ("homeroom".into(), Place::Class(grade, class))
    }

    fn teaches(grade: i64, class: i64) -> (String, Place) {
        ("subject-teacher".into(), Place::Class(grade, class))
    }

    #[test]
    fn a_class_teacher_is_told_in_many_ways() {
        for text in [
            "班主任 三年级2班",
            "三年级2班班主任",
            "班主任：三（2）班",
            "三(2)班 班主任",
            "班主任（302班）",
            "導師 三年2班",
            "班主任 三年级（2）班",
            "Homeroom teacher Grade 3 Class 2",
        ] {
            assert_eq!(posts(text), [homeroom(3, 2)], "{text}");
        }
        assert_eq!(posts("副班主任 三年级2班"), [("deputy".into(), Place::Class(3, 2))]);
    }

    #[test]
    fn several_roles_and_several_classes_stand_in_one_cell() {
        assert_eq!(
            posts("班主任 七年级3班；任课教师 七年级3班、七年级4班、5班；八年级组长"),
            [
                homeroom(7, 3),
                teaches(7, 3),
                teaches(7, 4),
                teaches(7, 5),
                ("grade-leader".into(), Place::Grade(8))
            ]
        );
        assert_eq!(posts("语文 三年级1班、三年级2班"), [teaches(3, 1), teaches(3, 2)]);
        assert_eq!(posts("数学（三1班）"), [teaches(3, 1)]);
        assert_eq!(
            posts("德育处主任，心理老师"),
            [("moral-education".into(), Place::School), ("psychologist".into(), Place::School)]
        );
        assert_eq!(posts("校长"), [("principal".into(), Place::School)]);
        assert_eq!(posts("七年级级段长"), [("grade-leader".into(), Place::Grade(7))]);
    }

    #[test]
    fn what_is_no_role_here_is_said_and_never_guessed() {
        for title in ["副校长", "教研组长", "总务主任", "校长助理", "Vice Principal"] {
            let (posts, unknown, _) = told(title);
            assert!(posts.is_empty() && unknown.len() == 1, "{title}: {posts:?} {unknown:?}");
        }
        let (posts, unknown, _) = told("班主任 三年级2班；教研组长");
        assert_eq!((posts, unknown), (vec![homeroom(3, 2)], vec!["教研组长".to_owned()]));
    }

    #[test]
    fn a_role_without_its_class_takes_that_of_the_row_or_says_so() {
        assert_eq!(told("班主任").2, [Role::Homeroom]);
        let read = read("班主任", None, (Some(3), Some(2)), jiff::civil::date(2026, 9, 1));
        assert_eq!(read.posts.first().unwrap().place, Place::Class(3, 2));
        let read = super::read(
            "三年级2班、4班",
            Some(Role::SubjectTeacher),
            (None, None),
            jiff::civil::date(2026, 9, 1),
        );
        assert_eq!(read.posts.len(), 2);
    }

    #[test]
    fn a_header_may_be_a_role() {
        assert_eq!(role_of("班主任"), Some(Role::Homeroom));
        assert_eq!(role_of("任课班级"), Some(Role::SubjectTeacher));
        assert_eq!(role_of("职务"), None);
    }
}
