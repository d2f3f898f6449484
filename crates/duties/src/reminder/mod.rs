//! Reminders (M2, Y9): a number and a link, once a morning or once a week, by e-mail to a person and by a robot to a
//! group of colleagues. Off until the school turns them on; each person chooses, or leaves it. No child's name, no category and no word of a
//! record ever stands in one: the text is made from a number alone.

pub mod actions;
mod pages;
pub mod plan;
pub mod store;
pub mod text;
pub mod work;

use axum::Router;
use axum::routing::{get, post};
use web::App;

use crate::rule::coded;

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/reminders", get(pages::mine).post(pages::update_mine))
        .route("/reminders/school", get(pages::school).post(pages::update_school))
        .route("/reminders/robots", post(pages::add_robot))
        .route("/reminders/robots/{id}/end", post(pages::end_robot))
        .route("/reminders/robots/{id}/trial", post(pages::try_robot))
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Often {
    Off,
    /// Every morning of a school day on which something waits.
    Daily,
    /// On the first school morning of the week.
    Weekly,
}

coded!(Often {
    Off => "off", "duties-reminder-off";
    Daily => "daily", "duties-reminder-daily";
    Weekly => "weekly", "duties-reminder-weekly";
});
