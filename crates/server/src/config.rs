//! How the program is run: from a file, the environment and the command line, read once at the start.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::error::Kind;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

/// The settings of an installation. The file is `chunyu.toml`, the environment `CHUNYU_…`; `DATABASE_URL` is read too.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder of everything that must be kept.
    pub data: PathBuf,
    /// The key file; outside the data folder. Beside it when not given.
    pub key_file: Option<PathBuf>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// How people reach it, when a proxy with https stands in front: `https://chunyu.school.example`.
    pub public_url: Option<String>,
    /// Said by whoever knowingly serves plain http to other machines.
    pub plain_http_is_fine: bool,
    /// The mail server by which reminders are sent; without one there are no letters.
    pub mail: Option<Mail>,
    /// Robots of a chat server inside the house may be used, over plain http too: said by whoever knows why.
    pub webhooks_inside_are_fine: bool,
    /// PostgreSQL instead of the embedded database.
    pub database_url: Option<String>,
}

/// The mail server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Its name.
    pub host: String,
    /// Its port: 465 with `tls = "whole"`, 587 with `tls = "started"`.
    pub port: u16,
    /// `whole`, `started`, or `none` for a server on this machine.
    pub tls: String,
    /// The name to sign in with, if it wants one.
    pub name: Option<String>,
    /// A file with the password in its first line, readable by the owner alone.
    pub password_file: Option<PathBuf>,
    /// Who the letters are from.
    pub from: String,
}

impl Mail {
    /// For the courier.
    ///
    /// # Errors
    /// Says what is wrong and what to do.
    pub fn opened(&self) -> Result<courier::Mail, Wrong> {
        let tls = match self.tls.as_str() {
            "whole" => courier::MailTls::Whole,
            "started" => courier::MailTls::Started,
            "none" if ["localhost", "127.0.0.1", "::1"].contains(&self.host.as_str()) => {
                courier::MailTls::None
            }
            other => {
                return Err(Wrong(format!(
                    "mail.tls is \"{other}\": use \"whole\" or \"started\" (\"none\" is for this machine alone)"
                )));
            }
        };
        let password = self.password_file.as_ref().map(|path| {
            let text =
                std::fs::read_to_string(path).map_err(|e| Wrong(format!("{}: {e}", path.display())))?;
            Ok::<String, Wrong>(text.lines().next().unwrap_or_default().to_owned())
        });
        let account = self.name.clone().zip(password.transpose()?);
        Ok(courier::Mail { host: self.host.clone(), port: self.port, tls, account, from: self.from.clone() })
    }
}

impl Config {
    /// The beginning: an embedded database, loopback only.
    #[must_use]
    pub fn in_folder(data: PathBuf) -> Self {
        Self {
            data,
            key_file: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8400)),
            public_url: None,
            plain_http_is_fine: false,
            mail: None,
            webhooks_inside_are_fine: false,
            database_url: None,
        }
    }

    /// File and environment over the beginnings.
    ///
    /// # Errors
    /// Names the file and key of a value that makes no sense.
    pub fn read(file: Option<&Path>, data: PathBuf) -> Result<Self, Wrong> {
        let path = file.map_or_else(|| PathBuf::from("chunyu.toml"), Path::to_path_buf);
        if file.is_some() && !path.exists() {
            return Err(Wrong(format!("the configuration file {} does not exist", path.display())));
        }
        Figment::from(Serialized::defaults(Self::in_folder(data)))
            .merge(Toml::file(path))
            .merge(Env::prefixed("CHUNYU_").ignore(&[
                "test_pg",
                "python",
                "chromium",
                "chromedriver",
                "soffice",
            ]))
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .extract()
            .map_err(|error| Wrong(error.into_iter().map(said).collect::<Vec<_>>().join("\n")))
    }

    /// The key file: as configured, else beside the data folder.
    #[must_use]
    pub fn key_path(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| {
            let mut name = self.data.as_os_str().to_owned();
            name.push(".key");
            PathBuf::from(name)
        })
    }

    /// Whether cookies may be marked as for https only.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Refuses what would not be safe.
    ///
    /// # Errors
    /// Says what is wrong and what to do.
    pub fn check(&self) -> Result<(), Wrong> {
        if !self.listen.ip().is_loopback() && !self.is_secure() && !self.plain_http_is_fine {
            return Err(Wrong(format!(
                "listening on {} without https would show children's records to everybody on the network: \
                 set public_url = \"https://…\" behind a proxy, or plain_http_is_fine = true if you know why",
                self.listen
            )));
        }
        Ok(())
    }
}

/// One fault of the settings: where it stands, which setting it is, what would be right.
fn said(error: figment::Error) -> String {
    let place = error.metadata.as_ref().map(|from| {
        from.source.as_ref().map_or_else(|| from.name.to_string(), ToString::to_string).replace('`', "")
    });
    let place = place.unwrap_or_else(|| "settings".to_owned());
    let key = error.path.join(".").to_lowercase();
    match error.kind {
        Kind::UnknownField(found, known) => {
            format!("{place}: there is no setting \"{found}\"; there are {}", known.join(", "))
        }
        kind if key == "listen" => format!("{place}: listen: {kind}; write it as \"127.0.0.1:8400\""),
        kind => format!("{place}: {key}: {kind}"),
    }
}

/// What is wrong with the way the program is run, in words for the computer person.
#[derive(Debug)]
pub struct Wrong(pub String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(name: &str, text: &str) -> String {
        let file = std::env::temp_dir().join(format!("chunyu-{}-{name}.toml", std::process::id()));
        std::fs::write(&file, text).unwrap();
        let wrong = Config::read(Some(&file), "x".into()).unwrap_err().0;
        std::fs::remove_file(&file).unwrap();
        assert!(wrong.contains(&format!("{name}.toml: ")), "the file is named: {wrong}");
        wrong
    }

    #[test]
    fn what_is_wrong_in_the_file_is_said_with_what_would_be_right() {
        let unknown = wrong("unknown", "listten = \"127.0.0.1:8400\"");
        assert!(
            unknown.contains("there is no setting \"listten\"; there are data, key_file, listen"),
            "{unknown}"
        );
        for (name, text) in [("words", "listen = \"abc\""), ("number", "listen = 8400")] {
            let listen = wrong(name, text);
            assert!(
                listen.contains("listen: ") && listen.contains("write it as \"127.0.0.1:8400\""),
                "{listen}"
            );
        }
        let flag = wrong("flag", "plain_http_is_fine = \"maybe\"");
        assert!(flag.contains("plain_http_is_fine: ") && !flag.contains("default."), "{flag}");
    }

    #[test]
    fn plain_http_for_other_machines_must_be_said_aloud() {
        let mut config = Config::in_folder("x".into());
        assert!(config.check().is_ok());
        config.listen = SocketAddr::from(([0, 0, 0, 0], 80));
        assert!(config.check().is_err());
        config.public_url = Some("https://chunyu.school.example".into());
        assert!(config.check().is_ok());
    }
}
