//! A child with an open case changes class in the term: by the list of the registrar, into the summaries of both classes.

use std::time::Duration;

use axum::http::StatusCode;
use kernel::{ClassId, StudentId};
use server::demo;
use testkit::client::{Client, File};

use crate::story;
use crate::world::{SCHOOL, World};

/// The registrar brings in a list in which the child stands in another class.
async fn moves(fang: &mut Client, child: &str) {
    let list = format!("姓名,年级,班级,性别,出生日期\n{child}\n");
    let file = File { field: "file", name: "名单.csv", media: "text/csv", content: list.as_bytes() };
    let page = fang.upload("/imports", &[("kind", "roster")], &[file]).await;
    assert!(page.text().contains("林小雨 七年级（1）班 有变化"), "{}", page.text());
    let import = page.url.split('?').next().unwrap().to_owned();
    let mut done = fang.post(&format!("{import}/application"), &[]).await;
    // A list is written beside the answer.
    for _ in 0..600 {
        if done.has("已导入") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        done = fang.get(&import).await;
    }
    panic!("{}", done.text());
}

/// The summary of a class as the principal reads it, and what the command counts of the same class as its teacher and, asked
/// so, as the principal.
async fn summary(world: &World, zhou: &mut Client, number: i64) -> (String, [serde_json::Value; 2]) {
    let sql = "select c.id from class c join school_year y on y.id = c.year_id
        where c.grade = 7 and cast(c.number as text) = $1 and y.ends_on > '2026-11-20' and y.starts_on < '2026-11-20'";
    let class: ClassId = world.one(sql, &number.to_string()).await;
    let index = zhou.get("/papers").await;
    let fields = [("kind", "term-summary"), ("class", &class.to_string())];
    let page = zhou.submit(&index, "/papers", &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let counts = [counted(world, number, false).await, counted(world, number, true).await];
    (page.text(), counts)
}

/// What the command counts of a class.
async fn counted(world: &World, number: i64, as_asked: bool) -> serde_json::Value {
    let actor = access::Actor::at_the_machine(SCHOOL, access::Role::Principal);
    let question = papers::Question { as_asked, ..papers::Question::default() };
    let all = papers::figures_json(&world.app, actor, demo::DAY, &question).await.unwrap();
    let mut classes = all["classes"].as_array().unwrap().iter();
    let own = classes.find(|one| one["grade"] == 7 && one["number"] == number);
    own.unwrap()["counts"].clone()
}

fn adds_up(counts: &serde_json::Value) -> bool {
    let n = |key: &str| counts[key].as_i64().unwrap_or_else(|| panic!("{key}: {counts}"));
    let added = n("opened") + n("came-with") + n("reopened");
    n("open-before") + added - n("closed") - n("went-with") == n("open")
}

// T1, M6, R1
story!(a_child_who_changes_class_by_the_roll_takes_its_case_from_one_summary_into_the_other, |world| {
    let (mut fang, mut zhou) = (world.as_("fang.min").await, world.as_("zhou.wenyuan").await);
    for number in [1, 2] {
        let (text, [counts, principals]) = summary(&world, &mut zhou, number).await;
        assert!(!text.contains("随学生转") && adds_up(&counts), "{text} {counts}");
        assert_eq!(counts["open"], principals["open"]);
    }
    let (child, born, sex): (StudentId, kernel::Day, String) = world
        .one(
            "select s.id, s.born_on, s.sex from student s join support_case k on k.student_id = s.id where s.name = $1",
            "林小雨",
        )
        .await;
    assert!(world.class(7, 2).await.iter().any(|(id, _)| *id == child));
    let sex = if sex == "f" { "女" } else { "男" };
    moves(&mut fang, &format!("林小雨,七年级,1,{sex},{born}")).await;
    assert!(world.class(7, 1).await.iter().any(|(id, _)| *id == child));
    let (text, [counts, _]) = summary(&world, &mut zhou, 1).await;
    assert!(
        text.contains("随学生转入1个") && counts["came-with"] == 1 && adds_up(&counts),
        "{text} {counts}"
    );
    // The command counts a class as its teacher does, and a former teacher sees nothing of a child who moved on.
    let (text, [counts, principals]) = summary(&world, &mut zhou, 2).await;
    assert!(
        text.contains("随学生转出1个") && counts["went-with"] == 0 && adds_up(&counts),
        "{text} {counts}"
    );
    // Asked so, it counts as the principal's paper says.
    assert!(principals["went-with"] == 1 && adds_up(&principals), "{text} {principals}");
});
