//! The measures that ship with the program. Their words are `measures-KEY`, `measures-KEY-for` and `measures-KEY-see`.

use noticing::word::Category::{self, *};
use web::Look;

use super::Measure;

/// Key, and for whom it is offered.
const MEASURES: &[(&str, &[Category])] = &[
    ("weekly-talk", &[LeftBehind, SingleParent, Divorced, Orphan, Unattended, Psychological, Epidemic]),
    ("video-call", &[LeftBehind, Divorced]),
    ("carer-visit", &[LeftBehind, Orphan, Unattended]),
    ("stand-in-parent", &[LeftBehind, Orphan, Unattended]),
    ("good-news", &[LeftBehind, SingleParent, Divorced, Behaviour]),
    ("class-task", &[LeftBehind, SingleParent, Divorced, Psychological, Behaviour]),
    ("companion", &[SingleParent, Divorced, Disabled, Illness, Psychological, Poor]),
    ("family-time", &[SingleParent, Divorced, Behaviour]),
    ("feast-days", &[Orphan, Unattended, LeftBehind]),
    ("civil-affairs", &[Orphan, Unattended]),
    ("aid-check", &[Poor, Orphan, Unattended, Disabled, Illness]),
    ("quiet-supplies", &[Poor, Orphan]),
    ("reading-corner", &[Poor, LeftBehind, Learning]),
    ("adjustments", &[Disabled, Illness]),
    ("small-steps", &[Disabled, Learning]),
    ("one-line", &[Disabled, Illness, Psychological]),
    ("catch-up", &[Illness, Epidemic, Learning]),
    ("ten-minutes", &[Learning]),
    ("peer-teacher", &[Learning]),
    ("study-plan", &[Learning, Behaviour, LeftBehind]),
    ("spaced-recall", &[Learning]),
    ("counselling", &[Psychological, Epidemic]),
    ("calm-ways", &[Psychological, Behaviour]),
    ("daily-sport", &[Psychological, Epidemic, Behaviour]),
    ("regular-sleep", &[Psychological, Epidemic]),
    ("morning-evening", &[Behaviour]),
    ("named-praise", &[Behaviour, Learning]),
    ("agreement", &[Behaviour]),
    ("before-after", &[Behaviour]),
    ("screen-rules", &[Behaviour, LeftBehind]),
    ("morning-greeting", &[Epidemic, Illness]),
];

/// All of them in the reader's language.
pub(super) fn all(look: &Look) -> Vec<Measure> {
    let measure = |(key, categories): &(&str, &[Category])| Measure {
        key: (*key).to_owned(),
        categories: categories.to_vec(),
        name: look.t(format!("measures-{key}")).to_owned(),
        purpose: look.t(format!("measures-{key}-for")).to_owned(),
        sign: look.t(format!("measures-{key}-see")).to_owned(),
        is_own: false,
        is_hidden: false,
    };
    MEASURES.iter().map(measure).collect()
}
