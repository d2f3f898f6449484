//! The tiers of a case as dated facts, and how they fade.

use kernel::{Day, clock::days_after};
use noticing::fade;

use crate::case::Tier;

/// After how many days a tier above the class is looked at again, unless another day was said.
pub const REVIEW_DAYS: i64 = 56;

/// An accepted change of tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The tier until then.
    pub from: Tier,
    /// The tier from then on.
    pub to: Tier,
    /// When it was accepted.
    pub on: Day,
    /// When it is looked at again.
    pub review_on: Option<Day>,
}

/// Somebody looked at the tier again and kept it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// When.
    pub on: Day,
    /// Until when.
    pub review_on: Day,
}

/// A tier for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Who carried the case.
    pub tier: Tier,
    /// From this day.
    pub from: Day,
    /// The first day on which it did so no longer; none while it does.
    pub until: Option<Day>,
}

/// The tiers that count, in order: from the opening, over each step, and back to the class where nobody renewed the
/// tier in time. `now` is the tier of a case that has no steps. Steps and renewals in the order of their days.
#[must_use]
pub fn spans(opened: Day, now: Tier, steps: &[Step], renewals: &[Renewal]) -> Vec<Span> {
    let first = steps.first().map_or(now, |step| step.from);
    let mut begun = vec![(first, opened, None)];
    begun.extend(steps.iter().map(|step| (step.to, step.on, step.review_on)));
    let mut all = Vec::new();
    for (at, (tier, from, review_on)) in begun.iter().enumerate() {
        let until = begun.get(at + 1).map(|(_, day, _)| *day);
        let span = Span { tier: *tier, from: *from, until };
        fade_into(&mut all, span, review_on.unwrap_or_else(|| days_after(*from, REVIEW_DAYS)), renewals);
    }
    all.retain(|span| span.until.is_none_or(|until| until > span.from));
    all
}

/// When the tier that a case was given last is looked at again; none for the class, which stays.
#[must_use]
pub fn review_on(opened: Day, now: Tier, steps: &[Step], renewals: &[Renewal]) -> Option<Day> {
    let since = steps.last().map_or(opened, |step| step.on);
    let renewed = renewals.iter().rfind(|renewal| renewal.on >= since).map(|renewal| renewal.review_on);
    let first = steps.last().and_then(|step| step.review_on);
    (now != Tier::Class).then(|| renewed.or(first).unwrap_or_else(|| days_after(since, REVIEW_DAYS)))
}

/// Adds a span, parted where it had faded.
fn fade_into(all: &mut Vec<Span>, span: Span, first_review: Day, renewals: &[Renewal]) {
    if span.tier == Tier::Class {
        return all.push(span);
    }
    let (mut from, mut review) = (span.from, first_review);
    let within = |day: Day| day >= span.from && span.until.is_none_or(|until| day < until);
    for renewal in renewals.iter().filter(|renewal| within(renewal.on)) {
        let faded = days_after(fade::last_day(review), 1);
        if renewal.on > faded {
            all.push(Span { tier: span.tier, from, until: Some(faded) });
            all.push(Span { tier: Tier::Class, from: faded, until: Some(renewal.on) });
            from = renewal.on;
        }
        review = renewal.review_on;
    }
    let faded = days_after(fade::last_day(review), 1);
    if span.until.is_some_and(|until| until <= faded) {
        return all.push(Span { from, ..span });
    }
    all.push(Span { tier: span.tier, from, until: Some(faded) });
    all.push(Span { tier: Tier::Class, from: faded, until: span.until });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const OPENED: Day = date(2026, 9, 1);

    fn up(on: Day, review_on: Option<Day>) -> Step {
        Step { from: Tier::Class, to: Tier::Grade, on, review_on }
    }

    fn told(spans: &[Span]) -> Vec<(Tier, Day)> {
        spans.iter().map(|span| (span.tier, span.from)).collect()
    }

    // K2
    #[test]
    fn each_accepted_step_is_a_dated_fact() {
        let down = Step { from: Tier::Grade, to: Tier::Class, on: date(2026, 11, 2), review_on: None };
        let all = spans(OPENED, Tier::Class, &[up(date(2026, 10, 8), None), down], &[]);
        let expected =
            [(Tier::Class, OPENED), (Tier::Grade, date(2026, 10, 8)), (Tier::Class, date(2026, 11, 2))];
        assert_eq!(told(&all), expected);
        assert_eq!(spans(OPENED, Tier::Class, &[], &[]).len(), 1);
    }

    // C6
    #[test]
    fn a_tier_that_nobody_renews_falls_back_to_the_class() {
        let all = spans(OPENED, Tier::Grade, &[up(date(2026, 9, 7), Some(date(2026, 10, 1)))], &[]);
        let expected =
            [(Tier::Class, OPENED), (Tier::Grade, date(2026, 9, 7)), (Tier::Class, date(2026, 11, 1))];
        assert_eq!(told(&all), expected);
    }

    // C6
    #[test]
    fn a_renewal_in_time_keeps_the_tier_and_a_late_one_leaves_the_gap() {
        let steps = [up(date(2026, 9, 7), Some(date(2026, 10, 1)))];
        let renewal = |on| [Renewal { on, review_on: date(2027, 1, 10) }];
        let in_time = spans(OPENED, Tier::Grade, &steps, &renewal(date(2026, 10, 20)));
        assert_eq!(told(&in_time)[1..], [(Tier::Grade, date(2026, 9, 7)), (Tier::Class, date(2027, 2, 10))]);
        let late = spans(OPENED, Tier::Grade, &steps, &renewal(date(2026, 11, 20)));
        let expected = [
            (Tier::Class, OPENED),
            (Tier::Grade, date(2026, 9, 7)),
            (Tier::Class, date(2026, 11, 1)),
            (Tier::Grade, date(2026, 11, 20)),
            (Tier::Class, date(2027, 2, 10)),
        ];
        assert_eq!(told(&late), expected);
    }

    #[test]
    fn steps_of_one_day_leave_the_last() {
        let down = Step { from: Tier::Grade, to: Tier::Class, on: OPENED, review_on: None };
        assert_eq!(
            told(&spans(OPENED, Tier::Class, &[up(OPENED, None), down], &[])),
            [(Tier::Class, OPENED)]
        );
    }

    // C6
    #[test]
    fn the_class_is_never_looked_at_again_and_other_tiers_after_eight_weeks() {
        assert_eq!(review_on(OPENED, Tier::Class, &[], &[]), None);
        assert_eq!(review_on(OPENED, Tier::Grade, &[], &[]), Some(date(2026, 10, 27)));
        let renewed = [Renewal { on: date(2026, 10, 20), review_on: date(2026, 12, 1) }];
        assert_eq!(review_on(OPENED, Tier::Grade, &[], &renewed), Some(date(2026, 12, 1)));
        let later = [up(date(2026, 11, 1), None)];
        assert_eq!(review_on(OPENED, Tier::Grade, &later, &renewed), Some(date(2026, 12, 27)));
    }
}
