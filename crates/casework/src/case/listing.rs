//! The list of cases: its SQL and its page.

use access::{Action, Columns, Kind, Scope, scope};
use askama::Template;
use axum::extract::Query;
use db::{Conn, Param, Result, Value, args, dialect};
use kernel::{CaseId, ClassId, Day, StudentId};
use web::{Cx, Fields, Look, Reply, page};

use super::model::Tier;
use super::store::IS_OPEN;
use crate::note::store::{OF_CHILD, readable};
use crate::words::Choice;

const PER_PAGE: i64 = 40;

db::record! {
    /// A case in a list.
    pub struct Listed {
        /// The case.
        pub id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// The name.
        pub name: String,
        /// Today's grade.
        pub grade: Option<i64>,
        /// Today's class within it.
        pub number: Option<i64>,
        /// Who carries it.
        pub tier: String,
        /// Since when.
        pub opened_on: Day,
        /// Whether it is open today.
        pub is_open: bool,
        /// Who answers for it.
        pub responsible: Option<String>,
    }
}

impl Listed {
    fn place(&self, cx: &Look) -> String {
        match (self.grade, self.number) {
            (Some(grade), Some(number)) => cx.class_name(&grade, &number),
            _ => String::new(),
        }
    }
    fn tier_word(&self, cx: &Look) -> &'static str {
        Tier::parse(&self.tier).map_or("", |tier| tier.word(cx))
    }
}

/// What the list was asked for.
#[derive(Debug, Default)]
struct Wanted {
    class: Option<ClassId>,
    tier: Option<Tier>,
    /// Open ones, closed ones, or all.
    open: Option<bool>,
    page: i64,
}

impl Wanted {
    fn of(fields: &Fields) -> Self {
        let open = match fields.get("state") {
            "closed" => Some(false),
            "all" => None,
            _ => Some(true),
        };
        let class = fields.get("class").parse().ok();
        let page = fields.get("page").parse().unwrap_or(0).clamp(0, 10_000);
        Self { class, tier: Tier::parse(fields.get("tier")), open, page }
    }

    /// The address of another page of the same list.
    fn address(&self, page: i64) -> String {
        let state = match self.open {
            Some(true) => "open",
            Some(false) => "closed",
            None => "all",
        };
        let class = self.class.map_or_else(String::new, |class| class.to_string());
        format!("/cases?state={state}&tier={}&class={class}&page={page}", self.tier.map_or("", Tier::key))
    }

    /// ` where …`, its arguments appended.
    fn filter(&self, scope: &Scope, args: &mut Vec<Value<'_>>) -> String {
        let condition = scope.condition(&Columns::USUAL, args.len() + 1);
        args.extend(condition.args);
        let mut text = format!(" where k.school_id = $1 and k.opened_on <= $2 and {}", condition.sql);
        if let Some(open) = self.open {
            text.push_str(&if open { format!(" and {IS_OPEN}") } else { format!(" and not ({IS_OPEN})") });
        }
        if let Some(class) = self.class {
            args.push(class.value().into_owned());
            text.push_str(&format!(" and e.class_id = ${}", args.len()));
        }
        if let Some(tier) = self.tier {
            args.push(tier.key().value());
            text.push_str(&format!(" and k.tier = ${}", args.len()));
        }
        text
    }
}

const FROM: &str = "from support_case k
    join student s on s.school_id = $1 and s.id = k.student_id
    left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = $1 and c.id = e.class_id";

async fn list(conn: &mut Conn, scope: &Scope, today: Day, wanted: &Wanted) -> Result<Vec<Listed>> {
    let mut args = args![scope.school, today].to_vec();
    let filter = wanted.filter(scope, &mut args);
    let skip = wanted.page.saturating_mul(PER_PAGE);
    args.extend([PER_PAGE.value(), skip.value()]);
    let sql = format!(
        "select k.id, s.id, s.name, c.grade, c.number, k.tier, k.opened_on, ({IS_OPEN}),
           (select r.name from member m join staff r on r.school_id = $1 and r.id = m.staff_id
            where m.school_id = $1 and m.case_id = k.id and m.part = 'responsible' and m.from_on <= $2 and m.until_on >= $2
            order by m.from_on desc limit 1)
         {FROM}{filter} order by c.grade, c.number, s.sort_key, s.id, k.opened_on desc, k.id limit ${} offset ${}",
        args.len() - 1,
        args.len()
    );
    conn.all(&sql, &args).await
}

