//! Makes `data/regions.tsv` from yearly lists of the Ministry of Civil Affairs (tab-separated: source, revision,
//! code, name). Give the lists with their years, oldest first:
//!
//! `cargo run -p people --example make_regions -- 2005 gb2260_200512.tsv 2010 gb2260_201012.tsv … > data/regions.tsv`

use std::collections::BTreeMap;
use std::error::Error;

/// One name a code bore, from the first to the last edition it stands in without a gap.
struct Run {
    name: String,
    first: usize,
    last: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut years = Vec::new();
    let mut codes: BTreeMap<String, Vec<Run>> = BTreeMap::new();
    for (edition, pair) in args.chunks(2).enumerate() {
        let [year, file] = pair else { return Err("a year and a file, in turn".into()) };
        years.push(year.clone());
        for line in std::fs::read_to_string(file)?.lines().skip(1) {
            let mut parts = line.split('\t').skip(2);
            let (Some(code), Some(name)) = (parts.next(), parts.next()) else { continue };
            extend(codes.entry(code.to_owned()).or_default(), name.trim(), edition);
        }
    }
    for (code, runs) in &codes {
        for run in runs {
            let year = |edition: usize| years.get(edition).cloned().unwrap_or_default();
            println!("{code}\t{}\t{}\t{}", run.name, year(run.first), year(run.last));
        }
    }
    Ok(())
}

fn extend(runs: &mut Vec<Run>, name: &str, edition: usize) {
    match runs.last_mut() {
        Some(run) if run.name == name && run.last + 1 == edition => run.last = edition,
        _ => runs.push(Run { name: name.to_owned(), first: edition, last: edition }),
    }
}
