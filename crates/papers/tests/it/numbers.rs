//! T1: every number equals a recount by hand, and the list behind it has that many.

use std::collections::BTreeSet;

use documents::model::{Block, Document, Span};
use kernel::ClassId;
use language::Lang;
use papers::figures::{Asked, Figures, Within, list};
use people::term::store as terms;
use server::demo::DAY;

use crate::recount::Tables;
use crate::story;
use crate::world::{SCHOOL, World};

async fn asked(world: &World, cx: &web::Cx, class: ClassId) -> Asked {
    let mut conn = world.app.db.reader().await.unwrap();
    let class = terms::lookup_class(&mut conn, SCHOOL, class).await.unwrap().unwrap();
    let term = terms::lookup_current(&mut conn, SCHOOL, DAY).await.unwrap().unwrap();
    Asked::find(&mut conn, cx, Within::Class(class), term).await.unwrap()
}

// T1, C5
story!(every_number_equals_a_recount_by_hand_and_its_list_is_as_long, |world| {
    let mut checked = 0;
    let mut busy = 0;
    for (staff, class) in world.holders("homeroom").await {
        let class = class.unwrap();
        let cx = world.cx(staff, Lang::ZhHans).await;
        let asked = asked(&world, &cx, class).await;
        let mut conn = world.app.db.reader().await.unwrap();
        let figures = Figures::count(&mut conn, &cx, &asked).await.unwrap();
        let by_hand = Tables::read(&mut conn, class).await.count();
        for (key, n) in by_hand {
            assert_eq!(figures.get(&key), Some(n), "{key}");
            let items = list(&mut conn, &cx, &asked, &key).await.unwrap().unwrap();
            assert_eq!(items.iter().map(|item| item.amount).sum::<i64>(), n, "{key}");
            checked += 1;
            busy += usize::from(n > 0);
        }
        for key in papers::figures::kept::KEYS {
            let items = list(&mut conn, &cx, &asked, key).await.unwrap().unwrap();
            assert_eq!(items.iter().map(|item| item.amount).sum::<i64>(), figures.n(key), "{key}");
        }
    }
    assert!(checked > 200 && busy > 100, "{checked} {busy}");
});

// T1: whatever a paper says rests on a number that was counted above.
story!(the_summary_says_the_numbers_of_the_recount, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-summary").await;
    let (document, keys) = world.kept(&path).await;
    let by_hand = Tables::read(&mut world.app.db.reader().await.unwrap(), class).await.count();
    let mut bound = 0;
    for fact in &document.facts {
        let key = &keys[&fact.mark];
        let Some(n) = by_hand.get(key.as_str()) else {
            let elsewhere = key.starts_with("duty-") || key == "rules" || key.contains('@');
            assert!(elsewhere, "{key} was not recounted");
            continue;
        };
        let said = fact.value.trim_end_matches('天');
        let value = if key.starts_with("absent") { format!("{}", *n as f64 / 2.0) } else { n.to_string() };
        assert_eq!(said, value, "{key}");
        bound += 1;
    }
    assert!(bound > 20);
});

pub fn text(document: &Document) -> String {
    let mut text = document.title.clone();
    for block in &document.blocks {
        match block {
            Block::Heading(_, spans) | Block::Paragraph(spans) => {
                for span in spans {
                    match span {
                        Span::Text(words) | Span::Bold(words) | Span::Fact { text: words, .. } => {
                            text.push_str(words)
                        }
                        Span::Missing { text: words } => text.push_str(&format!("【{words}】")),
                    }
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    cell.spans.iter().for_each(|span| {
                        if let Span::Text(words) = span {
                            text.push_str(words);
                        }
                    });
                }
            }
            _ => {}
        }
        text.push('\n');
    }
    text
}

