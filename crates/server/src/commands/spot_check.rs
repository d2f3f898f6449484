//! A draw done again by anybody who has the file: no data folder, no key, no account.

use std::fs;
use std::path::PathBuf;

use duties::spot_check::file::DrawFile;

use crate::config::Wrong;

/// What can be done with a spot check at the machine.
#[derive(Debug, clap::Subcommand)]
pub enum SpotCheck {
    /// Draw the sample again from the file that the page gives, and compare.
    Redraw {
        /// The file.
        file: PathBuf,
    },
}

/// Draws again; fails when the file does not hold what was published.
///
/// # Errors
/// Says what is not as it was.
pub fn run(asked: &SpotCheck) -> Result<(), Wrong> {
    let SpotCheck::Redraw { file } = asked;
    let wrong = |why: &dyn std::fmt::Display| Wrong(format!("{}: {why}", file.display()));
    let text = fs::read_to_string(file).map_err(|error| wrong(&error))?;
    let kept: DrawFile = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
    let again = kept.redraw().ok_or_else(|| wrong(&"nothing was drawn yet, or the format is unknown"))?;
    for case in &again.sample {
        println!("{case}");
    }
    if !again.frame_is_right {
        return Err(wrong(&"the frame is not the one whose fingerprint was published"));
    }
    if !again.sample_is_right {
        return Err(wrong(&"the sample is not the one that this seed draws"));
    }
    eprintln!(
        "the same {} cases out of {}, frame {}",
        again.sample.len(),
        kept.frame.len(),
        kept.frame_sha256
    );
    Ok(())
}
