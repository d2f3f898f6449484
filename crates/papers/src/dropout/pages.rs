//! What can be had: the ledgers and the monthly sheet, filled or blank, to print, as Word, PDF or Excel.

use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, Query, RawQuery};
use casework::review::model::Month;
use documents::excel;
use documents::model::Document;
use kernel::ClassId;
use people::term::Class;
use serde::Deserialize;
use web::{Cx, Failure, Look, Reply, file, page};

use super::ledger::{self, ALL, Ledger};
use super::{Place, month};
use crate::leaving::{self, Leaving, Shape};
use crate::paper::pages::{Files, Print};

/// The monthly sheet, in addresses.
const MONTH: &str = "month";

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    class: Option<String>,
    month: Option<String>,
    #[serde(default)]
    blank: String,
}

impl Asked {
    fn is_blank(&self) -> bool {
        self.blank == "1"
    }

    fn class(&self) -> Result<Option<ClassId>, Failure> {
        let class = self.class.as_deref().filter(|class| !class.is_empty() && *class != "all");
        class.map(|class| class.parse().map_err(|_| Failure::NotFound)).transpose()
    }

    fn month(&self, cx: &Cx) -> Month {
        let asked = self.month.as_deref().and_then(Month::parse);
        asked.filter(|month| month.first() <= cx.today()).unwrap_or_else(|| Month::of(cx.today()))
    }
}

#[derive(Template)]
#[template(path = "dropout/index.html")]
struct Index<'a> {
    cx: &'a Look,
    /// Name, message key and tail of the address.
    papers: Vec<(&'static str, String, String)>,
    classes: Vec<Class>,
    chosen: Option<ClassId>,
    months: Vec<(String, String, bool)>,
    tail: String,
    /// Whether numbers and guardians may leave with this person.
    takes_numbers: bool,
}

impl Index<'_> {
    fn is_chosen(&self, class: &Class) -> bool {
        self.chosen == Some(class.id)
    }
}

/// `GET /dropout-ledgers`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let place = Place::find(&mut conn, &cx, asked.class()?).await?;
    let classes = crate::bundle::classes(&mut conn, &cx).await?;
    drop(conn);
    let chosen = place.class.as_ref().map(|class| class.id);
    let month = asked.month(&cx);
    let tail = chosen.map_or_else(|| "?class=all".to_owned(), |class| format!("?class={class}"));
    let mut papers: Vec<(&'static str, String, String)> =
        ALL.map(|one| (one.key(), format!("papers-kind-dropout-{}", one.key()), tail.clone())).into();
    let of_month = format!("{tail}&month={}", month.key());
    papers.insert(0, (MONTH, "papers-kind-dropout-month".to_owned(), of_month));
    let mut months = Vec::new();
    let mut one = Month::of(cx.today());
    for _ in 0..12 {
        months.push((one.key(), one.words(&cx), one == month));
        one = one.before();
    }
    let takes_numbers = !access::scope(&cx.actor, Action::Export, Kind::Identity).is_empty();
    page(&cx, &Index { cx: &cx, papers, classes, chosen, months, tail, takes_numbers })
}

/// A paper ready to leave.
struct Ready {
    document: Document,
    line: String,
}

async fn ready(cx: &Cx, key: &str, asked: &Asked) -> Result<Ready, Failure> {
    let ledger = Ledger::parse(key);
    if ledger.is_none() && key != MONTH {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let place = Place::find(&mut conn, cx, asked.class()?).await?;
    let (document, permits) = match ledger {
        Some(ledger) if asked.is_blank() => {
            let head = cx.t("papers-dropout-blank-place");
            (ledger::document(cx, (ledger, head), &ledger::blank()), Vec::new())
        }
        Some(ledger) => {
            let (rows, permits) = ledger::rows(&mut conn, cx, (ledger, &place)).await?;
            (ledger::document(cx, (ledger, &place.name), &rows), permits)
        }
        None if asked.is_blank() => (month::blank(cx), Vec::new()),
        None => {
            let month = asked.month(cx);
            let days = month::days(cx, month);
            let enrolled = month::enrolled(&mut conn, cx, (&place, days.1)).await?;
            let (lines, permits) = month::lines(&mut conn, cx, (&place, days)).await?;
            (month::document(cx, (&place.name, month), (&enrolled, &lines)), permits)
        }
    };
    drop(conn);
    let line = leaves(cx, &format!("dropout-{key}"), (&place, asked.is_blank()), &permits).await?;
    Ok(Ready { document, line })
}

/// Logs what was read and that it leaves; a blank one tells nothing.
async fn leaves(
    cx: &Cx,
    paper: &str,
    (place, is_blank): (&Place, bool),
    permits: &[access::Permit],
) -> Result<String, Failure> {
    if is_blank {
        return Ok(String::new());
    }
    cx.log_readings(permits).await?;
    let subject = place.class.as_ref().map_or(uuid::Uuid::nil(), |class| class.id.0);
    Ok(leaving::begin(cx, paper, subject, None).await?.line)
}

/// `GET /dropout-ledgers/{ledger}`
pub async fn print(
    cx: Cx,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
    RawQuery(question): RawQuery,
) -> Reply {
    let Ready { document, line } = ready(&cx, &key, &asked).await?;
    let title = document.title.clone();
    let printed = leaving::printed(document).await?;
    let files = Files::below(&format!("/dropout-ledgers/{key}"), question.as_deref());
    page(&cx, &Print { cx: &cx, title, printed, line, back: "/dropout-ledgers".to_owned(), files })
}

/// `GET /dropout-ledgers/{ledger}/word`
pub async fn word(cx: Cx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Reply {
    as_file(&cx, &key, (&asked, Shape::Word)).await
}

/// `GET /dropout-ledgers/{ledger}/pdf`
pub async fn pdf(cx: Cx, Path(key): Path<String>, Query(asked): Query<Asked>) -> Reply {
    as_file(&cx, &key, (&asked, Shape::Pdf)).await
}

async fn as_file(cx: &Cx, key: &str, (asked, shape): (&Asked, Shape)) -> Reply {
    let Ready { document, line } = ready(cx, key, asked).await?;
    let title = document.title.clone();
    leaving::file(document, &title, (Leaving { line }, shape)).await
}

/// `GET /dropout-ledgers/excel`: all three in one workbook.
pub async fn excel(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let place = Place::find(&mut conn, &cx, asked.class()?).await?;
    let (mut all, mut permits) = (Vec::new(), Vec::new());
    for one in ALL {
        if asked.is_blank() {
            all.push((one, ledger::blank()));
        } else {
            let (rows, read) = ledger::rows(&mut conn, &cx, (one, &place)).await?;
            permits.extend(read);
            all.push((one, rows));
        }
    }
    drop(conn);
    let line = leaves(&cx, "dropout-ledgers", (&place, asked.is_blank()), &permits).await?;
    let name = if asked.is_blank() { cx.t("papers-dropout-blank-place") } else { &place.name };
    let sheets = all.iter().map(|(one, rows)| ledger::sheet(&cx, (*one, name, &line), rows)).collect();
    let title = format!("{} {}", place.name, cx.t("papers-kind-dropout-ledgers"));
    let workbook = ledger::workbook(&cx, &title, sheets);
    let bytes = leaving::blocking(move || excel::write(&workbook, None)).await?;
    file(&format!("{title}.xlsx"), leaving::EXCEL, bytes)
}
