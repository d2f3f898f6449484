//! The three ledgers and the school's monthly sheet of children who must not drop out (控辍保学; notice of the Ministry of
//! Education, April 2024), derived from the roll, the entries and the notes; and the same blank, to write on.

mod ledger;
mod month;
mod pages;

use std::collections::BTreeSet;

use access::{Action, Kind, Permit, scope};
use axum::Router;
use axum::routing::get;
use casework::dropout::Dropout;
use db::Conn;
use kernel::ClassId;
use people::student::Student;
use people::student::store::{self as students, Wanted};
use people::term::Class;
use web::{App, Cx, Failure};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/dropout-ledgers", get(pages::index))
        .route("/dropout-ledgers/excel", get(pages::excel))
        .route("/dropout-ledgers/{ledger}", get(pages::print))
        .route("/dropout-ledgers/{ledger}/word", get(pages::word))
        .route("/dropout-ledgers/{ledger}/pdf", get(pages::pdf))
}

/// The law's school age: nine years.
pub(super) const COMPULSORY: std::ops::RangeInclusive<i64> = 1..=9;

/// Whom the papers are about: all whom the person may take out, or one class of them.
struct Place {
    class: Option<Class>,
    /// The class, or the school's name.
    name: String,
}

impl Place {
    async fn find(conn: &mut Conn, cx: &Cx, class: Option<ClassId>) -> Result<Self, Failure> {
        if scope(&cx.actor, Action::Export, Kind::Case).is_empty() {
            return Err(Failure::NotFound);
        }
        let school = crate::paper::store::school_name(conn, cx.school()).await?;
        let classes = crate::bundle::classes(conn, cx).await?;
        let class = match class {
            Some(id) => Some(classes.into_iter().find(|class| class.id == id).ok_or(Failure::NotFound)?),
            // Who may take out one class alone speaks of that class.
            None if classes.len() == 1 => classes.into_iter().next(),
            None => None,
        };
        let name = class.as_ref().map_or(school, |class| cx.class_name(&class.grade, &class.number));
        Ok(Self { class, name })
    }

    /// The children of school age, by class and name.
    async fn children(&self, conn: &mut Conn, cx: &Cx) -> Result<Vec<Student>, Failure> {
        let takes = scope(&cx.actor, Action::Export, Kind::Roster);
        let class = self.class.as_ref().map(|class| class.id);
        let wanted = Wanted { class, skip: 0, take: i64::MAX };
        let mut all = students::list(conn, &takes, cx.today(), &wanted).await?;
        all.retain(|student| student.grade.is_some_and(|grade| COMPULSORY.contains(&grade)));
        Ok(all)
    }

    /// The entries, each with the permit under which it leaves.
    async fn entries(&self, conn: &mut Conn, cx: &Cx) -> Result<Vec<(Dropout, Permit)>, Failure> {
        let mut all = casework::dropout::all(conn, cx, Action::Export).await?;
        let class = self.class.as_ref().map(|class| class.id);
        all.retain(|(entry, _)| class.is_none() || entry.student.class_id == class);
        Ok(all)
    }
}

/// The sources that the ledgers ask for.
fn sources() -> BTreeSet<crate::fields::Source> {
    use crate::fields::Source;
    BTreeSet::from([Source::Frame, Source::Card, Source::Findings])
}
