//! Duties by class and week (M3): the duties room counts, this only gives it a shape.

use std::collections::BTreeSet;

use documents::chart::{Chart, Kind, Row, Value};
use duties::compliance::{Place, Report, Tally};
use language::Arg;
use web::Look;

/// The chart; nothing while no week is over.
pub(crate) fn chart(look: &Look, report: &Report) -> Option<Chart> {
    let weeks: Vec<_> = report
        .class_weeks
        .iter()
        .filter(|(_, classes)| classes.values().any(|tally| tally.share().is_some()))
        .collect();
    let owes = |tally: &Tally| tally.share().is_some();
    let classes: BTreeSet<Place> = weeks
        .iter()
        .flat_map(|(_, classes)| classes.iter().filter(|(_, tally)| owes(tally)).map(|(place, _)| *place))
        .collect();
    if weeks.is_empty() {
        return None;
    }
    let row = |place: &Place| {
        let name = match place {
            Some((grade, number, _)) => look.class_name(grade, number),
            None => look.t("insight-left").to_owned(),
        };
        let cell = |(_, classes): &&(duties::days::Days, std::collections::BTreeMap<Place, Tally>)| {
            let percent = classes.get(place)?.share()?.percent();
            Some(Value { amount: i64::from(percent), said: percent.to_string() })
        };
        Row::of(name, weeks.iter().map(cell).collect())
    };
    let total = report.total();
    let share = total.share().map_or(0, |share| i64::from(share.percent()));
    let args = [
        ("percent", Arg::Number(share)),
        ("children", Arg::Number(i64::try_from(total.children()).unwrap_or(0))),
    ];
    let series = report.class_weeks.iter().zip(1_i64..);
    let series = series.filter(|((week, _), _)| weeks.iter().any(|(kept, _)| kept == week));
    Some(Chart {
        kind: Kind::Heat,
        title: look.t("insight-heat").to_owned(),
        says: look.tf("insight-heat-says", &args),
        corner: look.t("insight-heat-head").to_owned(),
        series: series.map(|(_, number)| number.to_string()).collect(),
        rows: classes.iter().map(row).collect(),
        full: Some(100),
    })
}
