//! R1: the export of the national school roll with all its fifty fields, in every form in which schools have it.

use documents::excel::{Column, Kind, Sheet, Value, Workbook};
use documents::model::Lang as DocumentLang;
use language::Lang;
use people::import::{Options, Report, Sent, import_roster};

use crate::world::{ONE, TODAY, World, id_number};

const FIELDS: &str = include_str!("../data/xueji_student_fields.csv");
const ROWS: u32 = 12;

/// Whether the cells hold words or codes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Labels,
    Codes,
}

/// The header: a column for each field, twelve for each of the two guardians, as the list of fields names them.
fn header() -> Vec<String> {
    let mut header = Vec::new();
    for line in FIELDS.lines().skip(1) {
        let name = line.split(',').nth(1).unwrap();
        match name.split_once(' ') {
            None => header.push(name.to_owned()),
            Some((guardian, parts)) => {
                let parts = if parts.contains('/') { parts } else { GUARDIAN };
                header.extend(parts.split('/').map(|part| format!("{guardian}{part}")));
            }
        }
    }
    header
}

const GUARDIAN: &str =
    "姓名/关系/关系说明/民族/工作单位/现住址/户口所在地/联系电话/是否监护人/证件类型/证件号/职务";

/// Words and code of a cell; names that are no longer used among them, where the row is odd.
fn coded(header: &str, nth: u32) -> Option<(&'static str, &'static str)> {
    let old = nth % 2 == 1;
    let yes = if old { ("是", "1") } else { ("否", "0") };
    Some(match header {
        "性别" => ("男", "1"),
        "民族" => {
            if old {
                ("毛难族", "36")
            } else {
                ("汉族", "01")
            }
        }
        "国籍/地区" => ("中国", "CHN"),
        "出生地" | "籍贯" => {
            if old {
                ("浙江省杭州市富阳市", "330183")
            } else {
                ("浙江省杭州市西湖区", "330106")
            }
        }
        "身份证件类型" => ("居民身份证", "1"),
        "港澳台侨外" => ("否", "00"),
        "政治面貌" => ("少先队员", "13"),
        "健康状况" => ("健康或良好", "10"),
        "户口性质" => ("农业户口", "1"),
        "入学方式" => ("就近入学", "11"),
        "就读方式" => {
            if old {
                ("住校", "2")
            } else {
                ("走读", "1")
            }
        }
        "是否留守儿童" => {
            if old {
                ("双亲留守儿童", "2")
            } else {
                ("非留守儿童", "0")
            }
        }
        "残疾人类型" => return None,
        own if own.starts_with("是否") => yes,
        _ => return None,
    })
}

fn text(header: &str, nth: u32) -> String {
    let name = char::from_u32(0x5000 + nth).unwrap();
    match header {
        "姓名" => format!("陈{}", char::from_u32(0x4E00 + nth).unwrap()),
        "出生日期" => id_number(nth).get(6..14).unwrap().to_owned(),
        "身份证件号" => id_number(nth),
        "姓名拼音" => "chen yi".to_owned(),
        "身份证件有效期" => "2020.09.01-2030.09.01".to_owned(),
        "户口所在地" => "浙江省杭州市西湖区文一路 8 号".to_owned(),
        "班内学号" | "学籍辅号" => nth.to_string(),
        "年级" => "六年级".to_owned(),
        "班级" => format!("{}班", nth % 3 + 1),
        "入学年月" => "202009".to_owned(),
        "现住址" | "通信地址" | "家庭地址" => format!("文一路 {nth} 号"),
        "联系电话" => format!("138{nth:08}"),
        "邮政编码" => "310012".to_owned(),
        "电子信箱" => format!("s{nth}@school.example"),
        "主页地址" => "http://school.example".to_owned(),
        "特长" => "画画，跳绳".to_owned(),
        "学生来源" => "正常入学".to_owned(),
        "上下学距离" => "2".to_owned(),
        "上下学交通方式" => "步行".to_owned(),
        _ => guardian(header, nth, name),
    }
}

