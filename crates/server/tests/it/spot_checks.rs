//! Spot checks over HTTP: frozen, drawn, drawn again by others, looked at, answered, looked at again (M4, M7).

use std::process::Command;

use crate::story;
use crate::world::World;

const SEED: &str = "福彩双色球 2026135 期 03 08 15 21 27 30 + 09";

/// The office freezes and draws a check; its path.
async fn drawn(world: &World) -> String {
    let mut lin = world.as_("lin.hui").await;
    let form = lin.get("/spot-checks/new").await;
    let shown = lin.submit(&form, "/spot-checks", &[("seed_from", "明天的双色球"), ("size", "9")]).await;
    let path = shown.url.clone();
    assert!(shown.text().contains("名单的指纹"), "{}", shown.text());
    assert!(!shown.text().contains("抽中的个案"));
    let shown = lin.submit(&shown, &format!("{path}/draw"), &[("seed", SEED)]).await;
    assert!(shown.text().contains("抽中的个案"), "{}", shown.text());
    path
}

#[expect(clippy::disallowed_methods, reason = "a test asks which interpreter the machine has")]
fn python() -> String {
    std::env::var("CHUNYU_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// The program that stands in docs/spot-check.md.
fn program_of_the_page() -> String {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/spot-check.md");
    let text = std::fs::read_to_string(page).unwrap();
    let start = text.find("```python\n").unwrap() + "```python\n".len();
    let end = text[start..].find("```").unwrap() + start;
    text[start..end].to_owned()
}

fn run(program: &str, args: &[&str]) -> (bool, String) {
    let done = Command::new(program).args(args).output().unwrap();
    (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
}

story!(anybody_draws_the_same_sample_again_with_a_program_of_another_hand, |world| {
    let path = drawn(&world).await;
    let mut lin = world.as_("lin.hui").await;
    let file = lin.get(&format!("{path}/draw.json")).await;
    let text = file.html();
    let names: Vec<String> = {
        let mut conn = world.app.db.reader().await.unwrap();
        conn.all("select name from student where school_id = 1", &[]).await.unwrap()
    };
    assert!(names.iter().all(|name| !text.contains(name.as_str())), "the file holds no name");
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("check.json");
    std::fs::write(&kept, &text).unwrap();
    let script = folder.path().join("redraw.py");
    std::fs::write(&script, program_of_the_page()).unwrap();
    let (good, theirs) = run(&python(), &[script.to_str().unwrap(), kept.to_str().unwrap()]);
    assert!(good);
    let chunyu = env!("CARGO_BIN_EXE_chunyu");
    let (good, ours) = run(chunyu, &["spot-check", "redraw", kept.to_str().unwrap()]);
    assert!(good);
    assert_eq!(ours, theirs);
    let stored: Vec<String> = {
        let mut conn = world.app.db.reader().await.unwrap();
        let ids: Vec<kernel::CaseId> = conn
            .all("select c.case_id from spot_check_case c join spot_check k on k.school_id = c.school_id and k.id = c.check_id where c.place is not null and k.name <> $1 order by c.place", db::args!["期中抽查"])
            .await
            .unwrap();
        ids.iter().map(ToString::to_string).collect()
    };
    assert_eq!(ours.lines().collect::<Vec<_>>(), stored);
    assert_eq!(stored.len(), 9);
    // A case taken out of the frame, or another seed, is found out by both.
    for (from, to) in [("03 08 15", "03 08 16"), ("\"weight\": 2", "\"weight\": 3")] {
        std::fs::write(&kept, text.replacen(from, to, 1)).unwrap();
        assert_ne!(text, text.replacen(from, to, 1), "{from}");
        assert!(!run(&python(), &[script.to_str().unwrap(), kept.to_str().unwrap()]).0, "{from}");
        assert!(!run(chunyu, &["spot-check", "redraw", kept.to_str().unwrap()]).0, "{from}");
    }
});

story!(a_second_seed_does_not_draw_again, |world| {
    let path = drawn(&world).await;
    let mut lin = world.as_("lin.hui").await;
    let before: String = world.one("select seed from spot_check where name <> $1", "期中抽查").await;
    lin.post(&format!("{path}/draw"), &[("seed", "a better one")]).await;
    let after: String = world.one("select seed from spot_check where name <> $1", "期中抽查").await;
    assert_eq!((before.as_str(), after.as_str()), (SEED, SEED));
});

/// The first drawn case whose responsible teacher can sign in: its page and the sign-in.
async fn first(world: &World, path: &str) -> (String, String) {
    let check = path.rsplit('/').next().unwrap();
    let sql = "select c.case_id, a.login from spot_check_case c
        join member m on m.school_id = c.school_id and m.case_id = c.case_id and m.part = 'responsible'
        join account a on a.school_id = m.school_id and a.staff_id = m.staff_id
        where c.place is not null and c.check_id <> (select id from spot_check where name = '期中抽查') and a.login <> $1 order by c.place";
    let found: Option<(kernel::CaseId, String)> = {
        let mut conn = world.app.db.reader().await.unwrap();
        conn.all(sql, db::args!["lin.hui"]).await.unwrap().into_iter().next()
    };
    let (case, login) = found.unwrap();
    (format!("/spot-checks/{check}/cases/{case}"), login)
}

const WORDS: &str = "谈话写得很具体。请补一句他自己怎么说。";
const ANSWER: &str = "补上了：他说想换到前排坐。";

story!(what_was_asked_is_answered_by_the_teacher_and_looked_at_again_by_somebody_else, |world| {
    let path = drawn(&world).await;
    // Every teacher has an account for this story.
    world
        .run(
            "insert into account (login, school_id, staff_id, password, created_at, password_at)
              select 'staff.' || sort_key, school_id, id, '-', 0, 0 from staff s where not exists
                (select 1 from account a where a.school_id = s.school_id and a.staff_id = s.id)",
        )
        .await;
    let (case, login) = first(&world, &path).await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&case).await;
    let finding = format!("{case}/finding");
    let seen =
        [("facts", "yes"), ("own_words", "no"), ("follow_up", "yes"), ("plan_fits", "partly"), ("asks", "1")];
    let back = lin.submit(&page, &finding, &seen).await;
    assert_eq!(back.status.as_u16(), 422, "what is asked for must be said");
    let mut told = seen.to_vec();
    told.push(("words", WORDS));
    lin.submit(&page, &finding, &told).await;
    let page = lin.get(&case).await;
    assert!(page.text().contains("等责任人回复") && page.text().contains(WORDS), "{}", page.text());
    // The responsible teacher finds it on the first page, and answers.
    let mut teacher = world.as_(&login).await;
    let day = teacher.get("/").await;
    assert!(day.links().iter().any(|link| link.href == case), "{}", day.text());
    let page = teacher.get(&case).await;
    assert!(page.text().contains(WORDS), "{}", page.text());
    teacher.submit(&page, &format!("{case}/answer"), &[("answer", ANSWER)]).await;
    assert!(!teacher.get("/").await.links().iter().any(|link| link.href == case));
    // A teacher settles nothing.
    assert_eq!(teacher.post(&format!("{case}/settlement"), &[]).await.status.as_u16(), 404);
    assert_eq!(teacher.post(&finding, &told).await.status.as_u16(), 404);
    let page = lin.get(&case).await;
    assert!(page.text().contains(ANSWER), "{}", page.text());
    lin.submit(&page, &format!("{case}/settlement"), &[]).await;
    assert!(lin.get(&case).await.text().contains("看完了"));
    // A stranger to the child finds neither the case nor what was said.
    let mut xu = world.as_("xu.hang").await;
    assert_eq!(xu.get(&case).await.status.as_u16(), 404);
    assert_eq!(xu.get("/spot-checks").await.status.as_u16(), 404);
    assert_eq!(world.count("select count(*) from event where name like 'spot_check.%'").await, 5);
});

story!(the_sheet_is_printed_and_leaves_with_its_event, |world| {
    let path = drawn(&world).await;
    let mut zhou = world.as_("zhou.wenyuan").await;
    let sheet = zhou.get(&format!("{path}/sheet")).await;
    assert!(sheet.text().contains("查看人签字"), "{}", sheet.text());
    let word = zhou.get(&format!("{path}/sheet.docx")).await;
    assert!(word.body.starts_with(b"PK"), "a Word file");
    assert_eq!(world.count("select count(*) from event where name = 'paper.exported'").await, 2);
    // The principal reads and draws nothing.
    assert_eq!(zhou.get("/spot-checks/new").await.status.as_u16(), 404);
});
