//! What people type on a contact card.

use language::Lang;
use web::Fields;

use super::{ChildCard, Guardian};

/// The relations offered; any other may be written.
pub const RELATIONS: [&str; 8] = [
    "father",
    "mother",
    "grandfather",
    "grandmother",
    "maternal-grandfather",
    "maternal-grandmother",
    "entrusted",
    "other",
];

/// A form filled with a guardian, for editing.
#[must_use]
pub fn of(guardian: &Guardian) -> Fields {
    let mut form = Fields::default();
    let day = guardian.away_since.map(|day| day.to_string());
    let texts = [
        ("name", Some(&guardian.name)),
        ("relation", Some(&guardian.relation)),
        ("phone", guardian.phone.as_ref()),
        ("employer", guardian.employer.as_ref()),
        ("occupation", guardian.occupation.as_ref()),
        ("address", guardian.address.as_ref()),
        ("away_place", guardian.away_place.as_ref()),
        ("away_since", day.as_ref()),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            form.set(name, text.as_str());
        }
    }
    form.set("legal", if guardian.is_legal { "yes" } else { "no" });
    if let Some(lives) = guardian.lives_with {
        form.set("lives_with", if lives { "yes" } else { "no" });
    }
    form
}

/// The guardian typed, with what the form does not show taken from the old one; or nothing, and the form says why.
pub fn read(form: &mut Fields, lang: Lang, old: &Guardian) -> Option<Guardian> {
    let name = form.required(lang, "name");
    let relation = form.required(lang, "relation");
    for field in ["name", "relation", "phone", "employer", "occupation", "away_place"] {
        form.at_most(lang, field, 60);
    }
    form.at_most(lang, "address", 200);
    let away_since = form.day(lang, "away_since");
    let phone = form.some("phone").map(str::to_owned);
    if phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        form.refuse(lang, "phone", "people-phone-unreadable");
    }
    let some = |name: &str| form.some(name).map(str::to_owned);
    let guardian = Guardian {
        relation,
        name,
        phone,
        is_legal: form.get("legal") == "yes",
        lives_with: form.some("lives_with").map(|answer| answer == "yes"),
        employer: some("employer"),
        occupation: some("occupation"),
        address: some("address"),
        away_place: some("away_place"),
        away_since,
        ..old.clone()
    };
    form.is_right().then_some(guardian)
}

/// The child's own lines typed.
pub fn read_child(form: &mut Fields, lang: Lang, old: &ChildCard) -> Option<ChildCard> {
    form.at_most(lang, "address", 200);
    form.at_most(lang, "health", 500);
    if form.some("phone").is_some_and(|phone| !is_phone(phone)) {
        form.refuse(lang, "phone", "people-phone-unreadable");
    }
    let some = |name: &str| form.some(name).map(str::to_owned);
    let child =
        ChildCard { phone: some("phone"), address: some("address"), health: some("health"), ..old.clone() };
    form.is_right().then_some(child)
}

/// Digits, with a plus, blanks or hyphens between them: 7 to 15 of them.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +-".contains(c))
}
