//! A real Chromium for tests: a new, empty profile each time, every call with a time-out, gone when dropped.
//!
//! Tests that use it live in a module named `in_browser`, so that `cargo xtask test --quick` can leave them out.

mod check;
mod driver;
mod emulate;
mod form;

pub use check::{Violation, Weight};
pub use emulate::{Scheme, Screen};

use driver::Driver;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::fmt;
use std::future::Future;
use std::time::Duration;

/// The longest that one call may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What did not work, and why; the text is for whoever reads a failed test.
pub struct BrowserError {
    doing: String,
    reason: String,
}

/// The result of everything a browser does.
pub type Result<T> = std::result::Result<T, BrowserError>;

/// How a browser starts. `Setup::default()` is a Chinese reader at a desk, in daylight, with scripts on.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The size of the page on the glass.
    pub screen: Screen,
    /// What the person prefers; CSS sees `prefers-color-scheme`.
    pub scheme: Scheme,
    /// False is a person or a school that switched JavaScript off.
    pub scripts: bool,
    /// Sent as `Accept-Language`.
    pub language: &'static str,
}

/// A running browser with one page.
pub struct Browser {
    client: Client,
    scripts: bool,
    // Declared last: dropped after the client that talks to it.
    driver: Driver,
}

impl Setup {
    /// Another screen.
    #[must_use]
    pub fn on(self, screen: Screen) -> Self {
        Self { screen, ..self }
    }

    /// In the dark.
    #[must_use]
    pub fn dark(self) -> Self {
        Self { scheme: Scheme::Dark, ..self }
    }

    /// With JavaScript switched off.
    #[must_use]
    pub fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }
}

impl Default for Setup {
    fn default() -> Self {
        Self { screen: Screen::DESK, scheme: Scheme::Light, scripts: true, language: "zh-CN" }
    }
}

impl Browser {
    /// Starts chromedriver and a headless Chromium with an empty profile.
    ///
    /// # Errors
    /// When either program is missing or does not answer; the text says what to install.
    pub async fn start(setup: &Setup) -> Result<Self> {
        let driver = Driver::start().await?;
        let client = driver.session(setup).await?;
        let mut browser = Self { client, scripts: true, driver };
        browser.show_on(setup.screen).await?;
        browser.prefer(setup.scheme).await?;
        if !setup.scripts {
            browser.allow_scripts(false).await?;
        }
        Ok(browser)
    }

    /// Opens a page and waits until it is loaded.
    pub async fn goto(&self, url: &str) -> Result<()> {
        within(&format!("goto {url}"), self.client.goto(url)).await
    }

    /// Goes one step back in the history, as the browser's own button does.
    pub async fn back(&self) -> Result<()> {
        within("back", self.client.back()).await
    }

    /// The address of the page.
    pub async fn url(&self) -> Result<String> {
        within("url", self.client.current_url()).await.map(String::from)
    }

    /// The page's title.
    pub async fn title(&self) -> Result<String> {
        within("title", self.client.title()).await
    }

    /// The text a person sees, as laid out.
    pub async fn text(&self) -> Result<String> {
        within("text", async { self.client.find(Locator::Css("body")).await?.text().await }).await
    }

    /// The page's source as it is now.
    pub async fn html(&self) -> Result<String> {
        within("html", self.client.source()).await
    }

    /// Whether the text is to be seen now.
    pub async fn has(&self, text: &str) -> Result<bool> {
        Ok(squeeze(&self.text().await?).contains(&squeeze(text)))
    }

    /// Waits until the text is to be seen.
    ///
    /// # Errors
    /// After ten seconds; the reason shows the page as it is.
    pub async fn wait_for(&self, text: &str) -> Result<()> {
        for _ in 0..100 {
            // A page that is just being replaced has no body for a moment: ask again.
            if self.has(text).await.unwrap_or(false) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let page = self.text().await.unwrap_or_default();
        Err(BrowserError::new(
            format!("wait for 「{text}」"),
            format!("not on the page, which says:\n{page}"),
        ))
    }

    /// Runs the body of a JavaScript function in the page (also with scripts off) and returns what it returns.
    pub async fn eval(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        within("eval", self.client.execute(script, arguments)).await
    }

    /// Presses one key where the focus is, by its name in WebDriver: `"\u{e004}"` is Tab.
    pub async fn key(&self, key: &str) -> Result<()> {
        within("key", async { self.client.active_element().await?.send_keys(key).await }).await
    }

    /// The outer HTML of what has the focus.
    pub async fn focused(&self) -> Result<String> {
        within("focused", async { self.client.active_element().await?.html(false).await }).await
    }

    /// Ends the session in order. Dropping does the same the hard way.
    pub async fn close(self) -> Result<()> {
        within("close", self.client.clone().close()).await
    }

    /// Ids of this browser's processes, to prove that they end.
    pub fn processes(&self) -> Vec<u32> {
        self.driver.processes()
    }

    async fn cdp(&self, method: &'static str, params: Value) -> Result<Value> {
        let command = emulate::Cdp { body: json!({ "cmd": method, "params": params }) };
        within(method, self.client.issue_cmd(command)).await
    }
}

impl BrowserError {
    fn new(doing: impl Into<String>, reason: impl fmt::Display) -> Self {
        Self { doing: doing.into(), reason: reason.to_string() }
    }
}

impl fmt::Display for BrowserError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.doing, self.reason)
    }
}

/// As `Display`: a test that returns an error prints this.
impl fmt::Debug for BrowserError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for BrowserError {}

/// A command with a name and an end.
async fn within<T>(doing: &str, work: impl Future<Output = std::result::Result<T, CmdError>>) -> Result<T> {
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(BrowserError::new(doing, error)),
        Err(_) => Err(BrowserError::new(doing, format!("no answer in {} s", PATIENCE.as_secs()))),
    }
}

/// Runs of blanks and line ends count as one blank, as in HTML.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
