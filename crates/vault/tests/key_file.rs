//! The key file: made once, readable by its owner only, never in the data folder, and never half right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use vault::{Compartment, KeyFileProblem, Label, Place, Suite, Vault, create_key_file, load_key_file};

const CHANCE: [u8; 32] = *b"\x00\x01\x7f\x80\xff56789abcdefghijklmnopqrstuv";

struct Home {
    _folder: TempDir,
    data: PathBuf,
    key: PathBuf,
}

fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let key = folder.path().join("chunyu.key");
    Home { _folder: folder, data, key }
}

fn made(suite: Suite) -> Home {
    let home = home();
    create_key_file(&home.key, &home.data, suite, &CHANCE).unwrap();
    home
}

fn load(home: &Home) -> Result<Vault, KeyFileProblem> {
    load_key_file(&home.key, &home.data).map_err(|error| error.problem)
}

fn create(path: &Path, data: &Path) -> Result<(), KeyFileProblem> {
    create_key_file(path, data, Suite::Aes256Gcm, &CHANCE).map_err(|error| error.problem)
}

#[test]
fn a_key_file_gives_back_the_vault_it_was_made_for() {
    for suite in Suite::ALL {
        let home = made(suite);
        assert_eq!(fs::metadata(&home.key).unwrap().permissions().mode() & 0o7777, 0o600);
        let (loaded, direct) = (load(&home).unwrap(), Vault::from_root(&CHANCE, suite));
        assert_eq!((loaded.suite(), loaded.key_id()), (suite, direct.key_id()));
        let label = Label { level: 3, compartment: Compartment::Psy };
        let place = Place { school: 1, table: "t", row: [9; 16], column: "c", label };
        assert_eq!(loaded.open_text(&place, &direct.seal_text(&place, [1; 12], "雨")).unwrap(), "雨");
    }
}

/// In place: thousands of files replaced as a whole would each wait for the disk.
fn overwrite(home: &Home, bytes: &[u8]) {
    let file = fs::OpenOptions::new().write(true).open(&home.key).unwrap();
    file.write_all_at(bytes, 0).unwrap();
    file.set_len(bytes.len() as u64).unwrap();
}

#[test]
fn damage_of_any_byte_is_found() {
    for suite in Suite::ALL {
        let home = made(suite);
        let whole = fs::read(&home.key).unwrap();
        for at in 0..whole.len() {
            // Every bit, and what a person or an editor would do: other case, space, line end, nothing.
            let others = (0..8).map(|bit| whole[at] ^ (1 << bit)).chain(*b"\0 \r\n0Aaf");
            for byte in others.filter(|byte| *byte != whole[at]) {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                overwrite(&home, &damaged);
                let problem = load(&home).expect_err("a changed byte");
                let in_version = at == whole.iter().position(|byte| *byte == b'\n').unwrap() - 1;
                assert!(
                    problem == KeyFileProblem::Damaged || (in_version && problem == KeyFileProblem::Newer)
                );
            }
            let dropped = [&whole[..at], &whole[at + 1..]].concat();
            let doubled = [&whole[..=at], &whole[at..]].concat();
            for damaged in [dropped.as_slice(), &doubled, &whole[..at]] {
                overwrite(&home, damaged);
                assert!(load(&home).is_err(), "length {} at {at}", damaged.len());
            }
        }
        overwrite(&home, &[whole.as_slice(), b"\n"].concat());
        assert_eq!(load(&home).unwrap_err(), KeyFileProblem::Damaged);
        overwrite(&home, &vec![b'a'; 1 << 20]);
        assert_eq!(load(&home).unwrap_err(), KeyFileProblem::Damaged);
        overwrite(&home, &whole);
        assert!(load(&home).is_ok(), "put back, it opens");
    }
}

#[test]
fn a_file_of_a_later_version_says_so() {
    let home = made(Suite::Aes256Gcm);
    let text = fs::read_to_string(&home.key).unwrap();
    fs::write(&home.key, text.replace("key file 1", "key file 12")).unwrap();
    assert_eq!(load(&home).unwrap_err(), KeyFileProblem::Newer);
}

#[test]
fn a_file_open_to_others_is_refused_in_every_mode() {
    let home = made(Suite::Aes256Gcm);
    // Root reads a file that lets nobody read it.
    let all_powerful = fs::metadata("/proc/self").unwrap().uid() == 0;
    for mode in 0..=0o777 {
        fs::set_permissions(&home.key, Permissions::from_mode(mode)).unwrap();
        match (mode & 0o077, load(&home)) {
            (0, Ok(_)) => assert!(mode & 0o400 != 0 || all_powerful, "{mode:o}"),
            (0, Err(problem)) => assert_eq!(problem, KeyFileProblem::Denied),
            (_, result) => assert_eq!(result.unwrap_err(), KeyFileProblem::OpenToOthers(mode)),
        }
    }
}

