//! The second opinion on Word, Excel and SM4 files: Python packages in a venv of their own.

use crate::process::{openly, quietly};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether a Python that can make a venv is on this machine.
pub fn is_there() -> bool {
    quietly(&mut base(&["-c", "import venv, ensurepip"])).is_ok()
}

/// The Python of the tests under `folder`.
pub fn venv(folder: &Path) -> Result<PathBuf, String> {
    const IMPORTS: &str =
        "import docx, openpyxl, cryptography, gmssl, defusedxml, scipy, openxml_audit, pyzipper";
    ready(folder, "venv", ("xtask/requirements.txt", IMPORTS))
}

/// The Python that makes the same papers with the tools of others, for `cargo xtask bench papers`.
pub fn of_the_bench(folder: &Path) -> Result<PathBuf, String> {
    ready(folder, "venv-bench", ("bench/requirements.txt", "import docx, docxtpl, typst"))
}

/// A venv's Python, made or brought up to its list of packages when needed.
fn ready(folder: &Path, name: &str, (list, imports): (&str, &str)) -> Result<PathBuf, String> {
    let list = crate::root().join(list);
    let wanted = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let home = folder.join(name);
    let python = home.join("bin/python");
    // Written last, so that a half-made venv is made again.
    let stamp = home.join("installed.txt");
    let same = fs::read_to_string(&stamp).is_ok_and(|found| found == wanted);
    if same && quietly(Command::new(&python).args(["-c", imports])).is_ok() {
        return Ok(python);
    }
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    quietly(base(&["-m", "venv"]).arg(&home))?;
    let mut pip = Command::new(&python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "5",
    ]);
    openly(pip.arg("--requirement").arg(&list))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

/// Debian's own Python before any other in `PATH`: its `ensurepip` is what the package python3-venv brings.
fn base(arguments: &[&str]) -> Command {
    let debian = Path::new("/usr/bin/python3");
    let mut command = Command::new(if debian.exists() { debian } else { Path::new("python3") });
    command.args(arguments);
    command
}
