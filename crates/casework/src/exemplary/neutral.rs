//! Neutral words in the place of what tells who a child is: names of children, family and staff, the school, classes,
//! places, days, numbers. What is certain is replaced; what only looks like it is pointed out, for a person to judge.

use std::collections::{HashMap, HashSet};

use kernel::keyed;
use people::roster::regions;

keyed! {
    /// What a piece of text tells.
    What {
        /// The child's own name.
        Child = "child",
        /// A member of the family.
        Family = "family",
        /// Another child.
        Student = "student",
        /// Somebody of the staff.
        Staff = "staff",
        /// The school.
        School = "school",
        /// A class.
        Class = "class",
        /// A grade of primary school.
        Primary = "primary",
        /// A grade of middle school.
        Middle = "middle",
        /// A place of the list of regions.
        Place = "place",
        /// A day, a month of a year, a year.
        Day = "day",
        /// A telephone, identity or other long number.
        Number = "number",
        /// It may be somebody's given name or what somebody is called.
        Called = "called",
        /// It may be a village, a town, a firm.
        PlaceLike = "place-like",
        /// It may be a number that somebody knows.
        Digits = "digits",
        /// It may be an address or an account.
        Account = "account",
    }
}

impl What {
    /// Certain enough to be replaced without asking.
    #[must_use]
    pub fn is_certain(self) -> bool {
        !matches!(self, Self::Called | Self::PlaceLike | Self::Digits | Self::Account)
    }

    /// Whether it is somebody's full name, known to the school.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::Child | Self::Family | Self::Student | Self::Staff)
    }
}

/// The names that must not stand in the text.
#[derive(Debug, Default)]
pub struct Known {
    names: HashMap<char, Vec<(Vec<char>, What)>>,
    surnames: HashSet<char>,
}

/// Surnames that are everyday words as well: 由于老师 is no 于老师.
const EVERYDAY: &str = "于时和向同任常成安都从当有来后会过经方平万能强家边单党干支生双宁相明解";
/// Titles of staff.
const STAFF: [&str; 4] = ["老师", "老師", "主任", "校长"];
/// Titles of others.
const OTHERS: [&str; 14] = [
    "同学", "同學", "叔叔", "阿姨", "奶奶", "爷爷", "大爷", "大妈", "伯伯", "书记", "医生", "警官", "村长",
    "家的",
];
/// Ends of names of places and firms.
const ENDS: [&str; 14] =
    ["村", "镇", "鎮", "乡", "鄉", "屯", "寨", "街道", "小区", "中学", "医院", "派出所", "公司", "工厂"];
/// Words that stand before the name of a place and are no part of it.
const BEFORE: &str = "在到去从從住回是的了和来來往离離跟同我他她它";
/// Words that end so and name no place.
const NO_PLACES: [&str; 12] =
    ["农村", "乡村", "山村", "全村", "本村", "家乡", "故乡", "老乡", "城镇", "乡镇", "县医院", "上中学"];

impl Known {
    /// Adds a name.
    pub fn add(&mut self, name: &str, what: What) {
        let chars: Vec<char> = name.trim().chars().collect();
        let Some(first) = chars.first().copied().filter(|_| chars.len() > 1) else { return };
        if what.is_name() && is_han(first) {
            self.surnames.insert(first);
        }
        let known = self.names.entry(first).or_default();
        if known.iter().all(|(there, _)| *there != chars) {
            known.push((chars, what));
            known.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
    }

    /// Adds the school's name, and the town in it: 清溪镇九年制学校, 清溪镇, 清溪.
    pub fn add_school(&mut self, name: &str) {
        self.add(name, What::School);
        let town = name.char_indices().find(|(_, sign)| "镇鎮乡鄉县縣市区區".contains(*sign));
        let Some((at, sign)) = town.filter(|(at, _)| *at > 0) else { return };
        self.add(name.get(..at + sign.len_utf8()).unwrap_or_default(), What::Place);
        self.add(name.get(..at).unwrap_or_default(), What::Place);
    }

    /// Adds the village, the town and the street of an address at home: neighbours know a child by them.
    pub fn add_home(&mut self, address: &str) {
        let signs: Vec<char> = address.chars().collect();
        for hit in hits(address, self).into_iter().filter(|hit| hit.what == What::PlaceLike) {
            let place: String = signs.iter().skip(hit.from).take(hit.len).collect();
            self.add(&place, What::Place);
        }
    }

    /// Adds a person's name and what he or she is called by it: 陈雨桐, 雨桐, 小桐.
    pub fn add_person(&mut self, name: &str, what: What) {
        self.add(name, what);
        let chars: Vec<char> = name.trim().chars().collect();
        if !chars.iter().all(|sign| is_han(*sign)) {
            return;
        }
        if let ([_, last], What::Child) = (chars.as_slice(), what) {
            ["小", "阿"].iter().for_each(|before| self.add(&format!("{before}{last}"), What::Child));
        }
        if chars.len() < 3 {
            return;
        }
        let given: String = chars.iter().skip(chars.len() - 2).collect();
        let last = chars.last().copied().unwrap_or_default();
        match what {
            What::Child => {
                let short = [given, format!("小{last}"), format!("阿{last}")];
                short.iter().for_each(|one| self.add(one, What::Child));
            }
            _ => self.add(&given, What::Called),
        }
    }
}

/// A piece of the text: from, length, what it tells. In characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The first character.
    pub from: usize,
    /// How many.
    pub len: usize,
    /// What it tells.
    pub what: What,
}

