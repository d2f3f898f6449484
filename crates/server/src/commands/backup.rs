//! A backup (Y6): a copy of the records as they are at one moment, while people go on working.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use db::{Db, Durability};

use crate::config::{Config, Wrong};

/// What to copy, and where to.
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The folder to make: it must not be there yet, and others cannot read it.
    #[arg(long)]
    to: PathBuf,
}

/// Copies the database into a new folder, which can be served as it is, and says where the key is kept.
///
/// # Errors
/// When there is no school, when it is on PostgreSQL, or when the copy cannot be written: then nothing of it is left.
pub fn backup(asked: &Backup) -> Result<(), Wrong> {
    let config = Config::read(None, asked.data.clone())?;
    if config.database_url.is_some() {
        return Err(Wrong("the records are on PostgreSQL: back them up with pg_dump".to_owned()));
    }
    let file = asked.data.join("chunyu.db");
    if !file.exists() {
        return Err(Wrong(format!("there is no school in {}", asked.data.display())));
    }
    let told = |error: &dyn std::fmt::Display| Wrong(format!("the backup {}: {error}", asked.to.display()));
    fs::DirBuilder::new().mode(0o700).create(&asked.to).map_err(|e| told(&e))?;
    let copied = Db::open_file(&file, Durability::Full).and_then(|db| db.copy_into(&asked.to));
    if let Err(error) = copied {
        fs::remove_dir_all(&asked.to).map_err(|e| told(&e))?;
        return Err(told(&error));
    }
    println!("copied to {}", asked.to.display());
    println!("the records open with the key alone: keep {} in another place", config.key_path().display());
    Ok(())
}
