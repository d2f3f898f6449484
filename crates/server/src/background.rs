//! What is done while nobody asks: reminders are put on their way and carried.

use std::sync::Arc;
use std::time::Duration;

use access::Actor;
use courier::Courier;
use duties::reminder::work::Work;
use kernel::Fault;
use language::Lang;
use web::{App, Cx, Failure};

use crate::config::{Config, Wrong};

/// How often somebody looks whether something is due.
const EVERY: Duration = Duration::from_secs(30);

/// The work of this installation.
///
/// # Errors
/// When the mail server is configured wrongly.
pub fn work(config: &Config, app: App, address: String) -> Result<Work, Wrong> {
    let mail = config.mail.as_ref().map(crate::config::Mail::opened).transpose()?;
    let courier = Courier::new(config.webhooks_inside_are_fine, mail);
    Ok(Work { app, courier, count: Arc::new(|app, actor, lang| Box::pin(count(app, actor, lang))), address })
}

/// Counts what waits for a person, as the first page does. Nothing of it is shown to anybody but the number.
async fn count(app: App, actor: Actor, lang: Lang) -> Result<usize, Fault> {
    let cx = Cx::at_the_machine(app, actor, lang);
    let mut conn = cx.app.db.reader().await?;
    desk::day::waiting(&mut conn, &cx).await.map_err(|failure| match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("the day could not be counted"),
    })
}

/// Looks again and again until the program stops.
pub async fn run(work: Work) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if let Err(fault) = work.round(work.app.clock.now()).await {
            tracing::error!(%fault, "a round of reminders");
        }
    }
}
