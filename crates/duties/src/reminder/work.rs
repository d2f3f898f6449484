//! The work in the background: what is due is put on its way, what is on its way is carried. Everything that must
//! survive is in the database. A message is claimed before it is sent and marked after it was; a crash in between
//! sends it once more, never not at all. Time is handed in.

use std::sync::Arc;

use access::{Actor, actor};
use courier::{Courier, Letter, Robot, Undelivered, Webhook};
use db::Conn;
use futures_util::future::BoxFuture;
use kernel::{Fault, Instant, MessageId, SchoolId, StaffId};
use language::Lang;
use web::App;

use super::plan::{ATTEMPTS, Setting, slot, wait_after};
use super::store::{self, Message};
use super::{Often, text};

/// Counts what waits for a person. The first page knows it; it lies further right.
pub type Count = Arc<dyn Fn(App, Actor, Lang) -> BoxFuture<'static, Result<usize, Fault>> + Send + Sync>;

/// What the work needs.
#[derive(Clone)]
pub struct Work {
    /// The program.
    pub app: App,
    /// Who carries.
    pub courier: Courier,
    /// Who counts.
    pub count: Count,
    /// How people reach the program.
    pub address: String,
}

/// So long a claim holds, in milliseconds: longer than any delivery may take.
const CLAIM: i64 = 120_000;

impl Work {
    /// One round: what is due is put on its way, what is on its way is carried. Safe to run twice at once.
    ///
    /// # Errors
    /// Those of the database; what could not be delivered is no error but tried again.
    pub async fn round(&self, now: Instant) -> Result<(), Fault> {
        self.plan(now).await?;
        self.deliver(now).await
    }

