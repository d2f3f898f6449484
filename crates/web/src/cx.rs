//! Who asks, through what, in which language: the first argument of every handler and action.

use std::ops::Deref;

use access::{Action, Actor, Facts, Kind, Permit, audit};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, header};
use db::Tx;
use kernel::{Day, EventId, Fault, SchoolId, StaffId, StudentId};
use language::Lang;
use uuid::Uuid;

use crate::app::App;
use crate::look::{Look, Who, cookie};
use crate::nav;
use crate::reply::{Failure, local_path};

/// A signed-in person at work.
#[derive(Clone)]
pub struct Cx {
    /// The program.
    pub app: App,
    /// The person, with the rights of today.
    pub actor: Actor,
    /// How the page looks.
    pub look: Look,
}

/// Somebody before the door.
pub struct Guest {
    /// The program.
    pub app: App,
    /// How the page looks.
    pub look: Look,
}

impl Deref for Cx {
    type Target = Look;
    fn deref(&self) -> &Look {
        &self.look
    }
}

impl Deref for Guest {
    type Target = Look;
    fn deref(&self) -> &Look {
        &self.look
    }
}

/// The name of the cookie that holds the token of a sign-in.
#[must_use]
pub fn sign_in_cookie(app: &App) -> &'static str {
    if app.settings.secure { "__Host-sign-in" } else { "sign-in" }
}

impl FromRequestParts<App> for Guest {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let look = Look::of_request(&parts.method, &parts.headers, parts.uri.path());
        Ok(Self { app: app.clone(), look })
    }
}

impl FromRequestParts<App> for Cx {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let mut look = Look::of_request(&parts.method, &parts.headers, parts.uri.path());
        let token = cookie(&parts.headers, sign_in_cookie(app));
        let Some(token) = token else { return Err(Failure::SignIn(here(parts))) };
        let Some(entered) = app.door.enter(app, token).await? else {
            return Err(Failure::SignIn(here(parts)));
        };
        // A first password is known to whoever printed it: it opens nothing but the choice of one's own (ASVS 5.0, 6.4.1).
        if entered.must_choose && look.path != CHOOSE {
            return Err(Failure::Elsewhere(CHOOSE));
        }
        let roles = role_words(&entered.actor, look.lang());
        look.nav = nav::of(&entered.actor, &look.path);
        look.school_name = entered.school_name;
        look.draft_key = draft_key(app, &entered.actor);
        look.who = Some(Who { name: entered.name, roles });
        Ok(Self { app: app.clone(), actor: entered.actor, look })
    }
}

/// Where somebody chooses a password.
const CHOOSE: &str = "/password";

/// The page a person was on: the one asked for, or that whose form or script asked, so that a sign-in that ended in the middle
/// of her writing leads back to it (and to the draft that her browser kept).
fn here(parts: &Parts) -> String {
    let mode = parts.headers.get("sec-fetch-mode").map_or("navigate", |mode| mode.to_str().unwrap_or(""));
    if parts.method == Method::GET && mode == "navigate" {
        let asked = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        return local_path(asked, "/").to_owned();
    }
    let referer = parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let rest = referer.and_then(|address| address.split_once("://")).map_or("", |(_, rest)| rest);
    local_path(rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"), "/").to_owned()
}

/// Derived from the keys of the installation and the person: never stored, and no other person's browser can have it.
fn draft_key(app: &App, actor: &Actor) -> String {
    let person = actor.staff.map(|staff| staff.to_string()).unwrap_or_default();
    let halves = ["draft-1", "draft-2"].map(|field| app.vault.index(actor.school.0, field, &person));
    base64(halves.as_flattened())
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let sign = usize::try_from(bits >> (18 - 6 * at) & 63).ok().and_then(|sign| SIGNS.get(sign));
            text.push(if at > chunk.len() { '=' } else { sign.map_or('=', |sign| char::from(*sign)) });
        }
    }
    text
}

fn role_words(actor: &Actor, lang: Lang) -> String {
    let mut words: Vec<&'static str> = Vec::new();
    for held in &actor.roles {
        let word = language::t(lang, &format!("web-role-{}", held.role.key()));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    language::list(lang, &words)
}

impl Cx {
    /// Work without a browser: a command at the machine, a test, the making of the demonstration school.
    #[must_use]
    pub fn at_the_machine(app: App, actor: Actor, lang: Lang) -> Self {
        Self { app, actor, look: Look::of_lang(lang) }
    }

    /// The school.
    #[must_use]
    pub fn school(&self) -> SchoolId {
        self.actor.school
    }

    /// The person.
    ///
    /// # Errors
    /// A failure for work that only a person can do.
    pub fn staff(&self) -> Result<StaffId, Failure> {
        self.actor.staff.ok_or(Failure::NotFound)
    }

    /// The school day.
    #[must_use]
    pub fn today(&self) -> Day {
        self.app.clock.today()
    }

    /// A new id.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        self.app.chance.uuid(self.app.clock.now())
    }

    /// Asks the policy. What one may not see does not exist.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when no line of the policy allows it.
    pub fn permit(&self, action: Action, kind: Kind, facts: &Facts) -> Result<Permit, Failure> {
        access::permit(&self.actor, action, kind, facts).ok_or(Failure::NotFound)
    }

    /// Asks the policy about something of the school itself.
    ///
    /// # Errors
    /// As [`Cx::permit`].
    pub fn permit_school(&self, action: Action, kind: Kind) -> Result<Permit, Failure> {
        self.permit(action, kind, &Facts::school(self.school()))
    }

    /// Writes an event in the transaction of the change. `before` and `after` are plain text here and cells there.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn event(&self, tx: &mut Tx, what: Change<'_>) -> Result<(), Fault> {
        let id = EventId(self.uuid());
        let row = self.app.row(self.school(), "event", id.bytes(), what.kind.label());
        let event = audit::Event {
            id,
            name: what.name,
            kind: what.kind,
            subject: what.subject,
            student: what.student,
            before: self.app.seal_some(&row, "before_cell", what.before),
            after: self.app.seal_some(&row, "after_cell", what.after),
        };
        let who = (self.school(), self.actor.staff);
        Ok(audit::event(tx, who, self.app.clock.now(), event).await?)
    }

    /// Logs what was read, and commits, before the answer leaves.
    ///
    /// # Errors
    /// Those of the database: then nothing may be shown.
    pub async fn log_readings(&self, permits: &[Permit]) -> Result<(), Fault> {
        if !permits.iter().any(|permit| permit.kind().reading_is_logged()) {
            return Ok(());
        }
        let mut tx = self.app.db.begin().await?;
        audit::readings(&mut tx, self.app.clock.now(), &self.app.chance, permits).await?;
        Ok(tx.commit().await?)
    }
}

/// A change, as told to the event log.
pub struct Change<'a> {
    /// `case.closed`
    pub name: &'a str,
    /// The kind of the thing.
    pub kind: Kind,
    /// The thing.
    pub subject: Uuid,
    /// The child.
    pub student: Option<StudentId>,
    /// How it was.
    pub before: Option<&'a str>,
    /// How it is.
    pub after: Option<&'a str>,
}
