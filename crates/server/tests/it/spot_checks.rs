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

const SEEN: [(&str, &str); 5] =
    [("facts", "yes"), ("own_words", "no"), ("follow_up", "yes"), ("plan_fits", "partly"), ("asks", "1")];

/// A check of which 林慧 looked at the first case and asked for something: its path, the path of the case, and who is
/// responsible for it.
async fn asked(world: &World) -> (String, String, String) {
    let path = drawn(world).await;
    // Every teacher has an account for these stories.
    world
        .run(
            "insert into account (login, school_id, staff_id, password, created_at, password_at)
              select 'staff.' || sort_key, school_id, id, '-', 0, 0 from staff s where not exists
                (select 1 from account a where a.school_id = s.school_id and a.staff_id = s.id)",
        )
        .await;
    let (case, login) = first(world, &path).await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&case).await;
    let told = [&SEEN[..], &[("words", WORDS)]].concat();
    lin.submit(&page, &format!("{case}/finding"), &told).await;
    (path, case, login)
}

/// The teacher answers.
async fn answered(world: &World, (case, login): (&str, &str), answer: &str) {
    let mut teacher = world.as_(login).await;
    let page = teacher.get(case).await;
    assert!(page.text().contains("您的回复"), "{}", page.text());
    teacher.submit(&page, &format!("{case}/answer"), &[("answer", answer)]).await;
}

story!(what_was_asked_is_answered_by_the_teacher_and_looked_at_again_by_somebody_else, |world| {
    let (_, case, login) = asked(&world).await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&case).await;
    let finding = format!("{case}/finding");
    let back = lin.submit(&page, &finding, &[&SEEN[..], &[("words", "")]].concat()).await;
    assert_eq!(back.status.as_u16(), 422, "what is asked for must be said");
    assert!(page.text().contains("等责任人回复") && page.text().contains(WORDS), "{}", page.text());
    // The responsible teacher finds it on the first page, and answers.
    let mut teacher = world.as_(&login).await;
    let day = teacher.get("/").await;
    assert!(day.links().iter().any(|link| link.href == case), "{}", day.text());
    let page = teacher.get(&case).await;
    assert!(page.text().contains(WORDS), "{}", page.text());
    answered(&world, (&case, &login), ANSWER).await;
    assert!(!teacher.get("/").await.links().iter().any(|link| link.href == case));
    // A teacher settles nothing.
    assert_eq!(teacher.post(&format!("{case}/settlement"), &[]).await.status.as_u16(), 404);
    assert_eq!(teacher.post(&finding, &SEEN).await.status.as_u16(), 404);
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

story!(what_is_asked_once_more_says_why_and_the_earlier_answer_stays_beside_the_new_one, |world| {
    let (path, case, login) = asked(&world).await;
    answered(&world, (&case, &login), ANSWER).await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&case).await;
    let again = "再写写他坐到前排以后怎么样。";
    let fields = [("again", "1"), ("again_words", again), ("due_on", "2026-11-27")];
    let page = lin.submit(&page, &format!("{case}/settlement"), &fields).await;
    assert!(page.text().contains("等责任人回复"), "{}", page.text());
    let mut teacher = world.as_(&login).await;
    let page = teacher.get(&case).await;
    assert!(page.text().contains(again) && page.text().contains(ANSWER), "{}", page.text());
    let second = "坐到前排一周，他举了三次手。";
    answered(&world, (&case, &login), second).await;
    for shown in [lin.get(&case).await.text(), lin.get(&format!("{path}/sheet")).await.text()] {
        assert!(shown.contains(ANSWER) && shown.contains(second), "{shown}");
    }
    let kept: i64 = world
        .count("select count(*) from spot_finding where again_cell is not null and earlier_cell is not null")
        .await;
    assert_eq!(kept, 1);
});

story!(a_day_that_is_over_is_no_day_by_which_to_answer, |world| {
    let mut lin = world.as_("lin.hui").await;
    let form = lin.get("/spot-checks/new").await;
    let fields = [("seed_from", "明天的双色球"), ("size", "9"), ("due_on", "2026-11-19")];
    let back = lin.submit(&form, "/spot-checks", &fields).await;
    assert_eq!(back.status.as_u16(), 422);
    let (_, case, login) = asked(&world).await;
    let page = lin.get(&case).await;
    let late = [&SEEN[..], &[("words", WORDS), ("due_on", "2026-11-19")]].concat();
    assert_eq!(lin.submit(&page, &format!("{case}/finding"), &late).await.status.as_u16(), 422);
    answered(&world, (&case, &login), ANSWER).await;
    let page = lin.get(&case).await;
    for day in ["2026-11-19", ""] {
        let fields = [("again", "1"), ("again_words", "再看看"), ("due_on", day)];
        let back = lin.submit(&page, &format!("{case}/settlement"), &fields).await;
        assert_eq!(back.status.as_u16(), 422, "{day}");
        assert!(back.has("再看看") || back.html().contains("再看看"), "nothing typed is lost");
    }
    assert!(lin.get(&case).await.text().contains("等再看一眼"), "nothing was asked again");
});

story!(the_answer_is_asked_of_who_is_responsible_and_the_office_reads_whose_it_is, |world| {
    let (_, case, login) = asked(&world).await;
    let mut lin = world.as_("lin.hui").await;
    assert!(!lin.get(&case).await.forms().iter().any(|form| form.action == format!("{case}/answer")));
    answered(&world, (&case, &login), ANSWER).await;
    let page = lin.get(&case).await;
    assert!(page.text().contains("责任人的回复") && !page.text().contains("您的回复"), "{}", page.text());
});

story!(who_waits_for_a_second_look_stands_before_what_nobody_has_read, |world| {
    let (_, case, login) = asked(&world).await;
    answered(&world, (&case, &login), ANSWER).await;
    let page = world.as_("lin.hui").await.get("/").await;
    let html = page.html();
    let (before, after) = html.split_once(&case).unwrap();
    assert!(!before.contains("还没看<") && after.contains("还没看<"), "{}", page.text());
    assert!(page.text().contains("还有 8 份"), "{}", page.text());
});

story!(the_sheet_is_printed_and_leaves_with_its_event, |world| {
    let path = drawn(&world).await;
    let mut zhou = world.as_("zhou.wenyuan").await;
    let sheet = zhou.get(&format!("{path}/sheet")).await;
    assert!(sheet.text().contains("查看人签字"), "{}", sheet.text());
    for (ending, begins) in [("docx", &b"PK"[..]), ("pdf", b"%PDF")] {
        let file = format!("{path}/sheet.{ending}");
        assert!(sheet.links().iter().any(|link| link.href == file), "the page offers the file: {ending}");
        assert!(zhou.get(&file).await.body.starts_with(begins), "{ending}");
    }
    assert_eq!(world.count("select count(*) from event where name = 'paper.exported'").await, 3);
    // The principal reads and draws nothing.
    assert_eq!(zhou.get("/spot-checks/new").await.status.as_u16(), 404);
});
