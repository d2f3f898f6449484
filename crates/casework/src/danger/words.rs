//! The word list as a page: what ships, to be read, and a school's own entries, to be added and taken out.

use std::sync::{Arc, LazyLock};

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::SchoolId;
use uuid::Uuid;
use web::cx::Change;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::lexicon::{ENTRY_LIMIT, Lexicon, Own, shipped};
use super::store::{self, WordRow};
use super::{Danger, Found, judge};
use crate::words::Choice;

/// Headings of the shipped list that a reader may want to see, beside the dangers.
const HEADINGS: [&str; 9] =
    ["not", "negation", "denied", "question", "affirmed", "quotation", "others", "even_so", "past"];

/// The list as it holds for a school: what ships and its own.
///
/// # Errors
/// Those of the database.
pub(crate) async fn lexicon(conn: &mut Conn, school: SchoolId) -> Result<Arc<Lexicon>, Failure> {
    static SHIPPED: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::with(&[])));
    let words = store::words(conn, school).await?;
    if words.is_empty() {
        return Ok(Arc::clone(&SHIPPED));
    }
    let own: Vec<Own> = words
        .into_iter()
        .map(|row| Own { danger: row.danger.as_deref().and_then(Danger::parse), entry: row.entry })
        .collect();
    Ok(Arc::new(Lexicon::with(&own)))
}

struct Shipped {
    title: &'static str,
    entries: &'static [String],
}

#[derive(Template)]
#[template(path = "danger/words.html")]
struct Index<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    own: Vec<WordRow>,
    dangers: Vec<Choice>,
    shipped: Vec<Shipped>,
    may_add: bool,
    key: String,
    tried: Option<Vec<Found>>,
}

impl Index<'_> {
    fn title(&self, danger: Option<&str>) -> &'static str {
        let danger = danger.and_then(Danger::parse);
        danger.map_or_else(|| self.cx.t("casework-danger-words-exception"), |danger| danger.word(self.cx))
    }
}

/// `GET /danger-words`
pub async fn index(cx: Cx) -> Reply {
    form(&cx, &Fields::default(), (StatusCode::OK, None)).await
}

async fn form(cx: &Cx, fields: &Fields, (status, tried): (StatusCode, Option<Vec<Found>>)) -> Reply {
    cx.permit_school(Action::Read, Kind::Rules)?;
    let mut conn = cx.app.db.reader().await?;
    let mut dangers = Danger::choices(cx, fields.get("danger"));
    dangers.push(Choice {
        value: "not".to_owned(),
        label: cx.t("casework-danger-words-exception").to_owned(),
        chosen: fields.get("danger") == "not",
    });
    let parts =
        Danger::ALL.iter().map(|danger| Shipped { title: danger.word(cx), entries: shipped(danger.key()) });
    let cues = HEADINGS.iter().map(|heading| {
        let title = cx.t(format!("casework-danger-words-{}", heading.replace('_', "-")));
        Shipped { title, entries: shipped(heading) }
    });
    let template = Index {
        cx,
        fields,
        own: store::words(&mut conn, cx.school()).await?,
        dangers,
        shipped: parts.chain(cues).collect(),
        may_add: cx.permit_school(Action::Create, Kind::Rules).is_ok(),
        key: cx.uuid().to_string(),
        tried,
    };
    page_with(cx, status, &template)
}

/// `POST /danger-words/trial`: what a sentence would lead to; nothing is kept.
pub async fn trial(cx: Cx, fields: Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let found = judge(&*lexicon(&mut conn, cx.school()).await?, fields.get("sentence"));
    drop(conn);
    form(&cx, &fields, (StatusCode::OK, Some(found))).await
}

/// `POST /danger-words`: adds an entry of the school's own.
pub async fn add(cx: Cx, mut fields: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let lang = cx.lang();
    fields.at_most(lang, "entry", ENTRY_LIMIT);
    let entry = fields.required(lang, "entry");
    let letters = entry.chars().filter(|c| c.is_alphanumeric()).count();
    if !entry.is_empty() && letters < 2 {
        fields.refuse(lang, "entry", "casework-error-entry-short");
    }
    let danger = Danger::parse(fields.get("danger"));
    if danger.is_none() && fields.get("danger") != "not" {
        fields.refuse(lang, "danger", "casework-error-choose");
    }
    let Some(key) = fields.parse::<Uuid>(lang, "key").filter(|_| fields.is_right()) else {
        return form(&cx, &fields, (StatusCode::UNPROCESSABLE_ENTITY, None)).await;
    };
    let mut tx = cx.app.db.begin().await?;
    let by = (cx.staff()?, cx.app.clock.now());
    store::insert_word(&mut tx, cx.school(), (key, danger.map(Danger::key), &entry), by).await?;
    cx.event(&mut tx, told("danger_word.added", key, (None, Some(&entry)))).await?;
    tx.commit().await?;
    see_with("/danger-words", "casework-said-danger-word-added")
}

fn told<'a>(name: &'a str, subject: Uuid, (before, after): (Option<&'a str>, Option<&'a str>)) -> Change<'a> {
    Change { name, kind: Kind::Rules, subject, student: None, before, after }
}

/// `POST /danger-words/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<Uuid>) -> Reply {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let by = (cx.staff()?, cx.app.clock.now());
    let entry = store::withdraw_word(&mut tx, cx.school(), id, by).await?.ok_or(Failure::NotFound)?;
    cx.event(&mut tx, told("danger_word.withdrawn", id, (Some(&entry), None))).await?;
    tx.commit().await?;
    see_with("/danger-words", "casework-said-danger-word-withdrawn")
}
