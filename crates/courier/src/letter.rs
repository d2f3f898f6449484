//! A letter by SMTP, over the mail server that the owner of the machine names.

use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::time::timeout;

use crate::{PATIENCE, Undelivered};

/// How the connection to the mail server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// From the first byte (port 465).
    Whole,
    /// After STARTTLS (port 587); refused when the server does not offer it.
    Started,
    /// Not at all: a server on this machine.
    None,
}

/// The mail server.
#[derive(Clone)]
pub struct Mail {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub tls: MailTls,
    /// Name and password, when it wants them.
    pub account: Option<(String, String)>,
    /// Who the letters are from.
    pub from: String,
}

/// A letter.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// To whom.
    pub to: &'a str,
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Whether a letter could be addressed so: one mailbox, without a name beside it.
#[must_use]
pub fn is_mail_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}

impl Mail {
    pub(crate) async fn send(&self, letter: &Letter<'_>) -> Result<(), Undelivered> {
        let message = Message::builder()
            .from(self.from.parse().map_err(|_| Undelivered::Address)?)
            .to(letter.to.parse().map_err(|_| Undelivered::Address)?)
            .subject(letter.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.to_owned())
            .map_err(|_| Undelivered::Address)?;
        let sent = timeout(PATIENCE, self.transport()?.send(message)).await;
        let answer = sent.map_err(|_| Undelivered::Unreachable)?;
        answer.map(|_| ()).map_err(|error| match error.status() {
            Some(code) => Undelivered::Status(code.to_string().parse().unwrap_or(0)),
            None => Undelivered::Unreachable,
        })
    }

    fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, Undelivered> {
        let parameters = || TlsParameters::new(self.host.clone()).map_err(|_| Undelivered::Unreachable);
        let tls = match self.tls {
            MailTls::Whole => Tls::Wrapper(parameters()?),
            MailTls::Started => Tls::Required(parameters()?),
            MailTls::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host)
            .port(self.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some((name, password)) = &self.account {
            builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
        }
        Ok(builder.build())
    }
}
