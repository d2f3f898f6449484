//! The SQL of kept papers, and the dates that a plan's calendar knows.

use access::{Action, Columns, Kind, scope};
use db::{Conn, Param, Result, Tx, args};
use kernel::{Day, FOREVER, Instant, PaperId, SchoolId, StaffId, TermId};
use web::{Cx, Failure};

use super::Paper;
use crate::figures::{Asked, Within};
use crate::term_plan::Dates;

const COLUMNS: &str = "p.id, p.kind, p.owner_id, p.term_id, p.class_id, p.grade, p.category, p.body_cell, p.made_at, p.edited_at, p.approved_at, p.row_version";

/// One paper.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: PaperId) -> Result<Option<Paper>> {
    let sql = format!("select {COLUMNS} from paper p where p.school_id = $1 and p.id = $2");
    conn.maybe(&sql, args![school, id]).await
}

db::record! {
    /// A kept paper in a list.
    #[derive(Clone, Debug)]
    pub struct Kept {
        /// Its id.
        pub id: PaperId,
        /// Its kind.
        pub kind: String,
        /// Whose.
        pub owner: String,
        /// The term's name.
        pub term: String,
        /// The grade, of the class or alone.
        pub grade: Option<i64>,
        /// The class's number.
        pub number: Option<i64>,
        /// The one category it is about.
        pub category: Option<String>,
        /// When it was approved.
        pub approved_at: Option<Instant>,
        /// When it was made.
        pub made_at: Instant,
        /// When it was last changed.
        pub edited_at: Option<Instant>,
    }
}

/// Papers that this person may list, newest first.
pub async fn list(conn: &mut Conn, cx: &Cx) -> Result<Vec<Kept>> {
    let columns = Columns {
        student: "p.id",
        class: "p.class_id",
        grade: "coalesce(c.grade, p.grade)",
        author: Some("p.owner_id"),
        note: None,
    };
    let within = scope(&cx.actor, Action::List, Kind::Paper).condition(&columns, 2);
    let of_mind = scope(&cx.actor, Action::List, Kind::PsyPaper).condition(&columns, 2 + within.args.len());
    let is_of_mind = super::is_psychologists("p.category");
    let sql = format!(
        "select p.id, p.kind, t.name, tm.name, coalesce(c.grade, p.grade), c.number, p.category, p.approved_at, p.made_at, p.edited_at from paper p
         left join class c on c.school_id = p.school_id and c.id = p.class_id
         join term tm on tm.school_id = p.school_id and tm.id = p.term_id
         join staff t on t.school_id = p.school_id and t.id = p.owner_id
         where p.school_id = $1 and (({} and not {is_of_mind}) or ({} and {is_of_mind}))
         order by p.made_at desc, p.id limit 60",
        within.sql, of_mind.sql
    );
    let school = cx.school();
    let mut args = args![school].to_vec();
    args.extend(within.args);
    args.extend(of_mind.args);
    conn.all(&sql, &args).await
}

/// The classes for which this person may make a paper of this kind of record.
pub async fn classes(conn: &mut Conn, cx: &Cx, record: Kind) -> Result<Vec<people::term::Class>> {
    let columns = Columns { student: "c.id", class: "c.id", grade: "c.grade", author: None, note: None };
    let within = scope(&cx.actor, Action::Create, record).condition(&columns, 3);
    let sql = format!(
        "select c.id, c.grade, c.number from class c
         join school_year y on y.school_id = c.school_id and y.id = c.year_id
         where c.school_id = $1 and y.starts_on <= $2 and y.ends_on >= $2 and {} order by c.grade, c.number",
        within.sql
    );
    let (school, today) = (cx.school(), cx.today());
    let mut args = args![school, today].to_vec();
    args.extend(within.args);
    conn.all(&sql, &args).await
}

/// Keeps a new paper. A second arrival of the same id keeps nothing.
pub async fn insert(tx: &mut Tx, cx: &Cx, paper: &Paper) -> Result<u64> {
    tx.run(
        "insert into paper (school_id, id, kind, owner_id, term_id, class_id, grade, category, body_cell, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (school_id, id) do nothing",
        args![
            cx.school(),
            paper.id,
            paper.kind,
            paper.owner_id,
            paper.term_id,
            paper.class_id,
            paper.grade,
            paper.category,
            paper.body_cell,
            paper.made_at
        ],
    )
    .await
}

/// Puts the edited text in the place of the version seen; 0 when somebody was faster.
pub async fn update(tx: &mut Tx, cx: &Cx, paper: &Paper, cell: &[u8]) -> Result<u64> {
    tx.run(
        "update paper set body_cell = $1, edited_at = $2, edited_by = $3, row_version = row_version + 1
         where school_id = $4 and id = $5 and row_version = $6 and approved_at is null",
        args![cell, cx.app.clock.now(), cx.actor.staff, cx.school(), paper.id, paper.row_version],
    )
    .await
}

