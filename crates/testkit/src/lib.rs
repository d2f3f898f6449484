//! What the tests of all rooms share: a browser, a client that reads pages without one, and databases on both
//! engines. Only tests depend on this crate; it panics, with a reason, where a test could not go on anyway.

pub mod browser;
pub mod client;
pub mod engines;
pub mod html;
