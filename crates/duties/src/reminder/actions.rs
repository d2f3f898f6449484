//! What an office and a person settle, one transaction each, with its event; addresses and secrets never in plain.

use access::{Action, Kind};
use courier::Robot;
use kernel::{ChannelId, MessageId, StaffId};
use language::Lang;
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::plan::Setting;
use super::{Often, store};

/// A robot as typed.
pub struct NewRobot {
    /// Made when the form was shown.
    pub key: ChannelId,
    /// Whose.
    pub robot: Robot,
    /// What it is called.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its signing secret.
    pub secret: Option<String>,
}

/// Keeps the school's setting.
///
/// # Errors
/// When the person may not, and those of the database.
pub async fn put_setting(cx: &Cx, setting: &Setting, lang: Lang) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let by = (cx.app.clock.now(), cx.staff()?);
    store::put_setting(&mut tx, cx.school(), (setting, lang.tag()), by).await?;
    let after = format!("on {} robots {}", setting.is_on, setting.robots.code());
    tell(&mut tx, cx, ("reminder.settled", Uuid::nil()), &after).await?;
    Ok(tx.commit().await?)
}

/// Keeps a robot.
///
/// # Errors
/// As [`put_setting`].
pub async fn add_robot(cx: &Cx, new: &NewRobot) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let key = cx.app.row(cx.school(), "reminder_channel", new.key.bytes(), Kind::Rules.label());
    let row = store::NewChannel {
        id: new.key,
        robot: new.robot.code(),
        name: &new.name,
        url: cx.app.seal(&key, "url_cell", &new.url),
        secret: cx.app.seal_some(&key, "secret_cell", new.secret.as_deref()),
    };
    let mut tx = cx.app.db.begin().await?;
    if store::insert_channel(&mut tx, cx.school(), &row, (cx.app.clock.now(), cx.staff()?)).await? > 0 {
        tell(&mut tx, cx, ("reminder.robot_added", new.key.0), new.robot.code()).await?;
    }
    Ok(tx.commit().await?)
}

/// Uses a robot no longer.
///
/// # Errors
/// As [`put_setting`].
pub async fn end_robot(cx: &Cx, id: ChannelId) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    if store::end_channel(&mut tx, cx.school(), id, cx.app.clock.now()).await? == 0 {
        return Err(Failure::NotFound);
    }
    tell(&mut tx, cx, ("reminder.robot_ended", id.0), "").await?;
    Ok(tx.commit().await?)
}

/// Lets a robot say that it is there, as soon as the courier comes by.
///
/// # Errors
/// As [`put_setting`].
pub async fn try_robot(cx: &Cx, id: ChannelId) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let robots = store::channels(&mut tx, cx.school()).await?;
    if !robots.iter().any(|robot| robot.id == id) {
        return Err(Failure::NotFound);
    }
    let message = MessageId(cx.uuid());
    let slot = format!("T{message}");
    store::enqueue(&mut tx, (cx.school(), message), (id.0, "robot", &slot), cx.app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Keeps what the asking person wants.
///
/// # Errors
/// Those of the database.
pub async fn put_mine(cx: &Cx, often: Often, email: Option<&str>) -> Result<(), Failure> {
    let staff: StaffId = cx.staff()?;
    let key = cx.app.row(cx.school(), "reminder_person", staff.bytes(), Kind::Staff.label());
    let person = store::Person {
        staff,
        often: often.code().to_owned(),
        email_cell: cx.app.seal_some(&key, "email_cell", email),
        lang: cx.lang_tag().to_owned(),
    };
    let mut tx = cx.app.db.begin().await?;
    store::put_person(&mut tx, cx.school(), &person, cx.app.clock.now()).await?;
    tell(&mut tx, cx, ("reminder.chosen", staff.0), often.code()).await?;
    Ok(tx.commit().await?)
}

async fn tell(tx: &mut db::Tx, cx: &Cx, (name, subject): (&str, Uuid), after: &str) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Rules, subject, student: None, before: None, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
