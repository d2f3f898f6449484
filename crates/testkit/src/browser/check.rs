//! What a test measures on a page: accessibility, weight, complaints, pictures.

use super::{Browser, BrowserError, Result, emulate, within};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fmt;
use std::path::Path;

/// axe-core by Deque Systems, MPL-2.0, unchanged; its licence lies beside it.
const AXE: &str = include_str!("../../vendor/axe-core/axe.min.js");

/// One broken accessibility rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// axe's name of the rule, such as `color-contrast`.
    pub rule: String,
    /// `serious` or `critical`.
    pub impact: String,
    /// What the rule asks for, in English.
    pub help: String,
    /// CSS selectors of the elements.
    pub elements: Vec<String>,
}

/// What came over the wire for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// Bytes as transferred, headers included, compressed as they came; nothing for what the cache held.
    pub bytes: u64,
    /// Requests, the page itself included.
    pub requests: u64,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}): {} — {}", self.rule, self.impact, self.help, self.elements.join(", "))
    }
}

impl Browser {
    /// The serious and critical violations of WCAG 2.2 A and AA, and of axe's own best practices, that axe-core finds on the page as it is.
    /// With scripts off they are switched on for as long as the check takes.
    pub async fn axe(&mut self) -> Result<Vec<Violation>> {
        let scripts = self.scripts;
        if !scripts {
            self.allow_scripts(true).await?;
        }
        let found = self.run_axe().await;
        if !scripts {
            self.allow_scripts(false).await?;
        }
        found
    }

    async fn run_axe(&self) -> Result<Vec<Violation>> {
        if self.eval("return !window.axe", vec![]).await? == Value::Bool(true) {
            self.eval(AXE, vec![]).await?;
        }
        let script = "const done = arguments[0];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
            axe.run(document, {runOnly: tags, resultTypes: ['violations']})
                .then(r => done({passes: r.passes.length, violations: r.violations}), e => done({error: String(e)}));";
        let report = within("axe", self.client.execute_async(script, vec![])).await?;
        if let Some(error) = report.get("error") {
            return Err(BrowserError::new("axe", error));
        }
        let all = report.get("violations").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        // A check that looked at nothing must not pass for a clean page.
        if report.get("passes").and_then(Value::as_u64).unwrap_or_default() == 0 && all.is_empty() {
            return Err(BrowserError::new("axe", "no rule applied: is there a page?"));
        }
        Ok(all
            .iter()
            .map(Violation::read)
            .filter(|v| v.impact == "serious" || v.impact == "critical")
            .collect())
    }

    /// What the page and everything it asked for weighed. Ask right after the first visit of a fresh browser.
    pub async fn weight(&self) -> Result<Weight> {
        let script = "const all = performance.getEntriesByType('navigation')
                .concat(performance.getEntriesByType('resource'));
            return [all.reduce((sum, entry) => sum + entry.transferSize, 0), all.length];";
        let numbers = self.eval(script, vec![]).await?;
        let number = |at: usize| numbers.get(at).and_then(Value::as_u64);
        match (number(0), number(1)) {
            (Some(bytes), Some(requests)) => Ok(Weight { bytes, requests }),
            _ => Err(BrowserError::new("weight", numbers)),
        }
    }

    /// What the console complained about since the last call: script errors, refused content, missing files.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let lines = within("complaints", self.client.issue_cmd(emulate::Log)).await?;
        let severe = |line: &&Value| line.get("level").and_then(Value::as_str) == Some("SEVERE");
        let text = |line: &Value| line.get("message").and_then(Value::as_str).map(str::to_owned);
        Ok(lines.as_array().into_iter().flatten().filter(severe).filter_map(text).collect())
    }

    /// What makes the page scroll sideways: the elements that reach beyond its right edge; nothing for a page that fits.
    pub async fn overflow(&self) -> Result<Vec<String>> {
        let script = "const e = document.documentElement, wide = e.scrollWidth - e.clientWidth;
            if (wide <= 0) return [];
            const beyond = [...document.body.querySelectorAll('*')].filter(x => x.getBoundingClientRect().right > e.clientWidth + 1);
            return ['by ' + wide, ...beyond.slice(-12).map(x => x.outerHTML.slice(0, 160))];";
        let found = self.eval(script, vec![]).await?;
        serde_json::from_value(found).map_err(|error| BrowserError::new("overflow", error))
    }

    /// Links, buttons and folds of the page that a finger cannot reach because something lies over them.
    ///
    /// # Errors
    ///
    /// [`BrowserError`]
    pub async fn covered(&self) -> Result<Vec<String>> {
        let script = "const covered = [];
            for (const x of document.querySelectorAll('main a[href], main button, main summary')) {
                x.scrollIntoView({ block: 'center' });
                const r = x.getClientRects()[0];
                if (!r || r.width < 2 || r.right > innerWidth || !x.checkVisibility()) continue;
                const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
                if (!top || !(x.contains(top) || top.contains(x))) covered.push(x.outerHTML.slice(0, 160));
            }
            scrollTo(0, 0);
            return covered;";
        let found = self.eval(script, vec![]).await?;
        serde_json::from_value(found).map_err(|error| BrowserError::new("covered", error))
    }

    /// Writes a picture (PNG) of what the screen shows, from the top of the page.
    pub async fn glance(&self, file: &Path) -> Result<()> {
        self.eval("window.scrollTo(0, 0)", vec![]).await?;
        self.save("Page.captureScreenshot", json!({ "format": "png" }), file).await
    }

    /// Writes a picture (PNG) of the whole page, not only of what the screen shows.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        let params = json!({ "format": "png", "captureBeyondViewport": true });
        self.save("Page.captureScreenshot", params, file).await
    }

    /// Writes the page as it would be printed, on the paper its style sheet asks for, else A4.
    pub async fn pdf(&self, file: &Path) -> Result<()> {
        let params = json!({
            "printBackground": true, "preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69,
        });
        self.save("Page.printToPDF", params, file).await
    }

    async fn save(&self, method: &'static str, params: Value, file: &Path) -> Result<()> {
        let answer = self.cdp(method, params).await?;
        let data = answer.get("data").and_then(Value::as_str).unwrap_or_default();
        let bytes = STANDARD.decode(data).map_err(|error| BrowserError::new(method, error))?;
        if bytes.is_empty() {
            return Err(BrowserError::new(method, "nothing came"));
        }
        tokio::fs::write(file, bytes).await.map_err(|error| BrowserError::new(file.to_string_lossy(), error))
    }
}

impl Violation {
    fn read(value: &Value) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let nodes = value.get("nodes").and_then(Value::as_array).into_iter().flatten();
        let elements = nodes.filter_map(|node| node.get("target")?.get(0).map(ToString::to_string)).collect();
        Self { rule: text("id"), impact: text("impact"), help: text("help"), elements }
    }
}
