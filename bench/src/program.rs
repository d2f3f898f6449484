//! (c) and (d): the program as it is started at a school: first page, memory, bytes on the wire.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tokio::process::{Child, Command};

use crate::Outcome;
use crate::http::{Answer, Connection, cookie, encoded, get, post};
use crate::machine::field;

/// Pages looked at before memory is read.
pub const VIEWS: usize = 200;
/// The school day, so that every run sees the same pages.
const DAY: &str = "2026-11-20";
/// A start that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// One start. Memory in KiB.
#[derive(Debug, Serialize)]
pub struct Start {
    /// How many students.
    pub students: u64,
    /// Seconds to make the demonstration school or schools, before.
    pub making: f64,
    /// MiB of the database file.
    pub database: u64,
    /// Milliseconds from the start of the process to the whole sign-in page.
    pub first_page: f64,
    /// Resident, after the first page.
    pub resident_first: u64,
    /// Resident, after [`VIEWS`] pages.
    pub resident: u64,
    /// Of it, what is not a mapped file.
    pub anonymous: u64,
    /// The most there ever was.
    pub peak: u64,
}

/// What one visit costs on the wire, compressed.
#[derive(Debug, Serialize)]
pub struct Weight {
    /// The page; the first is a first visit with style, script and signs.
    pub page: String,
    /// Bytes with headers.
    pub bytes: usize,
}

#[derive(Deserialize)]
struct Account {
    sign_in: String,
    password: String,
}

/// The program beside this one.
fn chunyu() -> Outcome<PathBuf> {
    let file = std::env::current_exe()?.with_file_name("chunyu");
    if file.exists() { Ok(file) } else { Err(format!("{} is not built", file.display()).into()) }
}

fn command(data: &Path, students: u64) -> Outcome<Command> {
    let mut command = Command::new(chunyu()?);
    command.arg("demo").arg("--data").arg(data).args(["--today", DAY, "--students", &students.to_string()]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    Ok(command)
}

/// Makes schools of so many students, starts the program, looks around. Weights only of the smallest.
///
/// # Errors
/// When the program does not start or a page does not answer.
pub async fn measure(students: u64) -> Outcome<(Start, Vec<Weight>)> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("school");
    let began = Instant::now();
    if !command(&data, students)?.arg("--only-make").status().await?.success() {
        return Err("the demonstration school was not made".into());
    }
    let making = began.elapsed().as_secs_f64();
    let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let began = Instant::now();
    let mut program = command(&data, students)?.arg("--listen").arg(address.to_string()).spawn()?;
    let mut connection = first_page(address, began).await?;
    let first_page = began.elapsed().as_secs_f64() * 1000.0;
    let status = format!("/proc/{}/status", program.id().ok_or("the program ended")?);
    let resident_first = field(&status, "VmRSS")?;
    let more = sign_in(&mut connection, &data).await?;
    let weights = if students <= 1_200 { weights(&mut connection, &more).await? } else { Vec::new() };
    views(&mut connection, &more).await?;
    let start = Start {
        students,
        making,
        database: std::fs::metadata(data.join("chunyu.db"))?.len() >> 20,
        first_page,
        resident_first,
        resident: field(&status, "VmRSS")?,
        anonymous: field(&status, "RssAnon")?,
        peak: field(&status, "VmHWM")?,
    };
    end(&mut program).await?;
    eprintln!("{students} students: first page after {first_page:.0} ms, {} KiB resident", start.resident);
    Ok((start, weights))
}

async fn end(program: &mut Child) -> Outcome<()> {
    program.kill().await?;
    Ok(())
}

