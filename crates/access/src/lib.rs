//! Who may do what with which record of which child, and why: one policy in three compiled forms.
//!
//! [`decide`] answers for one record, [`scope`] gives the same answer as a SQL condition for lists, and [`explain`]
//! says it to people. No other room writes a condition about rights. [`Permit`] is the proof that a decision was
//! made; only this room can make one. Events and readings are written here, in the transaction of the act.

pub mod actor;
pub mod alone;
pub mod audit;
mod decide;
mod kind;
mod policy;
mod scope;

pub use actor::{Actor, Held, Role, Served};
pub use decide::{Explained, Facts, Permit, Reason, decide, explain, permit};
pub use kind::{Action, Kind};
pub use policy::{POLICY, Reach, Rule};
pub use scope::{Columns, Condition, Scope, scope};