#[test]
fn a_key_file_in_the_data_folder_is_neither_made_nor_read() {
    let home = made(Suite::Aes256Gcm);
    let inside = home.data.join("deep/er");
    fs::create_dir_all(&inside).unwrap();
    symlink(&home.data, home.data.with_file_name("alias")).unwrap();
    let roundabout = [
        home.data.join("chunyu.key"),
        inside.join("chunyu.key"),
        inside.join("../chunyu.key"),
        home.data.with_file_name("alias").join("chunyu.key"),
        home.data.with_file_name("elsewhere").join("../data/chunyu.key"),
    ];
    fs::create_dir(home.data.with_file_name("elsewhere")).unwrap();
    for path in &roundabout {
        assert_eq!(create(path, &home.data), Err(KeyFileProblem::InsideDataFolder), "{}", path.display());
        assert!(!path.exists());
        fs::copy(&home.key, path).unwrap();
        let problem = load_key_file(path, &home.data).unwrap_err().problem;
        assert_eq!(problem, KeyFileProblem::InsideDataFolder, "{}", path.display());
        fs::remove_file(path).unwrap();
    }
    assert_eq!(create(&home.data, &home.data), Err(KeyFileProblem::InsideDataFolder));
}

#[test]
fn a_link_into_the_data_folder_and_a_data_folder_by_another_name_are_seen_through() {
    let home = made(Suite::Aes256Gcm);
    let inside = home.data.join("hidden.key");
    fs::copy(&home.key, &inside).unwrap();
    let link = home.data.with_file_name("link.key");
    symlink(&inside, &link).unwrap();
    assert_eq!(load_key_file(&link, &home.data).unwrap_err().problem, KeyFileProblem::InsideDataFolder);

    let alias = home.data.with_file_name("alias");
    symlink(&home.data, &alias).unwrap();
    assert_eq!(load_key_file(&inside, &alias).unwrap_err().problem, KeyFileProblem::InsideDataFolder);
    let unborn = home.data.with_file_name("unborn");
    assert_eq!(create(&unborn.join("k"), &unborn), Err(KeyFileProblem::InsideDataFolder));
    let neighbour = home.data.with_file_name("data.key");
    assert_eq!(create(&neighbour, &home.data), Ok(()), "a name that only begins alike is outside");
}

#[test]
fn nothing_is_overwritten() {
    let home = made(Suite::Aes256Gcm);
    let before = fs::read(&home.key).unwrap();
    assert_eq!(create(&home.key, &home.data), Err(KeyFileProblem::AlreadyThere));
    assert_eq!(fs::read(&home.key).unwrap(), before);
    let nowhere = home.data.with_file_name("nowhere.key");
    symlink(home.data.with_file_name("target"), &nowhere).unwrap();
    assert_eq!(create(&nowhere, &home.data), Err(KeyFileProblem::AlreadyThere));
    assert!(!home.data.with_file_name("target").exists());
}

#[test]
fn what_is_missing_or_no_file_is_named_so() {
    let home = home();
    assert_eq!(load(&home).unwrap_err(), KeyFileProblem::Missing);
    assert_eq!(create(&home.key.join("x/y"), &home.data), Err(KeyFileProblem::Missing));
    fs::create_dir(&home.key).unwrap();
    assert_eq!(load(&home).unwrap_err(), KeyFileProblem::NotAFile);
    assert_eq!(
        load_key_file(Path::new("/dev/zero"), &home.data).unwrap_err().problem,
        KeyFileProblem::NotAFile
    );
}

#[test]
fn an_error_names_the_file_and_never_the_key() {
    let home = made(Suite::Sm4Gcm);
    let text = fs::read_to_string(&home.key).unwrap();
    let group = text
        .lines()
        .find_map(|line| line.strip_prefix("key "))
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .to_string();
    fs::write(&home.key, text.replace("check", "chack")).unwrap();
    let error = load_key_file(&home.key, &home.data).unwrap_err();
    assert_eq!(error.arguments(), [("path", home.key.display().to_string())]);
    let said = format!("{error} {error:?}").replace(&home.key.display().to_string(), "");
    assert!(said.starts_with("vault-key-file-damaged") && !said.contains(&group), "{said}");
    fs::set_permissions(&home.key, Permissions::from_mode(0o644)).unwrap();
    let error = load_key_file(&home.key, &home.data).unwrap_err();
    assert_eq!(error.arguments()[1], ("mode", "644".to_string()));
}

/// Every message that an error can name is there, in three languages, with its arguments.
#[test]
fn every_error_has_its_message_in_three_languages() {
    use KeyFileProblem::{
        AlreadyThere, Damaged, Denied, Failed, InsideDataFolder, Missing, Newer, NotAFile, OpenToOthers,
    };
    let problems = [
        InsideDataFolder,
        AlreadyThere,
        Missing,
        NotAFile,
        OpenToOthers(0o644),
        Damaged,
        Newer,
        Denied,
        Failed(5),
    ];
    for language in ["zh-Hans", "zh-Hant", "en"] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(language).join("vault.ftl");
        let catalogue = fs::read_to_string(path).unwrap();
        let message = |key: &str| {
            let found = catalogue.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            found.unwrap_or_else(|| panic!("{language}: {key}")).to_string()
        };
        for problem in problems {
            let error = vault::KeyFileError { path: PathBuf::from("/etc/chunyu/key"), problem };
            let text = message(error.message_key());
            for (name, _) in error.arguments() {
                assert!(text.contains(&format!("{{ ${name} }}")), "{language}: {text} lacks {name}");
            }
        }
        use vault::Unreadable::{Damaged, OtherKey, Unknown};
        for error in [Damaged, Unknown, OtherKey] {
            assert!(!message(error.message_key()).contains('$'));
        }
    }
}
