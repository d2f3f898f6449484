//! The commands of the program.

pub mod at_the_machine;
pub mod backup;
pub mod demo;
pub mod doctor;
pub mod import;
pub mod progress;
pub mod serve;
pub mod spot_check;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::Wrong;

/// 春雨: the working system behind a school's support for students in difficulty.
#[derive(Debug, Parser)]
#[command(name = "chunyu", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make and serve a demonstration school; everybody in it is invented.
    Demo(demo::Asked),
    /// Trend, overlap and decision for every series of a table, without a school.
    Progress(progress::Asked),
    /// Bring lists in.
    #[command(subcommand)]
    Import(import::Import),
    /// Write a paper without a browser.
    Paper(at_the_machine::Paper),
    /// Print the counts that the papers use.
    Figures(at_the_machine::Figures),
    /// Copy the records to a new folder, while people go on working.
    Backup(backup::Backup),
    /// Look an installation over, and say what is wrong with it.
    Doctor(doctor::Doctor),
    /// Spot checks: draw a sample again.
    #[command(subcommand)]
    SpotCheck(spot_check::SpotCheck),
    /// Serve a real school: the first start prints a one-time set-up link.
    Serve {
        /// The configuration file (chunyu.toml when there is one).
        #[arg(long)]
        config: Option<PathBuf>,
        /// The folder of everything that must be kept.
        #[arg(long, default_value = "chunyu-data")]
        data: PathBuf,
        /// Where to listen, for example 127.0.0.1:8400.
        #[arg(long)]
        listen: Option<std::net::SocketAddr>,
    },
}

/// Runs a command.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn run(cli: Cli) -> Result<(), Wrong> {
    match cli.command {
        Command::Demo(asked) => demo::demo(asked).await,
        Command::Progress(asked) => progress::progress(&asked),
        Command::Import(asked) => import::import(asked).await,
        Command::Paper(asked) => at_the_machine::paper(asked).await,
        Command::SpotCheck(asked) => spot_check::run(&asked),
        Command::Figures(asked) => at_the_machine::figures(asked).await,
        Command::Backup(asked) => backup::backup(&asked),
        Command::Doctor(asked) => doctor::doctor(asked).await,
        Command::Serve { config, data, listen } => serve::serve(config.as_deref(), data, listen).await,
    }
}

/// Writes to the terminal or into a pipe. Whoever stops reading early (`| head`) has seen enough: no fault.
fn say(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Wrong> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Wrong(error.to_string())),
        _ => Ok(()),
    }
}
