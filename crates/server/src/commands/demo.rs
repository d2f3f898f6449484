//! The demonstration school: made once, kept afterwards.

use std::fs;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use db::args;
use kernel::{Clock, Day};
use serde::{Deserialize, Serialize};
use web::App;

use super::serve::{listen_on, until_told_to_stop};
use crate::config::{Config, Wrong};
use crate::demo::{self, Plan};
use crate::{background, open};

/// What can be asked of the demonstration.
#[derive(Debug, clap::Args)]
pub struct Asked {
    /// The folder of the demonstration school.
    #[arg(long, default_value = "chunyu-demo")]
    data: PathBuf,
    /// Where to listen.
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// How many students; above 1,200 there are several schools.
    #[arg(long, default_value_t = demo::STUDENTS)]
    students: u64,
    /// The school day (YYYY-MM-DD); the machine's when not given.
    #[arg(long)]
    today: Option<Day>,
    /// The same seed makes the same school.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Stop after making it.
    #[arg(long)]
    only_make: bool,
    /// Use this PostgreSQL database instead of the embedded one.
    #[arg(long)]
    database_url: Option<String>,
}

/// Somebody who can sign in, as written to `demo-accounts.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Account {
    sign_in: String,
    password: String,
    name: String,
    role: String,
    scope: String,
}

/// Makes the demonstration school when there is none, and serves it.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn demo(asked: Asked) -> Result<(), Wrong> {
    let mut config = Config::in_folder(asked.data.clone());
    config.database_url.clone_from(&asked.database_url);
    if let Some(listen) = asked.listen {
        config.listen = listen;
    }
    config.check()?;
    let clock = asked.today.map_or_else(Clock::system, Clock::on);
    let app = open::open(&config, clock, true).await?;
    let accounts = accounts(&app, &asked).await?;
    if asked.only_make {
        println!("{} students are in {}", asked.students, asked.data.display());
        return Ok(());
    }
    let (listener, address) = listen_on(&config).await?;
    println!("春雨 · Chunyu  {address}\n");
    print_table(&accounts);
    let work = background::work(&config, app.clone(), address)?;
    until_told_to_stop(listener, app, work).await
}

async fn accounts(app: &App, asked: &Asked) -> Result<Vec<Account>, Wrong> {
    let file = asked.data.join("demo-accounts.json");
    let schools: i64 = app
        .db
        .reader()
        .await
        .map_err(wrong)?
        .one("select count(*) from school", args![])
        .await
        .map_err(wrong)?;
    if schools > 0 {
        return kept(&file);
    }
    eprintln!("making a demonstration school with {} students …", asked.students);
    let plan = Plan { seed: asked.seed, students: asked.students, told, ..Plan::on(app.clock.today()) };
    let made = demo::make(&app.db, &app.vault, &plan).await?;
    let accounts: Vec<Account> = made
        .accounts
        .into_iter()
        .map(|one| Account {
            sign_in: one.sign_in,
            password: one.password,
            name: one.name.to_owned(),
            role: one.role.to_owned(),
            scope: one.scope.to_owned(),
        })
        .collect();
    write(&file, &accounts)?;
    Ok(accounts)
}

fn wrong(error: db::Error) -> Wrong {
    Wrong(error.to_string())
}

/// How far the making is, on one line of a window; a file of messages needs none of it.
fn told(children: u64) {
    if std::io::stderr().is_terminal() {
        eprint!("\r  {children} … ");
    }
}

fn kept(file: &Path) -> Result<Vec<Account>, Wrong> {
    let text = fs::read_to_string(file).map_err(|e| {
        let folder = file.parent().unwrap_or(file).display();
        Wrong(format!(
            "{}: {e}. Was the making interrupted? Remove {folder} and {folder}.key, and start again.",
            file.display()
        ))
    })?;
    serde_json::from_str(&text).map_err(|e| Wrong(format!("{}: {e}", file.display())))
}

fn write(file: &Path, accounts: &[Account]) -> Result<(), Wrong> {
    let text = serde_json::to_string_pretty(accounts).map_err(|e| Wrong(e.to_string()))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let opened = options.open(file).and_then(|mut out| std::io::Write::write_all(&mut out, text.as_bytes()));
    opened.map_err(|e| Wrong(format!("{}: {e}", file.display())))
}

fn print_table(accounts: &[Account]) {
    println!("{:<22}  {:<30}  who", "sign-in", "password");
    for one in accounts {
        let role = language::t(language::Lang::ZhHans, &format!("web-role-{}", one.role));
        println!("{:<22}  {:<30}  {} {} {}", one.sign_in, one.password, one.name, role, one.scope);
    }
    println!();
}
