//! The library, and one case: as all staff read it, or as its author and who confirms it see it.

use access::{Action, Kind, Role};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::ExemplaryId;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::account::{self, Part, Section};
use super::actions;
use super::neutral::{Known, What, pieces};
use super::reading::{self, Draft};
use super::store::{self, Shown};
use crate::words::Choice;

#[derive(Template)]
#[template(path = "exemplary/index.html")]
struct Index<'a> {
    cx: &'a Look,
    library: Vec<Shown>,
    drafts: Vec<(Draft, bool)>,
}

/// `GET /exemplary-cases`: confirmed ones for everybody, drafts for who may read the case.
pub(super) async fn index(cx: Cx) -> Reply {
    cx.staff()?;
    let mut conn = cx.app.db.reader().await?;
    let library = store::library(&mut conn, cx.school()).await?;
    let (mut drafts, mut permits) = reading::drafts(&mut conn, &cx).await?;
    drop(conn);
    drafts.retain(|(draft, _)| !draft.is_shown());
    permits.truncate(if drafts.is_empty() { 0 } else { permits.len() });
    cx.log_readings(&permits).await?;
    page(&cx, &Index { cx: &cx, library, drafts })
}

#[derive(Template)]
#[template(path = "exemplary/show.html")]
struct Show<'a> {
    cx: &'a Look,
    shown: Shown,
    /// Whether this person may go to the working page.
    may_work: bool,
}

impl Show<'_> {
    fn role(&self) -> &'static str {
        role_word(self.cx, &self.shown.role)
    }
    fn sections(&self) -> Vec<Section> {
        account::sections(&self.shown.text)
    }
}

/// Words, and what they tell.
type Piece = (String, Option<What>);

#[derive(Template)]
#[template(path = "exemplary/draft.html")]
struct Working<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    draft: &'a Draft,
    title: Vec<Piece>,
    sections: Vec<(String, Vec<Piece>)>,
    /// Sections in which nothing stands yet.
    empty: Vec<Part>,
    /// Those of them without which nobody can confirm.
    needed: Vec<Part>,
    doubts: Vec<(String, What)>,
    roles: Vec<Choice>,
    may_amend: bool,
    may_confirm: bool,
}

impl Working<'_> {
    fn why(&self, what: &What) -> &'static str {
        self.cx.t(format!("exemplary-doubt-{}", what.key()))
    }
    /// The field of the reason, for a name that the school knows.
    fn reason(&self, word: &str, what: &What) -> Option<String> {
        what.is_name().then(|| reason_of(word))
    }
    /// The heading of an empty section, and whether it has to be filled in first.
    fn lacks(&self, part: &Part) -> String {
        let heading = self.cx.t(part.message_key());
        if self.needed.contains(part) {
            self.cx.tx("exemplary-empty-needed", heading)
        } else {
            heading.to_owned()
        }
    }
    fn is_passed(&self, word: &str) -> bool {
        self.fields.chose("passed", word)
    }
}

fn role_word(look: &Look, role: &str) -> &'static str {
    look.t(format!("web-role-{role}"))
}

/// `GET /exemplary-cases/{id}`
pub(super) async fn show(cx: Cx, Path(id): Path<ExemplaryId>) -> Reply {
    cx.staff()?;
    let mut conn = cx.app.db.reader().await?;
    let shown = store::shown(&mut conn, cx.school(), id).await?;
    let may_work = reading::find(&mut conn, &cx, id, Action::Amend).await.is_ok();
    drop(conn);
    match shown {
        Some(shown) => page(&cx, &Show { cx: &cx, shown, may_work }),
        None => working(&cx, id, &Fields::default()).await,
    }
}

