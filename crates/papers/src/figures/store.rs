//! The SQL of figures: one FROM and WHERE, read as a count or as a list.

use access::{Action, Actor, Columns, Kind, scope};
use db::{Conn, Result, Value, args};
use kernel::{Day, StudentId};
use noticing::fade;
use noticing::word::Category;
use uuid::Uuid;

use super::queries::{self, Guard, Lists, Query};
use super::{Asked, Item, Within};

/// The children of the class, grade or school in the days looked at: `p` is the enrollment of those days. Rights follow
/// the enrollment of today, `e`: who moved on is counted where she was, for those who may still see her.
const BASE: &str = "from student s
    join enrollment p on s.school_id = $1 and p.school_id = s.school_id and p.student_id = s.id
      and p.from_on <= $2 OF_CLASS
    OF_GRADE
    left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = e.school_id and c.id = e.class_id";

/// Conditions of [`BASE`]: every argument has its place and its type.
pub(super) const HERE: &str = "p.from_on <= $5 and p.until_on >= $4
    and cast($4 as text) <= cast($5 as text) and cast($6 as text) <= cast($7 as text)
    and cast($9 as text) <= cast($8 as text)";

/// [`BASE`] for the class, grade or school asked about.
pub(super) fn base(asked: &Asked) -> String {
    let join = "join class pc on pc.school_id = p.school_id and pc.id = p.class_id and pc.grade";
    let (class, grade) = match asked.within {
        Within::Class(_) => ("and p.class_id = $3", String::new()),
        Within::Grade(_) => ("", format!("{join} = $3")),
        Within::School => ("", format!("{join} > $3")),
    };
    BASE.replace("OF_CLASS", class).replace("OF_GRADE", &grade)
}

/// Whether the enrollment `q` is in the class, grade or school asked about.
const fn here(asked: &Asked) -> &'static str {
    match asked.within {
        Within::Class(_) => "q.class_id = $3",
        Within::Grade(_) => {
            "exists (select 1 from class qc where qc.school_id = q.school_id and qc.id = q.class_id and qc.grade = $3)"
        }
        Within::School => "true",
    }
}

/// A FROM and WHERE with its arguments.
pub(super) struct Statement {
    pub from_where: String,
    pub args: Vec<Value<'static>>,
}

/// The query within the rights of this person.
pub(super) fn statement(actor: &Actor, asked: &Asked, query: &Query) -> Statement {
    let Statement { from_where, args } = rows(actor, asked, query);
    Statement { from_where: format!("{from_where} and ({})", query.filter), args }
}

/// The rows that the query chooses from, within the rights of this person.
pub(super) fn rows(actor: &Actor, asked: &Asked, query: &Query) -> Statement {
    let mut out = Statement { from_where: String::new(), args: base_args(actor, asked) };
    let still = if query.of_stretch() { "" } else { " and p.until_on >= $5" };
    let mut conditions = format!(" where {HERE}{still}");
    let roster = [Guard::Of(Action::List, Kind::Roster)];
    for guard in roster.iter().chain(query.guards) {
        conditions.push_str(" and ");
        conditions.push_str(&guarded(actor, *guard, &mut out.args));
    }
    if let Some(category) = asked.category.filter(|_| !queries::is_about_all(query.key)) {
        conditions.push_str(&in_category(actor, category, &mut out.args));
    }
    if let Some(student) = asked.only {
        out.args.push(db::Param::value(&student).into_owned());
        conditions.push_str(&format!(" and s.id = ${}", out.args.len()));
    }
    let joins = query.joins.replace("OF_HERE", here(asked));
    out.from_where = format!("{}{joins}{conditions}", base(asked));
    out
}

/// Children who were in a category on some day looked at, as far as this person may list its findings.
fn in_category(actor: &Actor, category: Category, args: &mut Vec<Value<'static>>) -> String {
    args.push(db::Param::value(&category.code()).into_owned());
    let code = args.len();
    let right = guarded(actor, Guard::Of(Action::List, category.kind()), args);
    format!(
        " and {right} and exists (select 1 from finding fx where fx.school_id = s.school_id and fx.student_id = s.id
            and fx.category = ${code} and fx.found_on <= $5 and fx.until_on >= $4
            and (fx.review_on is null or fx.review_on >= $9))"
    )
}

pub(super) fn base_args(actor: &Actor, asked: &Asked) -> Vec<Value<'static>> {
    let (from, until) = asked.before.unwrap_or((Day::ZERO, Day::ZERO));
    let of = match &asked.within {
        Within::Class(class) => db::Param::value(&class.id).into_owned(),
        Within::Grade(grade) => db::Param::value(grade).into_owned(),
        Within::School => db::Param::value(&0_i64).into_owned(),
    };
    let (earliest, earliest_before) = (fade::earliest(asked.on), fade::earliest(asked.from));
    let args = args![actor.school, asked.today, asked.from, asked.on, from, until, earliest, earliest_before];
    let mut args: Vec<Value<'static>> = args.iter().map(|value| value.clone().into_owned()).collect();
    args.insert(2, of);
    args
}

