//! Life between the tiers: cases that the grade or the school took, one that came back with a reason, requests that
//! wait for the cast, and one education plan.

use access::Kind;
use db::args;
use kernel::{Day, FOREVER, StaffId, TierChangeId, clock::days_after};

use super::calendar::at;
use super::cases::{BUSY, Case};
use super::child::Child;
use super::maker::{Change, Maker};
use super::staff::School;

/// A request: which way, between which tiers, why, when, by whom.
struct Request<'a> {
    way: &'static str,
    tiers: (&'static str, &'static str),
    why: &'static str,
    on: Day,
    by: StaffId,
    /// `accepted` or `returned`, the words, who, and when to look again.
    answer: Option<(&'static str, Option<&'a str>, StaffId, Option<Day>)>,
}

/// Writes it all.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    for case in cases.iter().filter(|case| case.tier != "class") {
        let Some(child) = children.get(case.child) else { continue };
        taken(maker, school, (case, child));
    }
    let busy: Vec<&Case> = cases.iter().filter(|case| case.busy && case.tier == "class").collect();
    for (number, case) in busy.into_iter().take(3).enumerate() {
        let Some(child) = children.get(case.child) else { continue };
        waiting(maker, school, (case, child), number);
    }
}

fn leader(school: &School, child: &Child) -> Option<StaffId> {
    school.leaders.get(usize::try_from(child.grade - 1).unwrap_or(0)).copied()
}

/// What the grade or the school took, some weeks after the opening.
fn taken(maker: &mut Maker<'_>, school: &School, (case, child): (&Case, &Child)) {
    let Some(leader) = leader(school, child) else { return };
    let on = days_after(case.opened, 6).min(days_after(maker.term.today, -1));
    let review = Some(days_after(on, 56));
    write(
        maker,
        (case, child),
        &Request {
            way: "up",
            tiers: ("class", "grade"),
            why: "家里一直联系不上，班里试了几次，请年级出面一起走一趟。",
            on,
            by: case.responsible,
            answer: Some(("accepted", None, leader, review)),
        },
    );
    let view = ("view", "孩子愿意说话，难处主要在家里没人管作息。");
    form(maker, (case, child), ("grade", leader, on), &[view, ("who", "班主任和年级各去一次")]);
    let Some(principal) = school.principals.first().copied().filter(|_| case.tier == "school") else {
        return;
    };
    let on = days_after(on, 8).min(maker.term.today);
    write(
        maker,
        (case, child),
        &Request {
            way: "up",
            tiers: ("grade", "school"),
            why: "需要民政和村里一起想办法，年级出面不够。",
            on,
            by: leader,
            answer: Some(("accepted", None, principal, Some(days_after(on, 56)))),
        },
    );
}

/// In the class of the first homeroom teacher: one request waits for the grade, one came back, one breach waits for the
/// principal.
fn waiting(maker: &mut Maker<'_>, school: &School, (case, child): (&Case, &Child), number: usize) {
    let Some(leader) = leader(school, child) else { return };
    let on = days_after(maker.term.today, -i64::try_from(number).unwrap_or(0) - 1).max(case.opened);
    let ask = |way, tiers, why| Request { way, tiers, why, on, by: case.responsible, answer: None };
    debug_assert_eq!(child.grade, BUSY.0, "the class of the first homeroom teacher");
    match number {
        0 => {
            let why = "谈了六次，早上还是起不来，请年级一起家访。";
            write(maker, (case, child), &ask("up", ("class", "grade"), why));
            let tried = ("tried", "谈心六次、和奶奶通过三次电话、同桌早上来叫他");
            form(maker, (case, child), ("class", case.responsible, on), &[tried, ("asked", why)]);
        }
        1 => {
            let why = "数学跟不上，请年级安排人辅导。";
            let words = Some("先请数学老师每周留一节，月底再看。");
            let answer = Some(("returned", words, leader, None));
            write(maker, (case, child), &Request { answer, ..ask("up", ("class", "grade"), why) });
        }
        _ => {
            let why = "午休时翻围墙出校，门卫看见，二十分钟后自己回来。";
            write(maker, (case, child), &ask("breach", ("class", "school"), why));
            let review = days_after(maker.term.today, 21).to_string();
            let told = on.to_string();
            let body = [
                ("facts", why),
                ("account", "“手机摔坏了，想去镇上修，怕奶奶知道。”"),
                ("told", told.as_str()),
                ("plan", "结对教师陪着去修一次手机；两周内午休到图书角帮忙；和奶奶约好零花钱怎么给。"),
                ("review", review.as_str()),
            ];
            form(maker, (case, child), ("breach", case.responsible, on), &body);
        }
    }
}

fn write(maker: &mut Maker<'_>, (case, child): (&Case, &Child), request: &Request<'_>) {
    let asked = at(request.on, 16, 20);
    let id = TierChangeId(maker.dice.uuid(asked));
    let sealer = maker.sealer("tier_change", id.0, Kind::Case);
    let reason = sealer.cell("reason_cell", request.why);
    let words = request.answer.and_then(|answer| answer.1).map(|words| sealer.cell("answer_cell", words));
    let answered = request.answer.map(|_| at(request.on, 17, 5));
    maker.book.tier_change.add(args![
        maker.school,
        id,
        case.id,
        child.id,
        request.way,
        request.tiers.0,
        request.tiers.1,
        reason,
        request.on,
        asked,
        request.by,
        request.answer.map(|answer| answer.0),
        words,
        request.answer.map_or(FOREVER, |_| request.on),
        answered,
        request.answer.map(|answer| answer.2),
        request.answer.and_then(|answer| answer.3)
    ]);
    maker.event(&Change {
        name: "tier.asked",
        kind: Kind::Case,
        at: asked,
        by: request.by,
        subject: id.0,
        student: Some(child.id),
        after: request.why,
    });
}

fn form(
    maker: &mut Maker<'_>,
    (case, child): (&Case, &Child),
    (form, by, on): (&'static str, StaffId, Day),
    answers: &[(&str, &str)],
) {
    let when = at(on, 16, 30);
    let id = maker.dice.uuid(when);
    let body: serde_json::Map<String, serde_json::Value> =
        answers.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let cell = maker
        .sealer("tier_form", id, Kind::Case)
        .cell("body_cell", &serde_json::Value::Object(body).to_string());
    let review = answers.iter().find(|(name, _)| *name == "review").map(|(_, day)| (*day).to_owned());
    maker.book.tier_form.add(args![maker.school, id, case.id, child.id, form, cell, review, on, when, by]);
}
