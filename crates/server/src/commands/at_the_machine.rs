//! Work at the machine, without a browser: papers and figures. Whoever can run this can read the data folder and the key.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use access::{Actor, Role};
use kernel::{Clock, Day, SchoolId};
use language::Lang;
use web::App;

use super::say;
use crate::config::{Config, Wrong};
use crate::open;

/// A paper to be written.
#[derive(Debug, clap::Args)]
pub struct Paper {
    /// Which one: term-summary, term-plan or year-summary.
    #[arg(value_parser = ["term-summary", "term-plan", "year-summary"])]
    kind: String,
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// Whose: a class's, a grade's, the school's, or that of all schools in the database.
    #[arg(long, default_value = "class", value_parser = ["class", "grade", "school", "district"])]
    level: String,
    /// The teacher, grade leader or principal: the name to sign in with, or the name. Not needed for a district.
    #[arg(long)]
    teacher: Option<String>,
    /// The grade, 1 to 12, when the person answers for several.
    #[arg(long)]
    grade: Option<i64>,
    /// Only the children in one category: left-behind, learning, psychological …
    #[arg(long)]
    category: Option<String>,
    /// The term's name, or `current`.
    #[arg(long, default_value = "current")]
    term: String,
    /// The file to write: Word, or PDF when its name ends in .pdf.
    #[arg(long)]
    out: PathBuf,
    /// zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "zh-Hans")]
    lang: String,
    /// The school day (YYYY-MM-DD); the machine's when not given.
    #[arg(long)]
    today: Option<Day>,
}

/// Counts to be printed.
#[derive(Debug, clap::Args)]
pub struct Figures {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The number of the school.
    #[arg(long, default_value_t = 1)]
    school: i64,
    /// The day (YYYY-MM-DD); the machine's when not given.
    #[arg(long, alias = "today")]
    on: Option<Day>,
    /// Only the children in one category: left-behind, learning …
    #[arg(long)]
    category: Option<String>,
    /// Over the school year instead of the term.
    #[arg(long)]
    year: bool,
    /// Classes as a principal's paper counts them. Without it a class is counted as by its teacher, who sees nothing of a
    /// child that moved on, and more of the health of those who are there.
    #[arg(long)]
    as_principal: bool,
    /// As JSON: the only form, said aloud.
    #[arg(long)]
    json: bool,
}

/// Opens an installation that is there already.
///
/// # Errors
/// When there is none, or it cannot be opened.
pub async fn existing(data: &Path, today: Option<Day>) -> Result<App, Wrong> {
    let config = Config::read(None, data.to_path_buf())?;
    if config.database_url.is_none() && !data.join("chunyu.db").exists() {
        return Err(Wrong(format!("there is no school in {}", data.display())));
    }
    open::open(&config, today.map_or_else(Clock::system, Clock::on), false).await
}

/// Writes a paper.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn paper(asked: Paper) -> Result<(), Wrong> {
    let lang =
        Lang::parse(&asked.lang).ok_or_else(|| Wrong(format!("{} is no language of ours", asked.lang)))?;
    let app = existing(&asked.data, asked.today).await?;
    let shape = match asked.out.extension() {
        Some(ending) if ending.eq_ignore_ascii_case("pdf") => papers::Shape::Pdf,
        _ => papers::Shape::Word,
    };
    let level = match asked.level.as_str() {
        "grade" => papers::Level::Grade,
        "school" => papers::Level::School,
        "district" => papers::Level::District,
        _ => papers::Level::Class,
    };
    let Paper { kind, teacher, grade, category, term, .. } = &asked;
    let order = papers::command::Order {
        kind: kind.clone(),
        level,
        teacher: teacher.clone(),
        grade: *grade,
        category: category.clone(),
        term: term.clone(),
        shape,
    };
    let made = papers::command::write(&app, lang, &order).await;
    let bytes = made.map_err(|why| Wrong(language::t(lang, why.message_key()).to_owned()))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let written = options.open(&asked.out).and_then(|mut file| file.write_all(&bytes));
    written.map_err(|e| Wrong(format!("{}: {e}", asked.out.display())))
}

/// Prints the counts.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn figures(asked: Figures) -> Result<(), Wrong> {
    let app = existing(&asked.data, asked.on).await?;
    let actor = Actor::at_the_machine(SchoolId(asked.school), Role::Principal);
    let code = asked.category.as_deref().map(|code| code.replace('-', "_"));
    let question = papers::Question {
        category: code.as_deref().and_then(noticing::word::Category::parse),
        is_year: asked.year,
        as_asked: asked.as_principal,
    };
    let counts = papers::figures_json(&app, actor, app.clock.today(), &question).await?;
    say(|out| {
        serde_json::to_writer_pretty(&mut *out, &counts)?;
        writeln!(out)
    })
}
