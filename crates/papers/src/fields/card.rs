//! The contact card and the roll: what stands on it, and who is there for the child.

use access::{Action, Kind};
use db::Conn;
use people::guardian::store as cards;
use people::guardian::{Card, Guardian, mask_id};
use people::roster::codes::{self, List};
use people::roster::regions;
use web::{Cx, Failure};

use super::read::Draft;
use super::{Values, put};
use crate::reader::Reader;
use crate::student_file::store::Roll;

/// Grown-ups who have a field of their own, by the code of their relation.
const OWN: [(&str, &str); 6] = [
    ("father", "father"),
    ("mother", "mother"),
    ("grandfather", "grandfather"),
    ("grandmother", "grandmother"),
    ("maternal-grandfather", "maternal-grandfather"),
    ("maternal-grandmother", "maternal-grandmother"),
];

/// Numbers stand in full where the reader may reveal them, else with the middle hidden.
pub async fn read(conn: &mut Conn, cx: &Cx, drafts: &mut [Draft<'_>]) -> Result<(), Failure> {
    let mut permits = Vec::new();
    for Draft { reader, .. } in &mut *drafts {
        if let (Some(identity), Some(family)) = (reader.may(Kind::Identity), reader.may(Kind::Family)) {
            permits.push((identity, family));
        }
    }
    let mut cards = cards::cards(conn, &cx.app, &permits, cx.today()).await?;
    for draft in drafts {
        let Some(card) = cards.remove(&draft.reader.student.id) else { continue };
        let reveals = [Kind::Identity, Kind::Family].map(|kind| draft.reader.may_do(Action::Reveal, kind));
        let card = if reveals.iter().all(Option::is_some) { card } else { card.masked() };
        on_the_card(cx, draft, &card);
    }
    Ok(())
}

fn on_the_card(cx: &Cx, Draft { values, rows, roll, .. }: &mut Draft<'_>, card: &Card) {
    if let Some(roll) = roll {
        on_the_roll(cx, values, roll);
    }
    own(values, card);
    let people = card.guardians.iter().map(|guardian| row(cx, guardian)).collect();
    let members: Vec<String> = card
        .guardians
        .iter()
        .map(|g| cx.tx(&format!("papers-member-of-{}", u8::from(g.lives_with == Some(true))), member(cx, g)))
        .collect();
    put(values, "family-members", Some(members.join(cx.t("papers-semicolon"))));
    rows.insert("guardians", people);
    for guardian in &card.guardians {
        named(cx, values, guardian);
    }
    entrusted(cx, values, card);
}

fn member(cx: &Cx, guardian: &Guardian) -> String {
    format!("{} {}", guardian.relation_words(&cx.look), guardian.name)
}

fn on_the_roll(cx: &Cx, values: &mut Values, roll: &Roll) {
    let word = |list, code: Option<&String>| {
        code.map(|code| codes::label(list, code).map_or(code.clone(), str::to_owned))
    };
    put(values, "ethnic", word(List::EthnicGroup, roll.ethnic.as_ref()));
    put(values, "boarding", word(List::Boarding, roll.boarding.as_ref()));
    let boards = roll.boarding.as_deref().map(|code| if code == "2" { "papers-yes" } else { "papers-no" });
    put(values, "boards", boards.map(|key| cx.t(key).to_owned()));
    let household = roll.household.as_ref();
    put(values, "household", household.map(|place| regions::full_name(place).unwrap_or(place.clone())));
}

fn own(values: &mut Values, card: &Card) {
    let child = &card.child;
    // An identity number on paper is never whole: whoever needs it copies it from the card by hand.
    put(values, "id-number", child.id_number.as_deref().map(mask_id));
    put(values, "roll-number", child.roll_number.as_deref().map(mask_id));
    put(values, "phone", child.phone.clone());
    put(values, "address", child.address.clone());
}

fn row(cx: &Cx, guardian: &Guardian) -> Values {
    let mut row = Values::new();
    put(&mut row, "relation", Some(guardian.relation_words(&cx.look)));
    put(&mut row, "person", Some(guardian.name.clone()));
    put(&mut row, "person-phone", guardian.phone.clone());
    put(&mut row, "occupation", guardian.occupation.clone());
    put(&mut row, "employer", guardian.employer.clone());
    put(&mut row, "away", guardian.away_place.clone());
    row
}

fn named(cx: &Cx, values: &mut Values, guardian: &Guardian) {
    if let Some((_, key)) = OWN.iter().find(|(relation, _)| *relation == guardian.relation) {
        put(values, key, Some(guardian.name.clone()));
    }
    let id = || guardian.id_number.as_deref().map(mask_id);
    match guardian.relation.as_str() {
        "father" => {
            put(values, "father-phone", guardian.phone.clone());
            put(values, "father-place", guardian.away_place.clone());
            put(values, "father-id", id());
        }
        "mother" => {
            put(values, "mother-phone", guardian.phone.clone());
            put(values, "mother-place", guardian.away_place.clone());
            put(values, "mother-id", id());
        }
        _ => {}
    }
    if guardian.is_legal && !values.contains_key("guardian") {
        put(values, "guardian", Some(guardian.name.clone()));
        put(values, "guardian-relation", Some(guardian.relation_words(&cx.look)));
        put(values, "guardian-phone", guardian.phone.clone());
        put(values, "guardian-occupation", guardian.occupation.clone());
        put(values, "guardian-employer", guardian.employer.clone());
    }
}

fn entrusted(cx: &Cx, values: &mut Values, card: &Card) {
    let other = card.guardians.iter().find(|guardian| guardian.relation == "entrusted");
    put(
        values,
        "is-entrusted",
        Some(cx.t(if other.is_some() { "papers-yes" } else { "papers-no" }).to_owned()),
    );
    let Some(other) = other else { return };
    put(values, "entrusted", Some(other.name.clone()));
    put(values, "entrusted-phone", other.phone.clone());
    put(values, "entrusted-id", other.id_number.as_deref().map(mask_id));
    put(values, "entrusted-relation", Some(other.relation_words(&cx.look)));
    put(values, "entrusted-address", other.address.clone());
}

/// What the school must know of the child's health, for those who may.
pub async fn health(
    conn: &mut Conn,
    reader: &mut Reader<'_>,
    (values, roll): (&mut Values, Option<&Roll>),
) -> Result<(), Failure> {
    let cx = reader.cx;
    let (Some(identity), Some(health)) =
        (reader.may(Kind::Identity), reader.may_do(Action::Read, Kind::Health))
    else {
        return Ok(());
    };
    let card = cards::card(conn, &cx.app, (&identity, &identity), Some(&health), cx.today()).await?;
    put(values, "health", card.child.health);
    let code = roll.and_then(|roll| roll.disability.as_ref());
    let word = code.map(|code| codes::label(List::DisabilityClass, code).map_or(code.clone(), str::to_owned));
    put(values, "disability", word);
    Ok(())
}