type Finder = fn(&[char], &Known) -> Option<(usize, What)>;

/// The longest match at a place counts; of two equally long ones the first of these.
const FINDERS: [Finder; 10] =
    [name, titled, day, class, place, number, nickname, introduced, place_like, account];

/// All pieces that tell something, from the beginning to the end; none overlaps another.
#[must_use]
pub fn hits(text: &str, known: &Known) -> Vec<Hit> {
    let signs: Vec<char> = text.chars().collect();
    let (mut all, mut from) = (Vec::new(), 0);
    while let Some(rest) = signs.get(from..).filter(|rest| !rest.is_empty()) {
        let found = FINDERS.iter().rev().filter_map(|finder| finder(rest, known)).max_by_key(|(len, _)| *len);
        match found {
            Some((len, what)) => {
                all.push(Hit { from, len, what });
                from += len.max(1);
            }
            None => from += 1,
        }
    }
    all
}

/// The text cut into pieces: each with what it tells, if anything.
#[must_use]
pub fn pieces(text: &str, known: &Known) -> Vec<(String, Option<What>)> {
    let signs: Vec<char> = text.chars().collect();
    let cut =
        |from: usize, until: usize| signs.get(from..until).unwrap_or_default().iter().collect::<String>();
    let (mut all, mut from) = (Vec::new(), 0);
    for hit in hits(text, known) {
        all.push((cut(from, hit.from), None));
        all.push((cut(hit.from, hit.from + hit.len), Some(hit.what)));
        from = hit.from + hit.len;
    }
    all.push((cut(from, signs.len()), None));
    all.retain(|(piece, _)| !piece.is_empty());
    all
}

/// The text with neutral words in the place of what is certain; `word` gives the word. Twice is once.
#[must_use]
pub fn neutral(text: &str, known: &Known, word: impl Fn(What) -> String) -> String {
    let put = |(piece, what): (String, Option<What>)| match what.filter(|what| what.is_certain()) {
        Some(what) => word(what),
        None => piece,
    };
    pieces(text, known).into_iter().map(put).collect()
}

fn is_han(sign: char) -> bool {
    people::roster::text::is_han(sign)
}

fn starts(rest: &[char], word: &str) -> Option<usize> {
    let len = word.chars().count();
    let same = rest.len() >= len && word.chars().zip(rest).all(|(a, b)| a == *b);
    same.then_some(len)
}

fn one_of(rest: &[char], words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| starts(rest, word))
}

fn name(rest: &[char], known: &Known) -> Option<(usize, What)> {
    let names = known.names.get(rest.first()?)?;
    let (name, what) = names.iter().find(|(name, _)| rest.starts_with(name))?;
    // 陈静老师 is one person of the staff, not "a teacher" and 老师 again.
    let titles: &[&str] = match what {
        What::Staff => &STAFF,
        What::Child | What::Student => &["同学", "同學"],
        _ => &[],
    };
    let title = rest.get(name.len()..).and_then(|after| one_of(after, titles)).unwrap_or(0);
    Some((name.len() + title, *what))
}

/// 叫赵大海: somebody is called by a name that the school does not know.
fn introduced(rest: &[char], known: &Known) -> Option<(usize, What)> {
    let ([before, surname], after) = rest.split_first_chunk()?;
    let is_name = *before == '叫' && known.surnames.contains(surname) && !EVERYDAY.contains(*surname);
    let given = run(after.get(..2).unwrap_or(after), is_han);
    (is_name && given > 0).then_some((2 + given, What::Called))
}

fn titled(rest: &[char], known: &Known) -> Option<(usize, What)> {
    let (first, after) = rest.split_first()?;
    if !known.surnames.contains(first) {
        return None;
    }
    let certain = !EVERYDAY.contains(*first);
    if let Some(len) = one_of(after, &STAFF) {
        return Some((len + 1, if certain { What::Staff } else { What::Called }));
    }
    let len = one_of(after, &OTHERS).filter(|_| certain)?;
    Some((len + 1, What::Called))
}

