//! Commendation by criteria that all can read, and exemplary cases in which nobody can be recognised (M5).

use uuid::Uuid;

use crate::story;
use crate::templates::python;
use crate::world::World;

/// A child of 七年级2班, the case closed: name, case.
async fn closed(world: &World) -> (String, Uuid) {
    let sql = "select s.name, k.id from support_case k
        join student s on s.school_id = k.school_id and s.id = k.student_id
        join enrollment e on e.school_id = s.school_id and e.student_id = s.id
        join class c on c.school_id = e.school_id and c.id = e.class_id
        where k.school_id = 1 and c.grade = 7 and c.number = 2 and k.opened_on < $1
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id) order by k.id limit 1";
    let (name, case): (String, Uuid) = world.one(sql, "2026-10-01").await;
    let mut chen = world.as_("chen.jing").await;
    let path = format!("/cases/{case}/closure");
    let sheet = chen.get(&path).await;
    chen.submit(&sheet, &path, &[("reason", "goals_reached"), ("note", "每周的约定都做到了")]).await;
    (name, case)
}

/// 陈静 tells a closed case; where it stands.
async fn drafted(world: &World, text: &str, family: &str) -> String {
    let (name, case) = closed(world).await;
    let mut chen = world.as_("chen.jing").await;
    let sheet = chen.get(&format!("/exemplary-cases/new?case={case}")).await;
    assert!(!String::from_utf8_lossy(&sheet.body).contains(&name), "the sheet begins without the name");
    let text = text.replace("NAME", &name);
    let fields = [("title", "一句话的力量"), ("text", text.as_str()), ("child", "愿意"), ("family", family)];
    let page = chen.submit(&sheet, "/exemplary-cases", &fields).await;
    assert_eq!(page.status.as_u16(), 200, "{}", page.text());
    assert!(!page.text().contains(&name), "{}", page.text());
    page.url
}

story!(what_tells_who_it_is_gives_way_to_neutral_words, |world| {
    let text =
        "NAME在清溪镇九年制学校七年级（2）班，2026年9月10日，陈静老师打了16012345678，爸爸在广东省打工。";
    let path = drafted(&world, text, "妈妈 11 月 1 日同意").await;
    let page = world.as_("chen.jing").await.get(&path).await;
    for telling in ["清溪", "七年级（2）班", "9月10日", "陈静老师打", "16012345678", "广东"]
    {
        // The school's own name stands at the head of every page.
        let text = page.text();
        let (_, told) = text.split_once("一句话的力量").unwrap();
        assert!(!told.contains(telling), "{telling}: {told}");
    }
    assert!(page.text().contains("这个孩子在学校班里"), "{}", page.text());
    for stranger in ["yang.fan", "xu.hang", "gao.shan"] {
        let mut other = world.as_(stranger).await;
        assert_eq!(other.get(&path).await.status.as_u16(), 404, "{stranger} sees no draft");
        assert!(!other.get("/exemplary-cases").await.text().contains("一句话的力量"), "{stranger}");
    }
});

story!(a_case_with_a_name_left_in_it_is_not_confirmed_without_that_being_pointed_out, |world| {
    let path = drafted(&world, "后来她和石小满常在一起。", "妈妈同意").await;
    // A child of that name is known to the school by the time somebody looks.
    world.run("update student set name = '石小满' where id = (select id from student where school_id = 1 order by id limit 1)").await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&path).await;
    assert!(String::from_utf8_lossy(&page.body).contains("<mark>石小满</mark>"), "{}", page.text());
    let confirm = format!("{path}/confirmation");
    let back = lin.submit(&page, &confirm, &[("role", "moral-education")]).await;
    assert_eq!(back.status.as_u16(), 422);
    assert!(
        back.text().contains("还有没看过的地方") && back.text().contains("是本校一个学生的名字"),
        "{}",
        back.text()
    );
    let confirmed = "select count(*) from exemplary_confirmation";
    let ticked = [("role", "moral-education"), ("passed", "石小满")];
    let without = lin.submit(&back, &confirm, &ticked).await;
    assert_eq!(without.status.as_u16(), 422, "a name stands only with a reason: {}", without.text());
    assert!(without.text().contains("为什么“石小满”可以留着"), "{}", without.text());
    assert_eq!(world.count(confirmed).await, 2, "those of the demonstration");
    // The author saves it once more: the name gives way, nothing is pointed out any more.
    let mut chen = world.as_("chen.jing").await;
    let edit = chen.get(&format!("{path}/edit")).await;
    let page = chen.submit(&edit, &path, &[]).await;
    assert!(page.text().contains("后来她和一位同学常在一起。"), "{}", page.text());
    let old = [("version", "1"), ("role", "moral-education"), ("passed", "石小满")];
    assert_eq!(lin.post(&confirm, &old).await.status.as_u16(), 409, "the text is another one by now");
    let page = lin.get(&path).await;
    assert!(page.text().contains("没有找到姓名"), "{}", page.text());
    let page = lin.submit(&page, &confirm, &[("role", "moral-education")]).await;
    assert!(page.text().contains("林慧（德育处）"), "{}", page.text());
    assert_eq!(world.count(confirmed).await, 3);
});

