//! The pages on which a person and a school settle their reminders.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use courier::{Robot, Undelivered, check};
use jiff::civil::Time;
use kernel::ChannelId;
use uuid::Uuid;
use web::reply::page_with;
use web::{Cx, Fields, Look, Reply, see_with};

use super::Often;
use super::actions::{self, NewRobot};
use super::plan::Setting;
use super::store::{self, hhmm};
use crate::parts::Choice;

/// The longest address, in characters.
const ADDRESS: usize = 300;

/// The longest name of a robot, in characters.
const NAME: usize = 30;

#[derive(Template)]
#[template(path = "reminder/mine.html")]
struct Mine<'a> {
    cx: &'a Look,
    form: &'a Fields,
    often: Vec<Choice>,
    is_on: bool,
    has_mail: bool,
    may_school: bool,
}

/// `GET /reminders`
pub async fn mine(cx: Cx) -> Reply {
    let mut form = Fields::default();
    let staff = cx.staff()?;
    let person = store::person(&mut cx.app.db.reader().await?, cx.school(), staff).await?;
    let key = cx.app.row(cx.school(), "reminder_person", staff.bytes(), Kind::Staff.label());
    let cell = person.as_ref().and_then(|person| person.email_cell.as_ref());
    form.set("email", cx.app.open_some(&key, "email_cell", cell)?.unwrap_or_default());
    form.set("often", person.map_or_else(|| Often::Off.code().to_owned(), |person| person.often));
    mine_shown(&cx, StatusCode::OK, &form).await
}

async fn mine_shown(cx: &Cx, status: StatusCode, form: &Fields) -> Reply {
    let (setting, _) = store::setting(&mut cx.app.db.reader().await?, cx.school()).await?;
    let template = Mine {
        cx,
        form,
        often: often(cx, form, "often"),
        is_on: setting.is_on,
        has_mail: cx.app.settings.mail,
        may_school: cx.permit_school(Action::Amend, Kind::Rules).is_ok(),
    };
    page_with(cx, status, &template)
}

fn often(cx: &Cx, form: &Fields, field: &str) -> Vec<Choice> {
    let choice = |often: &Often| Choice {
        value: often.code().to_owned(),
        label: cx.t(often.message_key()).to_owned(),
        chosen: form.chose(field, often.code()),
    };
    Often::ALL.iter().map(choice).collect()
}

/// `POST /reminders`
pub async fn update_mine(cx: Cx, mut form: Fields) -> Reply {
    let often = Often::from_code(form.get("often")).unwrap_or(Often::Off);
    form.at_most(cx.lang(), "email", ADDRESS);
    let email = form.some("email").map(str::to_owned);
    let is_mail = email.as_deref().is_none_or(courier::is_mail_address);
    if !is_mail || often != Often::Off && email.is_none() {
        form.refuse(cx.lang(), "email", "duties-reminder-email-wrong");
    }
    if !form.is_right() {
        return mine_shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    actions::put_mine(&cx, often, email.as_deref()).await?;
    see_with("/reminders", "duties-said-reminder-mine")
}

/// A robot in the list.
struct Line {
    id: ChannelId,
    name: String,
    robot: &'static str,
    last: String,
}

#[derive(Template)]
#[template(path = "reminder/school.html")]
struct School<'a> {
    cx: &'a Look,
    form: &'a Fields,
    robots: Vec<Choice>,
    kinds: Vec<Choice>,
    lines: Vec<Line>,
    key: Uuid,
}

/// `GET /reminders/school`
pub async fn school(cx: Cx) -> Reply {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let (setting, _) = store::setting(&mut cx.app.db.reader().await?, cx.school()).await?;
    let mut form = Fields::default();
    form.set("is_on", if setting.is_on { "1" } else { "" });
    form.set("morning", hhmm(setting.morning));
    form.set("quiet_from", hhmm(setting.quiet_from));
    form.set("quiet_until", hhmm(setting.quiet_until));
    form.set("robots", setting.robots.code());
    form.set("robot", Robot::WeCom.code());
    school_shown(&cx, StatusCode::OK, &form).await
}

