//! T1, T2: the district's paper and the monthly sheet of children who must not drop out, recounted out of the raw tables.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Actor, Role, scope};
use db::args;
use kernel::{Day, FOREVER};
use language::Lang;
use noticing::word::Category;
use papers::command::{self, Level, Order};
use server::demo::DAY;
use uuid::Uuid;

use crate::files::{python, words_of};
use crate::recount::Tables;
use crate::story;
use crate::world::{SCHOOL, World};

/// The notes behind the numbers of a Word file: name, value.
fn notes(bytes: &[u8]) -> Vec<(String, String)> {
    let script = "
import re, sys, zipfile
notes = zipfile.ZipFile(sys.argv[1]).read('word/endnotes.xml').decode()
for note in re.findall('<w:endnote w:id.*?</w:endnote>', notes, re.S): print(re.sub('<[^>]*>', '', note))";
    let text = python(script, bytes);
    let note = |line: &str| {
        let (name, rest) = line.trim().split_once('：')?;
        let (value, _) = rest.rsplit_once('（')?;
        Some((name.to_owned(), value.to_owned()))
    };
    text.lines().filter_map(note).collect()
}

async fn tables(world: &World) -> Tables {
    let mut conn = world.app.db.reader().await.unwrap();
    let classes = people::term::store::classes(&mut conn, SCHOOL, DAY).await.unwrap();
    let ids: Vec<_> = classes.iter().map(|class| class.id).collect();
    let mut tables = Tables::read_of(&mut conn, &ids).await;
    let reader = Actor::at_the_machine(SCHOOL, Role::Principal);
    let unseen = Category::ALL.iter().filter(|c| scope(&reader, Action::List, c.kind()).is_empty());
    tables.unseen = unseen.map(|category| category.code().to_owned()).collect();
    tables
}

// T1, S4: what a district's paper says is what the raw tables hold; what is small is not said.
story!(every_number_of_the_districts_paper_is_recounted, |world| {
    let order = |category: Option<&str>| Order {
        kind: "term-summary".to_owned(),
        level: Level::District,
        teacher: None,
        grade: None,
        category: category.map(str::to_owned),
        term: "current".to_owned(),
        shape: papers::Shape::Word,
    };
    let whole = tables(&world).await;
    for (category, tables) in [(None, whole.clone()), (Some("left-behind"), whole.of_category("left_behind"))]
    {
        let bytes = command::write(&world.app, Lang::ZhHans, &order(category)).await.unwrap();
        let said: BTreeMap<String, String> = notes(&bytes).into_iter().collect();
        let (mut checked, mut small) = (0, 0);
        for (key, n) in tables.count() {
            let name = language::t(Lang::ZhHans, &format!("papers-figure-{key}"));
            let Some(value) = said.get(name) else { continue };
            if (1..10).contains(&n) {
                assert_eq!(value, "不足10", "{key} = {n}");
                small += 1;
            } else if value != "（略）" {
                let days = format!("{}天", n as f64 / 2.0);
                assert!(*value == n.to_string() || *value == days, "{key}: {value}, by hand {n}");
                checked += 1;
            }
        }
        assert!(checked > 10 && small > 0, "{checked} {small} of {said:?}");
    }
});

/// An entry out of the raw table: student, left, confirmed, ended, how.
type Entry = (Uuid, Day, Option<Day>, Day, Option<String>);

/// The line of a month over the whole school: who was on the roll, was away, left, came back, was settled, is away without
/// and with somebody having said so, and how often somebody asked.
async fn by_hand(world: &World, (first, last): (Day, Day), grade: Option<i64>) -> Vec<i64> {
    let mut conn = world.app.db.reader().await.unwrap();
    let entries: Vec<Entry> = conn
        .all(
            "select student_id, left_on, confirmed_on, ended_on, ending from dropout where withdrawn_at is null",
            args![],
        )
        .await
        .unwrap();
    let grades: Vec<(Uuid, i64, Day, Day)> = conn
        .all("select e.student_id, c.grade, e.from_on, e.until_on from enrollment e, class c where c.id = e.class_id", args![])
        .await
        .unwrap();
    let notes: Vec<(Uuid, String, Day)> = conn
        .all(
            "select ns.student_id, n.kind, n.held_on from note n, note_student ns
             where ns.note_id = n.id and n.withdrawn_at is null",
            args![],
        )
        .await
        .unwrap();
    let here = |day: Day| -> BTreeSet<Uuid> {
        let then = grades.iter().filter(|g| g.2 <= day && g.3 >= day && (1..=9).contains(&g.1));
        then.filter(|g| grade.is_none_or(|grade| g.1 == grade)).map(|g| g.0).collect()
    };
    let today = here(DAY);
    let mine: Vec<&Entry> = entries.iter().filter(|e| today.contains(&e.0)).collect();
    let is_away = |e: &Entry, day: Day| e.1 <= day && e.3 > day;
    let eve = kernel::clock::days_after(first, -1);
    let within = |day: Day| first <= day && day <= last;
    let asked = |e: &Entry| {
        let kinds = ["home_visit", "family_contact", "talk"];
        let of = notes.iter().filter(|n| n.0 == e.0 && kinds.contains(&n.1.as_str()));
        of.filter(|n| within(n.2) && e.1 <= n.2 && n.2 <= e.3).count()
    };
    let count =
        |keep: &dyn Fn(&Entry) -> bool| i64::try_from(mine.iter().filter(|e| keep(e)).count()).unwrap();
    let ended = |e: &Entry| e.3 < FOREVER && within(e.3);
    let bears = |e: &&&Entry| e.1 <= last && e.3 >= first;
    vec![
        i64::try_from(here(last).intersection(&today).count()).unwrap(),
        count(&|e| is_away(e, eve)),
        count(&|e| !is_away(e, eve) && within(e.1)),
        count(&|e| ended(e) && e.4.as_deref() == Some("returned")),
        count(&|e| ended(e) && e.4.as_deref() != Some("returned")),
        count(&|e| is_away(e, last) && e.2.is_none_or(|day| day > last)),
        count(&|e| is_away(e, last) && e.2.is_some_and(|day| day <= last)),
        i64::try_from(mine.iter().filter(bears).map(|e| asked(e)).sum::<usize>()).unwrap(),
    ]
}

// T2
story!(every_number_of_the_monthly_sheet_is_recounted, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let mut busy = 0;
    for (month, first) in [
        ("2026-09", kernel::Day::constant(2026, 9, 1)),
        ("2026-10", kernel::Day::constant(2026, 10, 1)),
        ("2026-11", kernel::Day::constant(2026, 11, 1)),
    ] {
        let path = format!("/dropout-ledgers/month/word?month={month}");
        let words = words_of(&world.get(principal, &path).await.1);
        let days = (first, first.last_of_month().min(DAY));
        let names = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let lines = (1..).zip(names).map(|(grade, name)| (format!("{name}年级"), Some(grade)));
        for (name, grade) in lines.chain([("合计".to_owned(), None)]) {
            let by_hand = by_hand(&world, days, grade).await;
            assert_eq!(crate::dropout::row(&words, &name), by_hand, "{month} {name}");
            busy += by_hand.iter().skip(1).filter(|n| **n > 0).count();
        }
    }
    assert!(busy > 5, "{busy}");
});
