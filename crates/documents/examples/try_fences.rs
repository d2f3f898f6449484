//! Tries from inside what the fences around a reading child forbid: `try_fences free` or `try_fences fenced`.

use std::net::TcpListener;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("fenced") && documents::reading::fence::raise().is_err() {
        return ExitCode::FAILURE;
    }
    say("open", std::fs::File::open("/etc/hostname").is_ok() || std::fs::File::open("/etc/passwd").is_ok());
    say("list", std::fs::read_dir("/").is_ok());
    say("socket", TcpListener::bind("127.0.0.1:0").is_ok());
    say("start", Command::new("/bin/true").status().is_ok());
    say("thread", std::thread::Builder::new().spawn(|| ()).is_ok());
    say("memory", Vec::<u8>::new().try_reserve_exact(300 << 20).is_ok());
    ExitCode::SUCCESS
}

fn say(what: &str, works: bool) {
    println!("{what} {}", if works { "yes" } else { "no" });
}