async fn school_shown(cx: &Cx, status: StatusCode, form: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let mut lines = Vec::new();
    for robot in store::channels(&mut conn, cx.school()).await? {
        let last = store::last(&mut conn, cx.school(), robot.id.0).await?;
        let kind = Robot::from_code(&robot.robot).map_or("", |robot| cx.t(robot_key(robot)));
        lines.push(Line { id: robot.id, name: robot.name, robot: kind, last: last_words(cx, last) });
    }
    let kind = |robot: Robot| Choice {
        value: robot.code().to_owned(),
        label: cx.t(robot_key(robot)).to_owned(),
        chosen: form.chose("robot", robot.code()),
    };
    let kinds = Robot::ALL.into_iter().map(kind).collect();
    let template = School { cx, form, robots: often(cx, form, "robots"), kinds, lines, key: cx.uuid() };
    page_with(cx, status, &template)
}

fn robot_key(robot: Robot) -> &'static str {
    match robot {
        Robot::WeCom => "duties-reminder-wecom",
        Robot::DingTalk => "duties-reminder-dingtalk",
        Robot::Feishu => "duties-reminder-feishu",
    }
}

fn last_words(cx: &Look, last: Option<store::Last>) -> String {
    let why = |code: &str| {
        let key = format!("duties-reminder-why-{code}");
        cx.t(if language::has(&key) { key.as_str() } else { "duties-reminder-why-unreachable" }).to_owned()
    };
    match last {
        None => cx.t("duties-reminder-never").to_owned(),
        Some(store::Last { done_at: Some(at), why: None }) => cx.tx("duties-reminder-sent", cx.moment(&at)),
        Some(store::Last { why: Some(code), .. }) => why(&code),
        Some(_) => cx.t("duties-reminder-under-way").to_owned(),
    }
}

/// `POST /reminders/school`
pub async fn update_school(cx: Cx, mut form: Fields) -> Reply {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let lang = cx.lang();
    let mut time = |name: &str| -> Option<Time> { form.parse(lang, name) };
    let (morning, from, until) = (time("morning"), time("quiet_from"), time("quiet_until"));
    let (Some(morning), Some(quiet_from), Some(quiet_until)) = (morning, from, until) else {
        return school_shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    let robots = Often::from_code(form.get("robots")).unwrap_or(Often::Off);
    let setting = Setting { is_on: form.chose("is_on", "1"), morning, quiet_from, quiet_until, robots };
    if setting.is_quiet(setting.morning) {
        form.refuse(lang, "morning", "duties-reminder-morning-quiet");
        return school_shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    }
    actions::put_setting(&cx, &setting, lang).await?;
    see_with("/reminders/school", "duties-said-reminder-school")
}

/// `POST /reminders/robots`
pub async fn add_robot(cx: Cx, mut form: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Rules)?;
    match robot(&cx, &mut form) {
        Some(new) => {
            actions::add_robot(&cx, &new).await?;
            see_with("/reminders/school", "duties-said-reminder-robot")
        }
        None => {
            let (setting, _) = store::setting(&mut cx.app.db.reader().await?, cx.school()).await?;
            form.set("morning", hhmm(setting.morning));
            form.set("quiet_from", hhmm(setting.quiet_from));
            form.set("quiet_until", hhmm(setting.quiet_until));
            form.set("robots", setting.robots.code());
            form.set("is_on", if setting.is_on { "1" } else { "" });
            school_shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await
        }
    }
}

fn robot(cx: &Cx, form: &mut Fields) -> Option<NewRobot> {
    let lang = cx.lang();
    let key: Option<ChannelId> = form.parse(lang, "key");
    let (name, url) = (form.required(lang, "name"), form.required(lang, "url"));
    form.at_most(lang, "name", NAME);
    form.at_most(lang, "url", ADDRESS);
    form.at_most(lang, "secret", ADDRESS);
    if !url.is_empty() {
        match check(&url, cx.app.settings.webhooks_inside) {
            Ok(_) => {}
            Err(Undelivered::Inside) => form.refuse(lang, "url", "duties-reminder-url-inside"),
            Err(_) => form.refuse(lang, "url", "duties-reminder-url-wrong"),
        }
    }
    let robot = Robot::from_code(form.get("robot"))?;
    let secret = form.some("secret").map(str::to_owned);
    let new = NewRobot { key: key?, robot, name, url, secret };
    form.is_right().then_some(new)
}

/// `POST /reminders/robots/{id}/end`
pub async fn end_robot(cx: Cx, Path(id): Path<ChannelId>) -> Reply {
    actions::end_robot(&cx, id).await?;
    see_with("/reminders/school", "duties-said-reminder-robot-ended")
}

/// `POST /reminders/robots/{id}/trial`
pub async fn try_robot(cx: Cx, Path(id): Path<ChannelId>) -> Reply {
    actions::try_robot(&cx, id).await?;
    see_with("/reminders/school", "duties-said-reminder-trial")
}
