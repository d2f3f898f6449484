//! A spot check in the middle of its life: drawn a week and a half ago, most cases looked at, two answered, one waits.

use access::Kind;
use db::args;
use duties::spot_check::draw::{Entry, draw, fingerprint};
use duties::spot_check::weight;
use kernel::clock::days_after;
use kernel::{FOREVER, SpotCheckId, SpotFindingId, StaffId};

use super::calendar::at;
use super::cases::Case;
use super::child::Child;
use super::maker::Maker;
use super::staff::School;
use super::texts::section;

/// How many are drawn.
const SIZE: usize = 12;

/// Makes the check of the first half of the term.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    let Some(by) = school.moral.first().copied() else { return };
    let (frozen, today) = (days_after(maker.term.today, -11), maker.term.today);
    let open: Vec<&Case> = cases.iter().filter(|case| case.open_on(frozen) && case.open_on(today)).collect();
    let entry = |case: &&Case| {
        let grade = children.get(case.child).map_or(0, |child| child.grade);
        Entry { case: case.id, stratum: grade.to_string(), weight: weight(case.tier, false) }
    };
    let frame: Vec<Entry> = open.iter().map(entry).collect();
    let seed = "双色球 2026130 期 02 09 13 18 24 31 + 07";
    let sample = draw(&frame, seed, SIZE);
    let frozen_at = at(frozen, 16, 20);
    let id = SpotCheckId(maker.dice.uuid(frozen_at));
    let (drawn_at, due) = (at(days_after(frozen, 1), 8, 5), days_after(today, 5));
    maker.book.spot_check.add(args![
        maker.school,
        id,
        "期中抽查",
        "grade",
        i64::try_from(SIZE).unwrap_or(0),
        "次日福彩双色球的开奖号码",
        fingerprint(&frame),
        frozen,
        frozen_at,
        by,
        due,
        seed,
        drawn_at,
        by
    ]);
    for (case, entry) in open.iter().zip(&frame) {
        let Some(child) = children.get(case.child) else { continue };
        let place =
            sample.iter().position(|drawn| *drawn == case.id).and_then(|at| i64::try_from(at + 1).ok());
        let weight = i64::from(entry.weight);
        maker.book.spot_check_case.add(args![
            maker.school,
            id,
            case.id,
            child.id,
            entry.stratum,
            weight,
            place
        ]);
        if let Some(place) = place.filter(|place| place % 4 != 0) {
            finding(maker, (id, by), (case, child), place);
        }
    }
}

/// What was seen in one case. Every third asks for something; most were answered.
fn finding(
    maker: &mut Maker<'_>,
    (check, by): (SpotCheckId, StaffId),
    (case, child): (&Case, &Child),
    place: i64,
) {
    let today = maker.term.today;
    let looked = days_after(today, -8 + place % 4);
    let looked_at = at(looked, 15, 10 + place);
    let id = SpotFindingId(maker.dice.uuid(looked_at));
    let asks = place % 3 == 2;
    let answered = asks && place % 2 == 1;
    let marks =
        [("yes", "yes"), ("partly", "no"), ("yes", "partly")].get(usize::try_from(place % 3).unwrap_or(0));
    let (own_words, plan) = marks.copied().unwrap_or(("yes", "yes"));
    let words = maker.dice.word(section(if asks { "spot-asked" } else { "spot-good" }));
    let answer = answered.then(|| maker.dice.word(section("spot-answer")));
    let sealer = maker.sealer("spot_finding", id.0, Kind::Note);
    let (words, answer) =
        (sealer.cell("words_cell", words), answer.map(|text| sealer.cell("answer_cell", text)));
    let answered_on = answered.then(|| days_after(looked, 2));
    let settled = if place == 5 { days_after(looked, 3) } else { FOREVER };
    let (due, answered_by) = (days_after(today, 5), answered.then_some(case.responsible));
    maker.book.spot_finding.add(args![
        maker.school,
        id,
        check,
        case.id,
        child.id,
        "yes",
        own_words,
        "yes",
        plan,
        words,
        asks,
        due,
        looked,
        looked_at,
        by,
        answer,
        answered_on,
        answered_by,
        settled
    ]);
}
