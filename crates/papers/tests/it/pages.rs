//! T1: made, edited, renewed, exported; and who may not.

use axum::http::StatusCode;
use db::args;
use documents::model::{Block, Span};

use crate::world::{World, world};

async fn version(world: &World, path: &str) -> String {
    let id = path.trim_start_matches("/papers/").parse::<uuid::Uuid>().unwrap();
    let mut conn = world.app.db.reader().await.unwrap();
    let version: i64 = conn.one("select row_version from paper where id = $1", args![id]).await.unwrap();
    version.to_string()
}

async fn edit(
    world: &World,
    staff: kernel::StaffId,
    path: &str,
    (part, text): (&str, &str),
) -> (StatusCode, String) {
    let version = version(world, path).await;
    let (status, _, said) =
        world.post(staff, path, &[("part", part), ("version", &version), ("text", text)]).await;
    (status, said)
}

async fn paragraph(world: &World, path: &str, part: &str) -> Vec<Span> {
    let written = world.written(path).await;
    let place = written.parts.iter().position(|other| other.key == part).unwrap();
    let Block::Paragraph(spans) = &written.document.blocks[place] else { panic!("{part}") };
    spans.clone()
}

fn mark(span: &Span) -> u32 {
    let Span::Fact { mark, .. } = span else { panic!("{span:?}") };
    *mark
}

// T1
#[tokio::test]
async fn an_edited_paragraph_is_kept_while_the_others_follow_the_records_and_is_exported() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let spans = paragraph(&world, &path, "class").await;
    let (first, second) = (mark(&spans[1]), mark(&spans[3]));
    let number = |span: &Span| if let Span::Fact { text, .. } = span { text.clone() } else { String::new() };
    let typed = format!("春风里，我们班有⟦{}·{first}⟧，男孩⟦999人·{second}⟧。", number(&spans[1]));
    let (status, said) = edit(&world, staff, &path, ("class", &typed)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(said.contains("papers-said-mark-removed"), "{said}");
    let kept = paragraph(&world, &path, "class").await;
    assert_eq!(number(&kept[3]), number(&spans[3]), "a number comes from the records");

    let talks = format!("{path}/facts/{}\"", world.fact_of(&path, "talks").await);
    assert!(world.page(staff, &path).await.contains(&talks));
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run("update note set withdrawn_at = 1 where kind = 'talk'", args![]).await.unwrap();
    tx.commit().await.unwrap();
    let page = world.page(staff, &path).await;
    assert!(!page.contains(&talks), "the other paragraphs follow the records");
    assert!(page.contains("春风里，我们班有"));

    let (status, bytes) = world.get(staff, &format!("{path}/word")).await;
    assert_eq!(status, StatusCode::OK);
    let text = crate::files::words_of(&bytes);
    assert!(text.contains("春风里，我们班有"), "{text}");
    let mut conn = world.app.db.reader().await.unwrap();
    let events: i64 =
        conn.one("select count(*) from event where name = 'paper.exported'", args![]).await.unwrap();
    let readings: i64 = conn
        .one("select count(*) from reading where kind = 'paper' and action = 'export'", args![])
        .await
        .unwrap();
    assert_eq!((events, readings), (1, 1));
}

async fn withdraw_a_talk(world: &World) {
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "update note set withdrawn_at = 1 where id = (select n.id from note n
        join note_student ns on ns.note_id = n.id join enrollment e on e.student_id = ns.student_id
        where n.kind = 'talk' and n.withdrawn_at is null and n.held_on >= '2026-09-01' and e.class_id = $1
        order by n.id limit 1)";
    let (_, class) = world.teacher().await;
    tx.run(sql, args![class]).await.unwrap();
    tx.commit().await.unwrap();
}

