//! T1: made, edited, renewed, exported; and who may not.

use axum::http::StatusCode;
use db::args;
use documents::model::{Block, Span};

use crate::story;
use crate::world::World;

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
    // A number that she leaves out is meant to be gone.
    let fields = [("part", part), ("version", &version), ("text", text), ("without", "yes")];
    let (status, _, said) = world.post(staff, path, &fields).await;
    (status, said)
}

/// Saves a paragraph as the form on the page does: the status and the page that answers.
async fn save(
    world: &World,
    staff: kernel::StaffId,
    path: &str,
    (part, text, shown): (&str, &str, &str),
) -> (StatusCode, String) {
    let version = version(world, path).await;
    let fields = [("part", part), ("version", version.as_str()), ("text", text), ("shown", shown)];
    world.submit(staff, path, &fields).await
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
story!(an_edited_paragraph_is_kept_while_the_others_follow_the_records_and_is_exported, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let spans = paragraph(&world, &path, "class").await;
    let (first, second) = (mark(&spans[1]), mark(&spans[3]));
    let number = |span: &Span| if let Span::Fact { text, .. } = span { text.clone() } else { String::new() };
    let typed = format!("春风里，我们班有⟦{}·{first}⟧，男孩多。", number(&spans[1]));
    let (status, said) = edit(&world, staff, &path, ("class", &typed)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(said.contains("papers-said-without"), "{said}");
    let kept = paragraph(&world, &path, "class").await;
    assert!(!kept.iter().any(|span| matches!(span, Span::Fact { mark, .. } if *mark == second)));

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
        .one("select count(*) from log.reading where kind = 'paper' and action = 'export'", args![])
        .await
        .unwrap();
    assert_eq!((events, readings), (1, 1));
});

/// The text that the form gives her.
async fn given(world: &World, staff: kernel::StaffId, path: &str, part: &str) -> String {
    let page = world.page(staff, &format!("{path}?edit={part}")).await;
    let text = page.split("<textarea").nth(1).unwrap().split_once('>').unwrap().1;
    text.split("</textarea>").next().unwrap().trim_start_matches('\n').to_owned()
}

fn figures(spans: &[Span]) -> Vec<Span> {
    spans.iter().filter(|span| matches!(span, Span::Fact { .. })).cloned().collect()
}

// T1: her words around the numbers are hers, with brackets or without; the numbers stay those of the records.
story!(words_written_around_the_numbers_are_kept_and_the_numbers_stay_alive, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let before = figures(&paragraph(&world, &path, "contacts").await);
    assert!(before.len() > 2);
    let shown = given(&world, staff, &path, "contacts").await;
    let inside = shown.replace('⟦', "⟦算下来有");
    let bare = bare_of(&shown);
    for text in
        [format!("2026年第3周起，{shown}大家都用心了。"), inside, format!("9月1日：{bare}还有365天。")]
    {
        let (status, page) = save(&world, staff, &path, ("contacts", &text, &shown)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}: {page}");
        let kept = paragraph(&world, &path, "contacts").await;
        assert_eq!(figures(&kept), before, "{text}");
    }
    let talks = world.fact_of(&path, "talks").await;
    let said = |page: &str| {
        let link = format!("href=\"{path}/facts/{talks}\">");
        page.split(&link).nth(1).map(|rest| rest.split('<').next().unwrap().to_owned()).unwrap()
    };
    let was = said(&world.page(staff, &path).await);
    withdraw_a_talk(&world).await;
    let page = world.page(staff, &path).await;
    assert!(page.contains("还有365天") && said(&page) != was, "{was}");
});

/// The text as somebody types it anew, without any bracket.
fn bare_of(shown: &str) -> String {
    let pieces = shown.split('⟦').map(|piece| match piece.split_once('⟧') {
        Some((token, rest)) => format!("{}{rest}", token.rsplit_once('·').map_or(token, |(words, _)| words)),
        None => piece.to_owned(),
    });
    pieces.collect()
}

// T1: a number of the records is not changed by typing, and nothing that she typed is lost.
story!(a_number_that_is_changed_is_named_and_her_words_stay_in_the_form, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let spans = paragraph(&world, &path, "class").await;
    let shown = given(&world, staff, &path, "class").await;
    let Some(Span::Fact { text: number, .. }) = figures(&spans).into_iter().next() else {
        panic!("{spans:?}")
    };
    let text = format!("{}我们都在。", shown.replace(&number, "999人"));
    let (status, page) = save(&world, staff, &path, ("class", &text, &shown)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(&format!("<li>{number}")), "{page}");
    assert!(page.contains("999人") && page.contains("我们都在。</textarea>"), "{page}");
    assert_eq!(paragraph(&world, &path, "class").await, spans, "nothing was saved");
    assert!(page.contains("name=\"without\""));
    let (status, said) = edit(&world, staff, &path, ("class", &text)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(said.contains("papers-said-without"), "{said}");
    assert!(world.page(staff, &path).await.contains("999人"));
});

