//! Growth drawn: height and weight over the examinations, the figures beside every dot. No curve of other children stands
//! behind it: a school is no clinic.

use kernel::Day;
use web::Look;

use super::{Record, Sort};

const LEFT: f64 = 60.0;
const RIGHT: f64 = 300.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 130.0;

/// One dot with its figure.
pub(super) struct Dot {
    pub x: i64,
    pub y: i64,
    pub words: String,
    pub day: String,
}

/// One line over time.
pub(super) struct Drawn {
    pub id: &'static str,
    pub title: String,
    pub line: String,
    pub dots: Vec<Dot>,
}

/// Height and weight, each where at least two examinations tell it.
pub(super) fn growth(records: &[Record], look: &Look) -> Vec<Drawn> {
    ["height", "weight"].into_iter().filter_map(|name| drawn(name, records, look)).collect()
}

fn drawn(name: &'static str, records: &[Record], look: &Look) -> Option<Drawn> {
    let exams = records.iter().rev().filter(|record| record.sort == Sort::Exam);
    let values: Vec<(Day, f64)> =
        exams.filter_map(|exam| Some((exam.on, exam.filled.get(name)?.parse().ok()?))).collect();
    let ((first, _), (last, _)) = (values.first()?, values.last()?);
    if first == last {
        return None;
    }
    let least = values.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    let most = values.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    let days = |day: Day| f64::from((day - *first).get_days());
    let place = |(day, value): &(Day, f64)| {
        let x = LEFT + (RIGHT - LEFT) * days(*day) / days(*last).max(1.0);
        let y = BOTTOM - (BOTTOM - TOP) * (value - least) / (most - least).max(1.0);
        (whole(x), whole(y))
    };
    let dots: Vec<Dot> = values
        .iter()
        .map(|one| {
            let (x, y) = place(one);
            Dot { x, y, words: one.1.to_string(), day: look.day(&one.0) }
        })
        .collect();
    let line: Vec<String> = dots.iter().map(|dot| format!("{} {}", dot.x, dot.y)).collect();
    let title = look.t(format!("people-field-{name}")).to_owned();
    Some(Drawn { id: name, title, line: format!("M{}", line.join("L")), dots })
}

/// The nearest whole number of a small one.
fn whole(number: f64) -> i64 {
    format!("{number:.0}").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use kernel::{HealthId, Instant};
    use web::short::Filled;

    fn exam(on: Day, height: &str) -> Record {
        let filled = Filled::of(Sort::Exam.specs(), |name| (name == "height").then(|| height.to_owned()));
        let (at, by) = (Instant(0), String::new());
        Record { id: HealthId(uuid::Uuid::nil()), sort: Sort::Exam, on, filled, at, by }
    }

    // F3
    #[test]
    fn growth_is_drawn_from_the_earliest_examination_to_the_latest() {
        let look = Look::of_lang(language::Lang::ZhHans);
        let newest_first = [exam(date(2026, 9, 10), "141.5"), exam(date(2025, 9, 10), "135")];
        let drawn = growth(&newest_first, &look);
        assert_eq!((drawn.len(), drawn[0].line.as_str()), (1, "M60 130L300 28"));
        assert_eq!(drawn[0].dots[1].words, "141.5");
        assert!(growth(&newest_first[..1], &look).is_empty(), "one examination is no line");
    }
}
