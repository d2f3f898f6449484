//! A paper that a person keeps: made from the records, edited in the page, exported (T1).

pub mod actions;
mod live;
pub mod marked;
pub mod pages;
pub mod store;

use access::Kind;
use documents::model::Signature;
use kernel::{ClassId, PaperId, StaffId, TermId};
use language::{Arg, Lang};
use noticing::word::Category;
use people::term::store as terms;
use serde::{Deserialize, Serialize};
use web::{Cx, Failure};

use crate::figures::{Asked, Figures, Within};
use crate::prose::{Draft, Frame, Level, Written};
use crate::{term_plan, term_summary};

/// The papers that can be made and kept.
pub const KINDS: [&str; 3] = ["term-plan", "term-summary", "year-summary"];

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
        pub class_id: Option<ClassId>,
        /// About which grade. Neither class nor grade: the school.
        pub grade: Option<i64>,
        /// About the children in one category only.
        pub category: Option<String>,
        /// Sealed.
        pub body_cell: Vec<u8>,
        /// When it was last made or renewed.
        pub made_at: kernel::Instant,
        /// When a person last changed it.
        pub edited_at: Option<kernel::Instant>,
        /// When somebody approved it: from then on it stands.
        pub approved_at: Option<kernel::Instant>,
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

/// Computes a paper about a class and term, with the figures it rests on.
///
/// # Errors
/// Those of the database; [`Failure::NotFound`] for a kind that is none of [`KINDS`].
pub async fn compute(cx: &Cx, kind: &str, asked: &Asked, owner: &str) -> Result<(Written, Figures), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let figures = Figures::count(&mut conn, cx, asked).await?;
    let school = store::school_name(&mut conn, cx.school()).await?;
    let draft = Draft::new(cx.lang(), &figures, frame(cx, kind, asked, (&school, owner)));
    let written = match kind {
        "term-summary" | "year-summary" => term_summary::write(draft),
        "term-plan" => {
            let dates = store::dates(&mut conn, cx, asked).await?;
            term_plan::write(draft, &asked.term, &dates)
        }
        _ => return Err(Failure::NotFound),
    };
    Ok((written, figures))
}

/// Half letters in a line of a title at most: 20 letters of 2号 fill the text's width, and Word sets room between letters
/// and figures (GB/T 9704-2012, 7.3.1: a title is broken where its words are whole).
const LONGEST_LINE: usize = 37;

fn half_letters(line: &str) -> usize {
    line.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// The years of a school year: 2025—2026.
pub(crate) fn years(asked: &Asked) -> String {
    let first = asked.from.year();
    format!("{first}—{}", first.saturating_add(1))
}

/// What frames a paper: whose it is, about when, who signs.
pub(crate) fn frame(cx: &Cx, kind: &str, asked: &Asked, (school, owner): (&str, &str)) -> Frame {
    let (level, of) = match &asked.within {
        Within::Class(class) => (Level::Class, cx.class_name(&class.grade, &class.number)),
        Within::Grade(grade) => (Level::Grade, cx.grade_name(grade).to_owned()),
        Within::School => (Level::School, school.to_owned()),
    };
    let category = asked.category.map(|category| category.word(&cx.look).to_owned());
    let when = if asked.is_year { cx.tx("papers-year-of", years(asked)) } else { asked.term.name.clone() };
    let names = [("class", Arg::Text(&of)), ("term", Arg::Text(&when)), ("name", Arg::Text(owner))];
    let date = language::date(cx.lang(), asked.on);
    let (mut first, mut second) =
        (cx.tf("papers-title", &names), cx.t(format!("papers-title-{kind}")).to_owned());
    if cx.lang() != Lang::En && half_letters(&first) > LONGEST_LINE {
        first = format!("{of}\n{when}");
    }
    if let Some(category) = &category {
        second =
            cx.tf("papers-title-of", &[("title", Arg::Text(&second)), ("category", Arg::Text(category))]);
    }
    let between = if cx.lang() == Lang::En { ", " } else { "" };
    let title = if cx.lang() == Lang::En {
        format!("{second}\n{of}{between}{when}")
    } else {
        format!("{first}\n{second}")
    };
    let org = match level {
        Level::Class => format!("{school}\n{}", cx.tf("papers-signed", &names)),
        Level::Grade => format!("{school}\n{}", cx.tx("papers-signed-grade", &of)),
        Level::School | Level::District => school.to_owned(),
    };
    Frame {
        level,
        is_year: asked.is_year,
        category,
        title,
        signature: Signature { org, date: date.clone() },
        as_of: cx.tx("papers-as-of", &date),
    }
}

/// What a paper is about as figures ask about it.
///
/// # Errors
/// [`Failure::NotFound`] when the class or term is gone.
pub async fn asked(cx: &Cx, paper: &About) -> Result<Asked, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let within = match (paper.class, paper.grade) {
        (Some(class), _) => {
            let class = terms::lookup_class(&mut conn, cx.school(), class).await?;
            Within::Class(class.ok_or(Failure::NotFound)?)
        }
        (None, Some(grade)) => Within::Grade(grade),
        (None, None) => Within::School,
    };
    let term = terms::lookup(&mut conn, cx.school(), paper.term).await?.ok_or(Failure::NotFound)?;
    let mut asked = Asked::find(&mut conn, cx, within, term).await?;
    asked.category = paper.category;
    // Whoever may not list a category makes no paper about it: it would say that there is nobody.
    if let Some(category) = asked.category {
        let may = access::scope(&cx.actor, access::Action::List, category.kind());
        if may.is_empty() {
            return Err(Failure::NotFound);
        }
    }
    if paper.kind == "year-summary" { asked.over_the_year(&mut conn, cx).await } else { Ok(asked) }
}

/// What a paper is about.
#[derive(Clone, Debug)]
pub struct About {
    /// One of [`KINDS`].
    pub kind: String,
    /// The class.
    pub class: Option<ClassId>,
    /// The grade. Neither class nor grade: the school.
    pub grade: Option<i64>,
    /// Only the children in it.
    pub category: Option<Category>,
    /// The term, or a term of the year.
    pub term: TermId,
}

/// The kind of record that a paper is: one about children in a psychological category is the psychologist's.
#[must_use]
pub fn record_of(category: Option<Category>) -> Kind {
    match category.map(Category::kind) {
        Some(Kind::PsyFinding) => Kind::PsyPaper,
        _ => Kind::Paper,
    }
}

/// The same said in SQL: whether a paper with this category is the psychologist's.
pub(crate) fn is_psychologists(category: &str) -> String {
    let own = Category::ALL.iter().filter(|one| record_of(Some(**one)) == Kind::PsyPaper);
    let codes: Vec<String> = own.map(|one| format!("'{}'", one.code())).collect();
    format!("coalesce({category}, '') in ({})", codes.join(", "))
}

impl Paper {
    /// The kind of record that it is.
    #[must_use]
    pub fn record(&self) -> Kind {
        record_of(self.about().category)
    }

    /// What it is about.
    #[must_use]
    pub fn about(&self) -> About {
        About {
            kind: self.kind.clone(),
            class: self.class_id,
            grade: self.grade,
            category: self.category.as_deref().and_then(Category::parse),
            term: self.term_id,
        }
    }
}