// T1: what the records changed while she wrote is no change of hers.
story!(a_number_that_the_records_change_while_she_writes_keeps_nobody_from_saving, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let shown = given(&world, staff, &path, "contacts").await;
    withdraw_a_talk(&world).await;
    let (status, page) = save(&world, staff, &path, ("contacts", &format!("{shown}真好。"), &shown)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let now = given(&world, staff, &path, "contacts").await;
    assert!(now.ends_with("真好。") && !now.contains(&shown), "{now}");
});

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
story!(the_numbers_in_a_persons_own_words_follow_the_records_until_she_approves, |world| {
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
});

// T1: the numbers are those of the person who made the paper, whoever looks at it; and last year's paper stands.
story!(a_paper_says_the_same_to_every_reader_and_stands_when_its_maker_or_its_year_has_gone, |world| {
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
});

// T1
story!(two_who_edit_at_once_do_not_overwrite_each_other, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-plan").await;
    let old = version(&world, &path).await;
    edit(&world, staff, &path, ("ways", "甲写的。")).await;
    let fields = [("part", "ways"), ("version", old.as_str()), ("text", "乙写的。")];
    let (status, ..) = world.post(staff, &path, &fields).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(paragraph(&world, &path, "ways").await, vec![Span::text("甲写的。")]);
});

// T1, EN-03
story!(a_subject_teacher_cannot_make_one_and_another_homeroom_teacher_does_not_see_it, |world| {
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
});

// T1, EN-04
story!(every_number_on_the_page_leads_to_its_list, |world| {
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
});

// T1: whatever she moved, took out or put in: on paper the notes are counted from 1 as one reads, one for each fact.
story!(the_notes_of_what_leaves_are_counted_in_reading_order_without_a_gap, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let spans = paragraph(&world, &path, "class").await;
    let facts = figures(&spans);
    let (Span::Fact { mark: a, text: x }, Span::Fact { mark: b, text: y }) = (&facts[0], &facts[1]) else {
        panic!("{spans:?}")
    };
    // The second before the first, the first twice, and of the contacts nothing.
    edit(&world, staff, &path, ("class", &format!("⟦{y}·{b}⟧在⟦{x}·{a}⟧里。"))).await;
    edit(&world, staff, &path, ("contacts", "都记在下面。")).await;
    let (_, word) = world.get(staff, &format!("{path}/word")).await;
    let script = "
import re, sys, zipfile
file = zipfile.ZipFile(sys.argv[1])
text = re.sub('<w:endnoteReference[^>]*w:id=\"([0-9]+)\"/>', r'\\1', file.read('word/document.xml').decode())
assert 'customMarkFollows' not in file.read('word/document.xml').decode()
print(' '.join(re.findall(r'\\[([0-9]+)\\]', re.sub('<[^>]*>', '', text))))
print(len(re.findall('<w:endnoteRef/>', file.read('word/endnotes.xml').decode())))";
    let out = crate::files::python(script, &word);
    let (marks, notes) = out.trim().split_once('\n').unwrap();
    let mut first: Vec<u32> = Vec::new();
    for mark in marks.split(' ').map(|mark| mark.parse().unwrap()) {
        if !first.contains(&mark) {
            first.push(mark);
        }
    }
    let counted: Vec<u32> = (1..=u32::try_from(first.len()).unwrap()).collect();
    assert!(first.len() > 20);
    assert_eq!(first, counted, "{marks}");
    assert_eq!(notes.trim(), first.len().to_string());
});

// T3: every group of what can be filled has a name, in every language.
story!(the_page_of_what_can_be_filled_names_every_group, |world| {
    let (staff, _) = world.teacher().await;
    let page = world.page(staff, "/templates/fields").await;
    assert!(page.contains("控辍保学") && !page.contains('⟦'), "{page}");
});

// T1: the term of the demonstration school begins on 31 August.
story!(a_term_that_begins_on_the_last_day_of_august_has_no_line_of_noughts_for_august, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let page = world.page(staff, &path).await;
    assert!(page.contains("2026年9月") && page.contains("分月情况"), "{page}");
    assert!(!page.contains("2026年8月<"), "{page}");
    // What was recorded on that day has its line.
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "update note set held_on = '2026-08-31' where id = (select n.id from note n
        join note_student ns on ns.note_id = n.id join enrollment e on e.student_id = ns.student_id
        where n.kind = 'talk' and n.withdrawn_at is null and n.held_on >= '2026-09-01' and e.class_id = $1
        order by n.id limit 1)";
    tx.run(sql, args![class]).await.unwrap();
    tx.run("update note_student set held_on = (select n.held_on from note n where n.id = note_id)", args![])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let path = world.make(staff, class, "year-summary").await;
    let page = world.page(staff, &path).await;
    assert!(page.contains("2026年8月<"), "{page}");
});
