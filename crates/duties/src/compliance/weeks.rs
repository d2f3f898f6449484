//! How it went week by week: a small chart, and the same figures as a table beside it.

use web::Look;

use super::Tally;
use super::report::Report;
use crate::days::Days;

/// The chart, in its own units: so narrow that its words are of a readable size on a phone.
const WIDTH: i64 = 360;
const HEIGHT: i64 = 160;
/// Under the bars stand the weeks.
const FOOT: i64 = 24;
/// Over a full bar stands its figure.
const HEAD: i64 = 20;
/// The room that a figure takes; where the bars are narrower, some bars stand without, the newest with it.
const WORDS: i64 = 36;

/// One week: a bar and a line of the table.
pub(super) struct Week {
    /// Its first day, in few words.
    pub name: String,
    /// `45 / 50`, or a dash.
    pub share: String,
    /// `90%`, or a dash.
    pub percent: String,
    /// The median days, or a dash.
    pub median: String,
    /// Whether something was owed: a week without is no bar of nought.
    pub is_drawn: bool,
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Height.
    pub height: i64,
    /// The middle, for the words.
    pub middle: i64,
    /// Whether there is room for the words.
    pub has_words: bool,
}

/// The weeks of a report that are over, the oldest first.
pub(super) fn weeks(cx: &Look, report: &Report) -> Vec<Week> {
    let mut owed: Vec<_> = report.weeks.iter().collect();
    while owed.last().is_some_and(|(_, tally)| tally.share().is_none()) {
        owed.pop();
    }
    let count = i64::try_from(owed.len()).unwrap_or(1).max(1);
    let step = WIDTH / count;
    let every = (WORDS + step - 1) / step.max(1);
    let place = (0..).zip(owed);
    let one = |(at, (days, tally)): (i64, &(Days, Tally))| Week {
        has_words: (count - 1 - at) % every.max(1) == 0,
        ..week(cx, tally, (cx.short_day(&days.first), at * step, step))
    };
    place.map(one).collect()
}

fn week(cx: &Look, tally: &Tally, (name, x, step): (String, i64, i64)) -> Week {
    let share = tally.share();
    let percent = share.map_or(0, |share| i64::from(share.percent()));
    let full = HEIGHT - FOOT - HEAD;
    let height = full * percent / 100;
    let dash = || "–".to_owned();
    Week {
        name,
        share: share.map_or_else(dash, |share| format!("{} / {}", share.kept, share.owed)),
        percent: share.map_or_else(dash, |share| format!("{}%", share.percent())),
        median: tally
            .median_days()
            .map_or_else(dash, |days| cx.tx("duties-compliance-days", days.to_string())),
        is_drawn: share.is_some(),
        x: x + step / 6,
        y: HEIGHT - FOOT - height,
        width: (step * 2 / 3).min(48),
        height,
        middle: x + step / 6 + (step * 2 / 3).min(48) / 2,
        has_words: true,
    }
}
