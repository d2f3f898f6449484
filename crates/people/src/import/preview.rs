//! What the page shows of rows that wait for the second click.

use access::Permit;
use kernel::Fault;
use language::names::sign_in as sign_in_of;
use std::collections::BTreeMap;
use web::{Cx, Look};

use super::actions::{Say, Settings};
use super::judge::Pick;
use super::staff::posts::{Place, Post};
use super::staff::rows::Person;
use super::store::{self, Import, PART};
use super::{Fate, What, columns, judge};
use crate::roster::InRow;
use crate::roster::check::{CheckedRow, Verdict};
use crate::roster::fields::Field;
use crate::roster::mapping::Mapping;

/// Rows on one page.
pub const PER_PAGE: usize = 30;

/// One cell in words.
pub struct CellShown {
    /// The field's name.
    pub label: String,
    /// What stood there, when it is kept in another form.
    pub from: Option<String>,
    /// What is kept.
    pub to: String,
    /// Why it is written otherwise.
    pub why: Option<&'static str>,
}

/// One choice for a doubtful row.
pub struct Option_ {
    /// As sent.
    pub value: String,
    /// In words.
    pub label: String,
    /// Chosen now.
    pub chosen: bool,
}

/// One row in words.
pub struct RowShown {
    /// As the spreadsheet counts.
    pub number: u32,
    /// The name.
    pub name: String,
    /// Grade and class.
    pub place: Option<String>,
    /// What becomes of it.
    pub fate: Fate,
    /// Reasons.
    pub says: Vec<String>,
    /// Field, old, new.
    pub changes: Vec<(String, String, String)>,
    /// Cells that are kept in another form.
    pub rewritten: Vec<CellShown>,
    /// The other cells.
    pub plain: Vec<CellShown>,
    /// What can be said of it.
    pub options: Vec<Option_>,
}

/// The places of rows with a fate; without one, of all rows with which something is to be done or said.
pub fn places(settings: &Settings, only: Option<Fate>) -> Vec<(usize, Fate)> {
    let all =
        settings.fates.chars().enumerate().filter_map(|(at, letter)| Some((at, Fate::of_letter(letter)?)));
    all.filter(|(_, fate)| only.map_or(*fate != Fate::Same, |wanted| wanted == *fate)).collect()
}

/// The rows of one page. The permit says that files brought in may be read.
///
/// # Errors
/// Those of the database; a fault for a part that cannot be read.
#[expect(clippy::map_entry, reason = "the value is awaited")]
pub async fn rows(
    cx: &Cx,
    import: &Import,
    settings: &Settings,
    wanted: &[(usize, Fate)],
    _permit: &Permit,
) -> Result<Vec<RowShown>, Fault> {
    let mut conn = cx.app.db.reader().await?;
    let mut parts: BTreeMap<usize, Vec<Say>> = BTreeMap::new();
    let mut sheet: BTreeMap<usize, Vec<InRow>> = BTreeMap::new();
    for (at, _) in wanted {
        if !parts.contains_key(&(at / PART)) {
            parts.insert(at / PART, store::says_of_part(&mut conn, cx, import.id, at / PART).await?);
        }
    }
    let said = |at: usize| parts.get(&(at / PART)).and_then(|part| part.get(at % PART));
    let says: Vec<(&Say, Fate)> = wanted.iter().filter_map(|(at, fate)| Some((said(*at)?, *fate))).collect();
    for (say, _) in &says {
        let nth = say.at / PART;
        if !sheet.contains_key(&nth) {
            let rows = store::rows_of_part(&mut conn, cx, import.id, nth).await?;
            sheet.insert(nth, rows.unwrap_or_default());
        }
    }
    let raw: Vec<InRow> =
        says.iter().filter_map(|(say, _)| sheet.get(&(say.at / PART))?.get(say.at % PART).cloned()).collect();
    let checked = match (import.what, Mapping::from_json(&import.mapping)) {
        (What::Roster, Ok(mapping)) => judge::check(&raw, &mapping, cx.today()),
        _ => Vec::new(),
    };
    let row = |number: u32| checked.iter().find(|row| row.number == number);
    let shown = |(say, fate): (&Say, Fate)| match &say.person {
        Some(person) => person_shown(cx, settings, say, (fate, person)),
        None => shown(cx, settings, say, (fate, row(say.number))),
    };
    Ok(says.into_iter().map(shown).collect())
}

