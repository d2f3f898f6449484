//! A draw as a file that anybody may have: ids, strata, weights, seed and sample; no name, no category.

use kernel::CaseId;
use serde::{Deserialize, Serialize};

use super::draw::{Entry, draw, fingerprint};

/// The format of the file.
const FORMAT: &str = "chunyu-spot-check-1";

/// A frozen frame, and the sample once it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawFile {
    /// Which format, and with it which procedure.
    pub format: String,
    /// The check.
    pub check: String,
    /// The day on which the frame was frozen.
    pub frozen_on: String,
    /// The fingerprint published then.
    pub frame_sha256: String,
    /// Where the seed was to come from, as announced.
    pub seed_from: String,
    /// The seed; none before the draw.
    pub seed: Option<String>,
    /// How many were to be drawn.
    pub size: usize,
    /// The frame, by case id.
    pub frame: Vec<Line>,
    /// The sample.
    pub sample: Vec<CaseId>,
}

/// One case of the frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The case.
    pub case: CaseId,
    /// Its stratum.
    pub stratum: String,
    /// Its weight.
    pub weight: u32,
}

/// What came of drawing again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redrawn {
    /// Whether the frame has the fingerprint that was published.
    pub frame_is_right: bool,
    /// Whether the sample is the same.
    pub sample_is_right: bool,
    /// The sample as drawn now.
    pub sample: Vec<CaseId>,
}

impl DrawFile {
    /// A file of this format.
    #[must_use]
    pub fn new(check: String, frame: &[Entry], (size, seed_from): (usize, String)) -> Self {
        let mut lines: Vec<Line> = frame.iter().map(Line::of).collect();
        lines.sort_unstable_by_key(|line| line.case);
        Self {
            format: FORMAT.to_owned(),
            check,
            frozen_on: String::new(),
            frame_sha256: fingerprint(frame),
            seed_from,
            seed: None,
            size,
            frame: lines,
            sample: Vec::new(),
        }
    }

    /// Draws again from what stands in the file. `None` when it is of another format, or nothing was drawn yet.
    #[must_use]
    pub fn redraw(&self) -> Option<Redrawn> {
        let seed = self.seed.as_ref().filter(|_| self.format == FORMAT)?;
        let frame: Vec<Entry> = self.frame.iter().map(Line::entry).collect();
        let sample = draw(&frame, seed, self.size);
        Some(Redrawn {
            frame_is_right: fingerprint(&frame) == self.frame_sha256,
            sample_is_right: sample == self.sample,
            sample,
        })
    }
}

impl Line {
    fn of(entry: &Entry) -> Self {
        Self { case: entry.case, stratum: entry.stratum.clone(), weight: entry.weight }
    }

    fn entry(&self) -> Entry {
        Entry { case: self.case, stratum: self.stratum.clone(), weight: self.weight }
    }
}

#[cfg(test)]
mod tests {
    use kernel::CaseId;
    use uuid::Uuid;

    use super::{DrawFile, Entry, draw};

    // M7
    #[test]
    fn a_file_that_was_touched_is_found_out() {
        let frame: Vec<Entry> = (0..20)
            .map(|n| Entry { case: CaseId(Uuid::from_u128(n)), stratum: "7".to_owned(), weight: 1 })
            .collect();
        let mut file = DrawFile::new("check".to_owned(), &frame, (4, "lottery".to_owned()));
        assert_eq!(file.redraw(), None, "nothing was drawn yet");
        file.seed = Some("7 12 19".to_owned());
        file.sample = draw(&frame, "7 12 19", 4);
        let again = file.redraw().unwrap();
        assert!(again.frame_is_right && again.sample_is_right);
        let spared = DrawFile { sample: file.sample[1..].to_vec(), ..file.clone() };
        assert!(!spared.redraw().unwrap().sample_is_right);
        let mut hidden = file;
        hidden.frame.remove(0);
        assert!(!hidden.redraw().unwrap().frame_is_right);
    }
}
