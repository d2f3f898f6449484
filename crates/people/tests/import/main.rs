//! A list comes in (R1, R3), on both engines, as a registrar sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

mod meaning;
mod national;
mod world;

use axum::http::StatusCode;
use db::{Db, args};
use kernel::Day;
use language::Lang;
use people::import::{Options, Sent, What, import_roster};
use people::roster::codes;
use people::roster::fields::{self, Field, Need, Shape};
use testkit::engines::fresh_postgres;
use world::{HEADER, ONE, TWO, World, address, apply, counts, id_number, line, list, read, read_list};

/// R1: the preview comes before anything is written.
#[tokio::test]
async fn nothing_is_written_before_the_second_click() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let before = world.dump().await;
    let page = read_list(&mut registrar, &list(0..40)).await;
    assert_eq!(counts(&page), [40, 0, 0, 0, 0], "{}", page.text());
    assert_eq!(world.dump().await, before);
    let done = apply(&mut registrar, &page, &[]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert_eq!(world.count("select count(*) from student where school_id = 1").await, 40);
    assert_eq!(world.count("select count(*) from enrollment where school_id = 1").await, 40);
    assert_eq!(world.count("select count(*) from guardian where school_id = 1").await, 80);
    assert_eq!(world.count("select count(*) from class where school_id = 1").await, 3);
    assert_eq!(world.count("select count(*) from event where name = 'student.added'").await, 40);
    // A second second click does nothing more.
    apply(&mut registrar, &page, &[]).await;
    assert_eq!(world.count("select count(*) from student where school_id = 1").await, 40);
}

/// R1: a list with headers of its own: the names are found, said, and shown before anything is written.
#[tokio::test]
async fn a_list_whose_header_says_no_name_is_read_by_its_names() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let text =
        "序号,娃的名字,性别,班级\n1,张小兰,女,七年级2班\n2,欧阳雪,女,七年级2班\n3,李大山,男,七年级2班\n";
    let page = read_list(&mut registrar, text).await;
    assert_eq!(counts(&page).iter().sum::<u32>(), 3, "{}", page.text());
    assert!(page.has("按内容把 B 列“娃的名字”读作姓名") && page.has("欧阳雪"), "{}", page.text());
    let columns = registrar.get(&format!("{}/mapping", address(&page))).await;
    assert!(columns.html().contains("value=\"name\" selected"), "{}", columns.text());
    // Where nothing looks like names, the way out is said.
    let page = read_list(&mut registrar, "性别,民族\n男,汉族\n女,汉族\n女,苗族\n").await;
    assert!(page.has("请把那一列的表头写成“姓名”"), "{}", page.text());
}

/// R1: a list that names no class says so, and one click puts all of it into one.
#[tokio::test]
async fn the_list_of_one_class_is_put_into_it() {
    put_into_a_class(&World::sqlite().await).await;
}

#[tokio::test]
async fn the_list_of_one_class_is_put_into_it_on_postgresql() {
    let database = fresh_postgres().await;
    put_into_a_class(&World::on(Db::open_url(&database.url).await.unwrap(), None).await).await;
}

