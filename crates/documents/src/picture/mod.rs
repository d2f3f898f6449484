//! Pictures and recordings that somebody else made (F4). A picture is decoded and written anew as a JPEG in a child process
//! behind the same fences as spreadsheets, so that nothing of the file itself is kept: no place, no camera, no trailer, no
//! second meaning. A recording is kept as it is once its structure holds from the first byte to the last.

mod child;
mod cleaner;
mod decode;
mod sound;

pub use child::child_main;
pub use cleaner::Cleaner;
pub use sound::{Sound, sound};

/// Largest file taken, in bytes.
pub const FILE_BYTES: usize = 20 * 1024 * 1024;
/// Largest picture, in points: what a telephone of today makes, and half as much again.
const POINTS: usize = 36_000_000;
/// The longer side of a picture that is kept, in points.
const SIDE: usize = 1_800;
/// How much of the picture is kept, of 100.
const QUALITY: u8 = 82;
/// The sub-command of the child.
const SUB_COMMAND: &str = "clean-picture";

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is empty or larger than may be.
    Size,
    /// It is of a kind that is not taken, whatever its name says.
    Kind,
    /// It is damaged, or not what it says it is.
    Damaged,
    /// It could not be looked at now.
    Broke,
}

impl Unfit {
    /// The end of the message key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Kind => "kind",
            Self::Damaged => "damaged",
            Self::Broke => "broke",
        }
    }
}

/// A picture that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The JPEG.
    pub jpeg: Vec<u8>,
}

/// Whether the first bytes are those of a picture that is taken.
#[must_use]
pub fn is_picture(bytes: &[u8]) -> bool {
    decode::Kind::of(bytes).is_some()
}
