//! What every handler holds: the database, the vault, the clock, chance, and the door.

use std::ops::Deref;
use std::sync::Arc;

use access::Actor;
use axum::http::{HeaderMap, header};
use db::Db;
use futures_util::future::BoxFuture;
use kernel::{Chance, Clock, Fault, Label, SchoolId};
use vault::{RowKey, Vault};

/// The running program. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What it is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The keys.
    pub vault: Vault,
    /// The time.
    pub clock: Clock,
    /// Ids and nonces.
    pub chance: Chance,
    /// Who may come in.
    pub door: Box<dyn Door>,
    /// How it is run.
    pub settings: Settings,
}

/// How the program is run, as far as pages must know.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Pages are reached over https: cookies carry `Secure` and the `__Host-` prefix.
    pub secure: bool,
    /// The address under which people reach it, where somebody said so; else that of the page that was asked for.
    pub public_url: Option<String>,
    /// The demonstration school: the sign-in page says so.
    pub demo: bool,
    /// Letters can be sent: a mail server is configured.
    pub mail: bool,
    /// Robots may stand inside the house: for tests, and for a chat server next door.
    pub webhooks_inside: bool,
}

/// A sign-in found valid.
pub struct Entered {
    /// With what rights.
    pub actor: Actor,
    /// Name of the person.
    pub name: String,
    /// Name of the school.
    pub school_name: String,
    /// Signed in with a first password: nothing opens before another is chosen.
    pub must_choose: bool,
}

/// Turns the token of a cookie into a person. The accounts room is the one that does.
pub trait Door: Send + Sync {
    /// `None` when the token is unknown, ended or too old.
    fn enter<'a>(&'a self, app: &'a App, token: &'a str) -> BoxFuture<'a, Result<Option<Entered>, Fault>>;
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The address of this program, to be written on paper: `https://chunyu.school.example`.
    #[must_use]
    pub fn address(&self, headers: &HeaderMap) -> String {
        if let Some(url) = &self.settings.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        format!("{}://{host}", if self.settings.secure { "https" } else { "http" })
    }

    /// The key of one row, for its cells.
    #[must_use]
    pub fn row<'t>(&self, school: SchoolId, table: &'t str, row: [u8; 16], label: Label) -> RowKey<'t> {
        self.vault.row(school.0, table, row, label)
    }

    /// Seals one cell under a fresh nonce.
    #[must_use]
    pub fn seal(&self, row: &RowKey<'_>, column: &str, text: &str) -> Vec<u8> {
        row.seal_text(column, self.chance.bytes(), text)
    }

    /// Seals a cell that may be empty: blank text is nothing.
    #[must_use]
    pub fn seal_some(&self, row: &RowKey<'_>, column: &str, text: Option<&str>) -> Option<Vec<u8>> {
        text.filter(|text| !text.trim().is_empty()).map(|text| self.seal(row, column, text))
    }

    /// Opens a cell.
    ///
    /// # Errors
    /// When the cell was damaged or moved: a fault, never plain text.
    pub fn open(&self, row: &RowKey<'_>, column: &str, cell: &[u8]) -> Result<String, Fault> {
        row.open_text(column, cell).map_err(|_| Fault::new("a cell cannot be read"))
    }

    /// Opens a cell that may be absent.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open_some(
        &self,
        row: &RowKey<'_>,
        column: &str,
        cell: Option<&Vec<u8>>,
    ) -> Result<Option<String>, Fault> {
        cell.map(|cell| self.open(row, column, cell)).transpose()
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