fn nickname(rest: &[char], known: &Known) -> Option<(usize, What)> {
    let ([first, second], _) = rest.split_first_chunk()?;
    let called = "小阿老".contains(*first) && known.surnames.contains(second) && !EVERYDAY.contains(*second);
    called.then_some((2, What::Called))
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || ('０'..='９').contains(&sign)
}

fn run(rest: &[char], of: impl Fn(char) -> bool) -> usize {
    rest.iter().take_while(|sign| of(**sign)).count()
}

fn is_numeral(sign: char) -> bool {
    "〇零一二三四五六七八九十".contains(sign)
}

/// Figures or numerals, then a unit with blanks between: how long, how many figures.
fn counted(rest: &[char], units: &str) -> Option<(usize, usize)> {
    let figures = run(rest, is_digit).max(run(rest, is_numeral));
    let blanks = run(rest.get(figures..)?, |sign| sign == ' ');
    let unit = rest.get(figures + blanks)?;
    (figures > 0 && units.contains(*unit)).then_some((figures + blanks + 1, figures))
}

fn day(rest: &[char], _: &Known) -> Option<(usize, What)> {
    let with_signs = ['-', '/', '.'].iter().find_map(|sign| dated(rest, *sign));
    let in_words = || {
        let year = counted(rest, "年").filter(|(_, figures)| *figures == 4).map_or(0, |(len, _)| len);
        let after = |len: usize| len + run(rest.get(len..).unwrap_or_default(), |sign| sign == ' ');
        let month = rest.get(after(year)..).and_then(|rest| counted(rest, "月")).filter(|(_, n)| *n <= 2);
        let until = month.map_or(year, |(len, _)| after(year) + len);
        let day = rest.get(after(until)..).and_then(|rest| counted(rest, "日号號")).filter(|(_, n)| *n <= 3);
        let until = day.filter(|_| month.is_some()).map_or(until, |(len, _)| after(until) + len);
        (until > 0).then_some(until)
    };
    with_signs.or_else(in_words).map(|len| (len, What::Day))
}

/// `2026-11-20`
fn dated(rest: &[char], sign: char) -> Option<usize> {
    let mut len = run(rest, is_digit);
    let mut parts = usize::from(len == 4);
    while parts > 0 && rest.get(len) == Some(&sign) {
        let figures = run(rest.get(len + 1..)?, is_digit);
        if !(1..=2).contains(&figures) {
            break;
        }
        (len, parts) = (len + 1 + figures, parts + 1);
    }
    (parts == 3).then_some(len)
}

fn class(rest: &[char], _: &Known) -> Option<(usize, What)> {
    let grade = grade(rest);
    let from = grade.map_or(0, |(len, _)| len);
    let after = rest.get(from..)?;
    let open = usize::from(after.first().is_some_and(|sign| "（(".contains(*sign)));
    let inside = after.get(open..)?;
    let figures = run(inside, is_digit).max(run(inside, is_numeral));
    let close = inside.get(figures..)?;
    let ends = usize::from(close.first().is_some_and(|sign| "）)".contains(*sign)));
    let is_class = (1..=3).contains(&figures) && open == ends && close.get(ends) == Some(&'班');
    if is_class { Some((from + open + figures + ends + 1, What::Class)) } else { grade }
}

/// 七年级, 初一
fn grade(rest: &[char]) -> Option<(usize, What)> {
    if rest.first() == Some(&'初') && rest.get(1).is_some_and(|sign| "一二三".contains(*sign)) {
        return Some((2, What::Middle));
    }
    let word = rest.get(1..).and_then(|after| one_of(after, &["年级", "年級"]))?;
    let sign = rest.first()?;
    let number = "一二三四五六七八九".chars().position(|one| one == *sign).map(|at| at + 1);
    let number = number.or_else(|| sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok()))?;
    Some((word + 1, if number > 6 { What::Middle } else { What::Primary }))
}

fn place(rest: &[char], _: &Known) -> Option<(usize, What)> {
    let head: String = rest.iter().take(regions::LONGEST).collect();
    regions::leading(&head).map(|len| (len, What::Place))
}

fn number(rest: &[char], _: &Known) -> Option<(usize, What)> {
    let figures = run(rest, is_digit);
    let end = usize::from(figures > 15 && rest.get(figures).is_some_and(|sign| "Xx".contains(*sign)));
    match figures {
        0..3 => None,
        3..5 => Some((figures, What::Digits)),
        _ => Some((figures + end, What::Number)),
    }
}

fn place_like(rest: &[char], _: &Known) -> Option<(usize, What)> {
    let long =
        rest.first().is_some_and(|first| !BEFORE.contains(*first)).then(|| place_of(rest, 3)).flatten();
    long.or_else(|| place_of(rest, 2)).map(|len| (len, What::PlaceLike))
}

