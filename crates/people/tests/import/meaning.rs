//! Cases of meaning of the import corpus (trust paper, section 7) that are about persons and schools: each gets a
//! clear verdict on the way from the file to the report. The other numbers are in `documents/tests/corpus`.

use language::Lang;
use people::import::{Options, Report, Sent, import_roster};
use people::roster::id_number::check_character;

use crate::world::{HEADER, ONE, World, line, list};

/// One row made from an ordinary one: which column holds what instead.
struct Case {
    /// The number in the paper.
    id: &'static str,
    what: &'static str,
    /// Column, counted from 0, and what stands in it.
    cells: Vec<(usize, String)>,
    /// What becomes of the row, and the message that says why.
    fate: &'static str,
    key: Option<&'static str>,
}

const NAME: usize = 1;
const BORN: usize = 3;
const ID: usize = 4;
const CLASS: usize = 6;

fn case(
    id: &'static str,
    what: &'static str,
    cells: &[(usize, &str)],
    (fate, key): (&'static str, Option<&'static str>),
) -> Case {
    let cells = cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect();
    Case { id, what, cells, fate, key }
}

/// A number of this region and birth whose last character is the right one.
fn number(first17: &str) -> String {
    format!("{first17}{}", check_character(first17).unwrap())
}

/// A number that ends in X.
fn with_x() -> String {
    (1..1000)
        .step_by(2)
        .map(|n| number(&format!("33010620140301{n:03}")))
        .find(|own| own.ends_with('X'))
        .unwrap()
}

fn cases() -> Vec<Case> {
    let x = with_x();
    let wrong = x.replace('X', "0");
    let (hong_kong, taiwan) = (number("81000020140301001"), number("83000020140301003"));
    let doubt = |key| ("doubtful", Some(key));
    let refused = |key| ("refused", Some(key));
    let taken = ("new", None);
    vec![
        case(
            "56",
            "an ID number that lost its digits",
            &[(ID, "330106201403010000")],
            refused("roster-digits-lost"),
        ),
        case("57", "an ID number in scientific form", &[(ID, "3.30106E+17")], refused("roster-digits-lost")),
        case("58", "apostrophe, spaces, full width", &[(ID, &format!("' {} ", x.replace('3', "３")))], taken),
        case("59", "lower-case x", &[(ID, &x.to_lowercase())], taken),
        case("60", "wrong check digit", &[(ID, &wrong)], refused("roster-id-checksum")),
        case("61", "15-digit old number", &[(ID, "330106800101001")], doubt("roster-born-age")),
        case("62a", "residence permit, Hong Kong", &[(ID, &hong_kong)], taken),
        case("62b", "residence permit, Taiwan", &[(ID, &taiwan)], taken),
        case("62c", "a passport", &[(ID, "E12345678")], doubt("roster-id-other-document")),
        case(
            "63",
            "birth date contradicts",
            &[(ID, &x), (BORN, "2014-03-02")],
            refused("roster-born-not-id"),
        ),
        case("66a", "2014.3.1", &[(ID, &x), (BORN, "2014.3.1")], taken),
        case("66b", "2014年3月1日", &[(ID, &x), (BORN, "2014年3月1日")], taken),
        case("66c", "a date with two meanings", &[(ID, ""), (BORN, "3/1/14")], doubt("roster-date-likely")),
        case("72a", "the dot of a keyboard", &[(NAME, "阿依古丽•买买提")], taken),
        case("72b", "the dot of Japan", &[(NAME, "阿依古丽・买买提")], taken),
        case("73a", "a rare character of Ext B", &[(NAME, "王𠮷")], taken),
        case("73b", "a private character", &[(NAME, "王\u{E000}")], refused("roster-name-private")),
        case("73c", "a variation selector", &[(NAME, "王葛\u{E0100}")], taken),
        case(
            "74",
            "a radical that looks like a character",
            &[(NAME, "王\u{2F00}")],
            doubt("roster-name-look-alike"),
        ),
        case("75a", "a zero-width space", &[(NAME, "王\u{200B}一")], refused("roster-name-invisible")),
        case("75b", "text running backwards", &[(NAME, "王\u{202E}一")], refused("roster-name-invisible")),
        case("75c", "a byte order mark inside", &[(NAME, "王\u{FEFF}一")], refused("roster-name-invisible")),
        case("76", "full-width blanks and a tab", &[(NAME, "　王　一\t")], taken),
        case(
            "52",
            "a formula of another program in a name",
            &[(NAME, "=cmd|'/c calc'!A1")],
            refused("roster-name-strange"),
        ),
        case("89", "a formula in full width", &[(NAME, "＝1+1")], refused("roster-name-strange")),
        case("90", "mojibake", &[(NAME, "çŽ‹å°\u{8f}æ˜Ž")], refused("roster-name-invisible")),
        case("31", "test as a name", &[(NAME, "测试")], doubt("roster-name-placeholder")),
        case("71", "a class without a number", &[(CLASS, "火箭班")], doubt("roster-class-name")),
    ]
}