/// Asks until the sign-in page is there.
async fn first_page(address: SocketAddr, began: Instant) -> Outcome<Connection> {
    while began.elapsed() < PATIENCE {
        if let Ok(mut connection) = Connection::open(address).await {
            let page = connection.ask(&get("/sign-in", "")).await?;
            return if page.status == 200 { Ok(connection) } else { Err(page.head.into()) };
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Err("the program did not listen".into())
}

/// Signs a homeroom teacher of the cast in; returns the header that carries it.
async fn sign_in(connection: &mut Connection, data: &Path) -> Outcome<String> {
    let text = std::fs::read_to_string(data.join("demo-accounts.json"))?;
    let accounts: Vec<Account> = serde_json::from_str(&text)?;
    let one = accounts.iter().find(|one| one.sign_in == "chen.jing").ok_or("she cannot sign in")?;
    let form = format!("sign_in={}&password={}", encoded(&one.sign_in), encoded(&one.password));
    let answer = connection.ask(&post("/sign-in", "", &form)).await?;
    let token = answer.headers().find_map(|(name, value)| {
        let rest = value.strip_prefix("sign-in=").filter(|_| name == "set-cookie")?;
        rest.split(';').next()
    });
    Ok(cookie(token.ok_or_else(|| format!("nobody was signed in: {}", answer.head))?))
}

async fn page(connection: &mut Connection, path: &str, more: &str) -> Outcome<Answer> {
    let mut answer = connection.ask(&get(path, more)).await?;
    if let Some(there) = answer.header("location").filter(|there| there.starts_with('/')) {
        answer = connection.ask(&get(there, more)).await?;
    }
    if answer.status == 200 { Ok(answer) } else { Err(format!("{path}: {}", answer.head).into()) }
}

async fn views(connection: &mut Connection, more: &str) -> Outcome<()> {
    let list = page(connection, "/students", more).await?;
    let students = students(&String::from_utf8_lossy(&list.body));
    let usual = ["/", "/students", "/cases", "/census"].map(str::to_owned);
    let paths: Vec<&String> = usual.iter().chain(students.iter()).collect();
    for path in paths.iter().cycle().take(VIEWS) {
        page(connection, path, more).await?;
    }
    Ok(())
}

/// The pages of students that a page leads to, each once.
fn students(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for path in links(html, "href=\"/students/") {
        let id = path.trim_start_matches("/students/");
        if id.len() == 36 && !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// The addresses in a page or style that begin in this way; `start` ends where the address's second part begins.
fn links(text: &str, start: &str) -> Vec<String> {
    let head = start.split_once('/').map_or("", |(_, path)| path);
    let tails = text.split(start).skip(1);
    let whole = tails.filter_map(|rest| rest.split(['"', '\'', ')', '#', '?', ' ']).next());
    whole.map(|rest| format!("/{head}{rest}")).collect()
}

/// What a browser fetches at the first visit, and at later ones when it has kept what it may keep.
async fn weights(connection: &mut Connection, more: &str) -> Outcome<Vec<Weight>> {
    let more = format!("{more}accept-encoding: gzip\r\n");
    let html = page(connection, "/", &more).await?;
    let mut total = html.wire;
    let mut files = links(&unpacked(&html)?, "\"/assets/");
    let mut at = 0;
    while let Some(file) = files.get(at).cloned() {
        at += 1;
        if files.iter().position(|known| *known == file) != Some(at - 1) {
            continue;
        }
        let answer = page(connection, &file, &more).await?;
        total += answer.wire;
        if file.ends_with(".css") {
            for start in ["url(/assets/", "url(\"/assets/"] {
                files.extend(links(&unpacked(&answer)?, start));
            }
        }
    }
    let mut weights = vec![Weight { page: "first visit of my day, with all files".into(), bytes: total }];
    let list = page(connection, "/students", &more).await?;
    let child = students(&unpacked(&list)?).first().cloned().ok_or("no student")?;
    let later = [("my day", "/"), ("my students", "/students"), ("one student", child.as_str())];
    let more_pages = [("a new note", "/notes/new"), ("cases", "/cases"), ("census", "/census")];
    for (name, path) in later.into_iter().chain(more_pages) {
        let bytes = page(connection, path, &more).await?.wire;
        weights.push(Weight { page: name.into(), bytes });
    }
    Ok(weights)
}

fn unpacked(answer: &Answer) -> Outcome<String> {
    if answer.header("content-encoding") != Some("gzip") {
        return Ok(String::from_utf8_lossy(&answer.body).into_owned());
    }
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*answer.body), &mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_pages_and_styles() {
        let html = r##"<use href="/assets/a1/icons.svg#star"><script src="/assets/b2/x.js" defer>"##;
        assert_eq!(links(html, "\"/assets/"), ["/assets/a1/icons.svg", "/assets/b2/x.js"]);
        assert_eq!(links("url(/assets/c3/y.svg)", "url(/assets/"), ["/assets/c3/y.svg"]);
        let list = "<a href=\"/students/01234567-0123-0123-0123-0123456789ab\"><a href=\"/students/new\">";
        assert_eq!(students(list), ["/students/01234567-0123-0123-0123-0123456789ab"]);
    }
}
