//! Who answers a pointer: whoever may write such a note about the child; and after a day without an answer those who answer
//! for the cases of the whole school too, the principal among them.

use access::{Action, Facts, Kind, decide};
use kernel::Instant;
use web::Cx;

use crate::note::NoteKind;

/// So long a pointer waits for those who stand nearest, in milliseconds: a day.
pub const NEAREST_MS: i64 = 24 * 60 * 60 * 1000;

/// Whether those who stand nearest have had their time.
#[must_use]
pub(super) fn is_late(found_at: Instant, now: Instant) -> bool {
    now.0 - found_at.0 >= NEAREST_MS
}

/// Whether this person may answer a pointer in a note of this kind about this child, which he or she may read.
#[must_use]
pub(crate) fn may_answer(cx: &Cx, facts: &Facts, (kind, found_at): (NoteKind, Instant)) -> bool {
    let may = |action, kind| decide(&cx.actor, action, kind, facts).is_some();
    may(Action::Create, kind.record())
        || (is_late(found_at, cx.app.clock.now()) && may(Action::Amend, Kind::Case))
}

#[cfg(test)]
mod tests {
    use super::*;

    // D5
    #[test]
    fn those_who_stand_nearest_have_a_day() {
        assert!(!is_late(Instant(1_000), Instant(NEAREST_MS)));
        assert!(is_late(Instant(1_000), Instant(NEAREST_MS + 1_000)));
    }
}