pub(super) fn guarded(actor: &Actor, guard: Guard, args: &mut Vec<Value<'static>>) -> String {
    let mut within = |action, kind, columns: &Columns| {
        let condition = scope(actor, action, kind).condition(columns, args.len() + 1);
        args.extend(condition.args);
        condition.sql
    };
    match guard {
        Guard::Of(action, kind) => within(action, kind, &Columns::USUAL),
        Guard::Notes => {
            let visits = within(Action::List, Kind::HomeVisit, &Columns::NOTE);
            let others = within(Action::List, Kind::Note, &Columns::NOTE);
            format!("((n.kind = 'home_visit' and {visits}) or (n.kind <> 'home_visit' and {others}))")
        }
        Guard::Findings => {
            let poor = within(Action::List, Kind::AidFinding, &Columns::USUAL);
            let health = within(Action::List, Kind::HealthFinding, &Columns::USUAL);
            let mind = within(Action::List, Kind::PsyFinding, &Columns::USUAL);
            let other = within(Action::List, Kind::Finding, &Columns::USUAL);
            format!(
                "((f.category = 'poor' and {poor}) or (f.category in ('disabled', 'illness') and {health})
                  or (f.category = 'psychological' and {mind})
                  or (f.category not in ('poor', 'disabled', 'illness', 'psychological') and {other}))"
            )
        }
    }
}

/// Id, day, what and amount of one listed row.
pub(super) fn columns(lists: Lists) -> [&'static str; 4] {
    match lists {
        Lists::Students => ["s.id", "cast(null as text)", "cast(null as text)", "1"],
        Lists::Notes => ["n.id", "n.held_on", "n.kind", "1"],
        Lists::Cases => ["k.id", "k.opened_on", "k.tier", "1"],
        Lists::Goals => ["g.id", "g.set_on", "g.span", "1"],
        Lists::FollowUps => ["u.id", "u.due_on", "cast(null as text)", "1"],
        Lists::Staff => ["m.staff_id", "cast(null as text)", "t.name", "1"],
        Lists::Absences => ["a.id", "a.from_on", "a.reason", "a.half_days"],
    }
}

db::record! {
    struct ListRow {
        id: Uuid,
        day: Option<Day>,
        what: Option<String>,
        amount: i64,
        student: StudentId,
        name: String,
        sort: String,
    }
}

/// The rows behind the count. A note or a teacher of several children is one item with several names.
pub(super) async fn list(conn: &mut Conn, actor: &Actor, asked: &Asked, query: &Query) -> Result<Vec<Item>> {
    let statement = statement(actor, asked, query);
    let [id, day, what, amount] = columns(query.lists);
    let sql = format!(
        "select distinct {id} as id, {day} as day_on, {what} as what, cast({amount} as bigint) as amount, s.id as sid, s.name, s.sort_key as sorted {}
         order by day_on desc, sorted, sid, id",
        statement.from_where
    );
    let rows: Vec<ListRow> = conn.all(&sql, &statement.args).await?;
    Ok(fold(rows))
}

fn fold(rows: Vec<ListRow>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut at = std::collections::HashMap::new();
    for row in rows {
        let _ = &row.sort;
        let place = *at.entry(row.id).or_insert_with(|| {
            items.push(Item {
                id: row.id,
                day: row.day,
                what: row.what,
                amount: row.amount,
                students: Vec::new(),
            });
            items.len() - 1
        });
        if let Some(item) = items.get_mut(place) {
            item.students.push((row.student, row.name));
        }
    }
    items
}

db::record! {
    /// A frequency rule in force.
    #[derive(Clone, Debug)]
    pub struct RuleRow {
        /// Its id.
        pub id: Uuid,
        /// Who owes it.
        pub who: String,
        /// What.
        pub act: String,
        /// How often.
        pub times: i64,
        /// In a week, month or term.
        pub per: String,
    }
}

/// The frequency rules in force on the last day looked at; those that say the same for different children are one.
pub(super) async fn rules(conn: &mut Conn, actor: &Actor, asked: &Asked) -> Result<Vec<RuleRow>> {
    let mut rules: Vec<RuleRow> = conn.all(
        "select id, who, act, times, per from duty_rule where school_id = $1 and from_on <= $2 and until_on >= $2
         order by per, act, who, times, id",
        args![actor.school, asked.on],
    )
    .await?;
    rules.dedup_by(|a, b| (&a.per, &a.act, &a.who, a.times) == (&b.per, &b.act, &b.who, b.times));
    Ok(rules)
}
