//! Carries a short text out of the house (M2, Y9): to a robot of a group chat over https, or as a letter by SMTP. It
//! knows nothing of children; what it is given is a sentence with a number and a link.
//!
//! What a person types as an address is not trusted: https alone, no address inside the house, resolved once and then
//! used as resolved, no redirects, five seconds, a small answer.

mod inside;
mod letter;
mod post;
mod robot;

use std::sync::Arc;
use std::time::Duration;

use tokio_rustls::rustls::ClientConfig;

pub use inside::is_inside;
pub use letter::{Letter, Mail, MailTls, is_mail_address};
pub use post::check;
pub use robot::{Robot, Webhook};

/// So long may one delivery take.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Why something was not delivered. No text of a message, and no address, is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelivered {
    /// It is no https address with a host.
    Address,
    /// The address lies inside the house: loopback, private, link-local and the like.
    Inside,
    /// Nobody answered in time.
    Unreachable,
    /// The other side answered with this status.
    Status(u16),
    /// The robot took the request and refused the message: a wrong secret, a missing keyword, too many.
    Refused,
    /// No mail server is configured.
    NoMail,
}

impl Undelivered {
    /// A short code to keep and to show words for.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Inside => "inside",
            Self::Unreachable => "unreachable",
            Self::Status(_) => "status",
            Self::Refused => "refused",
            Self::NoMail => "no-mail",
        }
    }
}

/// The courier. Cheap to clone.
#[derive(Clone)]
pub struct Courier {
    inside_is_fine: bool,
    mail: Option<Arc<Mail>>,
    tls: Arc<ClientConfig>,
}

impl Courier {
    /// With the machine's own list of authorities. `inside_is_fine` allows plain http and addresses inside the house:
    /// for tests, and for a school whose chat server stands next door.
    #[must_use]
    pub fn new(inside_is_fine: bool, mail: Option<Mail>) -> Self {
        Self { inside_is_fine, mail: mail.map(Arc::new), tls: post::tls() }
    }

    /// Whether letters can be sent.
    #[must_use]
    pub fn has_mail(&self) -> bool {
        self.mail.is_some()
    }

    /// Says a sentence in a group chat. `now` is in milliseconds: two of the robots sign it.
    ///
    /// # Errors
    /// When it was not delivered.
    pub async fn tell(&self, webhook: &Webhook, text: &str, now: i64) -> Result<(), Undelivered> {
        let (url, body) = webhook.request(text, now)?;
        let answer = post::post(&url, body, (self.inside_is_fine, self.tls.clone())).await?;
        webhook.robot.took(&answer).then_some(()).ok_or(Undelivered::Refused)
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// When it was not taken by the mail server.
    pub async fn write(&self, letter: &Letter<'_>) -> Result<(), Undelivered> {
        let mail = self.mail.as_ref().ok_or(Undelivered::NoMail)?;
        mail.send(letter).await
    }
}