async fn count(conn: &mut Conn, scope: &Scope, today: Day, wanted: &Wanted) -> Result<i64> {
    let mut args = args![scope.school, today].to_vec();
    let filter = wanted.filter(scope, &mut args);
    // Both parameters are named before the filter, so that they are bound in order.
    conn.one(&format!("select count(*) {FROM}{filter}"), &args).await
}

/// The classes that have cases within the scope.
async fn classes(conn: &mut Conn, scope: &Scope, today: Day) -> Result<Vec<(ClassId, i64, i64)>> {
    let mut args = args![scope.school, today].to_vec();
    let filter = Wanted::default().filter(scope, &mut args);
    let sql = format!(
        "select distinct e.class_id, c.grade, c.number {FROM}{filter} and e.class_id is not null order by c.grade, c.number"
    );
    conn.all(&sql, &args).await
}

/// The day of the last contact with each of these children, among the notes that the person may list.
async fn last_contacts(
    conn: &mut Conn,
    cx: &Cx,
    mut students: Vec<StudentId>,
) -> Result<Vec<(StudentId, Day)>> {
    if students.is_empty() {
        return Ok(Vec::new());
    }
    dialect::padded(&mut students);
    let (school, today) = (cx.school(), cx.today());
    let mut args = args![school, today].to_vec();
    args.extend(students.iter().map(Param::value));
    let children = dialect::list(3, students.len());
    let allowed = readable(&cx.actor, Action::List, args.len() + 1);
    args.extend(allowed.args);
    let sql = format!(
        "select ns.student_id, max(ns.held_on) {OF_CHILD}
         where ns.school_id = $1 and ns.student_id in {children} and n.withdrawn_at is null and {} group by ns.student_id",
        allowed.sql
    );
    conn.all(&sql, &args).await
}

#[derive(Template)]
#[template(path = "case/index.html")]
struct Index<'a> {
    cx: &'a Look,
    rows: Vec<(Listed, Option<Day>)>,
    total: i64,
    states: Vec<Choice>,
    tiers: Vec<Choice>,
    classes: Vec<Choice>,
    before: String,
    after: String,
    may_note: bool,
}

/// `GET /cases?state=open|closed|all&tier=…&class=…&page=…`
pub async fn index(cx: Cx, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let fields = Fields::from(asked);
    let wanted = Wanted::of(&fields);
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    if scope.is_empty() {
        return Err(web::Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let listed = list(&mut conn, &scope, cx.today(), &wanted).await?;
    let total = count(&mut conn, &scope, cx.today(), &wanted).await?;
    let contacts = last_contacts(&mut conn, &cx, listed.iter().map(|row| row.student_id).collect()).await?;
    let last = |id| contacts.iter().find(|(student, _)| *student == id).map(|(_, day)| *day);
    let more = wanted.page.saturating_add(1).saturating_mul(PER_PAGE) < total;
    let template = Index {
        states: states(&cx, &wanted),
        tiers: Tier::choices(&cx, wanted.tier.map_or("", Tier::key)),
        classes: class_choices(&cx, classes(&mut conn, &scope, cx.today()).await?, &wanted),
        rows: listed
            .into_iter()
            .map(|row| (last(row.student_id), row))
            .map(|(day, row)| (row, day))
            .collect(),
        total,
        before: if wanted.page > 0 { wanted.address(wanted.page - 1) } else { String::new() },
        after: if more { wanted.address(wanted.page.saturating_add(1)) } else { String::new() },
        may_note: !access::scope(&cx.actor, Action::Create, Kind::Note).is_empty(),
        cx: &cx,
    };
    page(&cx, &template)
}

fn states(cx: &Look, wanted: &Wanted) -> Vec<Choice> {
    let all = [("open", Some(true)), ("closed", Some(false)), ("all", None)];
    let choice = |(key, open): (&str, Option<bool>)| Choice {
        value: key.to_owned(),
        label: cx.t(format!("casework-cases-{key}")).to_owned(),
        chosen: wanted.open == open,
    };
    all.into_iter().map(choice).collect()
}

fn class_choices(cx: &Look, classes: Vec<(ClassId, i64, i64)>, wanted: &Wanted) -> Vec<Choice> {
    let choice = |(id, grade, number): (ClassId, i64, i64)| Choice {
        value: id.to_string(),
        label: cx.class_name(&grade, &number),
        chosen: wanted.class == Some(id),
    };
    classes.into_iter().map(choice).collect()
}
