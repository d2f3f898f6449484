//! What every room needs and nothing else knows: ids, the clock, chance, error kinds.
//! No input or output lives here.

pub mod chance;
pub mod clock;
pub mod fault;
pub mod id;
pub mod keyed;
pub mod label;

pub use chance::Chance;
pub use clock::{Clock, Day, FOREVER, Instant};
pub use fault::Fault;
pub use id::*;
pub use label::{Compartment, Label};
