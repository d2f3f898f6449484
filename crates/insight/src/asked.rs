//! What the figures are asked about: a term, a day in it, the school or a grade, and the same stretch of the term before.

use access::Action;
use db::Conn;
use kernel::clock::days_after;
use kernel::{Day, TermId};
use people::term::Term;
use people::term::store as terms;
use serde::Deserialize;
use web::{Cx, Failure};

/// What stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Address {
    #[serde(default)]
    term: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    grade: String,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The term.
    pub term: Term,
    /// The last day looked at: not after today, and in the term.
    pub on: Day,
    /// One grade, or all that the reader may see.
    pub grade: Option<i64>,
    /// The same stretch of the term before: its first day, and the day that is as far into it.
    pub before: Option<(Day, Day)>,
    /// What the reader does with the figures: looks at them, or takes them out.
    pub action: Action,
}

/// For terms without one before them: half a year back, so that the last exam before it is seen.
const HALF_YEAR: i64 = 183;

impl Asked {
    /// Reads the address; nothing when the school has no term yet.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find(
        conn: &mut Conn,
        cx: &Cx,
        address: &Address,
        action: Action,
    ) -> Result<Option<Self>, Failure> {
        let all = terms::list(conn, cx.school()).await?;
        let wanted: Option<TermId> = address.term.parse().ok();
        let chosen = all.iter().find(|term| Some(term.id) == wanted).cloned();
        let term = match chosen {
            Some(term) => Some(term),
            None => terms::lookup_current(conn, cx.school(), cx.today()).await?,
        };
        let Some(term) = term else { return Ok(None) };
        let last = cx.today().min(term.ends_on).max(term.starts_on);
        let on = address.on.parse().unwrap_or(last).clamp(term.starts_on, last);
        let passed = i64::from((on - term.starts_on).get_days());
        let before = all.iter().find(|other| other.ends_on < term.starts_on);
        let before =
            before.map(|other| (other.starts_on, days_after(other.starts_on, passed).min(other.ends_on)));
        let grade = address.grade.parse().ok().filter(|grade| (1..=12).contains(grade));
        Ok(Some(Self { term, on, grade, before, action }))
    }

    /// From where records are read: the beginning of the term before.
    #[must_use]
    pub fn since(&self) -> Day {
        self.before.map_or(days_after(self.term.starts_on, -HALF_YEAR), |(from, _)| from)
    }

    /// The part of an address that asks the same.
    #[must_use]
    pub fn query(&self) -> String {
        let grade = self.grade.map(|grade| format!("&grade={grade}")).unwrap_or_default();
        format!("term={}&on={}{grade}", self.term.id, self.on)
    }

    /// Whether a child of this grade is asked about.
    #[must_use]
    pub fn holds(&self, grade: Option<i64>) -> bool {
        self.grade.is_none() || self.grade == grade
    }
}
