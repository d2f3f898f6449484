//! Tries from inside what the fences around a reading child forbid: `try_fences free` or `try_fences fenced`.
//! `try_fences spin` computes without end inside the fences.

use std::net::TcpListener;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let how = std::env::args().nth(1).unwrap_or_default();
    if how != "free" && documents::reading::fence::raise().is_err() {
        return ExitCode::FAILURE;
    }
    if how == "spin" {
        let mut turns = 0_u64;
        loop {
            turns = std::hint::black_box(turns).wrapping_add(1);
        }
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
