//! How a number is put into words, so that it can be put so again when the records change.

use language::{Arg, Lang, tf};
use serde::{Deserialize, Serialize};

use crate::figures::Figures;
use crate::figures::marks::percent;

/// A way to say a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// With a counting word: 3 人.
    Noun(String),
    /// The number alone.
    Bare,
    /// Half days as days.
    Days,
    /// What was kept of what was owed, in percent.
    Kept,
    /// The mean rate of these children in the exam before.
    RateBefore,
    /// The same in the last exam.
    RateAfter,
}

/// A number of a text: its query, its words, and the way they came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The query.
    pub key: String,
    /// The words.
    pub words: String,
    /// The way.
    pub way: Way,
}

/// The value and the words of a number; `None` when the figures do not have it.
#[must_use]
pub fn worded(lang: Lang, figures: &Figures, key: &str, way: &Way) -> Option<(String, String)> {
    let n = figures.get(key)?;
    let rates = || figures.marks.as_ref().and_then(|marks| marks.means(key));
    let words = match way {
        Way::Noun(noun) => tf(lang, noun, &[("n", Arg::Number(n))]),
        Way::Bare => n.to_string(),
        Way::Days => {
            let days = days(lang, n);
            return Some((days.clone(), days));
        }
        Way::Kept => format!("{}%", language::percent(n, figures.n("duty-owed")).unwrap_or(0)),
        Way::RateBefore => percent(rates()?.0),
        Way::RateAfter => percent(rates()?.1),
    };
    Some((n.to_string(), words))
}

/// How a percentage comes about, in words; `None` for a count, and where one of its numbers must not be said.
#[must_use]
pub fn worked_out(lang: Lang, figures: &Figures, key: &str, way: &Way) -> Option<String> {
    let n = figures.get(key)?;
    match way {
        Way::Kept if !["duty-owed", key].iter().any(|key| figures.hidden.contains(*key)) => {
            let (_, percent) = worded(lang, figures, key, way)?;
            let numbers = [("kept", Arg::Number(n)), ("owed", Arg::Number(figures.n("duty-owed")))];
            Some(tf(lang, "papers-how-kept", &[&numbers[..], &[("percent", Arg::Text(&percent))]].concat()))
        }
        Way::RateBefore | Way::RateAfter => {
            let (was, is) = figures.marks.as_ref()?.means(key)?;
            let (was, is) = (percent(was), percent(is));
            let rates = [("was", Arg::Text(&was)), ("is", Arg::Text(&is)), ("n", Arg::Number(n))];
            Some(tf(lang, "papers-how-means", &rates))
        }
        _ => None,
    }
}

/// Half days as days in words.
#[must_use]
pub fn days(lang: Lang, half: i64) -> String {
    let number = if half % 2 == 0 { (half / 2).to_string() } else { format!("{}.5", half / 2) };
    let key = if half == 2 { "papers-n-day" } else { "papers-n-days" };
    tf(lang, key, &[("x", Arg::Text(&number))])
}
