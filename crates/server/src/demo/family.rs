//! Homes and guardians.

use access::Kind;
use db::{Value, args};
use kernel::GuardianId;

use super::cells::index;
use super::child::{Child, Counters};
use super::dice::Dice;
use super::maker::Maker;
use super::names;
use super::staff::set_up;
use super::texts::section;

/// What a home is like.
#[derive(Clone, Copy)]
pub struct Home {
    /// Who looks after the child.
    pub carer: &'static str,
    /// Which parents are away.
    pub away: Option<&'static str>,
    /// 0, 1 or 2 parents away, as the school roll counts.
    pub roll: i64,
    /// `no`, `both_away`, `one_away_other_unable`, as the civil registry judges.
    pub civil: Option<&'static str>,
    /// A category that follows from the home.
    pub category: Option<&'static str>,
    /// An orphan on the roll.
    pub orphan: bool,
    /// The ethnic group of the family.
    pub ethnic: &'static str,
}

const GRANDPARENTS: &[&str] = &["奶奶", "奶奶", "爷爷", "外婆", "外公"];

impl Home {
    /// A home by chance. A child with a case of the cast always has its parents away.
    pub fn draw(dice: &Dice, supported: bool) -> Self {
        let home = |carer, away, roll, civil| Self {
            carer,
            away,
            roll,
            civil: Some(civil),
            category: None,
            orphan: false,
            ethnic: "01",
        };
        let grandparent = dice.word(GRANDPARENTS);
        let throw = if supported { 0 } else { dice.between(0, 999) };
        match throw {
            0..=189 => home(grandparent, Some("爸爸妈妈"), 2, "both_away"),
            190..=299 => home("妈妈", Some("爸爸"), 1, "no"),
            300..=319 => home("爸爸", Some("妈妈"), 1, "no"),
            320..=344 => home(grandparent, Some("爸爸"), 1, "one_away_other_unable"),
            // Neither is computed from the other: some have been told to one office only.
            345..=352 => Self { civil: None, ..home(grandparent, Some("爸爸妈妈"), 2, "no") },
            353..=356 => home(grandparent, Some("爸爸妈妈"), 0, "both_away"),
            357..=399 => Self { category: Some("single_parent"), ..home("妈妈", None, 0, "no") },
            400..=445 => {
                let carer = dice.word(&["妈妈", "爸爸", "爸爸", "奶奶"]);
                Self { category: Some("divorced"), ..home(carer, None, 0, "no") }
            }
            446..=450 => Self { category: Some("orphan"), orphan: true, ..home(grandparent, None, 0, "no") },
            451..=456 => Self { category: Some("unattended"), ..home(grandparent, None, 0, "no") },
            _ => home(dice.word(&["妈妈", "妈妈", "爸爸"]), None, 0, "no"),
        }
    }

    /// Whether a left-behind child by either definition.
    pub fn left_behind(&self) -> bool {
        self.away.is_some()
    }
}

/// One guardian to be written.
struct Guardian {
    relation: &'static str,
    woman: bool,
    own_surname: bool,
    legal: bool,
    at_home: bool,
    away: bool,
}

/// The code of a relation (`terms-relation-…`), whether a woman, whether of the child's surname.
fn relation(word: &str) -> (&'static str, bool, bool) {
    match word {
        "爸爸" => ("father", false, true),
        "妈妈" => ("mother", true, false),
        "爷爷" => ("grandfather", false, true),
        "奶奶" => ("grandmother", true, false),
        "外公" => ("maternal-grandfather", false, false),
        _ => ("maternal-grandmother", true, false),
    }
}

fn of(child: &Child, word: &str) -> Guardian {
    let (relation, woman, own_surname) = relation(word);
    let away = child.away.is_some_and(|away| away.contains(word));
    let parent = matches!(word, "爸爸" | "妈妈");
    let at_home = child.carer == word || (!away && parent && child.home.category.is_none());
    Guardian { relation, woman, own_surname, legal: parent || child.home.orphan, at_home, away }
}

/// Writes the guardians of a child: who looks after the child first.
pub fn make(maker: &mut Maker<'_>, child: &Child, counters: &mut Counters) {
    let mut words = vec![child.carer];
    let parents: &[&str] = match child.home.category {
        Some("orphan") => &[],
        Some("single_parent") => &["妈妈"],
        Some("unattended") => &["爸爸"],
        _ => &["爸爸", "妈妈"],
    };
    words.extend(parents.iter().filter(|word| **word != child.carer));
    for (place, word) in words.into_iter().enumerate() {
        let seat = i64::try_from(place).unwrap_or(0) + 1;
        let guardian = of(child, word);
        let phone = counters.phone(maker);
        // Of a child who was entered before, the same people.
        let before = child.again.and_then(|before| counters.families.get(&before));
        let same = before.and_then(|family| family.iter().find(|(own, ..)| *own == guardian.relation));
        let (known, phone) = match same.cloned() {
            Some((_, name, phone)) => (Some(name), phone),
            None => (None, phone),
        };
        let name = write(maker, child, seat, (&guardian, &phone, known));
        counters.families.entry(child.id).or_default().push((guardian.relation, name, phone));
    }
}

/// Writes one; the name.
fn write(
    maker: &mut Maker<'_>,
    child: &Child,
    seat: i64,
    (guardian, phone, known): (&Guardian, &str, Option<String>),
) -> String {
    let dice = &maker.dice;
    let id = GuardianId(dice.uuid(set_up(maker)));
    let surname: String =
        child.name.chars().take(if child.name.starts_with("欧阳") { 2 } else { 1 }).collect();
    let same = guardian.own_surname && !child.name.contains('·');
    let name = names::grown_up(dice, guardian.woman, same.then_some(surname.as_str()));
    let name = known.unwrap_or(name);
    let job = dice.word(section(if guardian.away { "jobs-away" } else { "jobs-home" }));
    let sealer = maker.sealer("guardian", id.0, Kind::Family);
    let employer = guardian.away.then(|| sealer.cell("employer_cell", dice.word(section("employers"))));
    let place = guardian.away.then(|| sealer.cell("away_place_cell", child.city));
    let address = guardian.at_home.then(|| sealer.cell("address_cell", &format!("清溪镇{}", child.village)));
    let (name_cell, phone_cell) = (sealer.cell("name_cell", &name), sealer.cell("phone_cell", phone));
    let occupation = sealer.cell("occupation_cell", job);
    let since = guardian.away.then_some(child.since);
    let phone_index = maker.vault.index(maker.school.0, index::PHONE, phone);
    let row: &[Value<'_>] = args![
        maker.school,
        id,
        child.id,
        seat,
        guardian.relation,
        guardian.legal,
        guardian.at_home,
        name_cell,
        phone_cell,
        phone_index,
        employer,
        occupation,
        address,
        place,
        since,
        maker.term.year.starts
    ];
    maker.book.guardian.add(row);
    name
}