/// How long a place is whose name has so many signs before 村, 镇 ….
fn place_of(rest: &[char], name: usize) -> Option<usize> {
    let (head, after) = rest.split_at_checked(name)?;
    let end = one_of(after, &ENDS).filter(|_| head.iter().all(|sign| is_han(*sign)))?;
    let whole: String = rest.iter().take(name + end).collect();
    let common = NO_PLACES.iter().any(|word| whole.ends_with(word));
    (!common).then_some(name + end)
}

/// Letters and figures mixed, or an address with @.
fn account(rest: &[char], _: &Known) -> Option<(usize, What)> {
    let len = run(rest, |sign| sign.is_ascii_alphanumeric() || "_@.-".contains(sign));
    let part = rest.get(..len)?;
    let has = |of: &dyn Fn(&char) -> bool| part.iter().any(of);
    let mixed = has(&|sign| sign.is_ascii_alphabetic()) && has(&|sign| sign.is_ascii_digit() || *sign == '@');
    (len >= 5 && mixed).then_some((len, What::Account))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let mut known = Known::default();
        known.add_person("陈雨桐", What::Child);
        known.add_person("陈大山", What::Family);
        known.add_person("赵小川", What::Student);
        known.add_person("林慧", What::Staff);
        known.add_person("于丽", What::Staff);
        known.add_person("阿依古丽·买买提", What::Student);
        known.add_school("清溪镇九年制学校");
        known.add_home("贵州省遵义市云顶坪村二组 3 号");
        known
    }

    // M5
    #[test]
    fn a_child_whose_name_has_two_signs_is_not_told_by_what_it_is_called() {
        let mut known = Known::default();
        known.add_person("赵堃", What::Child);
        for text in ["小堃", "阿堃", "赵堃同学"] {
            assert_eq!(neutral(text, &known, |what| format!("[{}]", what.key())), "[child]", "{text}");
        }
    }

    fn neutral_text(text: &str) -> String {
        neutral(text, &known(), |what| format!("[{}]", what.key()))
    }

    // M5
    #[test]
    fn names_school_class_place_days_and_numbers_give_way_to_neutral_words() {
        for (text, neutral) in [
            ("陈雨桐在七年级（2）班", "[child]在[class]"),
            ("雨桐和小桐是一个人", "[child]和[child]是一个人"),
            ("她爸爸陈大山在广东省打工，妈妈在遵义市", "她爸爸[family]在[place]打工，妈妈在[place]"),
            ("和赵小川、阿依古丽·买买提一起", "和[student]、[student]一起"),
            ("林慧老师和赵小川同学都来了", "[staff]和[student]都来了"),
            ("她家在云顶坪村，去过云顶坪村", "她家在[place]，去过[place]"),
            ("林老师2026年9月10日去了", "[staff][day]去了"),
            ("11 月 20 日、十一月二十日、2026-11-20", "[day]、[day]、[day]"),
            ("电话16012345678，身份证52050120120304123X", "电话[number]，身份证[number]"),
            ("清溪镇九年制学校初一3班，在清溪", "[school][class]，在[place]"),
            ("七年级时、三年级时", "[middle]时、[primary]时"),
        ] {
            assert_eq!(neutral_text(text), neutral, "{text}");
            assert_eq!(neutral_text(&neutral_text(text)), neutral, "twice is once: {text}");
        }
    }

    #[test]
    fn everyday_words_stay() {
        for text in [
            "由于老师的陪伴，他三年来进步很大",
            "小时候住在农村",
            "每天十分钟，一个月后好多了",
            "他考了98分，用了12次",
        ] {
            assert_eq!(neutral_text(text), text);
            assert!(hits(text, &known()).iter().all(|hit| hit.what == What::Called), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_name_or_place_is_pointed_out_and_stays() {
        for (text, doubt) in [
            ("后来小川常来", ("小川", What::Called)),
            ("住在青石村", ("青石村", What::PlaceLike)),
            ("他家在白云顶村", ("白云顶村", What::PlaceLike)),
            ("她外公叫赵大海", ("叫赵大海", What::Called)),
            ("房间号是302", ("302", What::Digits)),
            ("微信abc12345", ("abc12345", What::Account)),
            ("赵叔叔来接", ("赵叔叔", What::Called)),
        ] {
            assert_eq!(neutral_text(text), text);
            let found = pieces(text, &known()).into_iter().find_map(|(piece, what)| Some((piece, what?)));
            assert_eq!(found, Some((doubt.0.to_owned(), doubt.1)), "{text}");
        }
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        let text = "陈雨桐，七年级（2）班，16012345678。她爱画画。";
        assert_eq!(pieces(text, &known()).into_iter().map(|(piece, _)| piece).collect::<String>(), text);
    }
}
