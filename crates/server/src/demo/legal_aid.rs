//! Two requests for legal aid: one that was granted, one that waits for its answer.

use access::Kind;
use db::args;
use kernel::LegalAidId;

use super::calendar::at;
use super::cases::BUSY;
use super::child::Child;
use super::maker::{Change, Maker};
use super::staff::School;

/// Days are school days ago.
struct Told {
    asked: usize,
    matter: &'static str,
    place: &'static str,
    /// Days ago, and who helps.
    given: Option<(usize, &'static str)>,
}

const GIVEN: Told = Told {
    asked: 40,
    matter: "爸爸两年没有给抚养费，妈妈想请人帮忙问一问",
    place: "县法律援助中心",
    given: Some((26, "中心指派了一位律师，已经和爸爸谈好每月按时给")),
};

const WAITS: Told =
    Told {
        asked: 6, matter: "奶奶年纪大了，姑姑想正式做监护人", place: "镇司法所", given: None
    };

pub(super) fn make(maker: &mut Maker<'_>, school: &School, children: &[Child]) {
    let busy = |child: &&Child| {
        school.classes.get(child.class).is_some_and(|class| (class.grade, class.number) == BUSY)
    };
    let apart = |child: &&Child| child.home.category == Some("divorced");
    let alone = |child: &&Child| child.home.orphan || child.home.category == Some("unattended");
    let first = children.iter().filter(|child| busy(child)).find(apart);
    let second = children.iter().filter(|child| !busy(child)).find(alone);
    for (child, told) in [(first, &GIVEN), (second, &WAITS)] {
        let Some(child) = child else { continue };
        let Some(class) = school.classes.get(child.class) else { continue };
        request(maker, (child, class.homeroom), told);
    }
}

fn request(maker: &mut Maker<'_>, (child, by): (&Child, kernel::StaffId), told: &Told) {
    let asked = maker.term.ago(told.asked);
    let when = at(asked, 17, 5);
    let id = LegalAidId(maker.dice.uuid(when));
    let sealer = maker.sealer("legal_aid", id.0, Kind::Case);
    let given = told.given.map(|(ago, words)| (maker.term.ago(ago), sealer.cell("answer_cell", words)));
    let (matter, place) = (sealer.cell("matter_cell", told.matter), sealer.cell("place_cell", told.place));
    maker.book.legal_aid.add(args![
        maker.school,
        id,
        child.id,
        asked,
        matter,
        place,
        when,
        by,
        given.as_ref().map(|_| "given"),
        given.as_ref().map(|(on, _)| *on),
        given.as_ref().map(|(_, words)| words.clone()),
        given.as_ref().map(|(on, _)| at(*on, 12, 20)),
        given.as_ref().map(|_| by)
    ]);
    tell(maker, (id, child, by), ("legal_aid.asked", when, told.matter));
    if let (Some((on, _)), Some((_, words))) = (given, told.given) {
        tell(maker, (id, child, by), ("legal_aid.answered", at(on, 12, 20), words));
    }
}

fn tell(
    maker: &mut Maker<'_>,
    (id, child, by): (LegalAidId, &Child, kernel::StaffId),
    (name, at, after): (&'static str, kernel::Instant, &str),
) {
    let (kind, subject, student) = (Kind::Case, id.0, Some(child.id));
    maker.event(&Change { name, kind, at, by, subject, student, after });
}
