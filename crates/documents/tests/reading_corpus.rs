//! The import corpus against real children (R1): every file gets the right verdict, the parent lives, and no child
//! uses more than 256 MiB or 10 seconds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]
#![expect(clippy::too_many_lines, reason = "the manifest of the corpus is a list, one case after the other")]

mod corpus;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use corpus::harness::{block_on, example, reader, run_all};
use corpus::{cells, containers, manifest, text, trees};
use documents::reading::{Encoding, Landlock, Limits, Reader, Reason};

#[test]
fn hostile_containers_are_refused() {
    run_all(&containers::cases());
}

#[test]
fn hostile_xml_is_refused() {
    run_all(&trees::cases());
}

#[test]
fn cells_mean_what_they_say() {
    run_all(&cells::cases());
}

#[test]
fn text_files_are_read_in_their_encoding() {
    run_all(&text::cases());
}

#[test]
fn every_number_of_the_corpus_is_there_once() {
    let ids: Vec<&str> = manifest().iter().map(|case| case.id).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    let wanted = (1..=58).chain(64..=67).chain(76..=82).chain(85..=90);
    let missing: Vec<String> =
        wanted.map(|id| id.to_string()).filter(|id| !unique.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

// Negative control: the same two cells kill a child that has neither the checks nor the streaming reader, and still
// the parent only sees a refusal.
#[test]
fn two_far_cells_kill_an_unprotected_child_and_not_the_parent() {
    let bytes = trees::two_cells("XFD1048576");
    let bare = reader("read_table_bare");
    let refusal = block_on(bare.read("花名册.xlsx", bytes)).unwrap_err();
    assert_eq!(refusal.reason, Reason::TooHeavy);
    // The bare child is no straw man: an ordinary workbook it reads to the end.
    let refusal = block_on(bare.read("花名册.xlsx", trees::two_cells("C9"))).unwrap_err();
    assert_eq!(refusal.reason, Reason::Broke, "it ends well, without an answer in our language");
}

#[test]
fn the_fences_are_up() {
    let fences = block_on(reader("read_table").fences()).unwrap();
    assert!(fences.limits && fences.no_new_privileges, "{fences:?}");
    assert!(fences.system_calls, "this kernel has no seccomp: {fences:?}");
    if fences.landlock == Landlock::Absent {
        eprintln!("this kernel has no Landlock: files are fenced by seccomp alone");
    }
}

// What the fences forbid is tried from inside, once without them and once with them.
#[test]
fn a_fenced_child_can_open_connect_start_and_write_nothing() {
    let tries = |how: &str| {
        let output = std::process::Command::new(example("try_fences")).arg(how).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(tries("free").trim(), "open yes\nlist yes\nsocket yes\nstart yes\nthread yes\nmemory yes");
    assert_eq!(tries("fenced").trim(), "open no\nlist no\nsocket no\nstart no\nthread no\nmemory no");
}

#[test]
fn a_child_that_never_answers_is_killed_in_time() {
    let limits = Limits { wall: Duration::from_millis(300), ..Limits::default() };
    let sleeper = Reader::new("/bin/sleep".into(), vec!["60".into()], limits);
    let start = Instant::now();
    let refusal = block_on(sleeper.read("a.csv", b"a\n".to_vec())).unwrap_err();
    assert_eq!(refusal.reason, Reason::TooSlow);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_child_that_talks_without_end_or_does_not_exist_is_a_refusal() {
    let endless = Reader::new("/usr/bin/yes".into(), Vec::new(), Limits::default());
    assert_eq!(block_on(endless.read("a.csv", b"a\n".to_vec())).unwrap_err().reason, Reason::Broke);
    let nobody = Reader::new("/nonexistent".into(), Vec::new(), Limits::default());
    assert_eq!(block_on(nobody.read("a.csv", b"a\n".to_vec())).unwrap_err().reason, Reason::Broke);
}

// Case 90: what was garbled is offered to be read again.
#[test]
fn a_garbled_file_can_be_read_again_in_the_right_way() {
    let plain = "姓名,班别\n王明,初二\n";
    let garbled = encoding_rs::GB18030.decode(plain.as_bytes()).0.into_owned();
    let book =
        block_on(reader("read_table").read_as("a.csv", garbled.into(), Encoding::GarbledUtf8)).unwrap();
    assert_eq!(book.sheets[0].rows[1].cells[0].to_text(), "王明");
}

// A file spoilt by chance gives a book or a refusal of its own; the child neither panics nor is killed.
#[test]
fn a_flipped_byte_never_breaks_the_child() {
    let reader = reader("read_table");
    let whole = trees::two_cells("C9");
    for at in (0..whole.len()).step_by(9) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        if let Err(refusal) = block_on(reader.read("a.xlsx", bytes)) {
            let own = !matches!(refusal.reason, Reason::Broke | Reason::TooHeavy | Reason::TooSlow);
            assert!(own, "byte {at}: {refusal:?}");
        }
    }
}

// The server's way: the child is the parent's own program, even after its file was taken from the disk.
#[test]
fn a_program_reads_in_children_of_its_own_kind() {
    let output = std::process::Command::new(example("read_table")).arg("parent").output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("limits: true"));
}

// A child whose parent is killed dies, too, even when it waits for bytes that may still come.
#[test]
fn a_child_dies_with_its_parent() {
    let mut hold = std::process::Command::new(example("read_table"));
    let mut parent = hold.arg("hold").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(parent.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let status = || std::fs::read_to_string(format!("/proc/{}/status", line.trim())).unwrap_or_default();
    let soon = |fits: &dyn Fn(&str) -> bool| {
        (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(30));
            fits(&status())
        })
    };
    // This end of its input stays open; the fences are up.
    let _input = parent.stdin.take().unwrap();
    assert!(soon(&|status| status.contains("Seccomp:\t2")), "{}", status());
    parent.kill().unwrap();
    parent.wait().unwrap();
    assert!(soon(&|status| status.is_empty() || status.contains("State:\tZ")), "{}", status());
}

#[test]
#[ignore = "takes nine seconds of processor time and a core of its own"]
fn a_child_that_computes_without_end_is_stopped_by_the_kernel() {
    let limits = Limits { wall: Duration::from_secs(120), ..Limits::default() };
    let spin = Reader::new(example("try_fences"), vec!["spin".into()], limits);
    let start = Instant::now();
    let (result, usage) = block_on(spin.read_measured("a.csv", b"a\n".to_vec(), None));
    let wall = start.elapsed();
    assert_eq!(result.unwrap_err().reason, Reason::TooSlow, "{usage:?} {wall:?}");
    // Before the alarm by the wall clock, so it was the limit of processor time.
    assert!(wall < Duration::from_secs(28) && usage.cpu < Duration::from_secs(11), "{usage:?} {wall:?}");
    println!("{usage:?} {wall:?}");
}
