//! The short form of each kind of note (D1): which fields it has beside the text. A kind's fields are a row of this
//! table and one sealed cell of JSON, never a table of their own.

use kernel::Fault;
use serde_json::{Map, Value};
use web::{Fields, Look};

use super::model::NoteKind;
use crate::words::Choice;

/// How long one short field may be, in characters.
pub const FIELD_LIMIT: usize = 200;

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Line,
    /// A time of day.
    Time,
    /// One of these; the first is chosen at the beginning unless it is to be left open.
    Choice(&'static [&'static str]),
    /// One of these, or none.
    Maybe(&'static [&'static str]),
}

/// One field of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name in the cell, in forms (`x_name`) and in message keys (`casework-field-name`).
    pub name: &'static str,
    /// What stands in it.
    pub shape: Shape,
}

const fn line(name: &'static str) -> Spec {
    Spec { name, shape: Shape::Line }
}
const fn time(name: &'static str) -> Spec {
    Spec { name, shape: Shape::Time }
}
const fn choice(name: &'static str, of: &'static [&'static str]) -> Spec {
    Spec { name, shape: Shape::Choice(of) }
}
const fn maybe(name: &'static str, of: &'static [&'static str]) -> Spec {
    Spec { name, shape: Shape::Maybe(of) }
}

const WHOM: &[&str] = &["both", "child", "family", "nobody"];
const ANSWERED: &[&str] = &["family", "both", "nobody"];
const TOLD: &[&str] = &["not_yet", "family"];
const GIVEN: &[&str] = &["child", "family"];
const MERIT: &[&str] = &["study", "character", "sports", "arts", "labour", "growth"];

/// The fields of a kind, in their order: two to five, none needed.
#[must_use]
pub fn specs(kind: NoteKind) -> &'static [Spec] {
    match kind {
        NoteKind::Talk => {
            const {
                &[
                    maybe("topic", &["study", "peers", "family", "mood", "life"]),
                    maybe("seemed", &["bright", "calm", "low", "closed"]),
                ]
            }
        }
        NoteKind::HomeVisit => const { &[choice("met", WHOM), line("people"), line("home"), line("agreed")] },
        NoteKind::FamilyContact => {
            const { &[choice("answered", ANSWERED), line("relative"), line("agreed")] }
        }
        NoteKind::Tutoring => const { &[line("subject"), line("lesson"), line("effect")] },
        NoteKind::Observation => {
            const { &[maybe("place", &["class", "break", "canteen", "dormitory", "way"]), line("strength")] }
        }
        NoteKind::GoodNews => const { &[maybe("merit", MERIT), choice("told", TOLD)] },
        NoteKind::Care => {
            const {
                &[
                    line("gift"),
                    maybe("occasion", &["birthday", "festival", "weather", "need", "heart"]),
                    choice("given", GIVEN),
                ]
            }
        }
        NoteKind::StudentReport => const { &[line("glad"), line("hard"), line("wish")] },
        NoteKind::Praise => const { &[maybe("merit", MERIT), line("small_win")] },
        NoteKind::Incident => {
            const { &[line("others"), time("happened_at"), line("done"), time("told_at"), line("told_whom")] }
        }
    }
}

/// The short fields of one note: name and text, in the order of the table, blank ones left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(Vec<(&'static str, String)>);

impl Extra {
    /// From names and texts; what the kind does not know is left out.
    #[must_use]
    pub fn of(kind: NoteKind, given: impl Fn(&str) -> Option<String>) -> Self {
        let filled = specs(kind).iter().filter_map(|spec| {
            let text = given(spec.name)?.trim().to_owned();
            let fits = match spec.shape {
                Shape::Choice(of) | Shape::Maybe(of) => of.contains(&text.as_str()),
                Shape::Time => jiff::civil::Time::strptime("%H:%M", &text).is_ok(),
                Shape::Line => !text.is_empty(),
            };
            fits.then_some((spec.name, text))
        });
        Self(filled.collect())
    }

    /// The text of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
    }

    /// Whether nothing was filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the cell keeps it; nothing when empty.
    #[must_use]
    pub fn json(&self) -> Option<String> {
        let map: Map<String, Value> =
            self.0.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into())).collect();
        (!map.is_empty()).then(|| Value::Object(map).to_string())
    }

    /// From the cell.
    ///
    /// # Errors
    /// When it holds something else.
    pub fn parse(kind: NoteKind, json: Option<&str>) -> Result<Self, Fault> {
        let Some(json) = json else { return Ok(Self::default()) };
        let map: Map<String, Value> =
            serde_json::from_str(json).map_err(|error| Fault::from("the fields of a note", error))?;
        Ok(Self::of(kind, |name| map.get(name)?.as_str().map(str::to_owned)))
    }

    /// Who was really reached, where the fields say so: what duties count (M6).
    #[must_use]
    pub fn reached(&self) -> Option<&str> {
        let said = ["met", "answered", "told", "given"].iter().find_map(|name| self.get(name))?;
        Some(if said == "not_yet" { "nobody" } else { said })
    }

    /// What people wrote in words of their own: what is searched for danger and likeness.
    #[must_use]
    pub fn words(&self, kind: NoteKind) -> Vec<&str> {
        let lines = specs(kind).iter().filter(|spec| spec.shape == Shape::Line);
        lines.filter_map(|spec| self.get(spec.name)).collect()
    }

    /// Each field with its words, to be read.
    #[must_use]
    pub fn read(&self, look: &Look, kind: NoteKind) -> Vec<(&'static str, String)> {
        let shown = specs(kind).iter().filter_map(|spec| Some((spec, self.get(spec.name)?)));
        shown
            .map(|(spec, text)| match spec.shape {
                Shape::Line | Shape::Time => (spec.label(look), text.to_owned()),
                Shape::Choice(_) | Shape::Maybe(_) => (spec.label(look), spec.word(look, text).to_owned()),
            })
            .collect()
    }
}