// T1
story!(plan_and_summary_name_no_child_repeat_no_sentence_and_leave_no_hole, |world| {
    let hard = ["差生", "问题学生", "单亲", "离异", "孤儿", "残疾", "贫困", "心理问题", "无人抚养"];
    for (staff, class) in world.holders("homeroom").await.into_iter().take(5) {
        let class = class.unwrap();
        let tables = Tables::read(&mut world.app.db.reader().await.unwrap(), class).await;
        for kind in ["term-summary", "term-plan"] {
            let path = world.make(staff, class, kind).await;
            let (document, _) = world.kept(&path).await;
            let text = text(&document);
            assert!(!tables.names.iter().any(|name| text.contains(name)), "{text}");
            assert!(!hard.iter().any(|word| text.contains(word)), "{text}");
            assert!(!text.contains('⟦') && !text.contains('\u{F8F0}') && !text.contains("{$"), "{text}");
            let sentences: Vec<&str> =
                text.split(['。', '\n']).map(str::trim).filter(|sentence| !sentence.is_empty()).collect();
            let different: BTreeSet<&&str> = sentences.iter().collect();
            assert_eq!(different.len(), sentences.len(), "{text}");
        }
    }
});

// T1: 0, 1 and no data read differently; what is missing is said to be missing.
story!(missing_facts_are_said_to_be_missing, |world| {
    let (staff, class) = world.teacher().await;
    let mut tx = world.app.db.begin().await.unwrap();
    for sql in [
        "delete from mark",
        "delete from absence",
        "delete from census_look",
        "delete from duty_rule",
        "update note set withdrawn_at = 1",
        "update goal set withdrawn_at = 1",
    ] {
        tx.run(sql, db::args![]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let path = world.make(staff, class, "term-summary").await;
    let (document, _) = world.kept(&path).await;
    let text = text(&document);
    for gap in
        ["摸排情况：【", "频次要求：【", "开展情况：【", "目标达成情况：【", "学业成绩：【", "出勤情况：【"]
    {
        assert!(text.contains(gap), "{gap} {text}");
    }
    let page = world.page(staff, &path).await;
    assert!(
        page.contains(r#"class="gap" href="/imports""#) && page.contains(r#"class="gap" href="/census""#)
    );
});

/// The counts of a class or of the school, as this person gets them.
async fn counted(world: &World, staff: kernel::StaffId, within: Within) -> Figures {
    let cx = world.cx(staff, Lang::ZhHans).await;
    let mut conn = world.app.db.reader().await.unwrap();
    let term = terms::lookup_current(&mut conn, SCHOOL, DAY).await.unwrap().unwrap();
    let asked = Asked::find(&mut conn, &cx, within, term).await.unwrap();
    Figures::count(&mut conn, &cx, &asked).await.unwrap()
}

// T1, M6: what was done for a child stays with the class in which it was done, for those who may still see the child.
story!(
    a_child_who_moved_on_in_the_term_stays_in_the_figures_of_its_days_and_a_former_teacher_sees_none_of_it,
    |world| {
        let (teacher, class) = world.teacher().await;
        let principal = world.holders("principal").await[0].0;
        let mut conn = world.app.db.reader().await.unwrap();
        let own = terms::lookup_class(&mut conn, SCHOOL, class).await.unwrap().unwrap();
        let (child, talks): (uuid::Uuid, i64) = conn
        .one(
            "select ns.student_id, count(*) from note_student ns join note n on n.school_id = 1 and n.id = ns.note_id
             join enrollment e on e.school_id = 1 and e.student_id = ns.student_id and e.class_id = $1
             join term t on t.school_id = 1 and t.starts_on <= n.held_on and t.ends_on >= $2 and t.starts_on <= $2
             where ns.school_id = 1 and n.kind = 'talk' and n.withdrawn_at is null and n.held_on <= '2026-11-10'
               and (select count(*) from note_student o where o.school_id = 1 and o.note_id = n.id) = 1
             group by ns.student_id order by 2 desc, 1 limit 1",
            db::args![class, DAY],
        )
        .await
        .unwrap();
        drop(conn);
        let before = [
            counted(&world, teacher, Within::Class(own.clone())).await,
            counted(&world, principal, Within::Class(own.clone())).await,
            counted(&world, principal, Within::School).await,
        ];
        let mut tx = world.app.db.begin().await.unwrap();
        for sql in [
            "update enrollment set until_on = '2026-11-10' where school_id = 1 and student_id = $1",
            "update student set left_on = '2026-11-10' where school_id = 1 and id = $1",
            "update member set until_on = '2026-11-10' where school_id = 1 and student_id = $1",
            // Later talks are of no day on which she was here.
            "update note set withdrawn_at = 1 where school_id = 1 and held_on > '2026-11-10' and id in
         (select note_id from note_student where school_id = 1 and student_id = $1)",
        ] {
            tx.run(sql, db::args![child]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let [of_teacher, of_principal, of_school] = [
            counted(&world, teacher, Within::Class(own.clone())).await,
            counted(&world, principal, Within::Class(own)).await,
            counted(&world, principal, Within::School).await,
        ];
        for (was, is) in before.iter().zip([&of_teacher, &of_principal, &of_school]) {
            assert_eq!(is.n("students"), was.n("students") - 1);
        }
        assert!(talks > 0);
        assert!(of_teacher.n("talks") <= before[0].n("talks") - talks);
        let said = (before[1].n("talks"), of_principal.n("talks"), of_teacher.n("talks"));
        assert!(said.1 > said.2, "{said:?} of {talks}");
        assert_eq!(of_principal.n("served"), before[1].n("served"));
        assert_eq!(of_school.n("served"), before[2].n("served"));
        let change = |is: &Figures, was: &Figures| is.n("talks") - was.n("talks");
        assert_eq!(change(&of_principal, &before[1]), change(&of_school, &before[2]));
    }
);

// T1: an empty file is neither praised nor asked to be filled.
story!(a_paper_of_a_category_in_which_there_is_nobody_is_one_sentence, |world| {
    let (staff, class) = world.teacher().await;
    let cx = world.cx(staff, Lang::ZhHans).await;
    let asked = asked(&world, &cx, class).await;
    let figures = Figures::count(&mut world.app.db.reader().await.unwrap(), &cx, &asked).await.unwrap();
    let codes = ["orphan", "single_parent", "poor", "unattended", "epidemic"];
    let none = |code: &&&str| figures.n(&format!("found-{}", code.replace('_', "-"))) == 0;
    let code = codes.iter().find(none).unwrap();
    for kind in ["term-summary", "term-plan"] {
        let path = world.make_about(staff, (&class.to_string(), code), kind).await;
        let (document, _) = world.kept(&path).await;
        let text = text(&document);
        assert!(
            text.contains("目前没有属于") && !text.contains('【') && !text.contains("明显缺口"),
            "{text}"
        );
        assert_eq!(document.blocks.len(), 2, "{text}");
    }
});

// T1: goals that end with their case are told, so that a reader comes from all of them to those still open.
story!(the_goals_of_a_summary_add_up, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let path = world.make_of(principal, "school", "term-summary").await;
    let (document, keys) = world.kept(&path).await;
    let said = |key: &str| {
        let mark = keys.iter().find(|(_, known)| *known == key).map(|(mark, _)| *mark);
        let fact = mark.and_then(|mark| document.facts.iter().find(|fact| fact.mark == mark));
        fact.map_or(0, |fact| fact.value.parse::<i64>().unwrap())
    };
    assert_eq!(said("goals"), said("goals-reached") + said("goals-ended") + said("goals-open"));
    assert!(said("goals-ended") > 0, "no goal ended with its case");
});

// T1: a plan written in the middle of a term plans what is left of it.
story!(a_plan_begins_with_the_month_in_which_it_is_written, |world| {
    let (staff, class) = world.teacher().await;
    let path = world.make(staff, class, "term-plan").await;
    let (document, _) = world.kept(&path).await;
    let first = document.blocks.iter().find_map(|block| match block {
        Block::Table(table) => table.rows.first()?.first()?.spans.first(),
        _ => None,
    });
    assert!(
        matches!(first, Some(Span::Text(month)) if *month == language::month(Lang::ZhHans, DAY)),
        "{first:?}"
    );
});