fn shown(look: &Look, settings: &Settings, say: &Say, (fate, row): (Fate, Option<&CheckedRow>)) -> RowShown {
    let label = |field: Field| super::Told::from(&field.name()).words(look.lang());
    let (mut rewritten, mut plain) = (Vec::new(), Vec::new());
    let cells = row.filter(|_| fate != Fate::Changed).map(|row| row.cells.as_slice()).unwrap_or_default();
    for cell in cells {
        let Some(value) = cell.verdict.value() else { continue };
        let mut out = CellShown {
            label: label(cell.field),
            from: None,
            to: columns::shown(cell.field, value),
            why: None,
        };
        match &cell.verdict {
            Verdict::Normalised { from, why, .. } => {
                out.from = Some(cell.field.shown(from)).filter(|from| !from.is_empty() && *from != out.to);
                out.why = Some(look.t(why.key()));
                use crate::roster::Why;
                let usual = matches!(why, Why::Label | Why::ClassForm | Why::FromOther | Why::FromIdNumber);
                let quiet = usual || fate == Fate::Same;
                if quiet { plain.push(out) } else { rewritten.push(out) }
            }
            Verdict::Doubt { from, .. } => {
                out.from = Some(cell.field.shown(from)).filter(|from| *from != out.to);
                rewritten.push(out);
            }
            _ => plain.push(out),
        }
    }
    let place = row.and_then(|row| columns::place(&judge::values(row)));
    RowShown {
        number: say.number,
        name: say.name.clone(),
        place: place.map(|(grade, class)| look.class_name(&grade, &class)),
        fate,
        says: say.says.iter().map(|told| told.words(look.lang())).collect(),
        changes: say
            .changes
            .iter()
            .map(|(field, old, new)| (label(*field), old.clone(), new.clone()))
            .collect(),
        rewritten,
        plain,
        options: if fate == Fate::Doubtful { options(look, settings, say) } else { Vec::new() },
    }
}

/// A person of a list of staff: what is written stands open, since it is little and decides what somebody may see.
fn person_shown(look: &Look, settings: &Settings, say: &Say, (fate, person): (Fate, &Person)) -> RowShown {
    let adds = !person.known && fate != Fate::Refused;
    let mut cells = Vec::new();
    let mut cell = |key: &str, to: String| {
        cells.push(CellShown { label: look.t(key).to_owned(), from: None, to, why: None });
    };
    if let Some(sign_in) = &person.sign_in {
        cell("imports-staff-column-sign-in", sign_in.clone());
    } else if adds {
        cell("imports-staff-column-sign-in", look.tx("imports-staff-sign-in-made", sign_in_of(&person.name)));
    }
    if let Some(sex) = &person.sex {
        cell("imports-staff-column-sex", look.t(format!("terms-sex-{sex}")).to_owned());
    }
    if let Some(subject) = &person.subject {
        cell("imports-staff-column-subject", subject.clone());
    }
    if !person.posts.is_empty() {
        let words: Vec<String> = person.posts.iter().map(|post| post_words(look, post)).collect();
        cell("imports-staff-column-roles", words.join(look.t("imports-staff-between")));
    } else if adds {
        cell("imports-staff-column-roles", look.t("imports-staff-no-role").to_owned());
    }
    for (key, day) in
        [("imports-staff-column-from", person.from), ("imports-staff-column-until", person.until)]
    {
        if let Some(day) = day {
            cell(key, look.day(&day));
        }
    }
    RowShown {
        number: say.number,
        name: say.name.clone(),
        place: None,
        fate,
        says: say.says.iter().map(|told| told.words(look.lang())).collect(),
        changes: Vec::new(),
        rewritten: cells,
        plain: Vec::new(),
        options: if fate == Fate::Doubtful { options(look, settings, say) } else { Vec::new() },
    }
}

/// A role in words: 班主任 · 三年级（2）班.
fn post_words(look: &Look, post: &Post) -> String {
    let role = look.t(format!("web-role-{}", post.role));
    match post.place {
        Place::School => role.to_owned(),
        Place::Grade(grade) => format!("{role} · {}", look.grade_name(&grade)),
        Place::Class(grade, class) => format!("{role} · {}", look.class_name(&grade, &class)),
    }
}

fn options(look: &Look, settings: &Settings, say: &Say) -> Vec<Option_> {
    // Nothing is chosen beforehand: a row on which nobody decided follows "take all others".
    let now = settings.picks.rows.get(&say.number).copied();
    let option =
        |value: String, label: String, pick: Pick| Option_ { value, label, chosen: Some(pick) == now };
    let mut options = vec![option("skip".to_owned(), look.t("imports-pick-skip").to_owned(), Pick::Skip)];
    if say.candidates.is_empty() {
        options.push(option("0".to_owned(), look.t("imports-pick-take").to_owned(), Pick::Take(0)));
        return options;
    }
    for (nth, (_, who)) in say.candidates.iter().enumerate() {
        options.push(option(nth.to_string(), look.tx("imports-pick-is", who), Pick::Take(nth)));
    }
    let new = if say.person.is_some() { "imports-pick-new-person" } else { "imports-pick-new" };
    options.push(option("new".to_owned(), look.t(new).to_owned(), Pick::New));
    options
}
