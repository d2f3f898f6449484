//! A child without fences and checks, for the negative control: bare calamine. Its memory is capped at 8 GiB only so
//! that the control cannot take a machine down that hands out memory without counting.

use std::io::{Cursor, Read};
use std::process::ExitCode;

use calamine::{Reader, Xlsx};

fn main() -> ExitCode {
    let mut input = Vec::new();
    let read = documents::reading::fence::cap_memory(8 << 30)
        .and_then(|()| std::io::stdin().read_to_end(&mut input));
    let start = input.windows(4).position(|window| window == b"PK\x03\x04");
    let (Ok(_), Some(file)) = (read, start.and_then(|start| input.get(start..))) else {
        return ExitCode::FAILURE;
    };
    let Ok(mut book) = Xlsx::new(Cursor::new(file)) else { return ExitCode::FAILURE };
    for name in book.sheet_names() {
        if let Ok(range) = book.worksheet_range(&name) {
            eprintln!("{} cells", range.get_size().0 * range.get_size().1);
        }
    }
    ExitCode::SUCCESS
}
