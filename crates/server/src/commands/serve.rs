//! Serving.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use documents::reading::Reader;
use duties::reminder::work::Work;
use kernel::Clock;
use tokio::net::TcpListener;
use web::App;

use crate::config::{Config, Wrong};
use crate::{background, open, router};

/// Serves a real installation.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn serve(file: Option<&Path>, data: PathBuf, listen: Option<SocketAddr>) -> Result<(), Wrong> {
    let mut config = Config::read(file, data)?;
    if let Some(listen) = listen {
        config.listen = listen;
    }
    config.check()?;
    let app = open::open(&config, Clock::system(), false).await?;
    let link = accounts::set_up::link(&app).await?;
    let (listener, address) = listen_on(&config).await?;
    println!("春雨 · Chunyu  {address}");
    if let Some(path) = link {
        println!("第一次启动，请打开 / first start, open: {address}{path}");
    }
    let work = background::work(&config, app.clone(), address)?;
    until_told_to_stop(listener, app, work).await
}

/// Binds the address; returns how people reach it.
///
/// # Errors
/// When the address is taken.
pub async fn listen_on(config: &Config) -> Result<(TcpListener, String), Wrong> {
    let listener = TcpListener::bind(config.listen).await.map_err(|e| {
        Wrong(format!("cannot listen on {}: {e}; choose another with --listen", config.listen))
    })?;
    let bound = listener.local_addr().map_err(|e| Wrong(e.to_string()))?;
    let address = config.public_url.clone().unwrap_or_else(|| format!("http://{bound}"));
    Ok((listener, address))
}

/// Serves until the program is told to stop; answers under way are finished. What is wrong with the installation is
/// said first.
///
/// # Errors
/// Those of the network.
pub async fn until_told_to_stop(listener: TcpListener, app: App, work: Work) -> Result<(), Wrong> {
    for ailment in super::doctor::ailments(&app).await? {
        tracing::warn!("{ailment}");
    }
    let reader = Reader::this_program().map_err(|e| Wrong(e.to_string()))?;
    let background = tokio::spawn(background::run(work));
    let served =
        axum::serve(listener, router::router(app, reader)).with_graceful_shutdown(told_to_stop()).await;
    background.abort();
    served.map_err(|e| Wrong(e.to_string()))
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}
