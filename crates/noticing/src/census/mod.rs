//! The census: once a term every student is looked at, and a look that finds nothing is a look (C1).

pub mod actions;
mod pages;
pub mod store;

use access::{Action, Facts, Kind};
use axum::Router;
use axum::routing::{get, post};
use db::Conn;
use kernel::{CensusId, ClassId, Day, SchoolId, StudentId, TermId};
use people::term::Class;
use web::panel::{Panel, Row};
use web::{App, Cx, Failure};

pub use actions::{close, look, open, unlook};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/census", get(pages::index).post(pages::create))
        .route("/census/{id}/closure", post(pages::close))
        .route("/census/classes/{class}", get(pages::show))
        .route("/census/classes/{class}/students/{student}/look", post(pages::look))
        .route("/census/classes/{class}/students/{student}/look/withdrawal", post(pages::unlook))
}

db::record! {
    /// One campaign.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Census {
        /// Its id.
        pub id: CensusId,
        /// Of which term.
        pub term_id: TermId,
        /// Opened on.
        pub opened_on: Day,
        /// To be done by.
        pub due_on: Day,
        /// Closed on.
        pub closed_on: Day,
    }
}

impl Census {
    /// Whether students are being looked at on this day.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        self.opened_on <= day && self.closed_on > day
    }
}

db::record! {
    /// How far one class is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Progress {
        /// The class.
        pub class: ClassId,
        /// Its grade.
        pub grade: i64,
        /// Its number.
        pub number: i64,
        /// How many children it has.
        pub total: i64,
        /// How many were looked at.
        pub looked: i64,
    }
}

db::record! {
    /// One child of the worklist.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Looked {
        /// The child.
        pub id: StudentId,
        /// The name.
        pub name: String,
        /// When the child was looked at in this census.
        pub looked_on: Option<Day>,
        /// How many findings this census has brought for the child, whoever may read them.
        pub found: i64,
    }
}

/// What the policy needs to know of a class as a whole.
#[must_use]
pub fn class_facts(school: SchoolId, class: &Class) -> Facts {
    Facts { class: Some(class.id), grade: Some(class.grade), ..Facts::school(school) }
}

/// Classes on the first page.
const CLASSES: usize = 4;

/// The children not yet looked at in the census that is open, for those who write down what they find; by class.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let scope = access::scope(&cx.actor, Action::Create, Kind::Census);
    if scope.is_empty() {
        return Ok(None);
    }
    let today = cx.today();
    let latest = store::lookup_latest(conn, cx.school(), today).await?;
    let Some(census) = latest.filter(|census| census.is_open(today)) else { return Ok(None) };
    let mut panel = Panel::new("census", cx.t("noticing-census-panel"));
    panel.words = cx.tx("noticing-census-panel-words", cx.day(&census.due_on));
    let mut waiting: Vec<Progress> = store::progress(conn, &scope, today, Some(census.id)).await?;
    waiting.retain(|class| class.looked < class.total);
    waiting.sort_by_key(|class| class.looked - class.total);
    for class in &waiting {
        let name = cx.class_name(&class.grade, &class.number);
        let href = format!("/census/classes/{}", class.class);
        let label = cx.tx("noticing-census-panel-look-named", &name);
        let row = Row {
            note: cx.tn("noticing-census-panel-left", &(class.total - class.looked)),
            ..Row::to(&href, name)
        };
        panel.push(row.with_page(cx.t("noticing-census-panel-look"), label, href));
    }
    panel.rows.truncate(CLASSES);
    panel.more = (waiting.len() > CLASSES).then(|| ("/census".to_owned(), cx.t("web-more").to_owned()));
    Ok(panel.unless_empty())
}