story!(a_second_person_with_a_role_confirms_and_all_staff_read_it_until_it_is_withdrawn, |world| {
    let path = drafted(&world, "每天一句话，后来好多了。", "").await;
    let confirm = format!("{path}/confirmation");
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&path).await;
    let back = lin.submit(&page, &confirm, &[("role", "moral-education")]).await;
    assert_eq!(back.status.as_u16(), 422, "the family has not been asked");
    let mut chen = world.as_("chen.jing").await;
    let edit = chen.get(&format!("{path}/edit")).await;
    let page = chen.submit(&edit, &path, &[("family", "妈妈同意")]).await;
    assert!(!page.forms().iter().any(|form| form.action == confirm), "the author confirms nothing");
    let fields = [("version", "2"), ("role", "homeroom")];
    assert_eq!(chen.post(&confirm, &fields).await.status.as_u16(), 404);
    let page = lin.get(&path).await;
    assert!(page.text().contains("德育处"), "the roles that she holds are offered");
    let false_role = lin.post(&confirm, &[("version", "2"), ("role", "principal")]).await;
    assert_eq!(false_role.status.as_u16(), 422, "only a role that one holds");
    lin.submit(&page, &confirm, &[("role", "moral-education")]).await;
    for reader in ["xu.hang", "yang.fan", "gao.shan"] {
        let mut other = world.as_(reader).await;
        let page = other.get(&path).await;
        assert!(
            page.text().contains("每天一句话，后来好多了。")
                && !String::from_utf8_lossy(&page.body).contains("/cases/"),
            "{reader}: {}",
            page.text()
        );
        assert!(!page.text().contains("陈静"), "the author's name would tell the class");
        assert_eq!(other.post(&format!("{path}/withdrawal"), &[("why", "x")]).await.status.as_u16(), 404);
    }
    let page = chen.get(&path).await;
    chen.submit(&page, &format!("{path}/withdrawal"), &[("why", "孩子不想了")]).await;
    assert_eq!(world.as_("xu.hang").await.get(&path).await.status.as_u16(), 404);
    let page = chen.get(&path).await;
    assert!(page.text().contains("孩子不想了"), "{}", page.text());
    chen.submit(&page, &format!("{path}/return"), &[]).await;
    assert_eq!(
        world.as_("xu.hang").await.get(&path).await.status.as_u16(),
        404,
        "it has to be confirmed again"
    );
});

/// What stands in a Word file, each paragraph with its style.
const STYLED: &str = "import docx, sys
for p in docx.Document(sys.argv[1]).paragraphs: print(p.style.name, '|', p.text)";

/// The structure of a PDF as another program reads it: each element with its words.
const TAGS: &str = "import subprocess, sys
read = subprocess.run(['pdfinfo', '-enc', 'UTF-8', '-struct-text', sys.argv[1]], capture_output=True, check=True)
print(read.stdout.decode(errors='replace'))";

