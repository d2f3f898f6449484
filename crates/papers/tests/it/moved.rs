//! T1, M6: a child with an open case changes class in the term; the cases of both classes still add up.

use db::args;
use kernel::{ClassId, Day, StaffId};
use language::Lang;
use papers::figures::{Asked, Figures, Within, list};
use people::term::store as terms;
use server::demo::DAY;
use uuid::Uuid;

use crate::files::words_of;
use crate::recount::Tables;
use crate::story;
use crate::world::{SCHOOL, World};

/// A child of the class with a case that was never closed, opened on this day.
async fn child(world: &World, class: ClassId, opened_on: &str) -> Uuid {
    let mut tx = world.app.db.begin().await.unwrap();
    let child: Uuid = tx
        .one(
            "select k.student_id from support_case k join enrollment e on e.student_id = k.student_id
             where e.class_id = $1 and e.until_on >= $2
               and not exists (select 1 from closure x where x.student_id = k.student_id) order by k.student_id limit 1",
            args![class, DAY],
        )
        .await
        .unwrap();
    let opened: Day = opened_on.parse().unwrap();
    tx.run("update support_case set opened_on = $1 where student_id = $2", args![opened, child])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    child
}

/// The child changes class on a day; without a class it leaves the school.
async fn moves(world: &World, child: Uuid, (to, on): (Option<ClassId>, &str)) {
    let day: Day = on.parse().unwrap();
    let mut tx = world.app.db.begin().await.unwrap();
    let end = "update enrollment set until_on = $1 where student_id = $2 and until_on > $1";
    tx.run(end, args![day.yesterday().unwrap(), child]).await.unwrap();
    if let Some(class) = to {
        let id = world.app.chance.uuid(world.app.clock.now());
        let begin = "insert into enrollment (school_id, id, student_id, class_id, from_on) values ($1, $2, $3, $4, $5)";
        tx.run(begin, args![SCHOOL, id, child, class, day]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn numbers<const N: usize>(figures: &Figures, keys: [&str; N]) -> [i64; N] {
    keys.map(|key| figures.n(key))
}

const FLOW: [&str; 7] =
    ["open-before", "came-with", "went-with", "opened", "closed", "closed-reached", "reopened"];

/// The counts, each recounted day by day, with lists as long; and before comes to today.
async fn counted(world: &World, staff: StaffId, within: Within) -> Figures {
    let cx = world.cx(staff, Lang::ZhHans).await;
    let mut conn = world.app.db.reader().await.unwrap();
    let all = terms::classes(&mut conn, SCHOOL, DAY).await.unwrap();
    let is_here = |class: &&people::term::Class| match &within {
        Within::Class(own) => class.id == own.id,
        Within::Grade(grade) => class.grade == *grade,
        Within::School => true,
    };
    let classes: Vec<ClassId> = all.iter().filter(is_here).map(|class| class.id).collect();
    let term = terms::lookup_current(&mut conn, SCHOOL, DAY).await.unwrap().unwrap();
    let asked = Asked::find(&mut conn, &cx, within, term).await.unwrap();
    let figures = Figures::count(&mut conn, &cx, &asked).await.unwrap();
    let by_hand = Tables::read_of(&mut conn, &classes).await.count();
    for key in FLOW.into_iter().chain(["open"]) {
        assert_eq!(figures.n(key), by_hand[key], "{key} of {:?}", asked.within);
        let items = list(&mut conn, &cx, &asked, key).await.unwrap().unwrap();
        assert_eq!(i64::try_from(items.len()).unwrap(), figures.n(key), "{key}");
    }
    let n = |key: &str| figures.n(key);
    let (added, gone) = (n("opened") + n("came-with") + n("reopened"), n("closed") + n("went-with"));
    assert_eq!(n("open-before") + added - gone, n("open"), "{:?}", asked.within);
    figures
}

// T1, M6
story!(the_cases_of_a_class_add_up_when_a_child_comes_or_goes_with_one, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let (_, busy) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    let all = terms::classes(&mut conn, SCHOOL, DAY).await.unwrap();
    drop(conn);
    let from = all.iter().find(|class| class.id == busy).unwrap().clone();
    let to = all.iter().find(|class| class.grade == from.grade && class.id != busy).unwrap().clone();
    let of = |class: &people::term::Class| Within::Class(class.clone());
    let [grade, school] = [Within::Grade(from.grade), Within::School];
    // One whose case was open before the term, one whose case was opened in it, and one who leaves the school.
    let old = child(&world, busy, "2026-05-11").await;
    let mut before = Vec::new();
    for within in [of(&from), of(&to), grade.clone(), school.clone()] {
        let figures = counted(&world, principal, within).await;
        before.push(numbers(&figures, ["came-with", "went-with", "open-before"]));
    }
    assert_eq!(before, [[0, 0, 1], [0, 0, 0], [0, 0, 1], [0, 0, 1]], "nobody has moved");
    moves(&world, old, (Some(to.id), "2026-11-02")).await;
    let new = child(&world, busy, "2026-09-14").await;
    moves(&world, new, (Some(to.id), "2026-11-09")).await;
    let gone = child(&world, busy, "2026-10-12").await;
    moves(&world, gone, (None, "2026-11-16")).await;
    let [here, there] =
        [counted(&world, principal, of(&from)).await, counted(&world, principal, of(&to)).await];
    let flow = ["came-with", "went-with", "open-before"];
    assert_eq!(numbers(&here, flow), [0, 3, 1], "who began the term here is counted here");
    assert_eq!(numbers(&there, flow), [2, 0, 0]);
    // For the grade and the school a change of class is none; a child who left has left them.
    for within in [grade, school] {
        let figures = counted(&world, principal, within).await;
        assert_eq!(numbers(&figures, ["came-with", "went-with"]), [0, 1]);
    }
    // Who comes back is with us: neither gone nor come.
    moves(&world, gone, (Some(busy), "2026-11-18")).await;
    for (within, n) in [(of(&from), [0, 2]), (Within::School, [0, 0])] {
        let figures = counted(&world, principal, within).await;
        assert_eq!(numbers(&figures, ["came-with", "went-with"]), n);
    }
});

/// The class is new this year: until the third day of term the child stood in the class of the year before.
async fn moved_up(world: &World, child: Uuid, class: ClassId) {
    let mut tx = world.app.db.begin().await.unwrap();
    let [year, old, stay] = [1, 2, 3].map(|_| world.app.chance.uuid(world.app.clock.now()));
    let begun =
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5)";
    tx.run(begun, args![SCHOOL, year, "2025—2026学年", "2025-08-31", "2026-08-30"]).await.unwrap();
    let made = "insert into class (school_id, id, year_id, grade, number)
        select school_id, $1, $2, grade - 1, number from class where school_id = $3 and id = $4";
    tx.run(made, args![old, year, SCHOOL, class]).await.unwrap();
    let later = "update enrollment set from_on = '2026-09-03' where school_id = $1 and student_id = $2";
    tx.run(later, args![SCHOOL, child]).await.unwrap();
    let before = "insert into enrollment (school_id, id, student_id, class_id, from_on, until_on)
        values ($1, $2, $3, $4, '2025-08-31', '2026-09-02')";
    tx.run(before, args![SCHOOL, stay, child, old]).await.unwrap();
    tx.commit().await.unwrap();
}

// T1: the list of a new school year comes some days late; nobody has changed class by that.
story!(moving_up_with_the_class_is_no_change_of_class, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let (_, busy) = world.teacher().await;
    let child = child(&world, busy, "2026-05-11").await;
    moved_up(&world, child, busy).await;
    let mut conn = world.app.db.reader().await.unwrap();
    let own = terms::lookup_class(&mut conn, SCHOOL, busy).await.unwrap().unwrap();
    drop(conn);
    for within in [Within::Class(own.clone()), Within::Grade(own.grade), Within::School] {
        let figures = counted(&world, principal, within).await;
        assert_eq!(numbers(&figures, ["open-before", "came-with", "went-with"]), [1, 0, 0]);
    }
});

