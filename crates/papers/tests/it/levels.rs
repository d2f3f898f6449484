//! T1: a grade's and the school's paper counts what their classes' tables hold; a district's says no small number.

use std::collections::BTreeSet;

use access::{Actor, Role};
use documents::model::{Block, Span};
use kernel::ClassId;
use language::Lang;
use papers::figures::{Asked, Figures, Within, list};
use papers::{Level, Question, Shape};
use people::term::store as terms;
use server::demo::DAY;

use crate::files::words_of;
use crate::recount::Tables;
use crate::story;
use crate::world::{SCHOOL, World};

async fn classes(world: &World, grade: Option<i64>) -> Vec<ClassId> {
    let mut conn = world.app.db.reader().await.unwrap();
    let all = terms::classes(&mut conn, SCHOOL, DAY).await.unwrap();
    all.into_iter()
        .filter(|class| grade.is_none_or(|grade| class.grade == grade))
        .map(|class| class.id)
        .collect()
}

// T1: counted by hand over whole tables, for a grade by its leader and for the school by the principal.
story!(a_grade_and_the_school_say_what_a_recount_by_hand_says, |world| {
    let mut checked = 0;
    for (role, within) in [("grade-leader", None), ("principal", Some(Within::School))] {
        let (staff, _) = world.holders(role).await.into_iter().next().unwrap();
        let cx = world.cx(staff, Lang::ZhHans).await;
        let led = cx.actor.roles.iter().find_map(|held| match held.held_for {
            access::actor::HeldFor::Grade(grade) => Some(grade),
            _ => None,
        });
        let within = within.unwrap_or_else(|| Within::Grade(led.unwrap()));
        let grade = if let Within::Grade(grade) = within { Some(grade) } else { None };
        let classes = classes(&world, grade).await;
        let mut conn = world.app.db.reader().await.unwrap();
        let term = terms::lookup_current(&mut conn, SCHOOL, DAY).await.unwrap().unwrap();
        let asked = Asked::find(&mut conn, &cx, within, term).await.unwrap();
        let figures = Figures::count(&mut conn, &cx, &asked).await.unwrap();
        let by_hand = Tables::read_of(&mut conn, &classes).await.count();
        // What somebody who is not the homeroom teacher may list of findings is another matter.
        for (key, n) in
            by_hand.iter().filter(|(key, _)| !key.starts_with("found") && !key.starts_with("source"))
        {
            assert_eq!(figures.get(key), Some(*n), "{role}: {key}");
            let items = list(&mut conn, &cx, &asked, key).await.unwrap().unwrap();
            assert_eq!(items.iter().map(|item| item.amount).sum::<i64>(), *n, "{role}: {key}");
            checked += 1;
        }
        for (key, n) in figures.all().filter(|(key, _)| key.contains('@')) {
            let items = list(&mut conn, &cx, &asked, key).await.unwrap().unwrap();
            assert_eq!(items.iter().map(|item| item.amount).sum::<i64>(), n, "{role}: {key}");
            checked += 1;
        }
        let parts: i64 = figures.parts.iter().map(|(tail, _)| figures.n(&format!("students@{tail}"))).sum();
        assert_eq!(parts, figures.n("students"), "{role}");
    }
    assert!(checked > 120, "{checked}");
});

fn order(kind: &str, level: Level, teacher: Option<&str>, category: Option<&str>) -> papers::command::Order {
    papers::command::Order {
        kind: kind.to_owned(),
        level,
        teacher: teacher.map(str::to_owned),
        grade: None,
        category: category.map(str::to_owned),
        term: "current".to_owned(),
        shape: Shape::Word,
    }
}