async fn put_into_a_class(world: &World) {
    let mut registrar = world.registrar();
    let page = read_list(&mut registrar, &list(0..6)).await;
    apply(&mut registrar, &page, &[]).await;
    let text = "姓名,性别\n欧阳雪,女\n李大山,男\n";
    let page = read_list(&mut registrar, text).await;
    assert!(page.has("2 行没有写班级"), "{}", page.text());
    let address = address(&page);
    let page = registrar.post(&format!("{address}/class"), &[("class", "6-2")]).await;
    assert!(page.has("没有写班级的学生，都放进六年级（2）班"), "{}", page.text());
    assert!(!page.has("行没有写班级"), "{}", page.text());
    // What is said of this list is not kept for the next.
    registrar
        .post(&format!("{address}/mapping"), &[("c0", "name"), ("c1", "sex"), ("remember", "班主任的表")])
        .await;
    let kept = "select count(*) from import_mapping where columns like '%\"class\"%'";
    assert_eq!(world.count(kept).await, 0);
    apply(&mut registrar, &page, &[]).await;
    let there =
        "select count(*) from enrollment e join class c on c.school_id = e.school_id and c.id = e.class_id
        join student s on s.school_id = e.school_id and s.id = e.student_id
        where s.name in ('欧阳雪', '李大山') and c.grade = 6 and c.number = 2";
    assert_eq!(world.count(there).await, 2);
    // A class that does not exist is not made by a click.
    let page = read_list(&mut registrar, "姓名,性别\n赵小河,女\n").await;
    let refused = registrar.post(&format!("{}/class", self::address(&page)), &[("class", "9-9")]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

/// R1: undo of a whole import, additions and changes alike.
#[tokio::test]
async fn an_import_is_undone_whole() {
    let world = World::sqlite().await;
    undone_whole(&world).await;
}

#[tokio::test]
async fn an_import_is_undone_whole_on_postgresql() {
    let database = fresh_postgres().await;
    let world = World::on(Db::open_url(&database.url).await.unwrap(), None).await;
    undone_whole(&world).await;
}

async fn undone_whole(world: &World) {
    let mut registrar = world.registrar();
    let empty = world.dump().await;
    let first = read_list(&mut registrar, &list(0..30)).await;
    apply(&mut registrar, &first, &[]).await;
    let before = world.dump().await;
    let moved = list(0..36)
        .replace("2班,13800000001,文一路 1 号", "3班,13800000001,文二路 1 号")
        .replace("13900000002", "13911112222");
    let second = read_list(&mut registrar, &moved).await;
    assert_eq!(counts(&second), [6, 2, 28, 0, 0], "{}", second.text());
    apply(&mut registrar, &second, &[]).await;
    assert_ne!(world.dump().await, before);
    let page = registrar.post(&format!("{}/undo", address(&second)), &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert_eq!(world.dump().await, before);
    registrar.post(&format!("{}/undo", address(&first)), &[]).await;
    assert_eq!(world.dump().await, empty);
}

#[tokio::test]
async fn what_was_changed_since_is_not_undone() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let first = read_list(&mut registrar, &list(0..10)).await;
    apply(&mut registrar, &first, &[]).await;
    let second = read_list(&mut registrar, &list(0..10).replace("13800000003", "13800009999")).await;
    apply(&mut registrar, &second, &[]).await;
    let refused = registrar.post(&format!("{}/undo", address(&first)), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let name = line(3).split(',').nth(1).unwrap().to_owned();
    assert!(refused.has(&name), "{}", refused.text());
    assert_eq!(world.count("select count(*) from student where school_id = 1").await, 10);
}

/// R3: the reason names the cell, in the language of the reader.
#[tokio::test]
async fn a_refused_row_says_cell_and_reason_in_the_readers_language() {
    let world = World::sqlite().await;
    let wrong = format!("{HEADER}\n{}\n{}\n", line(1), line(2).replace(&id_number(2), "330106201403010050"));
    for (language, words) in [("zh-Hans", "E3 的身份证号"), ("en", "E3")] {
        let mut registrar = world.person("registrar-1", language);
        let page = read_list(&mut registrar, &wrong).await;
        assert_eq!(counts(&page), [1, 0, 0, 0, 1], "{}", page.text());
        let page = registrar.get(&format!("{}?fate=refused", address(&page))).await;
        assert!(page.has(words), "{}", page.text());
        assert_eq!(page.has("身份证号"), language != "en", "{}", page.text());
    }
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let text = list(0..25);
    let page = read_list(&mut registrar, &text).await;
    apply(&mut registrar, &page, &[]).await;
    let before = world.dump().await;
    let again = read_list(&mut registrar, &text).await;
    assert_eq!(counts(&again), [0, 0, 25, 0, 0], "{}", again.text());
    apply(&mut registrar, &again, &[]).await;
    assert_eq!(world.dump().await, before);
}

/// A list with all fields of the national roll, once with labels and once with codes.
fn national(labels: bool) -> String {
    let specs: Vec<_> = fields::all()
        .iter()
        .filter(|spec| spec.need != Need::Free || spec.field == Field::RollNumber)
        .filter(|spec| !matches!(spec.field, Field::BornOn | Field::PostalAddress))
        .collect();
    let header: Vec<&str> = specs.iter().map(|spec| spec.header).collect();
    let row = |nth: u32| {
        let cell = |spec: &&fields::Spec| match spec.shape {
            Shape::PersonName => format!("陈{}", char::from_u32(0x4E00 + nth).unwrap()),
            Shape::Code(list) => {
                let entries = codes::entries(list);
                let (code, label) = match spec.field {
                    Field::Sex => ("1", "男性"),
                    Field::IdType => ("1", "居民身份证"),
                    _ => entries[nth as usize % entries.len().min(2)],
                };
                if labels { label.to_owned() } else { code.to_owned() }
            }
            Shape::Country => "CHN".to_owned(),
            Shape::Region => if labels { "浙江省杭州市西湖区" } else { "330106" }.to_owned(),
            Shape::Place => "浙江省杭州市西湖区文一路".to_owned(),
            Shape::IdNumber => id_number(nth),
            Shape::RollNumber => format!("G{}", id_number(nth)),
            Shape::Phone => format!("138{nth:08}"),
            Shape::PostCode => "310012".to_owned(),
            Shape::Month => "202009".to_owned(),
            Shape::Date => "20140101".to_owned(),
            Shape::Grade => "六年级".to_owned(),
            Shape::Class => format!("{}班", nth % 2 + 1),
            Shape::Email | Shape::Text(_) => format!("文一路 {nth} 号"),
        };
        specs.iter().map(cell).collect::<Vec<_>>().join(",")
    };
    let rows: Vec<String> = (0..12).map(row).collect();
    format!("{}\n{}\n", header.join(","), rows.join("\n"))
}

/// R1: the national layout, however its codes are written.
#[tokio::test]
async fn the_national_layout_with_labels_and_with_codes_gives_the_same_students() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let page = read_list(&mut registrar, &national(true)).await;
    let doubts = registrar.get(&format!("{}?fate=doubtful", address(&page))).await;
    assert_eq!(counts(&page), [12, 0, 0, 0, 0], "{}", doubts.text());
    apply(&mut registrar, &page, &[]).await;
    let again = read_list(&mut registrar, &national(false)).await;
    let changed = registrar.get(&format!("{}?fate=changed", address(&again))).await;
    assert_eq!(counts(&again), [0, 0, 12, 0, 0], "{}", changed.text());
}

/// One school learns nothing of another's children from what a file is said to change.
#[tokio::test]
async fn a_child_of_another_school_is_no_oracle() {
    let world = World::sqlite().await;
    let mut other = world.person("registrar-2", "zh-Hans");
    let theirs = read_list(&mut other, &list(0..12)).await;
    let unknown = counts(&read_list(&mut world.registrar(), &list(0..12)).await);
    apply(&mut other, &theirs, &[]).await;
    let page = read_list(&mut world.registrar(), &list(0..12)).await;
    assert_eq!(counts(&page), unknown, "known elsewhere or not, the answer is the same");
    let foreign = world.registrar().get(&address(&theirs)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    apply(&mut world.registrar(), &page, &[]).await;
    assert_eq!(world.count("select count(*) from student where school_id = 1").await, 12);
    assert_eq!(world.count("select count(*) from student where school_id = 2").await, 12);
}

/// TM-24: last year's list would send many children away.
#[tokio::test]
async fn more_than_ten_percent_leavers_asks() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let page = read_list(&mut registrar, &list(0..30)).await;
    apply(&mut registrar, &page, &[]).await;
    let short = read_list(&mut registrar, &list(0..24)).await;
    assert!(short.has("6 名学生不在这份名单里"), "{}", short.text());
    let asked = apply(&mut registrar, &short, &[("leave", "1")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let here = "select count(*) from student where left_on = '9999-12-31'";
    assert_eq!(world.count(here).await, 30);
    apply(&mut registrar, &short, &[("leave", "1"), ("confirm", "6")]).await;
    assert_eq!(world.count(here).await, 24);
    registrar.post(&format!("{}/undo", address(&short)), &[]).await;
    assert_eq!(world.count(here).await, 30);
}

#[tokio::test]
async fn doubtful_rows_come_in_only_when_chosen() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let page = read_list(&mut registrar, &list(0..10)).await;
    apply(&mut registrar, &page, &[]).await;
    // One number with another name, and one new child without an address.
    let renamed = line(4).replace(line(4).split(',').nth(1).unwrap(), "王新名");
    let gap = line(20).replace("文一路 20 号", "");
    let text = format!("{}{renamed}\n{gap}\n", list([0, 1, 2, 3, 5, 6, 7, 8, 9]));
    let page = read_list(&mut registrar, &text).await;
    assert_eq!(counts(&page), [0, 0, 9, 2, 0], "{}", page.text());
    let before = world.dump().await;
    apply(&mut registrar, &page, &[]).await;
    assert_eq!(world.dump().await, before);
    let page = read_list(&mut registrar, &text).await;
    let path = address(&page);
    let picked = registrar.post(&format!("{path}/picks"), &[("row-11", "0"), ("row-12", "0")]).await;
    assert_eq!(picked.status, StatusCode::OK, "{}", picked.text());
    apply(&mut registrar, &page, &[]).await;
    assert_eq!(world.count("select count(*) from student where name = '王新名'").await, 1);
    assert_eq!(world.count("select count(*) from student").await, 11);
}

/// R1: whoever ticks "take all" on the page of doubtful rows and goes straight on to the second click is heard.
#[tokio::test]
async fn what_was_ticked_is_taken_with_the_second_click() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let text = format!("{}\n", list(0..6).replace("文一路 3 号", "").replace("文一路 5 号", ""));
    let read = read_list(&mut registrar, &text).await;
    assert_eq!(counts(&read), [4, 0, 0, 2, 0], "{}", read.text());
    let doubtful = registrar.get(&format!("{}?fate=doubtful", address(&read))).await;
    let done = registrar.submit(&doubtful, &format!("{}/application", address(&read)), &[("all", "1")]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert_eq!(world.count("select count(*) from student").await, 6);
}

/// R1: any column mapping, remembered under a name.
#[tokio::test]
async fn a_mapping_is_changed_and_remembered() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let text = format!("{},绰号\n{},阿一\n", HEADER, line(1));
    let page = read_list(&mut registrar, &text).await;
    let columns = registrar.get(&format!("{}/mapping", address(&page))).await;
    let again = registrar
        .submit(
            &columns,
            &format!("{}/mapping", address(&page)),
            &[("c13", "former-name"), ("remember", "本校名单")],
        )
        .await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text());
    assert!(again.html().contains("曾用名"), "{}", again.text());
    let new = registrar.get("/imports/new").await;
    assert!(new.has("本校名单"));
    let id = new.html().split("<option value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    let saved =
        read(&mut registrar, What::Roster, &[("又一份.csv", text.as_bytes())], &[("mapping", &id)]).await;
    assert!(saved.html().contains("曾用名"), "{}", saved.text());
}

/// R1, R2: a vendor's export comes in as several files.
#[tokio::test]
async fn the_rosters_in_the_oneroster_sample_come_in() {
    let world = World::sqlite().await;
    let names = ["users", "roles", "demographics", "orgs", "classes", "enrollments", "relationships"];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sds");
    let file = |name: &&str| {
        let bytes = std::fs::read(format!("{folder}/{name}.csv")).unwrap();
        Sent { name: format!("{name}.csv"), bytes }
    };
    let options = Options { map: None, dry_run: false, take_doubtful: true, lang: Lang::En };
    let files = names.iter().map(file).collect();
    let report = import_roster(&world.app, ONE, &world.tools.reader, files, &options).await.unwrap();
    assert!(report.unread.is_empty(), "{report:?}");
    assert_eq!(report.done.unwrap().added, 4, "{report:?}");
    assert_eq!(world.count("select count(*) from student where name = 'Jack Craig'").await, 1);
    assert!(world.count("select count(*) from guardian").await >= 3);
}

#[tokio::test]
async fn the_command_reports_every_refused_cell() {
    let world = World::sqlite().await;
    let text = format!("{HEADER}\n{}\n{}\n", line(1), line(2).replace(&id_number(2), "330106201403010050"));
    let sent = || vec![Sent { name: "a.csv".into(), bytes: text.clone().into_bytes() }];
    let mut options = Options { map: None, dry_run: true, take_doubtful: false, lang: Lang::En };
    let report = import_roster(&world.app, TWO, &world.tools.reader, sent(), &options).await.unwrap();
    assert_eq!((report.counts.new, report.counts.refused, report.import), (1, 1, None));
    assert_eq!(world.count("select count(*) from import").await, 0);
    options.dry_run = false;
    let report = import_roster(&world.app, TWO, &world.tools.reader, sent(), &options).await.unwrap();
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(
        (&json["rows"][0]["cell"], &json["rows"][0]["fate"]),
        (&"E3".into(), &"refused".into()),
        "{json}"
    );
    assert_eq!(world.count("select count(*) from student where school_id = 2").await, 1);
}

#[tokio::test]
async fn a_homeroom_teacher_cannot_import() {
    let world = World::sqlite().await;
    let page = read_list(&mut world.registrar(), &list(0..3)).await;
    let mut teacher = world.person("homeroom-1", "zh-Hans");
    assert_eq!(read_list(&mut teacher, &list(0..3)).await.status, StatusCode::NOT_FOUND);
    for path in ["/imports", "/imports/new", &address(&page)] {
        assert_eq!(teacher.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for act in ["application", "undo", "drop", "picks", "mapping"] {
        let answer = teacher.post(&format!("{}/{act}", address(&page)), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
    }
    assert_eq!(world.count("select count(*) from student").await, 0);
}

#[tokio::test]
async fn a_file_that_is_no_spreadsheet_comes_back_with_the_reason() {
    let world = World::sqlite().await;
    let mut registrar = world.registrar();
    let page = read(&mut registrar, What::Roster, &[("a.xlsx", b"\x00\x01\x02nonsense")], &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("这份文件没有读取"), "{}", page.text());
    let none = read(&mut registrar, What::Roster, &[], &[]).await;
    assert!(none.has("请选一个文件"), "{}", none.text());
}

/// A moved child keeps the history: the old place ends, the new one begins.
#[tokio::test]
async fn a_moved_class_ends_the_old_enrollment() {
    let world = World::sqlite().await;
    let mut tx = world.app.db.begin().await.unwrap();
    let year = uuid::Uuid::from_u128(5);
    tx.run(
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, '2026', '2026-09-01', '2027-08-31')",
        args![ONE, year],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let mut registrar = world.registrar();
    let page = read_list(&mut registrar, &list(0..3)).await;
    apply(&mut registrar, &page, &[]).await;
    let page = read_list(&mut registrar, &list(0..3).replace("2班,", "9班,")).await;
    assert!(page.has("9"), "{}", page.text());
    apply(&mut registrar, &page, &[]).await;
    let ended: Vec<Day> =
        world.conn().await.all("select until_on from enrollment order by until_on", &[]).await.unwrap();
    assert_eq!((ended.len(), ended[0]), (4, world::TODAY.yesterday().unwrap()));
    assert_eq!(world.count("select count(*) from class").await, 4);
}
