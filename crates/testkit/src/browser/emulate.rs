//! What the browser pretends to be, and what it is asked beyond WebDriver: the DevTools protocol.

use super::{Browser, Result};
use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A screen in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// A phone: touch, its own viewport rules, two device pixels to one of CSS.
    pub mobile: bool,
}

impl Screen {
    /// A phone held upright.
    pub const PHONE: Self = Self { width: 390, height: 844, mobile: true };
    /// A notebook on a desk.
    pub const DESK: Self = Self { width: 1280, height: 900, mobile: false };
}

/// The colours a person prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// chromedriver's way to the DevTools protocol: `{"cmd": …, "params": …}`.
#[derive(Debug)]
pub(super) struct Cdp {
    pub(super) body: Value,
}

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> std::result::Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// The browser's log; chromedriver's own command.
#[derive(Debug)]
pub(super) struct Log;

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> std::result::Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

impl Browser {
    /// Shows the page on another screen.
    pub async fn show_on(&self, screen: Screen) -> Result<()> {
        let scale = if screen.mobile { 2 } else { 1 };
        let metrics = json!({
            "width": screen.width, "height": screen.height, "mobile": screen.mobile, "deviceScaleFactor": scale,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": screen.mobile })).await.map(drop)
    }

    /// Prefers light or dark from now on, and no motion: what is measured then stands still.
    pub async fn prefer(&self, scheme: Scheme) -> Result<()> {
        let value = if scheme == Scheme::Dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// Switches JavaScript on or off for the pages opened from now on.
    pub async fn allow_scripts(&mut self, on: bool) -> Result<()> {
        self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await?;
        self.scripts = on;
        Ok(())
    }
}
