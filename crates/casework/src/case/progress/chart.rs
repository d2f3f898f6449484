//! The chart of a goal: readings, the day support began and each change of help as phase lines, the aim line, the trend.
//! Solid, dashed and dotted, so that it reads in black and white; the table beside it says the same.

use askama::Template;
use kernel::{Day, Fault};
use web::Look;

use super::model::GoalProgress;

const LEFT: f64 = 40.0;
const RIGHT: f64 = 318.0;
const TOP: f64 = 36.0;
const BOTTOM: f64 = 196.0;
/// So far apart stand two dates under the axis.
const APART: f64 = 72.0;
/// The words of a phase line right of this stand left of it.
const TURN: f64 = 200.0;

struct Dot {
    x: f64,
    y: f64,
    words: String,
    is_before: bool,
}

struct Mark {
    at: f64,
    words: String,
    is_right: bool,
}

#[derive(Template)]
#[template(path = "case/progress/chart.html")]
struct Chart<'a> {
    cx: &'a Look,
    title: String,
    desc: String,
    dots: Vec<Dot>,
    phases: Vec<Mark>,
    heights: Vec<Mark>,
    dates: Vec<Mark>,
    aim: String,
    trend: String,
}

/// Where times and values stand on the picture.
struct Frame {
    times: (f64, f64),
    values: (f64, f64),
    step: f64,
}

/// From one line across to the next: one, two or five with noughts, so that no more than four steps lie in this height.
fn step(height: f64) -> f64 {
    let scale = 10_f64.powf((height / 4.0).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * scale);
    steps.into_iter().find(|step| height / step <= 4.0).unwrap_or(scale * 10.0)
}

/// The lowest and the highest; one apart where all are the same.
fn span(list: &[f64]) -> (f64, f64) {
    let low = list.iter().copied().fold(f64::INFINITY, f64::min);
    let high = list.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low < high { (low, high) } else { (low - 1.0, low + 1.0) }
}

impl Frame {
    fn of(progress: &GoalProgress) -> Self {
        let mut times: Vec<f64> = progress.points.iter().map(|point| progress.time(point.on)).collect();
        let mut values: Vec<f64> = progress.points.iter().map(|point| point.value.number()).collect();
        values.extend(progress.aim.iter().flat_map(|aim| [aim.from.value, aim.to.value]));
        times.extend(progress.aim.iter().flat_map(|aim| [aim.from.time, aim.to.time]));
        let (low, high) = span(&values);
        // A scale of counts begins at nothing when nothing is near.
        let low = if low >= 0.0 && low <= (high - low) { 0.0 } else { low };
        let step = step(high - low);
        let values = ((low / step).floor() * step, (high / step).ceil() * step);
        Self { times: span(&times), values, step }
    }

    fn x(&self, time: f64) -> f64 {
        round(LEFT + (RIGHT - LEFT) * (time - self.times.0) / (self.times.1 - self.times.0))
    }

    fn y(&self, value: f64) -> f64 {
        round(BOTTOM - (BOTTOM - TOP) * (value - self.values.0) / (self.values.1 - self.values.0))
    }

    /// A straight line between two times, by its height.
    fn line(&self, (from, to): (f64, f64), height: impl Fn(f64) -> f64) -> String {
        let (low, high) = self.values;
        let y = |time: f64| self.y(height(time).clamp(low, high));
        format!("M{} {}L{} {}", self.x(from), y(from), self.x(to), y(to))
    }
}

