//! Looking an installation over: what should never be, and is.

use std::path::PathBuf;

use access::Actor;
use kernel::Day;
use language::Lang;
use web::{App, Cx};

use super::at_the_machine::existing;
use crate::config::Wrong;

/// What to look over.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// End today what an administrator holds beside that role.
    #[arg(long)]
    mend: bool,
    /// The school day (YYYY-MM-DD); the machine's when not given.
    #[arg(long)]
    today: Option<Day>,
}

/// Prints what is wrong; mends it when told to.
///
/// # Errors
/// When something is wrong and stays so.
pub async fn doctor(asked: Doctor) -> Result<(), Wrong> {
    let app = existing(&asked.data, asked.today).await?;
    if asked.mend {
        mend(&app).await?;
    }
    let found = ailments(&app).await?;
    if found.is_empty() {
        println!("all is well");
        return Ok(());
    }
    Err(Wrong(found.join("\n")))
}

/// What is wrong, in words for the computer person.
///
/// # Errors
/// Those of the database.
pub async fn ailments(app: &App) -> Result<Vec<String>, Wrong> {
    let mut conn = app.db.reader().await.map_err(|e| Wrong(e.to_string()))?;
    let clashes = access::alone::all(&mut conn, app.clock.today()).await;
    let clashes = clashes.map_err(|e| Wrong(e.to_string()))?;
    let words = |clash: &access::alone::Clash| {
        format!(
            "school {}: {} is an administrator and has another role or a place in a case: none of these works now. \
             End one of them on the page of staff, or run `chunyu doctor --mend` to end the other roles",
            clash.school, clash.name
        )
    };
    Ok(clashes.iter().map(words).collect())
}

/// Ends today what administrators hold beside that role.
///
/// # Errors
/// Those of the database.
pub async fn mend(app: &App) -> Result<(), Wrong> {
    let mut conn = app.db.reader().await.map_err(|e| Wrong(e.to_string()))?;
    let clashes = access::alone::all(&mut conn, app.clock.today()).await.map_err(|e| Wrong(e.to_string()))?;
    drop(conn);
    for clash in clashes {
        let actor = Actor { school: clash.school, staff: None, roles: Vec::new(), assigned: Vec::new() };
        let cx = Cx::at_the_machine(app.clone(), actor, Lang::En);
        accounts::staff::stand_alone(&cx, clash.staff).await.map_err(|e| Wrong(format!("{e:?}")))?;
        println!("school {}: {} is an administrator and nothing else now", clash.school, clash.name);
    }
    Ok(())
}
