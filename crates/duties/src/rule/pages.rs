//! The pages of the frequency rules.

use access::{Action, Kind};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::RuleId;
use uuid::Uuid;
use web::reply::page_with;
use web::{App, Cx, Failure, Fields, Look, Reply, page, see_with};

use super::forms::{self, Choices};
use super::{Rule, actions, store};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/duty-rules", get(index).post(create))
        .route("/duty-rules/new", get(new))
        .route("/duty-rules/usual", post(take_usual))
        .route("/duty-rules/{id}", post(update))
        .route("/duty-rules/{id}/edit", get(edit))
        .route("/duty-rules/{id}/end", post(end))
}

/// A rule in plain words.
struct Line {
    id: Uuid,
    name: String,
    sentence: String,
    children: String,
    days: String,
}

#[derive(Template)]
#[template(path = "rule/index.html")]
struct Index<'a> {
    cx: &'a Look,
    now: Vec<Line>,
    over: Vec<Line>,
    may: bool,
}

#[derive(Template)]
#[template(path = "rule/edit.html")]
struct Edit<'a> {
    cx: &'a Look,
    form: &'a Fields,
    choices: Choices,
    old: Option<RuleId>,
}

/// `GET /duty-rules`
async fn index(cx: Cx) -> Reply {
    cx.permit_school(Action::List, Kind::Rules)?;
    let may = cx.permit_school(Action::Amend, Kind::Rules).is_ok();
    let mut conn = cx.app.db.reader().await?;
    let long_ago = kernel::clock::days_after(cx.today(), -3 * 366);
    let rules = store::list(&mut conn, cx.school(), long_ago).await?;
    let today = cx.today();
    let (over, now): (Vec<&Rule>, Vec<&Rule>) =
        rules.iter().partition(|rule| rule.during.until.is_some_and(|end| end <= today));
    let lines = |rules: Vec<&Rule>| rules.into_iter().map(|rule| line(&cx, rule)).collect();
    let (now, over) = (lines(now), lines(over));
    page(&cx, &Index { cx: &cx, now, over, may })
}

fn line(cx: &Look, rule: &Rule) -> Line {
    let args = [
        ("who", cx.t(rule.who.message_key()).into()),
        ("per", cx.t(rule.per.message_key()).into()),
        ("times", rule.times.into()),
        ("act", cx.t(rule.act.message_key()).into()),
    ];
    let names: Vec<&str> = rule.categories.iter().map(|code| cx.t(forms::category_key(code))).collect();
    let mut children = match names.is_empty() {
        true => cx.t("duties-rule-for-all").to_owned(),
        false => cx.tx("duties-rule-for", language::list(cx.lang(), &names)),
    };
    if let Some(tier) = rule.tier {
        children = cx.tf(
            "duties-rule-in-tier",
            &[("x", (&children).into()), ("tier", cx.t(tier.message_key()).into())],
        );
    }
    let last = rule.during.until.and_then(|end| end.yesterday().ok());
    let from = cx.day(&rule.during.from);
    let days = match last {
        Some(last) => {
            cx.tf("duties-rule-until", &[("from", (&from).into()), ("until", (&cx.day(&last)).into())])
        }
        None => cx.tx("duties-rule-since", &from),
    };
    let sentence = cx.tf("duties-rule-sentence", &args);
    Line { id: Uuid::from_bytes(rule.id), name: forms::name(cx, &rule.name), sentence, children, days }
}

/// `GET /duty-rules/new`
async fn new(cx: Cx) -> Reply {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let form = forms::fill(&cx, None);
    page(&cx, &Edit { cx: &cx, choices: Choices::of(&cx, &form), form: &form, old: None })
}

/// `GET /duty-rules/{id}/edit`
async fn edit(cx: Cx, Path(id): Path<RuleId>) -> Reply {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut conn = cx.app.db.reader().await?;
    let rule = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let form = forms::fill(&cx, Some(&rule));
    page(&cx, &Edit { cx: &cx, choices: Choices::of(&cx, &form), form: &form, old: Some(id) })
}

/// `POST /duty-rules`
async fn create(cx: Cx, mut form: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Rules)?;
    match forms::read(&cx, &mut form) {
        Some(rule) => {
            actions::create(&cx, &rule).await?;
            see_with("/duty-rules", "duties-said-rule")
        }
        None => back(&cx, &form, None),
    }
}

/// `POST /duty-rules/{id}`
async fn update(cx: Cx, Path(id): Path<RuleId>, mut form: Fields) -> Reply {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    match forms::read(&cx, &mut form) {
        Some(rule) => {
            actions::replace(&cx, id, &rule).await?;
            see_with("/duty-rules", "duties-said-rule")
        }
        None => back(&cx, &form, Some(id)),
    }
}

fn back(cx: &Cx, form: &Fields, old: Option<RuleId>) -> Reply {
    let template = Edit { cx, choices: Choices::of(cx, form), form, old };
    page_with(cx, StatusCode::UNPROCESSABLE_ENTITY, &template)
}

/// `POST /duty-rules/{id}/end`
async fn end(cx: Cx, Path(id): Path<RuleId>) -> Reply {
    actions::end(&cx, id).await?;
    see_with("/duty-rules", "duties-said-rule-ended")
}

/// `POST /duty-rules/usual`
async fn take_usual(cx: Cx) -> Reply {
    actions::take_usual(&cx).await?;
    see_with("/duty-rules", "duties-said-usual")
}
