//! The programs that tests call beside Rust, and how Debian gets them.

use crate::process::{am_root, find, is_program, openly, quietly, shown};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Something a test calls. `there` is asked every time and must answer in milliseconds.
struct Tool {
    what: &'static str,
    packages: &'static [&'static str],
    there: fn() -> bool,
    /// Left out by `--quick`.
    heavy: bool,
}

const TOOLS: &[Tool] = &[
    Tool {
        what: "PostgreSQL server",
        packages: &["postgresql"],
        there: || postgres_folder().is_some(),
        heavy: false,
    },
    Tool {
        what: "Python with venv",
        packages: &["python3", "python3-venv"],
        there: crate::python::is_there,
        heavy: false,
    },
    Tool {
        what: "pdftotext and pdftoppm",
        packages: &["poppler-utils"],
        there: || find(&["pdftotext"]).is_some() && find(&["pdftoppm"]).is_some(),
        heavy: false,
    },
    Tool { what: "7-Zip", packages: &["p7zip-full"], there: || find(&["7z"]).is_some(), heavy: false },
    Tool { what: "strace", packages: &["strace"], there: || find(&["strace"]).is_some(), heavy: false },
    Tool {
        what: "Chromium and its driver",
        packages: &["chromium", "chromium-driver"],
        there: || chromium().is_some() && chromedriver().is_some(),
        heavy: true,
    },
    Tool { what: "Chinese fonts", packages: &["fonts-noto-cjk"], there: has_chinese_fonts, heavy: true },
    Tool {
        what: "LibreOffice Writer and Calc",
        packages: &["libreoffice-writer", "libreoffice-calc"],
        there: has_office,
        heavy: true,
    },
];

/// Installs what is missing; says what was done in one line.
pub fn install(quick: bool) -> Result<String, String> {
    let wanted = || TOOLS.iter().filter(|tool| !(quick && tool.heavy));
    let missing: Vec<&Tool> = wanted().filter(|tool| !(tool.there)()).collect();
    if missing.is_empty() {
        return Ok("everything is there".to_owned());
    }
    let names = missing.iter().map(|tool| tool.what).collect::<Vec<_>>().join(", ");
    let packages: Vec<&str> = missing.iter().flat_map(|tool| tool.packages.iter().copied()).collect();
    println!("missing: {names}");
    apt(&packages).map_err(|reason| format!("{names}: missing and not installed\n{reason}"))?;
    let still: Vec<&str> = wanted().filter(|tool| !(tool.there)()).map(|tool| tool.what).collect();
    if still.is_empty() {
        return Ok(format!("installed: {}", packages.join(" ")));
    }
    Err(format!("still missing after `apt-get install {}`: {}", packages.join(" "), still.join(", ")))
}

/// The variables by which tests find the heavy programs.
pub fn variables() -> Vec<(&'static str, PathBuf)> {
    let found = [
        ("CHUNYU_CHROMIUM", chromium()),
        ("CHUNYU_CHROMEDRIVER", chromedriver()),
        ("CHUNYU_SOFFICE", find(&["soffice", "libreoffice"])),
    ];
    found.into_iter().filter_map(|(name, file)| Some((name, file?))).collect()
}

/// The folder of the newest `initdb` and `postgres`: Debian keeps them outside `PATH`, one folder a version.
pub fn postgres_folder() -> Option<PathBuf> {
    let complete =
        |folder: &PathBuf| ["initdb", "postgres"].iter().all(|name| is_program(&folder.join(name)));
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, folder)| complete(folder))
        .collect();
    versions.sort();
    let in_path = || find(&["initdb"])?.parent().map(PathBuf::from).filter(complete);
    versions.pop().map(|(_, folder)| folder).or_else(in_path)
}

fn chromium() -> Option<PathBuf> {
    find(&["chromium", "chromium-browser", "google-chrome"])
}

fn chromedriver() -> Option<PathBuf> {
    find(&["chromedriver"])
}

fn has_chinese_fonts() -> bool {
    let debian = Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists();
    debian
        || quietly(Command::new("fc-list").args([":lang=zh-cn", "family"]))
            .is_ok_and(|list| list.contains("CJK"))
}

fn has_office() -> bool {
    let Some(soffice) = find(&["soffice", "libreoffice"]) else { return false };
    let Ok(real) = soffice.canonicalize() else { return false };
    // The two libraries are what the Writer and Calc packages add to the common part.
    real.parent()
        .is_some_and(|folder| ["libswlo.so", "libsclo.so"].iter().all(|lib| folder.join(lib).exists()))
}

fn apt(packages: &[&str]) -> Result<(), String> {
    let by_hand = format!(
        "Run this as root, then try again:\n\n    apt-get update && apt-get install -y --no-install-recommends {}\n",
        packages.join(" ")
    );
    if find(&["apt-get"]).is_none() {
        return Err(format!(
            "This is not a Debian system. Install the programs above; on Debian: {}",
            packages.join(" ")
        ));
    }
    if !am_root() && find(&["sudo"]).is_none() {
        return Err(format!("You are not root and there is no sudo. {by_hand}"));
    }
    let failed = |reason: String| format!("{reason}\n{by_hand}");
    openly(apt_get().arg("update")).map_err(failed)?;
    let mut install = apt_get();
    install.args(["install", "-y", "--no-install-recommends"]).args(packages);
    println!("{}", shown(&install));
    openly(&mut install).map_err(failed)
}

/// `apt-get` without questions, with sudo where needed; waits for another apt to end.
fn apt_get() -> Command {
    let mut words = Vec::new();
    if !am_root() {
        words.push("sudo");
        if std::env::var_os("CI").is_some() {
            words.push("--non-interactive");
        }
    }
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"]);
    let mut words = words.into_iter();
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words);
    command
}
