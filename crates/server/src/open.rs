//! From a configuration to a running program: folder, key, database, in this order, each checked.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use accounts::door::StaffDoor;
use db::{Db, Durability};
use kernel::{Chance, Clock, Fault};
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Settings};

use crate::config::{Config, Wrong};

/// Opens what the configuration names and brings the database to the newest schema.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn open(config: &Config, clock: Clock, demo: bool) -> Result<App, Wrong> {
    folder(&config.data)?;
    let vault = key(config)?;
    let db = database(config).await?;
    let (mail, webhooks_inside) = (config.mail.is_some(), config.webhooks_inside_are_fine);
    let public_url = config.public_url.clone();
    let settings = Settings { secure: config.is_secure(), public_url, demo, mail, webhooks_inside };
    let chance = Chance::system();
    Ok(App::new(Parts { db, vault, clock, chance, door: Box::new(StaffDoor), settings }))
}

/// Makes the data folder for the owner alone, or refuses one that others can read.
fn folder(data: &Path) -> Result<(), Wrong> {
    if !data.exists() {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(data);
        return made.map_err(|e| Wrong(format!("the data folder {} cannot be made: {e}", data.display())));
    }
    let meta = fs::metadata(data).map_err(|e| Wrong(format!("{}: {e}", data.display())))?;
    if meta.permissions().mode() & 0o077 != 0 {
        return Err(Wrong(format!(
            "the data folder {} can be read by others on this machine: chmod 700 {0}",
            data.display()
        )));
    }
    Ok(())
}

/// Loads the key file; makes it when there is no database yet. A database without its key is never given a new one.
fn key(config: &Config) -> Result<Vault, Wrong> {
    let path = config.key_path();
    let has_data = config.data.join("chunyu.db").exists();
    if !path.exists() && has_data {
        return Err(Wrong(format!(
            "the key file {} is missing: without it the records cannot be read. Put it back from where it was kept",
            path.display()
        )));
    }
    let words = |error: vault::KeyFileError| {
        let args: Vec<_> = error.arguments();
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, language::Arg::Text(text))).collect();
        Wrong(language::tf(language::Lang::En, error.message_key(), &args))
    };
    if !path.exists() {
        let fresh = Chance::system().bytes();
        vault::create_key_file(&path, &config.data, Suite::Aes256Gcm, &fresh).map_err(words)?;
    }
    vault::load_key_file(&path, &config.data).map_err(words)
}

async fn database(config: &Config) -> Result<Db, Wrong> {
    let wrong = |error: db::Error| Wrong(format!("the database: {error}"));
    let db = match &config.database_url {
        Some(url) => Db::open_url(url).await,
        None => Db::open_file(&config.data.join("chunyu.db"), Durability::Full),
    };
    let db = db.map_err(wrong)?;
    db::migrate::run(&db).await.map_err(wrong)?;
    Ok(db)
}

impl From<Fault> for Wrong {
    fn from(fault: Fault) -> Self {
        Self(fault.to_string())
    }
}