/// Approves the version seen, or takes the approval back; 0 when somebody was faster.
pub async fn approve(tx: &mut Tx, cx: &Cx, paper: &Paper, on: bool) -> Result<u64> {
    let at = on.then(|| cx.app.clock.now());
    let by = cx.actor.staff.filter(|_| on);
    tx.run(
        "update paper set approved_at = $1, approved_by = $2, row_version = row_version + 1
         where school_id = $3 and id = $4 and row_version = $5",
        args![at, by, cx.school(), paper.id, paper.row_version],
    )
    .await
}

/// Whether the school year of a term is over: its children are in other classes, or gone.
pub async fn is_year_over(conn: &mut Conn, school: SchoolId, term: TermId, today: Day) -> Result<bool> {
    let ends: Option<Day> = conn
        .maybe(
            "select y.ends_on from term m join school_year y on y.school_id = m.school_id and y.id = m.year_id
             where m.school_id = $1 and m.id = $2",
            args![school, term],
        )
        .await?;
    Ok(ends.is_none_or(|ends| ends < today))
}

/// The name of a school.
pub async fn school_name(conn: &mut Conn, school: SchoolId) -> Result<String> {
    conn.one("select name from school where id = $1", args![school]).await
}

/// The name of the owner.
pub async fn owner_name(conn: &mut Conn, school: SchoolId, owner: StaffId) -> Result<String> {
    people::staff::store::find_name(conn, school, owner).await
}

/// Days on which something falls due for the class in the term, within the rights of this person.
pub async fn dates(conn: &mut Conn, cx: &Cx, asked: &Asked) -> std::result::Result<Dates, Failure> {
    let (school, term) = (cx.school(), &asked.term);
    let census = conn
        .all(
            "select due_on from census where school_id = $1 and term_id = $2 order by due_on",
            args![school, term.id],
        )
        .await?;
    let exams = conn
        .all(
            "select held_on, name from exam where school_id = $1 and held_on >= $2 and held_on <= $3 order by held_on",
            args![school, term.starts_on, term.ends_on],
        )
        .await?;
    let goals = due(conn, cx, &asked.within, (GOALS, Kind::Case)).await?;
    let follow_ups = due(conn, cx, &asked.within, (FOLLOW_UPS, Kind::Note)).await?;
    let measures = measures(conn, cx, asked).await?;
    Ok(Dates { today: Some(asked.today), census, exams, goals, follow_ups, measures })
}

/// What the library offers for the one category that a plan is about.
async fn measures(
    conn: &mut Conn,
    cx: &Cx,
    asked: &Asked,
) -> std::result::Result<Vec<(String, String)>, Failure> {
    let Some(category) = asked.category else { return Ok(Vec::new()) };
    let all = casework::library::all(conn, cx).await?;
    let offered = all.into_iter().filter(|measure| !measure.is_hidden && measure.suits(&[category]));
    Ok(offered.map(|measure| (measure.name, measure.purpose)).collect())
}

const GOALS: &str = "select distinct d.due_on from student s
    join enrollment e on s.school_id = $1 and e.school_id = s.school_id and e.student_id = s.id
      and e.from_on <= $2 and e.until_on >= $2
    join class c on c.school_id = e.school_id and c.id = e.class_id
    join goal d on d.school_id = s.school_id and d.student_id = s.id and d.withdrawn_at is null and d.reached_on = $3
    where d.due_on is not null";

const FOLLOW_UPS: &str = "select distinct d.due_on from student s
    join enrollment e on s.school_id = $1 and e.school_id = s.school_id and e.student_id = s.id
      and e.from_on <= $2 and e.until_on >= $2
    join class c on c.school_id = e.school_id and c.id = e.class_id
    join follow_up d on d.school_id = s.school_id and d.student_id = s.id and d.done_on = $3
    where true";

async fn due(conn: &mut Conn, cx: &Cx, of: &Within, (sql, kind): (&str, Kind)) -> Result<Vec<Day>> {
    let (school, today) = (cx.school(), cx.today());
    let mut args = args![school, today, FOREVER].to_vec();
    let within = scope(&cx.actor, Action::List, kind).condition(&Columns::USUAL, args.len() + 1);
    args.extend(within.args);
    let place = args.len() + 1;
    let narrowed = match of {
        Within::Class(class) => {
            args.push(class.id.value().into_owned());
            format!("c.id = ${place}")
        }
        Within::Grade(grade) => {
            args.push(grade.value().into_owned());
            format!("c.grade = ${place}")
        }
        Within::School => "true".to_owned(),
    };
    conn.all(&format!("{sql} and {} and {narrowed}", within.sql), &args).await
}