impl Spec {
    /// Its label.
    #[must_use]
    pub fn label(&self, look: &Look) -> &'static str {
        look.t(format!("casework-field-{}", self.name.replace('_', "-")))
    }

    fn word(&self, look: &Look, value: &str) -> &'static str {
        look.t(format!("casework-choice-{}-{}", self.name.replace('_', "-"), value.replace('_', "-")))
    }
}

/// One field on a sheet.
pub struct Asked {
    /// `x_name`
    pub name: String,
    /// Its label.
    pub label: &'static str,
    /// `text` or `time`; empty for a choice.
    pub input: &'static str,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// What was typed.
    pub value: String,
    /// Why it came back.
    pub error: String,
}

/// The fields of a kind as a sheet asks for them, with what was typed.
#[must_use]
pub fn asked(look: &Look, kind: NoteKind, fields: &Fields) -> Vec<Asked> {
    specs(kind).iter().map(|spec| one(look, spec, fields)).collect()
}

fn one(look: &Look, spec: &Spec, fields: &Fields) -> Asked {
    let name = format!("x_{}", spec.name);
    let typed = fields.get(&name).to_owned();
    let (input, of, value) = match spec.shape {
        Shape::Line => ("text", &[][..], typed),
        Shape::Time => ("time", &[][..], typed),
        Shape::Choice(of) if typed.is_empty() => ("", of, of.first().copied().unwrap_or_default().to_owned()),
        Shape::Choice(of) | Shape::Maybe(of) => ("", of, typed),
    };
    let choices = of
        .iter()
        .map(|one| Choice {
            value: (*one).to_owned(),
            label: spec.word(look, one).to_owned(),
            chosen: *one == value,
        })
        .collect();
    Asked { label: spec.label(look), input, choices, value, error: fields.error(&name).to_owned(), name }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    // D1
    #[test]
    fn every_kind_has_two_to_five_short_fields_with_words_in_three_languages() {
        for kind in NoteKind::ALL {
            let specs = specs(*kind);
            assert!((2..=5).contains(&specs.len()), "{kind:?}");
            for spec in specs {
                let name = spec.name.replace('_', "-");
                assert!(language::has(&format!("casework-field-{name}")), "{name}");
                let (Shape::Choice(of) | Shape::Maybe(of)) = spec.shape else { continue };
                for one in of {
                    let key = format!("casework-choice-{name}-{}", one.replace('_', "-"));
                    assert!(language::has(&key), "{key}");
                }
            }
        }
    }

    #[test]
    fn fields_come_back_from_their_cell_and_unknown_ones_do_not() {
        let given = |name: &str| match name {
            "met" => Some("family".to_owned()),
            "home" => Some("两间屋，很干净".to_owned()),
            "agreed" => Some("  ".to_owned()),
            _ => Some("x".to_owned()).filter(|_| name == "gift"),
        };
        let extra = Extra::of(NoteKind::HomeVisit, given);
        let back = Extra::parse(NoteKind::HomeVisit, extra.json().as_deref()).unwrap();
        assert_eq!(back, extra);
        assert_eq!(
            (back.get("home"), back.get("agreed"), back.get("gift")),
            (Some("两间屋，很干净"), None, None)
        );
        assert_eq!(back.reached(), Some("family"));
        assert_eq!(Extra::default().json(), None);
        assert!(Extra::parse(NoteKind::Talk, Some("[1]")).is_err());
    }

    // M6
    #[test]
    fn a_locked_door_and_an_unanswered_call_reach_nobody() {
        let one = |kind, field: &'static str, value: &'static str| {
            Extra::of(kind, |name| (name == field).then(|| value.to_owned()))
        };
        assert_eq!(one(NoteKind::HomeVisit, "met", "nobody").reached(), Some("nobody"));
        assert_eq!(one(NoteKind::FamilyContact, "answered", "nobody").reached(), Some("nobody"));
        assert_eq!(one(NoteKind::GoodNews, "told", "not_yet").reached(), Some("nobody"));
        assert_eq!(one(NoteKind::Talk, "topic", "study").reached(), None);
    }
}
