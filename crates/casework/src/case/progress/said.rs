//! What the readings of a goal say, in words: the same on the page, in the monthly review and in the papers.

use language::Arg;
use progress::Slope;
use web::Look;

use super::model::GoalProgress;

/// How it goes and what is proposed, in two sentences, by the keys of course and decision.
#[must_use]
pub(crate) fn words(look: &Look, course: &str, decision: &str) -> String {
    let course = look.t(format!("casework-progress-course-{course}"));
    let decision = look.t(format!("casework-progress-decision-{decision}"));
    look.tf("casework-progress-both", &[("course", Arg::Text(course)), ("decision", Arg::Text(decision))])
}

/// The same after the number of readings: one line for lists and papers.
#[must_use]
pub(crate) fn summary(look: &Look, readings: i64, (course, decision): (&str, &str)) -> String {
    let words = words(look, course, decision);
    let args = [("n", Arg::Number(readings)), ("words", Arg::Text(&words))];
    look.tf("casework-progress-summary", &args)
}

impl GoalProgress {
    /// How many readings, how it goes and what is proposed: one line for lists and papers.
    #[must_use]
    pub fn summary(&self, look: &Look) -> String {
        if self.points.is_empty() {
            return look.t("casework-progress-none").to_owned();
        }
        summary(look, self.readings(), (self.judgement.course.key(), self.judgement.decision.key()))
    }

    /// How it goes and what is proposed, in two sentences.
    #[must_use]
    pub fn words(&self, look: &Look) -> String {
        words(look, self.judgement.course.key(), self.judgement.decision.key())
    }

    /// The median slope for each week, where there is one.
    #[must_use]
    pub fn trend(&self, look: &Look) -> Option<String> {
        self.judgement.trend.map(|slope| weekly(look, "casework-progress-slope", slope))
    }

    /// How many readings there are.
    #[must_use]
    pub fn readings(&self) -> i64 {
        i64::try_from(self.points.len()).unwrap_or(i64::MAX)
    }

    /// What the answer rests on: how many readings, the reason, the trends for each week, the overlap.
    #[must_use]
    pub fn figures(&self, look: &Look) -> Vec<String> {
        let found = &self.judgement;
        let counts = [("before", count(found.before)), ("after", count(found.after))];
        let reason = look.t(format!("casework-progress-reason-{}", found.reason.key()));
        let mut lines = vec![look.tf("casework-progress-count", &counts), reason.to_owned()];
        lines.extend(self.trend(look));
        lines.extend(self.line.map(|line| weekly(look, "casework-progress-squares", line.slope)));
        lines.extend(found.overlap.map(|overlap| {
            let share = |share: f64| format!("{:.0}%", share * 100.0);
            let [nap, low, high] = [overlap.nap, overlap.interval.0, overlap.interval.1].map(share);
            let tau = signed(overlap.tau);
            let args = [("nap", &nap), ("low", &low), ("high", &high), ("tau", &tau)];
            look.tf("casework-progress-nap", &args.map(|(name, words)| (name, Arg::Text(words))))
        }));
        lines
    }
}

fn count(number: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A slope for a week, with its interval where there is one.
fn weekly(look: &Look, key: &str, slope: Slope) -> String {
    let week = |slope: f64| signed(slope * 7.0);
    let own = week(slope.slope);
    let Some((low, high)) = slope.interval else {
        return look.tx(&format!("{key}-alone"), &own);
    };
    let (low, high) = (week(low), week(high));
    look.tf(key, &[("slope", Arg::Text(&own)), ("low", Arg::Text(&low)), ("high", Arg::Text(&high))])
}

/// Two decimals with a sign; what rounds to nothing has none.
fn signed(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded:+.2}").replace('-', "−") }
}