story!(a_draft_with_bare_headings_is_filled_in_first_and_no_bare_heading_is_shown, |world| {
    let bare = "一开始\n他一到校门口就哭。\n\n我们做了什么\n\n达到了什么\n\n后来怎样\n\n我们学到了什么\n";
    let path = drafted(&world, bare, "妈妈同意").await;
    let (confirm, edit) = (format!("{path}/confirmation"), format!("{path}/edit"));
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&path).await;
    for words in ["我们做了什么（写上以后才能确认）", "后来怎样（写上以后才能确认）", "可以请作者补"]
    {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(page.html().contains("<h2>一开始</h2>") && !page.html().contains("<h2>我们做了什么</h2>"));
    assert!(!page.forms().iter().any(|form| form.action == confirm), "nothing to confirm yet");
    let refused = lin.post(&confirm, &[("version", "1"), ("role", "moral-education")]).await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.text().contains("还有必须写的一段是空的"), "{}", refused.text());

    let mut chen = world.as_("chen.jing").await;
    let mine = chen.get(&path).await;
    assert!(mine.links().iter().any(|link| link.href == format!("{edit}#text")), "{}", mine.text());
    assert!(!mine.text().contains("可以请作者补"), "she is the author");
    let filled = bare
        .replace("我们做了什么\n", "我们做了什么\n每天在校门口等他。\n")
        .replace("达到了什么\n", "达到了什么\n自己走进教室。\n");
    let sheet = chen.get(&edit).await;
    chen.submit(&sheet, &path, &[("text", &filled)]).await;

    let page = lin.get(&path).await;
    assert!(page.text().contains("我们学到了什么") && !page.text().contains("写上以后才能确认"));
    let page = lin.submit(&page, &confirm, &[("role", "moral-education")]).await;
    assert!(page.text().contains("林慧（德育处）"), "{}", page.text());
    let mut other = world.as_("xu.hang").await;
    let read = other.get(&path).await;
    for heading in ["一开始", "我们做了什么", "达到了什么"] {
        assert!(read.html().contains(&format!("<h2>{heading}</h2>")), "{heading}: {}", read.text());
    }
    let bare = |words: &str| words.contains("后来怎样") || words.contains("我们学到了什么");
    assert!(!bare(&read.text()), "{}", read.text());
    let file = |ending: &str| read.links().into_iter().find(|link| link.href.ends_with(ending)).unwrap().href;
    let word = python(STYLED, ".docx", &other.get(&file(".docx")).await.body);
    let headings = word.lines().filter(|line| line.starts_with("Heading 1 |")).count();
    assert!(headings == 3 && word.contains("自己走进教室") && !bare(&word), "{word}");
    assert!(!word.contains("陈静") && !word.contains("许航"), "neither author nor reader: {word}");
    let tags = python(TAGS, ".pdf", &other.get(&file(".pdf")).await.body);
    assert!(tags.matches("H1").count() + tags.matches("H2").count() >= 3 && !bare(&tags), "{tags}");
    let taken = "select count(*) from event where name = 'paper.exported' and after_cell is not null";
    assert_eq!(world.count(taken).await, 2, "that it was taken out is written down");
    assert_eq!(world.as_("gao.shan").await.get(&file(".docx")).await.status.as_u16(), 200, "as its page");
});

story!(who_once_wrote_in_it_does_not_confirm_it, |world| {
    let path = drafted(&world, "每天一句话，后来好多了。", "妈妈同意").await;
    let confirm = format!("{path}/confirmation");
    let mut lin = world.as_("lin.hui").await;
    let edit = lin.get(&format!("{path}/edit")).await;
    lin.submit(&edit, &path, &[("text", "每天一句话，后来真的好多了。")]).await;
    // The first author writes last: the office is no longer the one who wrote the version that stands.
    let mut chen = world.as_("chen.jing").await;
    let edit = chen.get(&format!("{path}/edit")).await;
    chen.submit(&edit, &path, &[]).await;
    let page = lin.get(&path).await;
    assert!(!page.forms().iter().any(|form| form.action == confirm), "{}", page.text());
    let fields = [("version", "3"), ("role", "moral-education")];
    assert_eq!(lin.post(&confirm, &fields).await.status.as_u16(), 404);
});

story!(an_open_case_is_told_by_nobody, |world| {
    let sql = "select k.id from support_case k join enrollment e on e.student_id = k.student_id join class c on c.id = e.class_id
        where k.school_id = $1 and c.grade = 7 and c.number = 2
          and not exists (select 1 from closure x where x.case_id = k.id) order by k.id limit 1";
    let case: Uuid = world.app.db.reader().await.unwrap().one(sql, db::args![1_i64]).await.unwrap();
    let mut chen = world.as_("chen.jing").await;
    assert_eq!(chen.get(&format!("/exemplary-cases/new?case={case}")).await.status.as_u16(), 404);
});

story!(all_staff_read_the_criteria_and_who_is_commended, |world| {
    for reader in ["xu.hang", "chen.jing", "gao.shan", "gu.ming"] {
        let page = world.as_(reader).await.get("/commendations").await;
        for words in ["约定的联系做到 90% 以上", "没有一个孩子整段时间没人见过", "杨帆", "唐雪"]
        {
            assert!(page.text().contains(words), "{reader}, {words}: {}", page.text());
        }
    }
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/commendations").await;
    assert!(page.text().contains("我自己的数字"), "{}", page.text());
    assert!(!page.text().contains("看提名"), "proposals are for who judges");
    let round = round(&world).await;
    assert_eq!(chen.get(&round).await.status.as_u16(), 404);
    assert_eq!(chen.post(&round, &[("staff", "x"), ("words", "y")]).await.status.as_u16(), 404);
});

