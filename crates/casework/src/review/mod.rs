//! The monthly review (V1): each open case of a class, a grade or the school is looked at once a month; a named person
//! takes the proposal or decides otherwise; what is agreed becomes follow-ups. Finished, the month keeps the figures of
//! that day. The pages stand in `desk`, which also knows what was owed; the minutes are a paper.

pub mod actions;
pub mod figures;
pub mod model;
pub mod pack;
mod panel;
pub mod propose;
pub mod reading;
pub mod store;
pub mod words;

pub use figures::Figures;
pub use model::{Decision, Kept, Month, Place, Settled, Task};
pub use pack::{Line, pack};
pub use panel::panel;
pub use propose::{Proposal, Reason, propose};
pub use reading::{ReviewView, find, kept};
