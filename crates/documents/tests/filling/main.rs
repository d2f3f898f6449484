//! Templates that somebody else made, filled by real children and read back (T3).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

mod excel;
mod hostile;
mod pace;
mod package;
mod word;

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use documents::filling::{Data, Filler, Row, Value};

/// The program of the example, built to the state of the sources.
pub fn filler() -> Filler {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let own = std::env::current_exe().unwrap();
        let profile = own.parent().unwrap().parent().unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--offline", "--package", "documents", "--example", "fill_template"]);
        build.arg("--target-dir").arg(profile.parent().unwrap());
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
        profile.join("examples")
    });
    Filler::new(folder.join("fill_template"))
}

pub fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

pub fn row(pairs: &[(&str, Value)]) -> Row {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

/// A child with two notes and one field of each kind.
pub fn child() -> Data {
    let day = |words: &str, serial| Value::Day { words: words.to_owned(), serial };
    let note = |words: &str, serial, what: &str| row(&[("日期", day(words, serial)), ("内容", text(what))]);
    let notes = vec![
        note("2026年11月12日", 46_338, "聊了新同桌"),
        note("2026年11月19日", 46_345, "=HYPERLINK(\"x\")"),
    ];
    Data {
        values: row(&[
            ("姓名", text("陈雨桐 <&>")),
            ("年龄", Value::Number(9)),
            ("出生日期", day("2017年3月5日", 42_799)),
            ("留守", Value::Denied("否".to_owned())),
            ("闪光点", text("画画好\n爱帮同桌")),
            ("公式", text("=1+1")),
        ]),
        rows: [("联系记录".to_owned(), notes), ("考试".to_owned(), Vec::new())].into(),
    }
}