async fn round(world: &World) -> String {
    let (_, id): (i64, Uuid) = world
        .one("select school_id, id from commendation_round where school_id = 1 and name = $1", "关爱之星")
        .await;
    format!("/commendations/rounds/{id}")
}

story!(a_leader_judges_with_words_and_can_take_it_back, |world| {
    let mut lin = world.as_("lin.hui").await;
    let round = round(&world).await;
    let page = lin.get(&round).await;
    let (_, xu): (i64, Uuid) =
        world.one("select school_id, staff_id from account where login = $1", "xu.hang").await;
    let xu = xu.to_string();
    let blank = lin.post(&round, &[("staff", xu.as_str()), ("words", "")]).await;
    assert_eq!(blank.status.as_u16(), 422, "why is written down");
    let fields = [("staff", xu.as_str()), ("words", "下课总留在教室里陪孩子")];
    lin.post(&round, &fields).await;
    lin.post(&round, &fields).await;
    assert_eq!(
        world.count("select count(*) from commendation where words = '下课总留在教室里陪孩子'").await,
        1,
        "twice is once"
    );
    // Other words for the same colleague are not taken for kept: they come back, with what to do.
    let again = lin.post(&round, &[("staff", xu.as_str()), ("words", "别的一句")]).await;
    assert_eq!(again.status.as_u16(), 422);
    assert!(again.text().contains("已经表彰过了") && again.html().contains("别的一句"), "{}", again.text());
    let mut own = world.as_("xu.hang").await;
    let mine = own.get("/commendations").await;
    let certificate =
        mine.links().into_iter().map(|link| link.href).find(|href| href.ends_with("/certificate")).unwrap();
    let paper = own.get(&certificate).await;
    assert!(
        paper.text().contains("许航") && paper.text().contains("下课总留在教室里陪孩子"),
        "{}",
        paper.text()
    );
    for ending in ["docx", "pdf"] {
        assert_eq!(own.get(&format!("{certificate}.{ending}")).await.status.as_u16(), 200, "{ending}");
    }
    let mut chen = world.as_("chen.jing").await;
    assert_eq!(chen.get(&certificate).await.status.as_u16(), 404, "another's certificate");
    let page_after = lin.get(&round).await;
    let withdrawal = certificate.replace("/certificate", "/withdrawal");
    let blank = lin.submit(&page_after, &withdrawal, &[("why", "  ")]).await;
    assert_eq!(blank.status.as_u16(), 422);
    assert!(blank.has("为什么收回") && blank.url.contains("/commendations/"), "{}", blank.text());
    lin.submit(&page_after, &withdrawal, &[("why", "写错了人")]).await;
    assert!(!own.get("/commendations").await.text().contains("下课总留在教室里陪孩子"));
    assert_eq!(own.get(&certificate).await.status.as_u16(), 404);
    assert!(page.text().contains("按姓名排列，不分先后"), "{}", page.text());
});

story!(who_meets_all_criteria_is_proposed_and_how_many_children_is_no_criterion, |world| {
    let mut lin = world.as_("lin.hui").await;
    let index = lin.get("/commendations").await;
    let fields = [("name", "试一试"), ("kept", "0"), ("never", "100"), ("wait", "100"), ("strengths", "0")];
    let page = lin.submit(&index, "/commendations/rounds", &fields).await;
    assert!(page.text().contains("试一试") && page.text().contains("陈静"), "{}", page.text());
    let strict = [("name", "太严"), ("kept", "100"), ("never", "0"), ("wait", "0"), ("strengths", "100")];
    let index = lin.get("/commendations").await;
    let none = lin.submit(&index, "/commendations/rounds", &strict).await;
    assert!(none.text().contains("没有还没表彰而达到全部标准的同事"), "{}", none.text());
    let page = lin.submit(&none, &format!("{}/withdrawal", none.url), &[]).await;
    assert!(!page.text().contains("太严"), "a round without commendation is taken back");
    let held = round(&world).await;
    assert_eq!(lin.post(&format!("{held}/withdrawal"), &[]).await.status.as_u16(), 409);
    let wrong = lin
        .submit(
            &index,
            "/commendations/rounds",
            &[("name", "错"), ("kept", "101"), ("never", "0"), ("wait", "0"), ("strengths", "0")],
        )
        .await;
    assert_eq!(wrong.status.as_u16(), 422);
    assert_eq!(world.as_("gu.ming").await.post("/commendations/rounds", &fields).await.status.as_u16(), 404);
});
