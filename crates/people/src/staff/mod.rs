//! Staff and the roles they hold.

pub mod leaving;
pub mod store;

use kernel::StaffId;

db::record! {
    /// A staff member's name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StaffName {
        /// The id.
        pub id: StaffId,
        /// The name.
        pub name: String,
    }
}
