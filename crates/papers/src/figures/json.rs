//! The counts of a school by class, for those who run the machine and for tests: the same queries that papers use.

use access::{Action, Actor, Kind, scope};
use kernel::{Day, Fault};
use language::Lang;
use people::term::store as terms;
use serde_json::{Value, json};
use web::{App, Cx, Failure};

use super::marks::percent;
use super::{Asked, Figures};

/// The counts of each class of the school that this person may list, in the term of the day.
///
/// Shape: `{"on", "term", "classes": [{"grade", "number", "counts": {name: number}, "marks": {…} | null}], "school": {…}}`.
///
/// # Errors
/// Those of the database.
pub async fn figures_json(app: &App, actor: Actor, on: Day) -> Result<Value, Fault> {
    let cx = Cx::at_the_machine(app.clone(), actor, Lang::En);
    counted(&cx, on).await.map_err(|failure| match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("the figures cannot be counted"),
    })
}

async fn counted(cx: &Cx, on: Day) -> Result<Value, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let Some(term) = terms::lookup_current(&mut conn, cx.school(), on).await? else {
        return Ok(json!({ "on": on.to_string(), "term": null, "classes": [], "school": {} }));
    };
    let mut classes = Vec::new();
    let mut school = serde_json::Map::new();
    let may_list = !scope(&cx.actor, Action::List, Kind::Roster).is_empty();
    for class in terms::classes(&mut conn, cx.school(), on).await?.into_iter().filter(|_| may_list) {
        let mut asked = Asked::find(&mut conn, cx, class.clone(), term.clone()).await?;
        asked.on = on.min(term.ends_on).max(term.starts_on);
        asked.today = on;
        let figures = Figures::count(&mut conn, cx, &asked).await?;
        for (key, n) in figures.all() {
            let sum = school.get(key).and_then(Value::as_i64).unwrap_or(0) + n;
            school.insert(key.to_owned(), json!(sum));
        }
        let counts: serde_json::Map<String, Value> =
            figures.all().map(|(key, n)| (key.to_owned(), json!(n))).collect();
        let marks = figures.marks.as_ref().and_then(|marks| {
            let (before, after) = marks.means("marks-compared")?;
            Some(json!({ "from": marks.before, "to": marks.after, "before": percent(before), "after": percent(after) }))
        });
        classes.push(json!({ "grade": class.grade, "number": class.number, "counts": counts, "marks": marks }));
    }
    // Rules are the school's, and a teacher may serve in several classes: neither adds up.
    school.remove("rules");
    school.remove("mentors");
    Ok(json!({ "on": on.to_string(), "term": term.name, "classes": classes, "school": school }))
}