fn row(nth: u32, cells: &[(usize, String)]) -> String {
    let mut texts: Vec<String> = line(nth).split(',').map(str::to_owned).collect();
    for (column, text) in cells {
        texts[*column].clone_from(text);
    }
    texts.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(",")
}

async fn read(world: &World, text: &str, dry_run: bool) -> Report {
    let options = Options { map: None, dry_run, take_doubtful: false, lang: Lang::ZhHans };
    let sent = vec![Sent { name: "名单.csv".to_owned(), bytes: text.as_bytes().to_vec() }];
    import_roster(&world.app, ONE, &world.tools.reader, sent, &options).await.unwrap()
}

#[tokio::test]
async fn every_case_of_meaning_gets_its_verdict() {
    let world = World::sqlite().await;
    let mut wrong = Vec::new();
    for Case { id, what, cells, fate, key } in cases() {
        let report = read(&world, &format!("{HEADER}\n{}\n", row(1, &cells)), true).await;
        let json = serde_json::to_value(&report).unwrap();
        let found = ["new", "doubtful", "refused"].into_iter().find(|fate| json["counts"][fate] == 1);
        let keys: Vec<&str> =
            json["rows"].as_array().unwrap().iter().map(|r| r["key"].as_str().unwrap()).collect();
        let said = key.is_none_or(|key| keys.contains(&key)) && (key.is_some() || keys.is_empty());
        if found != Some(fate) || !said {
            wrong.push(format!("{id} {what}: {found:?} {keys:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// 68, 69: twins in the sheet.
#[tokio::test]
async fn two_rows_of_one_name_or_number_are_told() {
    let world = World::sqlite().await;
    let name = line(1).split(',').nth(1).unwrap().to_owned();
    let same_name = row(4, &[(NAME, name)]);
    let report = read(&world, &format!("{HEADER}\n{}\n{same_name}\n", line(1)), true).await;
    assert_eq!(
        (report.counts.doubtful, report.rows.iter().next().unwrap().key.as_str()),
        (2, "roster-twice-name-class")
    );
    let id = line(1).split(',').nth(4).unwrap().to_owned();
    let report = read(&world, &format!("{HEADER}\n{}\n{}\n", line(1), row(4, &[(ID, id)])), true).await;
    let keys: Vec<String> = report.rows.iter().map(|reason| reason.key).collect();
    assert!(report.counts.refused > 0 && keys.contains(&"roster-twice-id".to_owned()), "{keys:?}");
}

/// 78, 80: titles over the header, a sum and a signature under the rows.
#[tokio::test]
async fn what_stands_round_the_table_is_no_student() {
    let world = World::sqlite().await;
    let text =
        format!("春雨小学六年级花名册\n\n{}合计,3,,,,,,,,,,,\n制表人：周老师,,,,,,,,,,,,\n", list(0..3));
    let report = read(&world, &text, true).await;
    assert_eq!((report.counts.new, report.counts.doubtful, report.counts.refused), (3, 0, 0), "{report:?}");
}

/// 83, 84: last year's list and an empty one would send many away; neither does so by itself.
#[tokio::test]
async fn last_years_list_and_an_empty_one_send_nobody_away() {
    let world = World::sqlite().await;
    read(&world, &list(0..30), false).await;
    let old = read(&world, &list(21..60), false).await;
    assert!(old.many_leave && old.leavers == 21, "{old:?}");
    let empty = read(&world, &format!("{HEADER}\n"), false).await;
    assert_eq!((empty.counts.new, empty.done.map(|done| done.left)), (0, Some(0)), "{empty:?}");
    let here = "select count(*) from student where school_id = 1 and left_on = '9999-12-31'";
    assert_eq!(world.count(here).await, 60);
}