async fn working(cx: &Cx, id: ExemplaryId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (draft, student, permit) = reading::find(&mut conn, cx, id, Action::Read).await?;
    let known = reading::known(&mut conn, cx, &student).await?;
    drop(conn);
    cx.log_readings(&[permit]).await?;
    let template = Working {
        cx,
        fields,
        title: pieces(&draft.title, &known),
        sections: account::sections(&draft.text)
            .into_iter()
            .map(|one| (one.heading, pieces(&one.words, &known)))
            .collect(),
        empty: account::empty(&draft.text),
        needed: account::needed(&draft.text),
        doubts: reading::doubts(&draft, &known),
        roles: roles(cx, fields.get("role")),
        may_amend: cx.permit(Action::Amend, Kind::Case, &student.facts(cx.school())).is_ok(),
        may_confirm: reading::may_confirm(cx, &draft),
        draft: &draft,
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// The roles that this person holds.
fn roles(cx: &Cx, chosen: &str) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for held in &cx.actor.roles {
        let value = held.role.key().to_owned();
        if all.iter().all(|one| one.value != value) {
            all.push(Choice { label: role_word(cx, &value).to_owned(), chosen: chosen == value, value });
        }
    }
    if let [only] = all.as_mut_slice() {
        only.chosen = true;
    }
    all
}

/// `POST /exemplary-cases/{id}/confirmation`
pub(super) async fn confirm(cx: Cx, Path(id): Path<ExemplaryId>, mut fields: Fields) -> Reply {
    let version: i64 = fields.get("version").parse().map_err(|_| Failure::BadRequest)?;
    let mut conn = cx.app.db.reader().await?;
    let (draft, student, _) = reading::find(&mut conn, &cx, id, Action::Read).await?;
    let known = reading::known(&mut conn, &cx, &student).await?;
    drop(conn);
    let passed = checked(&cx, &mut fields, (&draft, &known));
    if !fields.is_right() {
        return working(&cx, id, &fields).await;
    }
    let role = fields.get("role").to_owned();
    actions::confirm(&cx, (id, version), (&role, &passed)).await?;
    see_with(&format!("/exemplary-cases/{id}"), "exemplary-said-confirmed")
}

/// Nothing is confirmed before child and family were asked, what makes it an account stands, a role is named, and every
/// word that is pointed out was looked at; a name that the school knows stands only with a reason. Returns the words that
/// were let stand.
fn checked(cx: &Cx, fields: &mut Fields, (draft, known): (&Draft, &Known)) -> Vec<String> {
    let held = cx.actor.roles.iter().any(|held| Role::parse(fields.get("role")) == Some(held.role));
    if !held {
        fields.refuse(cx.lang(), "role", "exemplary-error-role");
    }
    if !draft.is_agreed() {
        fields.refuse(cx.lang(), "agreed", "exemplary-error-consent");
    }
    if !account::needed(&draft.text).is_empty() {
        fields.refuse(cx.lang(), "empty", "exemplary-error-empty");
    }
    let doubts = reading::doubts(draft, known);
    let words: Vec<String> = doubts.iter().map(|(word, _)| word.clone()).collect();
    if words.iter().any(|word| !fields.chose("passed", word)) {
        fields.refuse(cx.lang(), "passed", "exemplary-error-doubts");
    }
    let names: Vec<String> =
        doubts.into_iter().filter(|(_, what)| what.is_name()).map(|(word, _)| word).collect();
    for name in &names {
        fields.required(cx.lang(), &reason_of(name));
        fields.at_most(cx.lang(), &reason_of(name), 200);
    }
    let with_reason = |word: String| match fields.some(&reason_of(&word)).filter(|_| names.contains(&word)) {
        Some(why) => format!("{word}（{why}）"),
        None => word,
    };
    words.into_iter().map(with_reason).collect()
}

/// The field in which one says why a name may stand.
fn reason_of(name: &str) -> String {
    format!("why-{name}")
}

/// `POST /exemplary-cases/{id}/withdrawal`
pub(super) async fn withdraw(cx: Cx, Path(id): Path<ExemplaryId>, fields: Fields) -> Reply {
    let why = fields.some("why").filter(|why| why.chars().count() <= 300);
    let path = format!("/exemplary-cases/{id}");
    let Some(why) = why else { return see_with(&path, "exemplary-said-why") };
    actions::withdraw(&cx, id, why).await?;
    see_with(&path, "exemplary-said-withdrawn")
}

/// `POST /exemplary-cases/{id}/return`
pub(super) async fn bring_back(cx: Cx, Path(id): Path<ExemplaryId>) -> Reply {
    actions::bring_back(&cx, id).await?;
    see_with(&format!("/exemplary-cases/{id}"), "exemplary-said-returned")
}
