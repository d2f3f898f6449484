//! A school's computer person keeps a copy, and opens it again (Y6).

use std::fs;
use std::path::Path;
use std::process::Command;

/// Whether it went well, and what it said.
fn chunyu(words: &[&str]) -> (bool, String) {
    let out =
        Command::new(env!("CARGO_BIN_EXE_chunyu")).args(words).env_remove("DATABASE_URL").output().unwrap();
    let said = [out.stdout, out.stderr].concat();
    (out.status.success(), String::from_utf8(said).unwrap())
}

fn figures(data: &str) -> String {
    let (good, said) = chunyu(&["figures", "--data", data, "--json", "--on", "2026-05-20"]);
    assert!(good, "{said}");
    said
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_backup_opens_as_the_school_it_was_and_says_where_the_key_is() {
    let folder = tempfile::tempdir().unwrap();
    let (school, copy) = (folder.path().join("school"), folder.path().join("copy"));
    let (school, copy) = (text(&school), text(&copy));
    let (good, said) =
        chunyu(&["demo", "--data", school, "--students", "270", "--today", "2026-05-20", "--only-make"]);
    assert!(good, "{said}");

    let (good, said) = chunyu(&["backup", "--data", school, "--to", copy]);
    assert!(good && said.contains(&format!("{school}.key")), "{said}");
    let (good, said) = chunyu(&["doctor", "--data", copy]);
    assert!(!good && said.contains("key"), "the copy does not open without the key: {said}");

    fs::copy(format!("{school}.key"), format!("{copy}.key")).unwrap();
    let (good, said) = chunyu(&["doctor", "--data", copy]);
    assert!(good, "{said}");
    assert_eq!(figures(copy), figures(school));

    let (good, said) = chunyu(&["backup", "--data", school, "--to", copy]);
    assert!(!good && said.contains(copy), "what is there is not written over: {said}");
    assert!(fs::exists(format!("{copy}/chunyu.db")).unwrap());
    let (good, said) = chunyu(&["backup", "--data", text(&folder.path().join("nothing")), "--to", copy]);
    assert!(!good && said.contains("no school"), "{said}");
}
