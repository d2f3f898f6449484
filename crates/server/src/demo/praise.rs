//! A round of commendation in the middle of the term, and three closed cases told as exemplary ones: two confirmed, one
//! waits.

use access::Kind;
use db::args;
use duties::commendation::{USUAL, written};
use kernel::{CommendationId, Day, ExemplaryId, RoundId, StaffId, clock::days_after};

use super::calendar::at;
use super::cases::Case;
use super::cast::CAST;
use super::child::Child;
use super::maker::{Change, Maker};
use super::staff::School;
use super::texts::section;

/// Who is commended: sign-ins of the cast.
const COMMENDED: [&str; 3] = ["yang.fan", "tang.xue", "zhao.lei"];
/// So many of the exemplary cases are confirmed.
const CONFIRMED: usize = 2;

/// Makes both.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    let Some(office) = school.moral.first().copied() else { return };
    round(maker, school, office);
    let today = maker.term.today;
    let closed = cases.iter().filter(|case| case.closed.is_some_and(|(_, again)| again > today));
    for (number, (case, told)) in closed.zip(section("exemplary")).enumerate() {
        let Some(child) = children.get(case.child) else { continue };
        let on = days_after(today, if number < CONFIRMED { -9 } else { -2 });
        let Some(one) = drafted(maker, (case, child), told, on) else { continue };
        if number < CONFIRMED {
            let psychologist = school.psychologists.first().copied();
            let (by, role) = psychologist
                .filter(|_| number > 0)
                .map_or((office, "moral-education"), |who| (who, "psychologist"));
            confirmed(maker, &one, (by, role));
        }
    }
}

fn round(maker: &mut Maker<'_>, school: &School, by: StaffId) {
    let Some(term) = maker.term.terms.get(maker.term.now) else { return };
    let (from, until) = (term.starts, term.ends);
    let when = at(days_after(from, 1), 16, 0);
    let id = RoundId(maker.dice.uuid(when));
    let criteria = written(&USUAL);
    maker.book.commendation_round.add(args![maker.school, id, "关爱之星", from, until, criteria, when, by]);
    let on = days_after(maker.term.today, -3);
    for (login, words) in COMMENDED.iter().zip(section("commended")) {
        let given_at = at(on, 15, 30);
        let found =
            school.cast.iter().find(|(place, _)| CAST.get(*place).is_some_and(|one| one.sign_in == *login));
        let Some((_, staff)) = found else { continue };
        let one = CommendationId(maker.dice.uuid(given_at));
        maker.book.commendation.add(args![maker.school, one, id, *staff, *words, on, given_at, by]);
        maker.event(&Change {
            name: "commendation.given",
            kind: Kind::Duty,
            at: given_at,
            by,
            subject: one.0,
            student: None,
            after: words,
        });
    }
}

/// A draft that is written.
struct Drafted<'a> {
    id: ExemplaryId,
    title: &'static str,
    text: String,
    child: &'a Child,
    on: Day,
}

fn drafted<'a>(
    maker: &mut Maker<'_>,
    (case, child): (&Case, &'a Child),
    told: &'static str,
    on: Day,
) -> Option<Drafted<'a>> {
    let (title, text) = told.split_once('|')?;
    let text = text.replace('|', "\n\n");
    let when = at(on, 16, 10);
    let id = ExemplaryId(maker.dice.uuid(when));
    let sealer = maker.sealer("exemplary_case", id.0, Kind::Case);
    let cells = [
        sealer.cell("title_cell", title),
        sealer.cell("text_cell", &text),
        sealer.cell("child_consent_cell", "当面问过，愿意，说希望别的同学也能好起来"),
        sealer.cell("family_consent_cell", "电话里同意，请我们不要写家里的事"),
    ];
    let [title_cell, text_cell, child_cell, family_cell] = cells;
    let by = case.responsible;
    maker.book.exemplary_case.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        title_cell,
        text_cell,
        child_cell,
        family_cell,
        1_i64,
        on,
        when,
        by
    ]);
    let name = "exemplary.drafted";
    let (subject, student) = (id.0, Some(child.id));
    maker.event(&Change { name, kind: Kind::Case, at: when, by, subject, student, after: &text });
    Some(Drafted { id, title, text, child, on })
}

fn confirmed(maker: &mut Maker<'_>, one: &Drafted<'_>, (by, role): (StaffId, &'static str)) {
    let on = days_after(one.on, 3);
    let when = at(on, 10, 20);
    let row = maker.dice.uuid(when);
    maker.book.exemplary_confirmation.add(args![
        maker.school,
        row,
        one.id,
        1_i64,
        one.title,
        one.text.as_str(),
        role,
        on,
        when,
        by
    ]);
    let name = "exemplary.confirmed";
    let (subject, student) = (one.id.0, Some(one.child.id));
    maker.event(&Change { name, kind: Kind::Case, at: when, by, subject, student, after: role });
}