// T1: the summary says so, and only then.
story!(a_summary_tells_of_cases_that_came_with_a_child, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let (_, from) = world.teacher().await;
    let (teacher, to) = *world.holders("homeroom").await.iter().find(|held| held.1 != Some(from)).unwrap();
    let to = to.unwrap();
    let path = world.make(teacher, to, "term-summary").await;
    let said = words_of(&world.get(teacher, &format!("{path}/word")).await.1);
    assert!(!said.contains("随学生转入") && !said.contains("随学生转出"), "{said}");
    moves(&world, child(&world, from, "2026-09-14").await, (Some(to), "2026-11-09")).await;
    let path = world.make(teacher, to, "term-summary").await;
    let mark = world.fact_of(&path, "came-with").await;
    let said = words_of(&world.get(teacher, &format!("{path}/word")).await.1);
    assert!(said.contains("随学生转入1个") && !said.contains("随学生转出"), "{said}");
    let list = world.page(teacher, &format!("{path}/facts/{mark}")).await;
    assert!(list.contains("本学期随学生转入的在办个案"), "{list}");
    let path = world.make_of(principal, "school", "term-summary").await;
    let said = words_of(&world.get(principal, &format!("{path}/word")).await.1);
    assert!(!said.contains("随学生转"), "nobody came to the school or left it: {said}");
});
