//! The short form of each kind of note (D1): which fields it has beside the text. A kind's fields are a row of this
//! table and one sealed cell of JSON, never a table of their own.

use web::short::{Filled, Spec};

use super::model::NoteKind;

/// The room whose messages name the fields.
pub const ROOM: &str = "casework";

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
                    Spec::maybe("topic", &["study", "peers", "family", "mood", "life"]),
                    Spec::maybe("seemed", &["bright", "calm", "low", "closed"]),
                ]
            }
        }
        NoteKind::HomeVisit => {
            const { &[Spec::choice("met", WHOM), Spec::line("people"), Spec::line("home"), Spec::line("agreed")] }
        }
        NoteKind::FamilyContact => {
            const { &[Spec::choice("answered", ANSWERED), Spec::line("relative"), Spec::line("agreed")] }
        }
        NoteKind::Tutoring => const { &[Spec::line("subject"), Spec::line("lesson"), Spec::line("effect")] },
        NoteKind::Observation => {
            const {
                &[
                    Spec::maybe("place", &["class", "break", "canteen", "dormitory", "way"]),
                    Spec::line("strength"),
                ]
            }
        }
        NoteKind::GoodNews => const { &[Spec::maybe("merit", MERIT), Spec::choice("told", TOLD)] },
        NoteKind::Care => {
            const {
                &[
                    Spec::line("gift"),
                    Spec::maybe("occasion", &["birthday", "festival", "weather", "need", "heart"]),
                    Spec::choice("given", GIVEN),
                ]
            }
        }
        NoteKind::Conference => const { &[Spec::line("people"), Spec::line("family_view")] },
        NoteKind::StudentReport => const { &[Spec::line("glad"), Spec::line("hard"), Spec::line("wish")] },
        NoteKind::Praise => const { &[Spec::maybe("merit", MERIT), Spec::line("small_win")] },
        NoteKind::Incident => {
            const {
                &[
                    Spec::line("others"),
                    Spec::time("happened_at"),
                    Spec::line("done"),
                    Spec::time("told_at"),
                    Spec::line("told_whom"),
                ]
            }
        }
    }
}

/// Who was really reached, where the fields say so: what duties count (M6).
#[must_use]
pub fn reached(filled: &Filled) -> Option<&str> {
    let said = ["met", "answered", "told", "given"].iter().find_map(|name| filled.get(name))?;
    Some(if said == "not_yet" { "nobody" } else { said })
}

#[cfg(test)]
mod tests {
    use super::*;

    // D1
    #[test]
    fn every_kind_has_two_to_five_short_fields_with_words_in_three_languages() {
        for kind in NoteKind::ALL {
            assert!((2..=5).contains(&specs(*kind).len()), "{kind:?}");
            assert_eq!(web::short::wordless(ROOM, specs(*kind)), [""; 0]);
        }
    }

    // M6
    #[test]
    fn a_locked_door_and_an_unanswered_call_reach_nobody() {
        let one = |kind, field: &'static str, value: &'static str| {
            let filled = Filled::of(specs(kind), |name| (name == field).then(|| value.to_owned()));
            reached(&filled).map(str::to_owned)
        };
        assert_eq!(one(NoteKind::HomeVisit, "met", "nobody").as_deref(), Some("nobody"));
        assert_eq!(one(NoteKind::FamilyContact, "answered", "nobody").as_deref(), Some("nobody"));
        assert_eq!(one(NoteKind::GoodNews, "told", "not_yet").as_deref(), Some("nobody"));
        assert_eq!(one(NoteKind::Talk, "topic", "study"), None);
    }
}