// T1: four levels, three papers, one category, and no name of a child in any.
story!(every_level_has_its_papers_and_none_names_a_child_or_repeats_a_sentence, |world| {
    let (homeroom, class) = world.teacher().await;
    let names = Tables::read(&mut world.app.db.reader().await.unwrap(), class).await.names;
    let mut who = vec![(Level::Class, Some(homeroom))];
    for (level, role) in [(Level::Grade, "grade-leader"), (Level::School, "principal")] {
        who.push((level, Some(world.holders(role).await[0].0)));
    }
    who.push((Level::District, None));
    for (level, staff) in who {
        let teacher = match staff {
            Some(staff) => {
                let mut conn = world.app.db.reader().await.unwrap();
                Some(people::staff::store::find_name(&mut conn, SCHOOL, staff).await.unwrap())
            }
            None => None,
        };
        let cases = [
            ("term-summary", None),
            ("term-plan", None),
            ("year-summary", None),
            ("term-summary", Some("learning")),
            ("term-plan", Some("learning")),
        ];
        for (kind, category) in cases {
            let order = order(kind, level, teacher.as_deref(), category);
            let word = papers::command::write(&world.app, Lang::ZhHans, &order).await;
            let word = words_of(&word.unwrap_or_else(|why| panic!("{kind} {level:?}: {why:?}")));
            assert!(!word.contains('⟦') && !word.contains("{$") && !word.contains('\u{F8F0}'), "{word}");
            // The line at the foot names who took it out; a child may be called so too.
            let said = word.lines().filter(|line| !line.contains("编号")).collect::<String>();
            assert!(!names.iter().any(|name| said.contains(name)), "{kind} {level:?} {said}");
            // P7: the plan of one category has measures of its own; several schools have no library in common.
            let ways = word.contains("针对“学习困难”") && word.contains("每天十分钟补一个基础");
            let is_one = kind == "term-plan" && category.is_some() && level != Level::District;
            let has_ways = is_one && word.contains("主要措施");
            assert_eq!(ways, has_ways, "{kind} {level:?} {word}");
            assert_eq!(word.contains("本学期"), kind != "year-summary" && word.contains("本学期"), "{word}");
            let text = word.split("截至").next().unwrap_or(&word);
            let sentences: Vec<&str> = text
                .split(['。', '\n'])
                .map(str::trim)
                // The school's name stands over its paper and under it.
                .filter(|s| s.chars().count() > 6 && !s.contains('|') && !s.ends_with("学校"))
                .collect();
            let different: BTreeSet<&&str> = sentences.iter().collect();
            assert_eq!(different.len(), sentences.len(), "{kind} {level:?} {word}");
        }
    }
    let nobody = order("term-summary", Level::Grade, None, None);
    assert!(papers::command::write(&world.app, Lang::En, &nobody).await.is_err());
    let wrong = order("term-summary", Level::District, None, Some("sadness"));
    let wrong = papers::command::write(&world.app, Lang::En, &wrong).await;
    assert!(matches!(wrong, Err(papers::command::NoPaper::NoCategory)));
});

// T1: every number of the school's paper stands in the counts that the command prints.
story!(every_number_of_the_schools_paper_stands_in_the_figures, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let actor = crate::world::actor(&world.app, principal).await;
    let json = papers::figures_json(&world.app, actor, DAY, &Question::default()).await.unwrap();
    let path = world.make_of(principal, "school", "term-summary").await;
    let written = world.written(&path).await;
    assert!(written.document.facts.len() > 40);
    for fact in &written.document.facts {
        let key = &written.keys[&fact.mark];
        let said = &fact.value;
        let n = json["school"][key].as_i64().unwrap_or_else(|| panic!("{key} is not in the figures"));
        let days = format!("{}天", n as f64 / 2.0);
        assert!(*said == n.to_string() || *said == days, "{key}: {said}, counted {n}");
        let page = world.page(principal, &fact.link).await;
        assert!(!page.contains("按现在的记录是"), "{key}");
    }
});

// T1, S1: a class is counted for the command as its own teacher counts it.
story!(every_number_of_a_classs_paper_stands_in_the_figures, |world| {
    let reader = Actor::at_the_machine(SCHOOL, Role::Principal);
    let json = papers::figures_json(&world.app, reader, DAY, &Question::default()).await.unwrap();
    let mut health = 0;
    for (staff, class) in world.holders("homeroom").await {
        let class = class.unwrap();
        let mut conn = world.app.db.reader().await.unwrap();
        let named = terms::lookup_class(&mut conn, SCHOOL, class).await.unwrap().unwrap();
        drop(conn);
        let mut all = json["classes"].as_array().unwrap().iter();
        let own = all.find(|one| one["grade"] == named.grade && one["number"] == named.number).unwrap();
        let written = world.written(&world.make(staff, class, "term-plan").await).await;
        for fact in &written.document.facts {
            let key = &written.keys[&fact.mark];
            let n = own["counts"][key].as_i64().unwrap_or_else(|| panic!("{key} is not in the figures"));
            assert_eq!(fact.value, n.to_string(), "{key}");
            health += i64::from(key == "found-health");
        }
    }
    assert!(health > 0, "no child needs care for its health: the story shows nothing");
});

// T1: what tells of one child leaves only when a person has confirmed it; what is approved stands.
story!(a_case_leaves_when_confirmed_and_an_approved_paper_stands, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let path = world.make_of(principal, "school", "term-summary").await;
    let written = world.written(&path).await;
    let place = written.parts.iter().position(|part| part.unconfirmed).expect("a case worth telling");
    let Block::Paragraph(spans) = &written.document.blocks[place] else { panic!() };
    let start = if let Span::Text(words) = &spans[0] { words.clone() } else { String::new() };
    let (_, word) = world.get(principal, &format!("{path}/word")).await;
    assert!(!words_of(&word).contains(&start), "not confirmed yet");
    let key = written.parts[place].key.clone();
    let fields = [("part", key.as_str()), ("good", "yes"), ("version", "1")];
    world.post(principal, &format!("{path}/confirmation"), &fields).await;
    let (_, word) = world.get(principal, &format!("{path}/word")).await;
    assert!(words_of(&word).contains(&start));
    world.post(principal, &format!("{path}/approval"), &[("on", "yes"), ("version", "2")]).await;
    let fields = [("part", "class"), ("version", "3"), ("text", "改了。")];
    let (status, ..) = world.post(principal, &path, &fields).await;
    assert_eq!(status, axum::http::StatusCode::CONFLICT, "approved: nothing is changed");
    let (_, pdf) = world.get(principal, &format!("{path}/pdf")).await;
    assert!(pdf.starts_with(b"%PDF-1.7"));
});