// T1: a teacher's own words keep their numbers alive until she approves the paper.
#[tokio::test]
async fn the_numbers_in_a_persons_own_words_follow_the_records_until_she_approves() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let talks = world.fact_of(&path, "talks").await;
    let notes = world.fact_of(&path, "notes").await;
    let said = |page: &str, mark: u32| {
        let link = format!("href=\"{path}/facts/{mark}\">");
        page.split(&link).nth(1).map(|rest| rest.split('<').next().unwrap().to_owned())
    };
    let number = |words: Option<String>| -> i64 { words.unwrap().trim_end_matches('次').parse().unwrap() };
    let before = number(said(&world.page(staff, &path).await, talks));
    let text = format!("这学期，我和孩子们坐下来谈了⟦{before}次·{talks}⟧。");
    edit(&world, staff, &path, ("contacts", &text)).await;
    let page = world.page(staff, &path).await;
    assert!(page.contains("我和孩子们坐下来谈了"));
    assert_eq!(said(&page, notes), None, "a number that was deleted stays away");
    withdraw_a_talk(&world).await;
    let page = world.page(staff, &path).await;
    assert!(page.contains("我和孩子们坐下来谈了"));
    assert_eq!(number(said(&page, talks)), before - 1);
    let (_, word) = world.get(staff, &format!("{path}/word")).await;
    assert!(crate::files::words_of(&word).contains(&format!("谈了{}次", before - 1)));

    let seen = version(&world, &path).await;
    let (status, ..) =
        world.post(staff, &format!("{path}/approval"), &[("on", "yes"), ("version", &seen)]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    withdraw_a_talk(&world).await;
    assert_eq!(number(said(&world.page(staff, &path).await, talks)), before - 1, "approved: it stands");
    let fact = world.page(staff, &format!("{path}/facts/{talks}")).await;
    assert!(fact.contains(&format!("按现在的记录是 {}", before - 2)), "{fact}");

    let seen = version(&world, &path).await;
    world.post(staff, &format!("{path}/approval"), &[("on", "no"), ("version", &seen)]).await;
    assert_eq!(number(said(&world.page(staff, &path).await, talks)), before - 2, "open again");
    let seen = version(&world, &path).await;
    let (status, ..) =
        world.post(staff, &format!("{path}/renewal"), &[("part", "contacts"), ("version", &seen)]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = world.page(staff, &path).await;
    assert!(!page.contains("我和孩子们坐下来谈了") && said(&page, notes).is_some(), "back to the records");
}

// T1: the numbers are those of the person who made the paper, whoever looks at it; and last year's paper stands.
#[tokio::test]
async fn a_paper_says_the_same_to_every_reader_and_stands_when_its_maker_or_its_year_has_gone() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let article = |page: String| {
        let inner = page.split("<article").nth(1).unwrap().split("</article>").next().unwrap().to_owned();
        inner.split("<a class=\"fact\"").skip(1).map(|s| s.split("</a>").next().unwrap().to_owned()).collect()
    };
    let own: Vec<String> = article(world.page(staff, &path).await);
    let (principal, _) = world.holders("principal").await[0];
    let principals: Vec<String> = article(world.page(principal, &path).await);
    assert_eq!(own, principals);
    withdraw_a_talk(&world).await;
    assert_ne!(article(world.page(principal, &path).await), own);
    let mut tx = world.app.db.begin().await.unwrap();
    let ended = "update role_held set until_on = '2026-11-01' where staff_id = $1 and role = 'homeroom'";
    tx.run(ended, args![staff]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(article(world.page(principal, &path).await), own, "as it was kept");
}

// T1
#[tokio::test]
async fn two_who_edit_at_once_do_not_overwrite_each_other() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-plan").await;
    let old = version(&world, &path).await;
    edit(&world, staff, &path, ("ways", "甲写的。")).await;
    let fields = [("part", "ways"), ("version", old.as_str()), ("text", "乙写的。")];
    let (status, ..) = world.post(staff, &path, &fields).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(paragraph(&world, &path, "ways").await, vec![Span::text("甲写的。")]);
}

// T1, EN-03
#[tokio::test]
async fn a_subject_teacher_cannot_make_one_and_another_homeroom_teacher_does_not_see_it() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let term = world.term().await;
    let homerooms = world.holders("homeroom").await;
    let only_subject =
        world.holders("subject-teacher").await.into_iter().find(|(other, at)| {
            *at == Some(class) && !homerooms.iter().any(|(homeroom, _)| homeroom == other)
        });
    let (subject, _) = only_subject.expect("a subject teacher of the class");
    let (other, _) = *homerooms.iter().find(|(other, _)| *other != staff).unwrap();
    for outsider in [subject, other] {
        let fields = [("kind", "term-summary"), ("class", &class.to_string()), ("term", &term), ("key", "")];
        let (status, ..) = world.post(outsider, "/papers", &fields).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        for address in [
            path.clone(),
            format!("{path}/word"),
            format!("{path}/facts/1"),
            format!("/classes/{class}/ledger.xlsx"),
        ] {
            assert_eq!(world.get(outsider, &address).await.0, StatusCode::NOT_FOUND, "{address}");
        }
        let (status, _) = edit(&world, outsider, &path, ("class", "x")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}

// T1, EN-04
#[tokio::test]
async fn every_number_on_the_page_leads_to_its_list() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let page = world.page(staff, &path).await;
    let written = world.written(&path).await;
    assert!(written.document.facts.len() > 20);
    for fact in &written.document.facts {
        assert!(page.contains(&format!("href=\"{}\"", fact.link)), "{}", fact.link);
        let list = world.page(staff, &fact.link).await;
        assert!(list.contains(&fact.name) && !list.contains("按现在的记录是"), "{}: {list}", fact.name);
    }
    assert!(world.page(staff, "/papers").await.contains(&path));
    assert!(world.page(staff, &format!("{path}?edit=class")).await.contains("⟧"));
    assert!(world.page(staff, &format!("{path}/print")).await.contains("编号"));
}
