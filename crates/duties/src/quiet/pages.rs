//! The page of quiet children: one class with its lines; for those who see several, the classes.

use access::{Action, Kind, scope};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::{ClassId, Day, LookId, StudentId};
use serde::Deserialize;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::list::{self, Line, Sign};
use super::store;
use super::{CHOICES, WEEKS, actions};
use crate::seated::Seated;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    weeks: String,
    #[serde(default)]
    class: String,
}

/// A class, for those who see several.
struct ClassLine {
    class: ClassId,
    name: String,
    children: i64,
}

#[derive(Template)]
#[template(path = "quiet/index.html")]
struct Index<'a> {
    cx: &'a Look,
    weeks: u32,
    since: Option<Day>,
    class: String,
    title: Option<String>,
    classes: Vec<ClassLine>,
    lines: Vec<Line>,
    looks: Vec<store::Look>,
    may_look: bool,
    here: String,
}

impl Index<'_> {
    /// Number, words and whether it is the one shown.
    fn choices(&self) -> Vec<(u32, String, bool)> {
        let choice =
            |weeks: u32| (weeks, self.cx.tn("duties-quiet-choice", &i64::from(weeks)), weeks == self.weeks);
        CHOICES.into_iter().map(choice).collect()
    }

    fn words(&self) -> String {
        self.cx.tn("duties-quiet-words", &i64::from(self.weeks))
    }

    /// The address for `back` in another address.
    fn back(&self) -> String {
        self.here.replace('&', "%26")
    }
}

impl Sign {
    fn words(&self, look: &Look) -> String {
        match self {
            Self::Away(half_days) => look.tn("duties-quiet-away", &(half_days / 2)),
            Self::Fell(subject, before, now) => {
                let args = [
                    ("subject", subject.as_str().into()),
                    ("before", (*before).into()),
                    ("now", (*now).into()),
                ];
                look.tf("duties-quiet-fell", &args)
            }
        }
    }
}

/// `GET /quiet?weeks=…&class=…`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    if scope(&cx.actor, Action::List, Kind::Note).is_empty() {
        return Err(Failure::NotFound);
    }
    let weeks = asked.weeks.parse().ok().filter(|weeks| CHOICES.contains(weeks)).unwrap_or(WEEKS);
    let class: Option<ClassId> = asked.class.parse().ok();
    let mut conn = cx.app.db.reader().await?;
    let since = list::since(&mut conn, &cx, weeks).await?;
    let children = list::children(&mut conn, &cx, since, class).await?;
    let classes = classes(&cx, &children);
    let one = class.is_some() || classes.len() <= 1;
    let title = classes.first().filter(|_| one).map(|class| class.name.clone());
    let shown: Vec<Seated> = children.into_iter().filter(|_| one).collect();
    let (lines, permits) = list::lines(&mut conn, &cx, since.unwrap_or(cx.today()), shown).await?;
    let looks = store::looks(&mut conn, &cx, cx.staff()?).await?;
    drop(conn);
    cx.log_readings(&permits).await?;
    let class = class.map(|class| class.to_string()).unwrap_or_default();
    let here = format!("/quiet?weeks={weeks}&class={class}");
    let may_look = !scope(&cx.actor, Action::Create, Kind::Note).is_empty();
    let classes = if one { Vec::new() } else { classes };
    page(&cx, &Index { cx: &cx, weeks, since, class, title, classes, lines, looks, may_look, here })
}

fn classes(cx: &Cx, children: &[Seated]) -> Vec<ClassLine> {
    let mut all: Vec<ClassLine> = Vec::new();
    for child in children {
        match all.last_mut().filter(|last| last.class == child.class) {
            Some(last) => last.children += 1,
            None => {
                let name = cx.class_name(&child.grade, &child.number);
                all.push(ClassLine { class: child.class, name, children: 1 });
            }
        }
    }
    all
}

/// `POST /quiet-looks`: one tap, all is well.
pub async fn create(cx: Cx, mut fields: Fields) -> Reply {
    let student: StudentId = fields.parse(cx.lang(), "student").ok_or(Failure::BadRequest)?;
    actions::look(&cx, student).await?;
    see_with(web::local_path(fields.get("back"), "/quiet"), "duties-said-looked")
}

/// `POST /quiet-looks/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<LookId>, fields: Fields) -> Reply {
    actions::withdraw(&cx, id).await?;
    see_with(web::local_path(fields.get("back"), "/quiet"), "duties-said-look-withdrawn")
}