// T1, EN-03
story!(a_homeroom_teacher_makes_no_paper_of_the_grade_or_school_and_reads_none, |world| {
    let (staff, _) = world.teacher().await;
    let (principal, _) = world.holders("principal").await[0];
    let path = world.make_of(principal, "school", "term-summary").await;
    let term = world.term().await;
    for of in ["school", "grade-7", "grade-1"] {
        let fields = [("kind", "term-summary"), ("class", of), ("term", &term), ("key", "")];
        let (status, ..) = world.post(staff, "/papers", &fields).await;
        assert_eq!(status, axum::http::StatusCode::NOT_FOUND, "{of}");
    }
    assert_eq!(world.get(staff, &path).await.0, axum::http::StatusCode::NOT_FOUND);
    assert!(!world.page(staff, "/papers").await.contains(&path));
});

// T1: the plan of psychological care is the psychologist's. What she may not list is not said to be nothing, and nobody
// else knows of her paper.
story!(the_psychologist_writes_of_her_own_category_and_nobody_else_reads_it, |world| {
    let (psychologist, _) = world.holders("psychologist").await[0];
    let (principal, _) = world.holders("principal").await[0];
    let (homeroom, _) = world.teacher().await;
    let index = world.page(psychologist, "/papers").await;
    assert!(index.contains("<option value=\"psychological\">") && !index.contains("全部学生"), "{index}");
    assert!(!index.contains("ledger.xlsx") && !index.contains("/bureau-tables"), "{index}");
    let mut conn = world.app.db.reader().await.unwrap();
    let all = terms::classes(&mut conn, SCHOOL, DAY).await.unwrap();
    let classes: Vec<_> = all.iter().map(|class| class.id).collect();
    let tables = Tables::read_of(&mut conn, &classes).await.of_category("psychological");
    drop(conn);
    let (by_hand, mut checked) = (tables.count(), 0);
    for kind in ["term-plan", "term-summary", "year-summary"] {
        let path = world.make_about(psychologist, ("school", "psychological"), kind).await;
        let written = world.written(&path).await;
        for fact in &written.document.facts {
            let key = written.keys[&fact.mark].as_str();
            if ["roster", "students", "boys", "girls", "open", "opened", "talks", "goals", "planned"]
                .contains(&key)
            {
                assert_eq!(fact.value, by_hand[key].to_string(), "{key}");
                checked += 1;
            }
        }
        let word = words_of(&world.get(psychologist, &format!("{path}/word")).await.1);
        for untrue in ["摸排情况", "家访记录", "没有走访", "缺勤", "得分率", "完成率", "| 家访"]
        {
            assert!(!word.contains(untrue), "{untrue}: {word}");
        }
        assert_eq!(word.contains("家访由班主任登记"), kind != "term-plan", "{word}");
        assert!(world.page(psychologist, "/papers").await.contains(&path));
        for other in [principal, homeroom] {
            assert_eq!(world.get(other, &path).await.0, axum::http::StatusCode::NOT_FOUND);
            assert_eq!(world.get(other, &format!("{path}/word")).await.0, axum::http::StatusCode::NOT_FOUND);
            assert!(!world.page(other, "/papers").await.contains(&path));
        }
    }
    assert!(checked > 10 && by_hand["students"] > 0, "{checked}");
    let term = world.term().await;
    for category in ["", "left_behind"] {
        let fields = [("kind", "term-plan"), ("class", "school"), ("category", category), ("term", &term)];
        let (status, ..) = world.post(psychologist, "/papers", &fields).await;
        assert_eq!(status, axum::http::StatusCode::NOT_FOUND, "{category}");
    }
});

// T1: a plan may be written before its term begins; it rests on today and tells of no day to come.
story!(a_plan_of_the_next_term_rests_on_what_is_known_today, |world| {
    let (staff, class) = world.teacher().await;
    let all = terms::list(&mut world.app.db.reader().await.unwrap(), SCHOOL).await.unwrap();
    let next = all.iter().find(|term| term.starts_on > DAY).expect("a term to come").id.to_string();
    let fields = [("kind", "term-plan"), ("class", &class.to_string()), ("term", &next), ("key", "")];
    let (_, path, _) = world.post(staff, "/papers", &fields).await;
    let word = words_of(&world.get(staff, &format!("{path}/word")).await.1);
    assert!(word.contains("第二学期") && word.contains("2027年3月"), "{word}");
    assert!(word.contains("截至2026年11月20日") && !word.contains("截至2027年"), "{word}");
});
