//! The chromedriver process and the browser it starts.

use super::{BrowserError, PATIENCE, Result, Setup};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// Runs chromedriver until the input ends — when the driver is dropped or the test's process dies, however it dies —
/// then kills it with its browser, all in one process group. chromedriver alone would leave Chromium behind.
const GUARD: &str = r#""$0" --port=0 & cat >/dev/null; kill -KILL 0"#;

/// Dropping it ends chromedriver and every process of its browser, then removes the profile.
pub(super) struct Driver {
    process: Child,
    port: u16,
    // Kept open: chromedriver would die of its next line otherwise.
    _said: Lines<BufReader<ChildStdout>>,
    profile: TempDir,
}

impl Driver {
    pub(super) async fn start() -> Result<Self> {
        let program = locate("CHUNYU_CHROMEDRIVER", &["chromedriver"])?;
        let failed =
            |error: &dyn std::fmt::Display| BrowserError::new(format!("start {}", program.display()), error);
        let profile =
            tempfile::Builder::new().prefix("chunyu-browser-").tempdir().map_err(|error| failed(&error))?;
        let mut command = Command::new("sh");
        command.args(["-c", GUARD]).arg(&program).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(|error| failed(&error))?;
        let said = process.stdout.take().ok_or_else(|| failed(&"no output"))?;
        let mut said = BufReader::new(said).lines();
        let port = tokio::time::timeout(PATIENCE, port(&mut said)).await;
        let port = port.ok().flatten().ok_or_else(|| failed(&"it named no port"))?;
        Ok(Self { process, port, _said: said, profile })
    }

    pub(super) async fn session(&self, setup: &Setup) -> Result<Client> {
        let Value::Object(wishes) = self.wishes(setup)? else {
            unreachable!("`json!({{…}})` makes an object")
        };
        let address = format!("http://127.0.0.1:{}", self.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connecting = builder.capabilities(wishes).connect(&address);
        match tokio::time::timeout(PATIENCE, connecting).await {
            Ok(Ok(client)) => Ok(client),
            Ok(Err(error)) => Err(BrowserError::new("start Chromium", error)),
            Err(_) => Err(BrowserError::new("start Chromium", "no answer")),
        }
    }

    fn wishes(&self, setup: &Setup) -> Result<Value> {
        let chromium = locate("CHUNYU_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?;
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        let language = format!("--accept-lang={}", setup.language);
        let quiet = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ];
        let arguments: Vec<&str> = quiet.into_iter().chain([profile.as_str(), language.as_str()]).collect();
        Ok(json!({
            "goog:chromeOptions": { "binary": chromium, "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "implicit": 0, "pageLoad": 25_000, "script": 25_000 },
        }))
    }

    /// Chromedriver, what it started, and whatever else works on the profile: Chromium's helpers leave the family.
    pub(super) fn processes(&self) -> Vec<u32> {
        let Some(first) = self.process.id() else { return Vec::new() };
        let all = running();
        let mut ours = BTreeSet::from([first]);
        loop {
            let more: Vec<u32> = all
                .iter()
                .filter(|(pid, parent)| {
                    !ours.contains(pid) && (ours.contains(parent) || self.uses_profile(*pid))
                })
                .map(|(pid, _)| *pid)
                .collect();
            if more.is_empty() {
                return ours.into_iter().collect();
            }
            ours.extend(more);
        }
    }

    fn uses_profile(&self, pid: u32) -> bool {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(&*self.profile.path().to_string_lossy())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut ours = self.processes();
        // The guard kills its group when its input ends.
        drop(self.process.stdin.take());
        for round in 0..500 {
            let _ = self.process.try_wait();
            ours.retain(|pid| is_running(*pid));
            if ours.is_empty() {
                return;
            }
            if round == 100 {
                let mut kill = std::process::Command::new("kill");
                let _ =
                    kill.arg("-KILL").args(ours.iter().map(u32::to_string)).stderr(Stdio::null()).status();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// The program a variable names, or the first in `PATH`.
fn locate(variable: &str, names: &[&str]) -> Result<PathBuf> {
    choose(variable, names, std::env::var_os(variable), std::env::var_os("PATH"))
}

fn choose(
    variable: &str,
    names: &[&str],
    named: Option<OsString>,
    path: Option<OsString>,
) -> Result<PathBuf> {
    let help = "run the tests with `cargo xtask test`, which installs what they need";
    let name = names.first().copied().unwrap_or_default();
    if let Some(file) = named.map(PathBuf::from) {
        let missing = || BrowserError::new(variable, format!("{} is not a file; {help}", file.display()));
        return file.is_file().then_some(file.clone()).ok_or_else(missing);
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&path.unwrap_or_default()).collect();
    let found =
        names.iter().find_map(|name| folders.iter().map(|dir| dir.join(name)).find(|file| file.is_file()));
    found.ok_or_else(|| BrowserError::new(name, format!("not in PATH and {variable} is not set; {help}")))
}

/// "ChromeDriver was started successfully on port 41111."
async fn port(said: &mut Lines<BufReader<ChildStdout>>) -> Option<u16> {
    while let Ok(Some(line)) = said.next_line().await {
        if let Some((_, rest)) = line.split_once("started successfully on port ") {
            return rest.trim_end_matches('.').parse().ok();
        }
    }
    None
}

/// Every process and its parent, from /proc.
fn running() -> Vec<(u32, u32)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|pid| Some((pid, parent(pid)?.1)))
        .collect()
}

/// The state letter and the parent of a process. Its name, in brackets, may hold anything.
fn parent(pid: u32) -> Option<(char, u32)> {
    let line = fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat")).ok()?;
    let mut words = line.rsplit_once(')')?.1.split_whitespace();
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

/// A zombie has ended and waits only for its parent's notice.
fn is_running(pid: u32) -> bool {
    parent(pid).is_some_and(|(state, _)| state != 'Z' && state != 'X')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_driver_is_named_with_what_to_do() {
        let error =
            choose("CHUNYU_CHROMEDRIVER", &["chromedriver"], None, Some("/nowhere".into())).unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("chromedriver: not in PATH and CHUNYU_CHROMEDRIVER is not set"), "{text}");
        assert!(text.contains("cargo xtask test"), "{text}");
    }

    #[test]
    fn a_variable_that_names_no_file_is_not_passed_over() {
        let named = Some("/nowhere/chromedriver".into());
        let error = choose("CHUNYU_CHROMEDRIVER", &["sh"], named, Some("/bin".into())).unwrap_err();
        assert!(error.to_string().contains("/nowhere/chromedriver is not a file"), "{error}");
    }
}
