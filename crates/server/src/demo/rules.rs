//! The frequency rules that come with the product, and excuses.

use access::Kind;
use db::args;
use kernel::{ExcuseId, RuleId, clock::days_after};

use super::calendar::at;
use super::cases::Case;
use super::child::Child;
use super::maker::Maker;
use super::staff::{School, set_up};
use super::texts::say;

/// Categories of the weekly rules, joined by commas in `duty_rule.category`.
const FAMILY: &str = "left_behind,single_parent,divorced,orphan,unattended,poor";

/// Name, categories, who, act, times, per.
type Usual = (&'static str, Option<&'static str>, &'static str, &'static str, i64, &'static str);

/// The rules as the duties room ships them.
const USUAL: [Usual; 5] = [
    ("weekly-talk", Some(FAMILY), "responsible", "talk", 1, "week"),
    ("weekly-family-contact", Some(FAMILY), "responsible", "family-contact", 1, "week"),
    ("member-talks", None, "each-member", "talk", 2, "month"),
    ("monthly-support", None, "responsible", "special-support", 1, "month"),
    ("monthly-report", None, "student", "student-report", 1, "month"),
];

/// Writes the usual rules.
pub fn usual(maker: &mut Maker<'_>, school: &School) {
    let now = set_up(maker);
    let by = school.moral.first().copied();
    for (name, category, who, act, times, per) in USUAL {
        let id = RuleId(maker.dice.uuid(now));
        let from = maker.term.starts;
        maker.book.duty_rule.add(args![
            maker.school,
            id,
            name,
            category,
            who,
            act,
            times,
            per,
            from,
            now,
            by
        ]);
    }
}

/// Writes excuses: children ill or away, staff ill or away.
pub fn excuses(maker: &mut Maker<'_>, children: &[Child], cases: &[Case]) {
    for (number, case) in cases.iter().enumerate() {
        let Some(child) = children.get(case.child) else { continue };
        if number % 7 != 4 {
            continue;
        }
        let reason = maker.dice.word(&["sick", "sick", "leave", "staff_leave"]);
        let from = maker.term.school_day(maker.dice.between(35, 76)).max(case.opened);
        let until = days_after(from, maker.dice.between(2, 9));
        let staff = reason.starts_with("staff").then_some(case.responsible);
        let when = at(from, 8, maker.dice.between(0, 59));
        let id = ExcuseId(maker.dice.uuid(when));
        let text = say(&maker.dice, &format!("excuse-{reason}"), child);
        let cell = maker.sealer("excuse", id.0, Kind::Note).cell("note_cell", &text);
        let rule: Option<RuleId> = None;
        let by = case.responsible;
        maker.book.excuse.add(args![
            maker.school,
            id,
            child.id,
            rule,
            staff,
            from,
            until,
            reason,
            cell,
            when,
            by
        ]);
    }
}
