//! A PostgreSQL of the tests' own: made new for every run, gone with it.

use crate::process::{am_root, find, quietly};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server. Dropping it stops the server and removes its files.
pub struct Postgres {
    server: Child,
    place: Place,
    /// `postgres://` URL of a superuser; its database is `postgres`.
    pub url: String,
}

/// Where the files are, who owns them and where the programs are.
struct Place {
    programs: PathBuf,
    folder: PathBuf,
    /// Set when we are root: PostgreSQL refuses to run as root.
    account: Option<Account>,
    /// Held as long as we live; another run may remove a folder whose lock nobody holds.
    lock: Option<File>,
}

struct Account {
    uid: u32,
    gid: u32,
}

/// What the folders are called, before a random part.
const PREFIX: &str = "chunyu-test-pg-";

/// Runs the server until the input ends — when we say so or die, however we die — then stops it ("fast") and removes
/// its folder.
const GUARD: &str =
    r#""$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$0" "$0.lock""#;

/// Durability stays on, as in a school: only what no test can see is relaxed.
const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "max_connections=200",
    "shared_buffers=128MB",
    "fsync=on",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=2GB",
    "checkpoint_timeout=30min",
    "timezone=Asia/Shanghai",
    "log_min_messages=warning",
    "log_checkpoints=off",
];

impl Postgres {
    /// Makes and starts a server with its files under `parent`, or in memory where there is plenty.
    pub fn start(parent: &Path) -> Result<Self, String> {
        let programs = crate::tools::postgres_folder().ok_or("no PostgreSQL server on this machine")?;
        let parents = parents(parent);
        parents.iter().for_each(|parent| remove_old(parent));
        let account = if am_root() { Some(Account::lookup()?) } else { None };
        let place = Place::prepare(programs, &parents, account)?;
        let password = random()?;
        place.init(&password)?;
        let port = free_port()?;
        let server = place.serve(port)?;
        let url = format!("postgres://chunyu:{password}@127.0.0.1:{port}/postgres");
        let made = Self { server, place, url };
        made.wait()?;
        Ok(made)
    }