fn round(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

/// The chart; empty below two readings.
///
/// # Errors
/// A fault when the template cannot be rendered.
pub fn chart(progress: &GoalProgress, look: &Look) -> Result<String, Fault> {
    if progress.points.len() < 2 {
        return Ok(String::new());
    }
    let frame = Frame::of(progress);
    let dots = dots(progress, &frame, look);
    let told: Vec<&str> = dots.iter().map(|dot| dot.words.as_str()).collect();
    let chart = Chart {
        cx: look,
        title: look.tx("casework-progress-title", &progress.text),
        desc: language::list(look.lang(), &told),
        phases: phases(progress, &frame, look),
        heights: heights(&frame),
        dates: dates(progress, &frame, look),
        aim: aim(progress, &frame),
        trend: trend(progress, &frame),
        dots,
    };
    chart.render().map_err(|error| Fault::from("template", error))
}

fn dots(progress: &GoalProgress, frame: &Frame, look: &Look) -> Vec<Dot> {
    let points = progress.points.iter();
    points
        .map(|point| Dot {
            x: frame.x(progress.time(point.on)),
            y: frame.y(point.value.number()),
            words: format!("{} {}", look.short_day(&point.on), point.value),
            is_before: point.is_before,
        })
        .collect()
}

fn phases(progress: &GoalProgress, frame: &Frame, look: &Look) -> Vec<Mark> {
    let has_before = progress.points.iter().any(|point| point.is_before);
    let began = has_before.then_some((progress.support_from, "casework-progress-support"));
    let changed = progress.changes.iter().map(|(day, _)| (*day, "casework-progress-changed"));
    let inside = |day: &Day| (frame.times.0..=frame.times.1).contains(&progress.time(*day));
    let mut all: Vec<(Day, &str)> = began.into_iter().chain(changed).filter(|(day, _)| inside(day)).collect();
    all.dedup_by_key(|(day, _)| *day);
    all.into_iter()
        .map(|(day, key)| {
            // Half a day before: the line stands between two readings, not on one.
            let at = frame.x((progress.time(day) - 0.5).max(frame.times.0));
            Mark { at, words: look.t(key).to_owned(), is_right: at > TURN }
        })
        .collect()
}

/// Lines across at round numbers, from the foot to the top.
fn heights(frame: &Frame) -> Vec<Mark> {
    let (low, high) = frame.values;
    let digits = match frame.step {
        step if step >= 1.0 => 0,
        step if step >= 0.1 => 1,
        _ => 2,
    };
    let lines = std::iter::successors(Some(low), |value| Some(value + frame.step));
    let lines = lines.take_while(|value| *value <= high + frame.step / 2.0);
    let mark = |value: f64| Mark { at: frame.y(value), words: format!("{value:.digits$}"), is_right: false };
    lines.map(mark).collect()
}

/// The days of readings that have room, and the day of the target at the end.
fn dates(progress: &GoalProgress, frame: &Frame, look: &Look) -> Vec<Mark> {
    let due = progress.aim.zip(progress.due_on).map(|(_, day)| day);
    let end = due.map_or(f64::INFINITY, |day| frame.x(progress.time(day)));
    let mut marks: Vec<Mark> = Vec::new();
    for point in &progress.points {
        let at = frame.x(progress.time(point.on));
        let is_free = marks.last().is_none_or(|mark| at - mark.at >= APART);
        if is_free && end - at >= APART {
            marks.push(Mark { at, words: look.short_day(&point.on), is_right: at > RIGHT - APART / 2.0 });
        }
    }
    marks.extend(due.map(|day| Mark { at: end, words: look.short_day(&day), is_right: true }));
    marks
}

/// To the target, and level after its day.
fn aim(progress: &GoalProgress, frame: &Frame) -> String {
    let Some(aim) = progress.aim else { return String::new() };
    let (from, to) = (aim.from.time, aim.to.time.max(aim.from.time));
    let rise = frame.line((from, to), |time| aim.at(time));
    format!("{rise}L{} {}", frame.x(frame.times.1), frame.y(aim.to.value))
}

/// Through the readings with support.
fn trend(progress: &GoalProgress, frame: &Frame) -> String {
    let Some(slope) = progress.judgement.trend else { return String::new() };
    let mut after = progress.points.iter().filter(|point| !point.is_before);
    let Some(first) = after.next() else { return String::new() };
    let last = after.next_back().unwrap_or(first);
    let ends = (progress.time(first.on), progress.time(last.on));
    frame.line(ends, |time| slope.slope.mul_add(time, slope.intercept))
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn lines_across_stand_at_round_numbers() {
        for (height, expected) in
            [(5.0, 2.0), (4.0, 1.0), (2.0, 0.5), (0.9, 0.5), (37.0, 10.0), (100.0, 50.0), (1.0, 0.5)]
        {
            assert!((step(height) - expected).abs() < 1e-9, "{height}: {}", step(height));
        }
    }
}
