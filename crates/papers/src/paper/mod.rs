//! A paper that a person keeps: made from the records, edited in the page, exported (T1).

pub mod actions;
pub mod marked;
pub mod pages;
pub mod store;

use access::Kind;
use documents::model::Signature;
use kernel::{ClassId, PaperId, StaffId, TermId};
use language::{Arg, Lang};
use people::term::store as terms;
use serde::{Deserialize, Serialize};
use web::{Cx, Failure};

use crate::figures::{Asked, Figures};
use crate::prose::{Draft, Frame, Written};
use crate::{term_plan, term_summary};

/// The papers that can be made and kept.
pub const KINDS: [&str; 2] = ["term-plan", "term-summary"];

db::record! {
    /// A kept paper, its text still sealed.
    #[derive(Clone, Debug)]
    pub struct Paper {
        /// Its id.
        pub id: PaperId,
        /// One of [`KINDS`].
        pub kind: String,
        /// Who made it.
        pub owner_id: StaffId,
        /// About which term.
        pub term_id: TermId,
        /// About which class.
        pub class_id: ClassId,
        /// Sealed.
        pub body_cell: Vec<u8>,
        /// When it was last made or renewed.
        pub made_at: kernel::Instant,
        /// When a person last changed it.
        pub edited_at: Option<kernel::Instant>,
        /// For optimistic changes.
        pub row_version: i64,
    }
}

/// What lies in the sealed cell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    /// The document and the state of its paragraphs.
    pub written: Written,
}

impl Body {
    /// Opens the cell of a paper.
    ///
    /// # Errors
    /// A fault when it cannot be read.
    pub fn open(cx: &Cx, paper: &Paper) -> Result<Self, Failure> {
        let row = cx.app.row(cx.school(), "paper", paper.id.bytes(), Kind::Paper.label());
        let text = cx.app.open(&row, "body_cell", &paper.body_cell)?;
        serde_json::from_str(&text).map_err(|error| kernel::Fault::from("a paper", error).into())
    }

    /// Seals it for a paper's row.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub fn seal(&self, cx: &Cx, id: PaperId) -> Result<Vec<u8>, Failure> {
        let text = serde_json::to_string(self).map_err(|error| kernel::Fault::from("a paper", error))?;
        let row = cx.app.row(cx.school(), "paper", id.bytes(), Kind::Paper.label());
        Ok(cx.app.seal(&row, "body_cell", &text))
    }
}

/// Computes a paper about a class and term.
///
/// # Errors
/// Those of the database; [`Failure::NotFound`] for a kind that is none of [`KINDS`].
pub async fn compute(cx: &Cx, kind: &str, asked: &Asked, owner: &str) -> Result<Written, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let figures = Figures::count(&mut conn, cx, asked).await?;
    let school = store::school_name(&mut conn, cx.school()).await?;
    let draft = Draft::new(cx.lang(), &figures, frame(cx, kind, asked, (&school, owner)));
    match kind {
        "term-summary" => Ok(term_summary::write(draft)),
        "term-plan" => {
            let dates = store::dates(&mut conn, cx, asked).await?;
            Ok(term_plan::write(draft, &asked.term, &dates))
        }
        _ => Err(Failure::NotFound),
    }
}

fn frame(cx: &Cx, kind: &str, asked: &Asked, (school, owner): (&str, &str)) -> Frame {
    let class = cx.class_name(&asked.class.grade, &asked.class.number);
    let names = [("class", Arg::Text(&class)), ("term", Arg::Text(&asked.term.name)), ("name", Arg::Text(owner))];
    let date = language::date(cx.lang(), asked.on);
    let (first, second) = (cx.tf("papers-title", &names), cx.t(&format!("papers-title-{kind}")));
    let between = if cx.lang() == Lang::En { ", " } else { "" };
    let title = if cx.lang() == Lang::En {
        format!("{second}\n{class}{between}{}", asked.term.name)
    } else {
        format!("{first}\n{second}")
    };
    Frame {
        title,
        signature: Signature { org: format!("{school}\n{}", cx.tf("papers-signed", &names)), date: date.clone() },
        as_of: cx.tx("papers-as-of", &date),
    }
}

/// The class and term of a paper as figures ask about them.
///
/// # Errors
/// [`Failure::NotFound`] when either is gone.
pub async fn asked(cx: &Cx, class: ClassId, term: TermId) -> Result<Asked, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let class = terms::lookup_class(&mut conn, cx.school(), class).await?.ok_or(Failure::NotFound)?;
    let term = terms::lookup(&mut conn, cx.school(), term).await?.ok_or(Failure::NotFound)?;
    Asked::find(&mut conn, cx, class, term).await
}
