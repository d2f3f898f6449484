//! A PostgreSQL of the tests' own: made new for every run, gone with it.

use crate::process::{am_root, find, quietly};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
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
}

struct Account {
    name: String,
    uid: u32,
    gid: u32,
}

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
    /// Makes and starts a server with its files under `parent`.
    pub fn start(parent: &Path) -> Result<Self, String> {
        let programs = crate::tools::postgres_folder().ok_or("no PostgreSQL server on this machine")?;
        remove_old(parent);
        let account = if am_root() { Some(Account::lookup()?) } else { None };
        let place = Place::prepare(programs, parent, account)?;
        let password = password()?;
        place.init(&password)?;
        let port = free_port()?;
        let server = place.serve(port)?;
        let url = format!("postgres://chunyu:{password}@127.0.0.1:{port}/postgres");
        let mut made = Self { server, place, url };
        made.wait(port)?;
        Ok(made)
    }

    fn wait(&mut self, port: u16) -> Result<(), String> {
        let began = Instant::now();
        loop {
            let port = port.to_string();
            let mut ask = Command::new(self.place.programs.join("pg_isready"));
            if quietly(ask.args(["--quiet", "--host=127.0.0.1", "--port", &port])).is_ok() {
                return Ok(());
            }
            let ended = self.server.try_wait().map_err(|error| error.to_string())?;
            if ended.is_some() || began.elapsed() > Duration::from_secs(60) {
                let log = fs::read_to_string(self.place.log()).unwrap_or_default();
                return Err(format!("PostgreSQL did not start:\n{log}"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.place.command("pg_ctl");
        stop.args(["stop", "--mode=fast", "--silent", "--timeout=30", "--pgdata"]).arg(self.place.data());
        if let Err(reason) = quietly(&mut stop) {
            eprintln!("{reason}");
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.place.folder);
    }
}

impl Place {
    /// A fresh folder that the server's account can use: under `parent`, or in /var/tmp when that account may not
    /// walk there (a checkout under /root).
    fn prepare(programs: PathBuf, parent: &Path, account: Option<Account>) -> Result<Self, String> {
        let name = std::process::id().to_string();
        let mut place = Self { programs, folder: parent.join(&name), account };
        place.make()?;
        if place.is_usable() {
            return Ok(place);
        }
        let _ = fs::remove_dir_all(&place.folder);
        place.folder = Path::new("/var/tmp").join(format!("chunyu-test-pg-{name}"));
        place.make()?;
        if place.is_usable() { Ok(place) } else { Err(format!("{} cannot be used", place.folder.display())) }
    }

    fn make(&self) -> Result<(), String> {
        let failed = |error| format!("{}: {error}", self.folder.display());
        let _ = fs::remove_dir_all(&self.folder);
        fs::create_dir_all(&self.folder).map_err(failed)?;
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
        match &self.account {
            Some(account) => chown(&self.folder, Some(account.uid), Some(account.gid)).map_err(failed),
            None => Ok(()),
        }
    }

    fn is_usable(&self) -> bool {
        let mut ask = self.wrapped(Path::new("test"), &[]);
        quietly(ask.arg("-w").arg(&self.folder)).is_ok()
    }

    fn init(&self, password: &str) -> Result<(), String> {
        let secret = self.folder.join("password");
        fs::write(&secret, password).map_err(|error| error.to_string())?;
        if let Some(account) = &self.account {
            chown(&secret, Some(account.uid), Some(account.gid)).map_err(|error| error.to_string())?;
        }
        let mut init = self.command("initdb");
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
        // INT is PostgreSQL's "fast" stop. The kernel sends it when we die, however we die.
        let mut serve = self.wrapped(&self.programs.join("postgres"), &["--pdeathsig=INT"]);
        serve.arg("-D").arg(self.data()).arg("-p").arg(port.to_string());
        for setting in SETTINGS {
            serve.arg("-c").arg(setting);
        }
        serve.arg("-c").arg(format!("unix_socket_directories={}", self.socket_folder()));
        serve.stdin(Stdio::null()).stdout(log).stderr(copy);
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

    /// One of PostgreSQL's programs, as the account that owns the files.
    fn command(&self, program: &str) -> Command {
        self.wrapped(&self.programs.join(program), &[])
    }

    fn wrapped(&self, program: &Path, options: &[&str]) -> Command {
        let setpriv = find(&["setpriv"]);
        let mut command = match (&self.account, setpriv) {
            (Some(account), Some(setpriv)) => {
                let mut command = Command::new(setpriv);
                command.arg(format!("--reuid={}", account.name)).arg(format!("--regid={}", account.gid));
                command.arg("--init-groups").args(options).arg("--").arg(program);
                command
            }
            (None, Some(setpriv)) if !options.is_empty() => {
                let mut command = Command::new(setpriv);
                command.args(options).arg("--").arg(program);
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
                let name = parts.next().filter(|name| *name == wanted)?.to_owned();
                let uid = parts.nth(1)?.parse().ok()?;
                Some(Self { name, uid, gid: parts.next()?.parse().ok()? })
            })
        };
        find("postgres")
            .or_else(|| find("nobody"))
            .ok_or_else(|| "no account `postgres` to run the server as".to_owned())
    }
}

/// Removes what a run left that was killed: folders are named after the process that made them.
fn remove_old(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let alive = Path::new("/proc").join(entry.file_name()).exists();
        if !alive && !is_serving(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_serving(folder: &Path) -> bool {
    let file = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default();
    file.lines().next().is_some_and(|pid| Path::new("/proc").join(pid.trim()).exists())
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("no free port: {error}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

fn password() -> Result<String, String> {
    let mut bytes = [0_u8; 16];
    let mut source = File::open("/dev/urandom").map_err(|error| format!("/dev/urandom: {error}"))?;
    source.read_exact(&mut bytes).map_err(|error| format!("/dev/urandom: {error}"))?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