    /// Waits until the server's own file says `ready`: its eighth line, which pg_ctl goes by too.
    fn wait(&self) -> Result<(), String> {
        let began = Instant::now();
        loop {
            let file = fs::read_to_string(self.place.data().join("postmaster.pid"));
            if file.as_ref().is_ok_and(|text| text.lines().nth(7).map(str::trim) == Some("ready")) {
                return Ok(());
            }
            // The server writes this file first and removes it last.
            let ended = began.elapsed().as_secs() > 5 && file.is_err();
            if ended || began.elapsed().as_secs() > 60 {
                let log = fs::read_to_string(self.place.log()).unwrap_or_default();
                return Err(format!("PostgreSQL did not start:\n{log}"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The end of its input is what the guard waits for.
        drop(self.server.stdin.take());
        let began = Instant::now();
        while self.server.try_wait().is_ok_and(|ended| ended.is_none())
            && began.elapsed() < Duration::from_secs(30)
        {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.server.kill();
        self.place.remove();
    }
}

impl Place {
    /// A fresh folder that the server's account can use, in the first of the places that allows it.
    fn prepare(programs: PathBuf, parents: &[PathBuf], account: Option<Account>) -> Result<Self, String> {
        let mut place = Self { programs, folder: PathBuf::new(), account, lock: None };
        let name = format!("{PREFIX}{}", random()?);
        let mut reasons = Vec::new();
        for parent in parents {
            place.folder = parent.join(&name);
            match place.lock().and_then(|()| place.make()).and_then(|()| place.try_to_write()) {
                Ok(()) => return Ok(place),
                Err(reason) => reasons.push(reason),
            }
            place.remove();
        }
        Err(format!("no place for PostgreSQL's files:\n{}", reasons.join("\n")))
    }

    fn lock(&mut self) -> Result<(), String> {
        let file = lock_file(&self.folder);
        let failed = |error: std::io::Error| format!("{}: {error}", file.display());
        fs::create_dir_all(file.parent().unwrap_or(&file)).map_err(failed)?;
        let lock = File::create_new(&file).map_err(failed)?;
        lock.lock().map_err(failed)?;
        if let Some(account) = &self.account {
            // So that the guard may remove it.
            chown(&file, Some(account.uid), Some(account.gid)).map_err(failed)?;
        }
        self.lock = Some(lock);
        Ok(())
    }

    fn remove(&self) {
        let _ = fs::remove_dir_all(&self.folder);
        let _ = fs::remove_file(lock_file(&self.folder));
    }

    fn make(&self) -> Result<(), String> {
        let failed = |error| format!("{}: {error}", self.folder.display());
        fs::create_dir(&self.folder).map_err(failed)?;
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        match &self.account {
            Some(account) => chown(&self.folder, Some(account.uid), Some(account.gid)).map_err(failed),
            None => Ok(()),
        }
    }

    fn try_to_write(&self) -> Result<(), String> {
        let mut ask = self.command(Path::new("test"));
        quietly(ask.arg("-w").arg(&self.folder)).map(drop)
    }

    fn init(&self, password: &str) -> Result<(), String> {
        let secret = self.folder.join("password");
        fs::write(&secret, password).map_err(|error| error.to_string())?;
        if let Some(account) = &self.account {
            chown(&secret, Some(account.uid), Some(account.gid)).map_err(|error| error.to_string())?;
        }
        let mut init = self.command(&self.programs.join("initdb"));
        init.args([
            "--username=chunyu",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth=scram-sha-256",
            "--no-sync",
        ]);
        init.arg("--pwfile").arg(&secret).arg("--pgdata").arg(self.data());
        let made = quietly(&mut init).map(|_| ());
        let _ = fs::remove_file(&secret);
        made
    }

    fn serve(&self, port: u16) -> Result<Child, String> {
        let log = File::create(self.log()).map_err(|error| error.to_string())?;
        let copy = log.try_clone().map_err(|error| error.to_string())?;
        let mut serve = self.command(Path::new("sh"));
        serve.args(["-c", GUARD]).arg(&self.folder).arg(self.programs.join("postgres"));
        serve.arg("-D").arg(self.data()).arg("-p").arg(port.to_string());
        for setting in SETTINGS {
            serve.arg("-c").arg(setting);
        }
        serve.arg("-c").arg(format!("unix_socket_directories={}", self.socket_folder()));
        // A group of its own: Ctrl-C ends the tests first, then, as we are gone, the guard ends the server.
        serve.stdin(Stdio::piped()).stdout(log).stderr(copy).process_group(0);
        serve.spawn().map_err(|error| format!("postgres could not be started: {error}"))
    }

    /// A socket's whole path may have 107 bytes; in a deeper checkout the tests do with TCP alone.
    fn socket_folder(&self) -> String {
        let folder = self.folder.to_string_lossy();
        if folder.len() < 80 { folder.into_owned() } else { String::new() }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// A program, as the account that owns the files.
    fn command(&self, program: &Path) -> Command {
        let mut command = match (&self.account, find(&["setpriv"])) {
            (Some(account), Some(setpriv)) => {
                let mut command = Command::new(setpriv);
                command.arg(format!("--reuid={}", account.uid)).arg(format!("--regid={}", account.gid));
                command.args(["--clear-groups", "--"]).arg(program);
                command
            }
            _ => Command::new(program),
        };
        command.current_dir(&self.folder).env("LC_ALL", "C.UTF-8");
        command
    }
}

impl Account {
    /// Debian's `postgres`, or `nobody` where PostgreSQL came another way.
    fn lookup() -> Result<Self, String> {
        let list = fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
        let find = |wanted: &str| {
            list.lines().find_map(|line| {
                let mut parts = line.split(':');
                parts.next().filter(|name| *name == wanted)?;
                let uid = parts.nth(1)?.parse().ok()?;
                Some(Self { uid, gid: parts.next()?.parse().ok()? })
            })
        };
        find("postgres")
            .or_else(|| find("nobody"))
            .ok_or_else(|| "no account `postgres` to run the server as".to_owned())
    }
}

/// Where the files may go, best first: memory makes the many small databases of tests five times faster and changes
/// nothing else; /var/tmp is for checkouts that the server's account may not enter, such as one under /root.
fn parents(own: &Path) -> Vec<PathBuf> {
    let memory = Path::new("/dev/shm");
    let mut places = vec![own.to_owned(), PathBuf::from("/var/tmp")];
    if free_megabytes(memory).min(free_memory()) > 6_000 {
        places.insert(0, memory.to_owned());
    }
    places
}

fn free_megabytes(folder: &Path) -> u64 {
    let printed = quietly(Command::new("df").args(["--output=avail", "--block-size=1M"]).arg(folder));
    printed.ok().and_then(|text| text.lines().nth(1)?.trim().parse().ok()).unwrap_or_default()
}

fn free_memory() -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Removes what a run left that was killed.
fn remove_old(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let folder = entry.path().with_extension("");
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        // A lock that was only just made may be a moment before being held.
        let young = |file: &Path| {
            let made = file.metadata().and_then(|meta| meta.modified()).ok();
            made.and_then(|made| made.elapsed().ok()).is_none_or(|age| age < Duration::from_secs(60))
        };
        let lock = lock_file(&folder);
        if ours && !is_held(&lock) && !(lock.exists() && young(&lock)) {
            let _ = fs::remove_dir_all(&folder);
            let _ = fs::remove_file(&lock);
        }
    }
}

/// Beside the folder and made before it, so that there is never a folder without its lock.
fn lock_file(folder: &Path) -> PathBuf {
    folder.with_extension("lock")
}

fn is_held(lock: &Path) -> bool {
    File::open(lock).is_ok_and(|file| file.try_lock().is_err())
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("no free port: {error}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

fn random() -> Result<String, String> {
    let mut bytes = [0_u8; 16];
    let mut source = File::open("/dev/urandom").map_err(|error| format!("/dev/urandom: {error}"))?;
    source.read_exact(&mut bytes).map_err(|error| format!("/dev/urandom: {error}"))?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
