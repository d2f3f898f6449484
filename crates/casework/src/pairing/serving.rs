//! The grown-ups from whom a team is put together: those who lead come first, for they are the first to take a child
//! (O2, K3).

use std::collections::BTreeSet;

use db::Conn;
use kernel::StaffId;
use people::staff::StaffName;
use web::{Cx, Failure, Look};

use super::store;
use crate::words::Choice;

/// Everybody who works here today, those who lead first.
#[derive(Clone, Debug)]
pub(crate) struct Serving {
    /// In the order of the forms.
    pub staff: Vec<StaffName>,
    leads: BTreeSet<StaffId>,
}

impl Serving {
    /// Finds them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find(conn: &mut Conn, cx: &Cx) -> Result<Self, Failure> {
        let (school, today) = (cx.school(), cx.today());
        let mut staff = people::staff::store::list_names(conn, school, today).await?;
        let leads: BTreeSet<StaffId> = store::leaders(conn, school, today).await?.into_iter().collect();
        staff.sort_by_key(|one| !leads.contains(&one.id));
        Ok(Self { staff, leads })
    }

    /// Whether this person leads.
    pub fn leads(&self, id: StaffId) -> bool {
        self.leads.contains(&id)
    }

    /// As choices of a form, those who lead marked.
    pub fn choices(&self, look: &Look, chosen: &str) -> Vec<Choice> {
        let choice = |one: &StaffName| {
            let value = one.id.to_string();
            let label = match self.leads(one.id) {
                true => look.tx("casework-team-leads", &one.name),
                false => one.name.clone(),
            };
            Choice { chosen: value == chosen, label, value }
        };
        self.staff.iter().map(choice).collect()
    }
}