/// What stands in a guardian's columns: the father first, the mother second.
fn guardian(header: &str, nth: u32, name: char) -> String {
    let Some(rest) = header.strip_prefix("家庭成员或监护人") else { return String::new() };
    let (which, part) = rest.split_at(1);
    let first = which == "1";
    match part {
        "姓名" => format!("{}{name}", if first { "陈大" } else { "李小" }),
        "民族" => "汉族".to_owned(),
        "工作单位" => "春江镇农技站".to_owned(),
        "现住址" | "户口所在地" => "浙江省杭州市西湖区文一路 8 号".to_owned(),
        "联系电话" => format!("{}{nth:08}", if first { 139 } else { 137 }),
        "职务" => "职员".to_owned(),
        _ => String::new(),
    }
}

fn cell(header: &str, nth: u32, written: Written) -> String {
    let (part, relation) = match header.strip_prefix("家庭成员或监护人").map(|rest| rest.split_at(1))
    {
        Some((which, part)) => (part, if which == "1" { ("父亲", "51") } else { ("母亲", "52") }),
        None => ("", ("", "")),
    };
    let pair = match part {
        "关系" => Some(relation),
        "是否监护人" => Some(("是", "1")),
        "证件类型" => Some(("居民身份证", "1")),
        "民族" => Some(("汉族", "01")),
        "" => coded(header, nth),
        _ => None,
    };
    match (pair, written) {
        (Some((label, _)), Written::Labels) => label.to_owned(),
        (Some((_, code)), Written::Codes) => code.to_owned(),
        (None, _) => text(header, nth),
    }
}

fn rows(written: Written) -> Vec<Vec<String>> {
    let header = header();
    (0..ROWS).map(|nth| header.iter().map(|own| cell(own, nth, written)).collect()).collect()
}

fn comma(written: Written) -> String {
    let line = |cells: &[String]| cells.iter().map(|own| format!("\"{own}\"")).collect::<Vec<_>>().join(",");
    let mut lines = vec![line(&header())];
    lines.extend(rows(written).iter().map(|row| line(row)));
    lines.join("\r\n")
}

