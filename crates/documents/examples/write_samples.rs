//! Writes the sample documents into a folder, to be opened and looked at:
//! `cargo run -p documents --example write_samples -- FOLDER [COPIES]`. With a number of copies it writes the student file
//! so many times in memory and says how long that took.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::Path;

use documents::model::{Document, WriteError};
use documents::{excel, html, pdf, word};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: write_samples FOLDER [COPIES]")?;
    let folder = Path::new(&folder);
    std::fs::write(folder.join("summary.docx"), word::write(&samples::term_summary())?)?;
    std::fs::write(folder.join("file.docx"), word::write(&samples::student_file())?)?;
    std::fs::write(folder.join("summary.pdf"), pdf::write(&samples::term_summary())?)?;
    std::fs::write(folder.join("file.pdf"), pdf::write(&samples::student_file())?)?;
    std::fs::write(folder.join("summary.html"), html::write(&samples::term_summary())?)?;
    std::fs::write(folder.join("file.html"), html::write(&samples::student_file())?)?;
    std::fs::write(folder.join("ledger.xlsx"), excel::write(&samples::ledger(), None)?)?;
    if let Some(copies) = arguments.next() {
        let copies = copies.parse::<u32>()?;
        type Write = fn(&Document) -> Result<Vec<u8>, WriteError>;
        let writers: [(&str, Write); 2] = [("docx", word::write), ("pdf", pdf::write)];
        for (name, write) in writers {
            let (start, mut bytes) = (std::time::Instant::now(), 0);
            for _ in 0..copies {
                bytes += write(&samples::student_file())?.len();
            }
            println!("{copies} student files as {name}, {bytes} bytes, {:?}", start.elapsed());
        }
    }
    Ok(())
}
