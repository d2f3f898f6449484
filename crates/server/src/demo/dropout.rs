//! Two children who stopped coming: one is back since some weeks, one is being asked back; and one who has not come for
//! days, of whom nothing is written yet.

use access::Kind;
use db::args;
use kernel::{AbsenceId, Day, DropoutId, FOREVER};

use super::acquainted::Away;
use super::calendar::at;
use super::cases::BUSY;
use super::child::Child;
use super::maker::{Change, Maker};
use super::note::{self, Draft, Fate};
use super::staff::School;

/// What is said about one child. Days are school days ago.
struct Told {
    left: usize,
    reason: &'static str,
    words: &'static str,
    whereabouts: &'static str,
    visits: &'static [Visit],
    /// Days ago, and the ground.
    back: Option<(usize, &'static str)>,
}

/// Kind, way, days ago, minutes, text, own words, fields.
type Visit = (
    &'static str,
    Option<&'static str>,
    usize,
    i64,
    &'static str,
    Option<&'static str>,
    &'static [(&'static str, &'static str)],
);

const BACK: Told = Told {
    left: 26,
    reason: "behind",
    words: "“数学听不懂，坐着难受。”",
    whereabouts: "在镇上表哥的修车铺帮忙",
    visits: &[
        (
            "family_contact",
            Some("call"),
            25,
            10,
            "爷爷说他早上背着书包出门，不知道没到学校。",
            None,
            &[("answered", "family"), ("relative", "爷爷"), ("agreed", "爷爷晚上问问他，明天老师来家里")],
        ),
        (
            "home_visit",
            None,
            24,
            50,
            "在院子里一起把他的自行车链条装好了，边装边说。他喜欢修东西，不是不想念书，是数学落下太多。",
            Some("要是不用当着大家做题，我就去。"),
            &[
                ("met", "both"),
                ("people", "杨校长、村里李主任"),
                ("agreed", "先来半天，数学单独补，下周一到校"),
            ],
        ),
    ],
    back: Some((20, "周一到校，班主任和数学老师都见到了本人，上了一整天课。")),
};

const AWAY: Told = Told {
    left: 8,
    reason: "family",
    words: "奶奶摔了腿，家里没人照看弟弟。",
    whereabouts: "在家",
    visits: &[
        (
            "family_contact",
            Some("call"),
            7,
            8,
            "妈妈在外地，说月底才能请假回来，谢谢学校问起。",
            None,
            &[("answered", "family"), ("relative", "妈妈"), ("agreed", "妈妈跟大姑商量，看能不能先搭把手")],
        ),
        (
            "home_visit",
            None,
            5,
            40,
            "带去了这周的作业本和一箱牛奶。她把弟弟照顾得很好，课本就放在灶台边。",
            Some("我想回去上课，同桌说要给我留座位。"),
            &[("met", "both"), ("people", "副班主任"), ("agreed", "大姑从下周起白天来照看，孩子下周回校")],
        ),
    ],
    back: None,
};

/// Writes it all, and tells who was away when.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child]) -> Vec<Away> {
    let quiet = |child: &&Child| !child.supported && child.found.is_empty();
    let busy = |child: &&Child| {
        school.classes.get(child.class).is_some_and(|class| (class.grade, class.number) == BUSY)
    };
    let boy = children.iter().filter(|child| !busy(child) && !child.girl && child.grade == 8).find(quiet);
    let girl = children.iter().filter(|child| busy(child) && child.girl).filter(quiet).nth(2);
    let mut gone = Vec::new();
    for (child, told) in [(boy, &BACK), (girl, &AWAY)] {
        let Some((child, by)) =
            child.and_then(|child| Some((child, school.classes.get(child.class)?.homeroom)))
        else {
            continue;
        };
        gone.push(entry(maker, (child, by), told));
    }
    let unsaid = children.iter().filter(|child| busy(child) && !child.girl).filter(quiet).nth(4);
    if let Some(child) = unsaid {
        gone.push(away(maker, child, maker.term.ago(3), 8));
    }
    gone
}

fn entry(maker: &mut Maker<'_>, (child, by): (&Child, kernel::StaffId), told: &Told) -> Away {
    let left = maker.term.ago(told.left);
    let when = at(maker.term.ago(told.left.saturating_sub(1)), 16, 10);
    let id = DropoutId(maker.dice.uuid(when));
    let back = told.back.map(|(ago, ground)| (maker.term.ago(ago), ground));
    let sealer = maker.sealer("dropout", id.0, Kind::Case);
    let (words, place) =
        (sealer.cell("words_cell", told.words), sealer.cell("whereabouts_cell", told.whereabouts));
    let ground = back.map(|(_, ground)| sealer.cell("ground_cell", ground));
    maker.book.dropout.add(args![
        maker.school,
        id,
        child.id,
        left,
        told.reason,
        words,
        place,
        when,
        by,
        back.map_or(FOREVER, |(on, _)| on),
        back.map(|_| "returned"),
        back.map(|_| "class"),
        ground,
        back.map(|(on, _)| at(on, 16, 40)),
        back.map(|_| by)
    ]);
    tell(maker, (id, child, by), ("dropout.begun", when, told.words));
    for visit in told.visits {
        asked(maker, (child, by), visit);
    }
    if let Some((on, ground)) = back {
        tell(maker, (id, child, by), ("dropout.ended", at(on, 16, 40), ground));
    }
    let days = i64::try_from(told.left - told.back.map_or(0, |(ago, _)| ago)).unwrap_or(1);
    away(maker, child, left, days * 2)
}

fn asked(maker: &mut Maker<'_>, (child, by): (&Child, kernel::StaffId), visit: &Visit) {
    let (kind, channel, ago, minutes, text, own_words, fields) = *visit;
    let draft = Draft {
        kind,
        channel,
        on: maker.term.ago(ago),
        minutes: Some(minutes),
        text: text.to_owned(),
        own_words: own_words.map(str::to_owned),
        by,
        children: &[child],
        fate: Fate::Stands,
    };
    let fields: Vec<(&'static str, String)> =
        fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    note::write_with(maker, &draft, &fields);
}

fn away(maker: &mut Maker<'_>, child: &Child, from: Day, half_days: i64) -> Away {
    let until = maker.term.days.iter().copied().filter(|day| *day >= from);
    let until = until.take(usize::try_from(half_days / 2).unwrap_or(1)).last().unwrap_or(from);
    let id = AbsenceId(maker.dice.uuid(at(from, 8, 15)));
    maker.book.absence.add(args![maker.school, id, child.id, from, until, half_days, "未请假"]);
    (child.id, from, until)
}

fn tell(
    maker: &mut Maker<'_>,
    (id, child, by): (DropoutId, &Child, kernel::StaffId),
    (name, at, after): (&'static str, kernel::Instant, &str),
) {
    let (kind, subject, student) = (Kind::Case, id.0, Some(child.id));
    maker.event(&Change { name, kind, at, by, subject, student, after });
}
