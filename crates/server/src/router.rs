//! The table of contents: every room's routes, behind the guards.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use axum::{Router, response::IntoResponse};
use documents::reading::Reader;
use people::import::Tools;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;
use web::{App, assets, guard};

/// A form is small; the rooms that take files say so themselves.
const FORM: usize = 256 * 1024;

/// All routes.
pub fn router(app: App, reader: Reader) -> Router {
    let (pictures, papers_reader) = (reader.pictures(), reader.clone());
    let tools = Tools {
        reader,
        marks: Some(Arc::new(noticing::intake::Intake)),
        staff: Some(Arc::new(accounts::staff::intake::Intake)),
    };
    let worth_packing = DefaultPredicate::new().and(NotForContentType::new("application/vnd"));
    let layers = ServiceBuilder::new()
        .layer(
            CompressionLayer::new()
                .quality(tower_http::CompressionLevel::Fastest)
                .compress_when(worth_packing),
        )
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(60)))
        .layer(DefaultBodyLimit::max(FORM));
    Router::new()
        .merge(accounts::routes(farewells()))
        .merge(people::routes())
        .merge(people::import::routes(tools))
        .merge(people::duplicate::routes(keeps()))
        .merge(noticing::routes())
        .merge(casework::routes())
        .merge(casework::attachment::routes(pictures))
        .merge(duties::routes())
        .merge(papers::routes(papers_reader))
        .merge(insight::routes())
        .merge(desk::routes())
        .route("/assets/{hash}/{name}", get(assets::show))
        .route("/health", get(health))
        .fallback(nothing)
        .layer(layers)
        .with_state(app)
}

/// Every room that keeps records of children.
#[must_use]
pub fn keeps() -> people::duplicate::Rooms {
    Arc::new(vec![
        people::duplicate::people(),
        Box::new(noticing::joining::Noticed),
        Box::new(casework::joining::Supported),
        Box::new(duties::joining::Owed),
        Box::new(papers::joining::Handed),
    ])
}

/// Every room in which staff bear something for a time.
fn farewells() -> people::staff::leaving::Rooms {
    Arc::new(vec![Box::new(casework::case::leaving::Teams), Box::new(duties::stand_in::leaving::StandIns)])
}

async fn health() -> impl IntoResponse {
    "ok"
}

async fn nothing() -> web::Failure {
    web::Failure::NotFound
}
