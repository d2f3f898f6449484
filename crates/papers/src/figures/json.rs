//! The counts of a school by class, for those who run the machine and for tests: the same queries that papers use.

use access::actor::HeldFor;
use access::{Action, Actor, Held, Kind, Role, scope};
use db::Conn;
use kernel::{Day, Fault};
use language::Lang;
use noticing::word::Category;
use people::term::Term;
use people::term::store as terms;
use serde_json::{Value, json};
use web::{App, Cx, Failure};

use super::marks::percent;
use super::{Asked, Figures, Within};

/// The counts of the school, its grades and its classes as far as this person may list them, in the term or year of the day.
///
/// Shape: `{"on", "term", "classes": [{"grade", "number", "counts": {name: number}, "marks": {…} | null}],
/// "grades": [{"grade", "counts", "marks"}], "school": {name: number}, "school_marks": {…} | null}`.
///
/// # Errors
/// Those of the database.
pub async fn figures_json(app: &App, actor: Actor, on: Day, question: &Question) -> Result<Value, Fault> {
    let cx = Cx::at_the_machine(app.clone(), actor, Lang::En);
    counted(&cx, on, question).await.map_err(|failure| match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("the figures cannot be counted"),
    })
}

/// What the counts are about beside the day.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Only the children in one category.
    pub category: Option<Category>,
    /// The school year instead of the term.
    pub is_year: bool,
    /// Classes, too, with the rights of who asks: as in the papers that a principal writes about a class.
    pub as_asked: bool,
}

async fn counted(cx: &Cx, on: Day, question: &Question) -> Result<Value, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let Some(term) = terms::lookup_current(&mut conn, cx.school(), on).await? else {
        return Ok(json!({ "on": on.to_string(), "term": null, "classes": [], "grades": [], "school": {} }));
    };
    let (mut classes, mut grades, mut last) = (Vec::new(), Vec::<Value>::new(), None);
    let may_list = !scope(&cx.actor, Action::List, Kind::Roster).is_empty();
    for class in terms::classes(&mut conn, cx.school(), on).await?.into_iter().filter(|_| may_list) {
        let (grade, number) = (class.grade, class.number);
        if last != Some(grade) {
            last = Some(grade);
            let (counts, marks) = part(&mut conn, cx, (Within::Grade(grade), &term, on), question).await?;
            grades.push(json!({ "grade": grade, "counts": counts, "marks": marks }));
        }
        let (counts, marks) = part(&mut conn, cx, (Within::Class(class), &term, on), question).await?;
        classes.push(json!({ "grade": grade, "number": number, "counts": counts, "marks": marks }));
    }
    let (counts, marks) = part(&mut conn, cx, (Within::School, &term, on), question).await?;
    Ok(json!({
        "on": on.to_string(), "term": term.name, "classes": classes, "grades": grades,
        "school": counts, "school_marks": marks
    }))
}

/// Who writes the papers of a class, unless the question is about those of somebody else. Asked at the machine, it is counted as its homeroom teacher counts it, who may
/// count more of its own children than a principal may; somebody who signed in counts all with his or her own rights.
fn writer(cx: &Cx, within: &Within, question: &Question) -> Option<Cx> {
    let Within::Class(class) = within else { return None };
    if question.as_asked {
        return None;
    }
    let held = Held { role: Role::Homeroom, held_for: HeldFor::Class(class.id) };
    let actor = Actor { roles: vec![held], ..cx.actor.clone() };
    cx.actor.staff.is_none().then(|| Cx::at_the_machine(cx.app.clone(), actor, Lang::En))
}

/// The counts of a class, grade or school, and its marks.
async fn part(
    conn: &mut Conn,
    cx: &Cx,
    (within, term, on): (Within, &Term, Day),
    question: &Question,
) -> Result<(Value, Value), Failure> {
    let writer = writer(cx, &within, question);
    let cx = writer.as_ref().unwrap_or(cx);
    let mut asked = Asked::find(conn, cx, within, term.clone()).await?;
    asked.category = question.category;
    if question.is_year {
        asked = asked.over_the_year(conn, cx).await?;
    }
    asked.on = on.min(asked.on).max(asked.from);
    asked.today = on;
    let figures = Figures::count(conn, cx, &asked).await?;
    let counts: serde_json::Map<String, Value> =
        figures.all().map(|(key, n)| (key.to_owned(), json!(n))).collect();
    let marks = figures.marks.as_ref().and_then(|marks| {
        let ((before, after), class) = (marks.means("marks-compared")?, marks.means("marks-class"));
        let class = class.map(|(before, after)| json!([percent(before), percent(after)]));
        Some(json!({ "from": marks.before, "to": marks.after, "before": percent(before), "after": percent(after),
            "all": class }))
    });
    Ok((Value::Object(counts), json!(marks)))
}