fn xlsx(written: Written) -> Vec<u8> {
    let column = |header: String| Column { header, width: 16, kind: Kind::Text };
    let sheet = Sheet {
        name: "学籍".to_owned(),
        title: None,
        columns: header().into_iter().map(column).collect(),
        rows: rows(written).into_iter().map(|row| row.into_iter().map(Value::Text).collect()).collect(),
    };
    let lang = DocumentLang::ZhHans;
    let book = Workbook { title: "学籍".to_owned(), lang, made_on: TODAY, sheets: vec![sheet] };
    documents::excel::write(&book, None).unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

async fn read(world: &World, name: &str, bytes: Vec<u8>, dry_run: bool) -> Report {
    let options = Options { map: None, dry_run, take_doubtful: false, lang: Lang::ZhHans };
    let sent = vec![Sent { name: name.to_owned(), bytes }];
    import_roster(&world.app, ONE, &world.tools.reader, sent, &options).await.unwrap()
}

fn words(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap()
}

/// Every form of the file gives the same students; nothing in it is unknown, doubtful or refused.
#[tokio::test]
async fn fifty_fields_come_in_from_every_form_of_the_file() {
    let columns = header();
    assert_eq!((FIELDS.lines().count(), columns.len()), (51, 48 + 24));
    let world = World::sqlite().await;
    let first = read(&world, "学籍.xlsx", xlsx(Written::Labels), false).await;
    let counts = first.counts;
    assert_eq!((counts.new, counts.doubtful, counts.refused), (12, 0, 0), "{}", words(&first));
    assert_eq!(first.columns.len(), columns.len(), "{:?}", first.columns);
    for (name, bytes) in [
        ("学籍.csv", comma(Written::Labels).into_bytes()),
        ("学籍码.csv", comma(Written::Codes).into_bytes()),
        ("学籍16.csv", utf16(&comma(Written::Codes))),
        ("学籍国标.csv", gb18030(&comma(Written::Labels))),
        ("学籍国标码.csv", gb18030(&comma(Written::Codes))),
        ("学籍码.xlsx", xlsx(Written::Codes)),
    ] {
        let report = read(&world, name, bytes, true).await;
        assert_eq!(report.counts.same, 12, "{name}: {}", words(&report));
    }
}

/// What was old comes out as what is in use, and every field has its place.
#[tokio::test]
async fn old_names_are_told_as_todays_and_every_cell_is_listed() {
    let world = World::sqlite().await;
    let report = read(&world, "学籍.csv", comma(Written::Labels).into_bytes(), true).await;
    let json = serde_json::to_value(&report).unwrap();
    let new = json["new"].as_array().unwrap();
    assert_eq!(new.len(), 12);
    assert_eq!((&new[1]["row"], &new[1]["student"]), (&3.into(), &"陈丁".into()));
    let cells = new[1]["cells"].as_array().unwrap();
    let value = |field: &str| cells.iter().find(|cell| cell["field"] == field).map(|cell| &cell["value"]);
    assert!(value("ethnic-group").unwrap().as_str().unwrap().contains("毛南族"), "{cells:#?}");
    assert!(value("birth-place").unwrap().as_str().unwrap().contains("330183"), "{cells:#?}");
    let id = value("id-number").unwrap().as_str().unwrap();
    assert!(id.contains('*') && !id.contains(&id_number(1)), "numbers of persons stay masked: {id}");
    let filled = header().iter().filter(|own| !cell(own, 1, Written::Labels).is_empty()).count();
    assert!(cells.len() >= filled, "{} of {filled}", cells.len());
    assert!(cells.iter().any(|cell| cell["cell"] == "A3" && cell["field"] == "name"));
}

mod in_office {
    use super::*;
    use std::process::Command;
    use testkit::engines::SqliteFolder;

    /// The form of before 2007, as an office program writes it.
    fn xls() -> Vec<u8> {
        let folder = SqliteFolder::fresh();
        let file = folder.path().join("roll.xlsx");
        std::fs::write(&file, xlsx(Written::Labels)).unwrap();
        let office = "soffice";
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let mut convert = Command::new(office);
        convert.args([&profile, "--headless", "--convert-to", "xls:MS Excel 97", "--outdir"]);
        assert!(convert.arg(folder.path()).arg(&file).output().unwrap().status.success());
        std::fs::read(folder.path().join("roll.xls")).unwrap()
    }

    #[tokio::test]
    async fn the_form_of_before_2007_gives_the_same_students() {
        let world = World::sqlite().await;
        let first = read(&world, "学籍.xls", xls(), false).await;
        assert_eq!((first.counts.new, first.columns.len()), (12, 72), "{}", words(&first));
        let again = read(&world, "学籍.csv", comma(Written::Codes).into_bytes(), true).await;
        assert_eq!(again.counts.same, 12, "{}", words(&again));
    }
}

/// What a known student's row changes is told with field, old and new.
#[tokio::test]
async fn a_changed_row_says_field_old_and_new() {
    let world = World::sqlite().await;
    read(&world, "学籍.csv", comma(Written::Labels).into_bytes(), false).await;
    let moved = comma(Written::Labels).replace("文一路 5 号", "文二路 5 号");
    let json = serde_json::to_value(read(&world, "学籍.csv", moved.into_bytes(), true).await).unwrap();
    let changed = json["changed"].as_array().unwrap();
    assert_eq!((changed.len(), json["new"].as_array().unwrap().len()), (1, 0), "{json}");
    assert_eq!((&changed[0]["row"], &changed[0]["student"]), (&7.into(), &"陈丅".into()));
    let change = &changed[0]["changes"][0];
    let at = header().iter().position(|own| own == "现住址").unwrap();
    assert_eq!(
        (at, &change["cell"], &change["field"]),
        (27, &"AB7".into(), &"address".into()),
        "{changed:?}"
    );
    assert_eq!((&change["old"], &change["new"]), (&"文一路 5 号".into(), &"文二路 5 号".into()));
    assert_eq!(changed[0]["changes"].as_array().unwrap().len(), 3, "three addresses");
}
