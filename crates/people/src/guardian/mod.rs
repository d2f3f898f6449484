//! Parents and other guardians, and the contact card (F2): who is there for the child, how to reach them, what is
//! still missing. A change ends the old row and begins a new one, so that the history stays with its dates.

pub mod actions;
mod forms;
mod pages;
mod panel;
pub mod store;

use axum::Router;
use axum::routing::{get, post};
use kernel::{Day, GuardianId, Label, SchoolId, StudentId};
use web::App;

pub use pages::{Opened, card_page, is_reason, open};
pub use panel::panel;

/// The routes of this subject. The card itself is a page of the desk: other rooms know more people to call.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/students/{id}/contact-card/edit", get(pages::edit_student).post(pages::update_student))
        .route("/students/{id}/guardians", post(pages::create))
        .route("/students/{id}/guardians/new", get(pages::new))
        .route("/students/{id}/guardians/{guardian}", post(pages::update))
        .route("/students/{id}/guardians/{guardian}/edit", get(pages::edit))
        .route("/students/{id}/guardians/{guardian}/end", post(pages::end))
}

/// The label of all guardian cells.
pub const LABEL: Label = Label::CLOSE;

/// One guardian, opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guardian {
    /// The id; none for one not yet kept.
    pub id: Option<GuardianId>,
    /// 1, 2, 3 …
    pub seq: i64,
    /// Father, mother, grandmother …: a code of `terms-relation-…`, or the words of the list it came from.
    pub relation: String,
    /// Guardian in law, or entrusted in writing.
    pub is_legal: bool,
    /// Lives with the child.
    pub lives_with: Option<bool>,
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: Option<String>,
    /// Where he or she works.
    pub employer: Option<String>,
    /// As what.
    pub occupation: Option<String>,
    /// Address, when not the child's.
    pub address: Option<String>,
    /// Identity number.
    pub id_number: Option<String>,
    /// Where he or she is away for work.
    pub away_place: Option<String>,
    /// Since when.
    pub away_since: Option<Day>,
    /// Since when this row holds.
    pub from_on: Option<Day>,
}

impl Guardian {
    /// With what is lacking taken from another row of the same person.
    #[must_use]
    pub fn filled_from(self, other: &Self) -> Self {
        let other = other.clone();
        Self {
            is_legal: self.is_legal || other.is_legal,
            lives_with: self.lives_with.or(other.lives_with),
            phone: self.phone.or(other.phone),
            employer: self.employer.or(other.employer),
            occupation: self.occupation.or(other.occupation),
            address: self.address.or(other.address),
            id_number: self.id_number.or(other.id_number),
            away_since: if self.away_place.is_some() {
                self.away_since
            } else {
                self.away_since.or(other.away_since)
            },
            away_place: self.away_place.or(other.away_place),
            ..self
        }
    }

    /// The relation in the reader's words; a relation that came with a list stays as it was written.
    #[must_use]
    pub fn relation_words(&self, look: &web::Look) -> String {
        let key = format!("terms-relation-{}", self.relation);
        if language::has(&key) { look.t(&key).to_owned() } else { self.relation.clone() }
    }
}

/// The child's own lines on the contact card, opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChildCard {
    /// Identity number.
    pub id_number: Option<String>,
    /// School-roll number.
    pub roll_number: Option<String>,
    /// Phone of the household.
    pub phone: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// What the school must know of the child's health.
    pub health: Option<String>,
}

/// The card of one child.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// The child's own lines.
    pub child: ChildCard,
    /// The guardians of the day.
    pub guardians: Vec<Guardian>,
}

impl Card {
    /// Which fields of the card are empty (F2): message keys. What the reader may not see is not said to be missing.
    #[must_use]
    pub fn missing(&self, sees_health: bool) -> Vec<&'static str> {
        let mut missing = Vec::new();
        let mut need = |is_there: bool, key: &'static str| {
            if !is_there {
                missing.push(key);
            }
        };
        need(self.child.address.is_some(), "people-card-address");
        need(!sees_health || self.child.health.is_some(), "people-card-health");
        need(self.guardians.iter().any(|g| g.phone.is_some()), "people-card-phone");
        need(self.guardians.iter().any(|g| g.is_legal), "people-card-legal");
        need(self.guardians.len() >= 2, "people-card-second");
        need(self.guardians.iter().any(|g| g.occupation.is_some()), "people-card-occupation");
        need(self.guardians.iter().any(|g| g.employer.is_some()), "people-card-employer");
        missing
    }

    /// The same with numbers masked: what a page shows before a click that is logged.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.child.id_number = self.child.id_number.map(|n| mask_id(&n));
        self.child.roll_number = self.child.roll_number.map(|n| mask_id(&n));
        self.child.phone = self.child.phone.map(|n| mask_phone(&n));
        for guardian in &mut self.guardians {
            guardian.phone = guardian.phone.take().map(|n| mask_phone(&n));
            guardian.id_number = guardian.id_number.take().map(|n| mask_id(&n));
        }
        self
    }
}

/// First three and last two of an identity number (trust 4.7).
#[must_use]
pub fn mask_id(number: &str) -> String {
    mask(number, 3, 2)
}

/// First three and last two of a phone number (trust 4.7).
#[must_use]
pub fn mask_phone(number: &str) -> String {
    mask(number, 3, 2)
}

fn mask(text: &str, head: usize, tail: usize) -> String {
    let signs: Vec<char> = text.chars().collect();
    if signs.len() <= head + tail {
        return "*".repeat(signs.len());
    }
    let hidden = signs.len() - head - tail;
    let start: String = signs.iter().take(head).collect();
    let end: String = signs.iter().skip(head + hidden).collect();
    format!("{start}{}{end}", "*".repeat(hidden))
}

/// The blind index of a phone number: digits alone count.
#[must_use]
pub fn phone_index(app: &App, school: SchoolId, phone: &str) -> [u8; 16] {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    app.vault.index(school.0, "phone", &digits)
}

/// Whose card: for messages to the event log.
#[must_use]
pub fn path(student: StudentId) -> String {
    format!("/students/{student}/contact-card")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_keeps_three_and_two() {
        assert_eq!(mask_id("110101201001011232"), "110*************32");
        assert_eq!(mask_phone("13800001234"), "138******34");
        assert_eq!(mask_phone("1234"), "****");
    }

    #[test]
    fn an_empty_card_says_what_is_missing() {
        assert_eq!(Card::default().missing(true).len(), 7);
        assert_eq!(Card::default().missing(false).len(), 6);
    }
}