    /// Puts on its way what is due by now, each once.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn plan(&self, now: Instant) -> Result<(), Fault> {
        let schools = store::schools(&mut self.app.db.reader().await?).await?;
        for school in schools {
            self.plan_school(school, now).await?;
        }
        Ok(())
    }

    async fn plan_school(&self, school: SchoolId, now: Instant) -> Result<(), Fault> {
        let (local, today) = (now.local(), now.day());
        let mut conn = self.app.db.reader().await?;
        let (setting, _) = store::setting(&mut conn, school).await?;
        if !setting.is_due(local.time()) || !is_school_day(&mut conn, school, today).await? {
            return Ok(());
        }
        let mut wanted: Vec<(uuid::Uuid, &str, String)> = Vec::new();
        for robot in store::channels(&mut conn, school).await? {
            wanted.extend(slot(setting.robots, today).map(|slot| (robot.id.0, "robot", slot)));
        }
        if self.courier.has_mail() {
            for person in store::people(&mut conn, school, today).await? {
                let often = Often::from_code(&person.often).unwrap_or(Often::Off);
                wanted.extend(slot(often, today).map(|slot| (person.staff.0, "mail", slot)));
            }
        }
        drop(conn);
        let mut tx = self.app.db.begin().await?;
        for (to, kind, slot) in wanted {
            let id = MessageId(self.app.chance.uuid(now));
            store::enqueue(&mut tx, (school, id), (to, kind, &slot), now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Carries what is due.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn deliver(&self, now: Instant) -> Result<(), Fault> {
        let due = store::due(&mut self.app.db.reader().await?, now).await?;
        for message in due {
            if self.claim(&message, now).await? {
                let outcome = self.carry(&message, now).await?;
                self.settle(&message, outcome, now).await?;
            }
        }
        Ok(())
    }

    /// Takes a message to carry it; public so that a test can stop between this and the sending.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn claim(&self, message: &Message, now: Instant) -> Result<bool, Fault> {
        let mut tx = self.app.db.begin().await?;
        let mine = store::claim(&mut tx, message, (now, now.plus(CLAIM))).await? > 0;
        tx.commit().await?;
        Ok(mine)
    }

    async fn carry(&self, message: &Message, now: Instant) -> Result<Outcome, Fault> {
        let mut conn = self.app.db.reader().await?;
        let (setting, lang) = store::setting(&mut conn, message.school).await?;
        let lang = Lang::parse(&lang).unwrap_or(Lang::ZhHans);
        let is_trial = message.slot.starts_with('T');
        if let Some(outcome) = held_back(&setting, message, now).filter(|_| !is_trial) {
            return Ok(outcome);
        }
        if message.kind == "mail" {
            return self.letter(&mut conn, message).await;
        }
        let robot = store::channels(&mut conn, message.school).await?;
        let Some(robot) = robot.into_iter().find(|robot| robot.id.0 == message.to) else {
            return Ok(Outcome::Drop("ended"));
        };
        let Some(kind) = Robot::from_code(&robot.robot) else { return Ok(Outcome::Drop("ended")) };
        let key =
            self.app.row(message.school, "reminder_channel", robot.id.bytes(), access::Kind::Rules.label());
        let url = self.app.open(&key, "url_cell", &robot.url_cell)?;
        let secret = self.app.open_some(&key, "secret_cell", robot.secret_cell.as_ref())?;
        let words = if is_trial {
            text::trial(lang, &self.address)
        } else {
            match self.group(&mut conn, message.school, lang).await? {
                0 => return Ok(Outcome::Drop("nothing")),
                count => text::to_group(lang, count, &self.address),
            }
        };
        drop(conn);
        let webhook = Webhook { robot: kind, url, secret };
        Ok(Outcome::of(self.courier.tell(&webhook, &words, now.0).await))
    }

    async fn letter(&self, conn: &mut Conn, message: &Message) -> Result<Outcome, Fault> {
        let staff = StaffId(message.to);
        let person = store::person(conn, message.school, staff).await?.filter(|person| person.often != "off");
        let Some((person, cell)) = person.and_then(|one| one.email_cell.clone().map(|cell| (one, cell)))
        else {
            return Ok(Outcome::Drop("ended"));
        };
        let key = self.app.row(message.school, "reminder_person", staff.bytes(), access::Kind::Staff.label());
        let to = self.app.open(&key, "email_cell", &cell)?;
        let lang = Lang::parse(&person.lang).unwrap_or(Lang::ZhHans);
        let count = self.of(conn, message.school, (staff, lang)).await?;
        if count == 0 {
            return Ok(Outcome::Drop("nothing"));
        }
        let (subject, words) = text::to_person(lang, count, &self.address);
        let letter = Letter { to: &to, subject: &subject, text: &words };
        Ok(Outcome::of(self.courier.write(&letter).await))
    }

    async fn of(
        &self,
        conn: &mut Conn,
        school: SchoolId,
        (staff, lang): (StaffId, Lang),
    ) -> Result<usize, Fault> {
        let actor = actor::find(conn, school, staff, self.app.clock.today()).await?;
        (self.count)(self.app.clone(), actor, lang).await
    }

    async fn group(&self, conn: &mut Conn, school: SchoolId, lang: Lang) -> Result<usize, Fault> {
        let mut sum = 0;
        for staff in store::who_can_sign_in(conn, school).await? {
            sum += self.of(conn, school, (staff, lang)).await?;
        }
        Ok(sum)
    }

    async fn settle(&self, message: &Message, outcome: Outcome, now: Instant) -> Result<(), Fault> {
        let attempts = u32::try_from(message.attempts).unwrap_or(ATTEMPTS).saturating_add(1);
        let mut tx = self.app.db.begin().await?;
        match outcome {
            Outcome::Sent => store::done(&mut tx, message, now, None).await?,
            Outcome::Drop(why) => store::done(&mut tx, message, now, Some(why)).await?,
            Outcome::Later(until) => store::wait(&mut tx, message, until, None).await?,
            Outcome::Failed(why) if attempts >= ATTEMPTS => {
                store::done(&mut tx, message, now, Some(why)).await?
            }
            Outcome::Failed(why) => {
                store::wait(&mut tx, message, now.plus(wait_after(attempts)), Some(why)).await?
            }
        };
        Ok(tx.commit().await?)
    }
}

/// What came of carrying a message.
enum Outcome {
    Sent,
    /// It is not sent, and need not be.
    Drop(&'static str),
    /// It is quiet until then.
    Later(Instant),
    Failed(&'static str),
}

impl Outcome {
    fn of(sent: Result<(), Undelivered>) -> Self {
        match sent {
            Ok(()) => Self::Sent,
            Err(why @ (Undelivered::Address | Undelivered::Inside | Undelivered::NoMail)) => {
                Self::Drop(why.code())
            }
            Err(why) => Self::Failed(why.code()),
        }
    }
}

/// Why a message is not carried now: the school turned it off, its day or week is over, or it is quiet.
fn held_back(setting: &Setting, message: &Message, now: Instant) -> Option<Outcome> {
    let often = if message.slot.starts_with('W') { Often::Weekly } else { Often::Daily };
    if !setting.is_on {
        return Some(Outcome::Drop("off"));
    }
    if slot(often, now.day()).as_deref() != Some(message.slot.as_str()) {
        return Some(Outcome::Drop("late"));
    }
    let local = now.local();
    setting.is_quiet(local.time()).then(|| Outcome::Later(Instant::at(setting.quiet_ends(local))))
}

async fn is_school_day(conn: &mut Conn, school: SchoolId, today: kernel::Day) -> Result<bool, Fault> {
    let days = crate::days::Days::new(today, today);
    let setting = crate::setting::Setting::load(conn, school, days, today).await?;
    Ok(setting.calendar.is_some_and(|calendar| calendar.is_school_day(today)))
}
