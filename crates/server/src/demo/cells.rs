//! Every confidential cell that is made here, with the kind whose label seals it: one list to compare the rooms with.
//!
//! The row of a cell is the `id` of its row; of `note_sealed` it is the note's.

use access::Kind;

/// Table, column and kind of all of them. `finding` has the kind of its category ([`finding_kind`]), `note` and
/// `note_version` that of the note ([`note_kind`]), `event` that of the thing changed.
pub const CELLS: &[(&str, &str, Kind)] = &[
    ("student", "id_number_cell", Kind::Identity),
    ("student", "roll_number_cell", Kind::Identity),
    ("student", "phone_cell", Kind::Identity),
    ("student", "address_cell", Kind::Identity),
    ("student", "health_cell", Kind::Health),
    ("guardian", "name_cell", Kind::Family),
    ("guardian", "phone_cell", Kind::Family),
    ("guardian", "employer_cell", Kind::Family),
    ("guardian", "occupation_cell", Kind::Family),
    ("guardian", "address_cell", Kind::Family),
    ("guardian", "away_place_cell", Kind::Family),
    ("finding", "evidence_cell", Kind::Finding),
    ("remark", "text_cell", Kind::Remark),
    ("support_case", "concern_cell", Kind::Case),
    ("closure", "note_cell", Kind::Case),
    ("closure", "reopen_note_cell", Kind::Case),
    ("tier_change", "reason_cell", Kind::Case),
    ("tier_change", "answer_cell", Kind::Case),
    ("tier_form", "body_cell", Kind::Case),
    ("companion", "name_cell", Kind::Case),
    ("companion", "relation_cell", Kind::Case),
    ("companion", "phone_cell", Kind::Case),
    ("dropout", "words_cell", Kind::Case),
    ("dropout", "whereabouts_cell", Kind::Case),
    ("dropout", "ground_cell", Kind::Case),
    ("legal_aid", "matter_cell", Kind::Case),
    ("legal_aid", "place_cell", Kind::Case),
    ("legal_aid", "answer_cell", Kind::Case),
    ("plan", "situation_cell", Kind::Case),
    ("plan", "measures_cell", Kind::Case),
    ("plan", "sections_cell", Kind::Case),
    ("goal", "text_cell", Kind::Case),
    ("goal", "measure_cell", Kind::Case),
    ("goal_measure", "unit_cell", Kind::Case),
    ("measure_use", "words_cell", Kind::Case),
    ("plan_task", "text_cell", Kind::Case),
    ("reminder_person", "email_cell", Kind::Staff),
    ("checklist", "name_cell", Kind::Checklist),
    ("checklist", "items_cell", Kind::Checklist),
    ("note", "text_cell", Kind::Note),
    ("note", "own_words_cell", Kind::Note),
    ("note", "withdrawn_why_cell", Kind::Note),
    ("note", "fields_cell", Kind::Note),
    ("danger", "found_cell", Kind::Note),
    ("danger_answer", "text_cell", Kind::Note),
    ("health", "fields_cell", Kind::Health),
    ("note_version", "text_cell", Kind::Note),
    ("note_version", "own_words_cell", Kind::Note),
    ("note_version", "why_cell", Kind::Note),
    ("note_sealed", "text_cell", Kind::Sealed),
    ("follow_up", "text_cell", Kind::Note),
    ("excuse", "note_cell", Kind::Note),
    ("review_kept", "kept_cell", Kind::Case),
    ("exemplary_case", "title_cell", Kind::Case),
    ("exemplary_case", "text_cell", Kind::Case),
    ("exemplary_case", "child_consent_cell", Kind::Case),
    ("exemplary_case", "family_consent_cell", Kind::Case),
    ("spot_finding", "words_cell", Kind::Note),
    ("spot_finding", "answer_cell", Kind::Note),
    ("event", "after_cell", Kind::Note),
];

/// The kind of a finding of this category.
#[must_use]
pub fn finding_kind(category: &str) -> Kind {
    match category {
        "poor" => Kind::AidFinding,
        "disabled" | "illness" => Kind::HealthFinding,
        "psychological" => Kind::PsyFinding,
        _ => Kind::Finding,
    }
}

/// The kind of a note.
#[must_use]
pub fn note_kind(kind: &str) -> Kind {
    if kind == "home_visit" { Kind::HomeVisit } else { Kind::Note }
}

/// Fields of the blind indexes, with the form that is hashed: numbers in capitals, phones in digits.
pub mod index {
    /// 19 characters.
    pub const ROLL_NUMBER: &str = "roll_number";
    /// 18 characters.
    pub const ID_NUMBER: &str = "id_number";
    /// 11 digits.
    pub const PHONE: &str = "phone";
}
