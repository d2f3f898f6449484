//! The words that stand in the database, in forms and in message keys: one list each.

use web::Look;

pub use web::short::Choice;

/// The shared word `terms-family-key`.
#[must_use]
pub fn word(look: &Look, family: &str, key: &str) -> &'static str {
    look.t(format!("terms-{family}-{}", key.replace('_', "-")))
}

macro_rules! keyed {
    ($(#[$meta:meta])* $name:ident of $family:literal { $($(#[$doc:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        kernel::keyed! { $(#[$meta])* $name { $($(#[$doc])* $variant = $key),+ } }

        impl $name {
            /// The word that people read.
            #[must_use]
            pub fn word(self, look: &web::Look) -> &'static str {
                $crate::words::word(look, $family, self.key())
            }

            /// Choices for a form, the one typed marked.
            #[must_use]
            pub fn choices(look: &web::Look, chosen: &str) -> Vec<$crate::words::Choice> {
                let choice = |one: &Self| $crate::words::Choice {
                    value: one.key().to_owned(),
                    label: one.word(look).to_owned(),
                    chosen: one.key() == chosen,
                };
                Self::ALL.iter().map(choice).collect()
            }
        }
    };
}
pub(crate) use keyed;
