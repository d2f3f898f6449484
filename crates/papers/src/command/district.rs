//! A district's paper: the schools of one database together, without names, small numbers not said. There is no role that
//! reads across schools, so only whoever runs the machine can ask for it; each school keeps the event that it was counted.

use access::{Actor, Role};
use documents::model::Signature;
use kernel::SchoolId;
use language::{Arg, Lang};
use noticing::word::Category;
use web::{App, Cx};

use super::{NoPaper, Order, term_of};
use crate::figures::{Asked, Figures, Within, hidden};
use crate::prose::{Draft, Frame, Level, Written};
use crate::term_plan::Dates;
use crate::{leaving, term_plan, term_summary};

/// The paper of all schools that have the term.
pub(super) async fn write(
    app: &App,
    lang: Lang,
    order: &Order,
    category: Option<Category>,
) -> Result<Vec<u8>, NoPaper> {
    let (schools, asked, cx) = counted(app, lang, order, category).await?;
    let mut all = Figures::of_schools(&schools);
    all.parts = parts(&schools, &mut all);
    all.hidden = hidden(&all);
    let written = told(&cx, &all, (order, &asked));
    let leaving = leaving::begin(&cx, &order.kind, asked.term.id.0, None).await?;
    Ok(leaving::bytes(written.leaving(), leaving.line, order.shape).await?)
}

type Counted = (Vec<(String, Figures)>, Asked, Cx);

async fn counted(
    app: &App,
    lang: Lang,
    order: &Order,
    category: Option<Category>,
) -> Result<Counted, NoPaper> {
    let mut conn = app.db.reader().await?;
    let ids: Vec<(SchoolId, String)> =
        conn.all("select id, name from school order by id", db::args![]).await?;
    let mut schools = Vec::new();
    let mut last = None;
    for (school, name) in ids {
        let cx = Cx::at_the_machine(app.clone(), Actor::at_the_machine(school, Role::Principal), lang);
        let Some(term) = term_of(&mut conn, &cx, &order.term).await? else { continue };
        let mut asked = Asked::find(&mut conn, &cx, Within::School, term).await?;
        asked.category = category;
        if order.kind == "year-summary" {
            asked = asked.over_the_year(&mut conn, &cx).await?;
        }
        let figures = Figures::count(&mut conn, &cx, &asked).await?;
        schools.push((name, figures));
        last = last.or(Some((asked, cx)));
    }
    let (asked, cx) = last.ok_or(NoPaper::NoTerm)?;
    Ok((schools, asked, cx))
}

/// One row for each school.
fn parts(schools: &[(String, Figures)], all: &mut Figures) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for (place, (name, figures)) in schools.iter().enumerate() {
        let tail = format!("school:{}", place + 1);
        for key in crate::figures::OF_PARTS {
            all.put(&format!("{key}@{tail}"), figures.n(key));
        }
        parts.push((tail, name.clone()));
    }
    parts
}

fn told(cx: &Cx, figures: &Figures, (order, asked): (&Order, &Asked)) -> Written {
    let lang = cx.lang();
    let date = language::date(lang, asked.on);
    let when = if asked.is_year {
        cx.tx("papers-year-of", crate::paper::years(asked))
    } else {
        asked.term.name.clone()
    };
    let category = asked.category.map(|category| category.word(&cx.look).to_owned());
    let mut title = cx.t(format!("papers-title-{}", order.kind)).to_owned();
    if let Some(category) = &category {
        title = cx.tf("papers-title-of", &[("title", Arg::Text(&title)), ("category", Arg::Text(category))]);
    }
    let first = cx.tx("papers-title-district", &when);
    let frame = Frame {
        level: Level::District,
        is_year: asked.is_year,
        category,
        title: if lang == Lang::En { format!("{title}\n{first}") } else { format!("{first}\n{title}") },
        signature: Signature { org: cx.t("papers-signed-district").to_owned(), date: date.clone() },
        as_of: cx.tx("papers-as-of", &date),
    };
    let draft = Draft::new(lang, figures, frame);
    if order.kind == "term-plan" {
        term_plan::write(draft, &asked.term, &Dates::default())
    } else {
        term_summary::write(draft)
    }
}
