//! Times (processor time of the process, from Linux) a roster of 20,000 rows: reading in a child, judging, writing.
//! `cargo build --release -p documents --example read_table && cargo run --release -p people --example import_speed`

use std::error::Error;
use std::path::PathBuf;

use db::{Db, Durability, args};
use documents::reading::{Limits, Reader};
use futures_util::FutureExt;
use kernel::{Chance, Clock, SchoolId};
use language::Lang;
use people::import::{Options, Sent, import_roster};
use people::roster::id_number::check_character;
use vault::{Suite, Vault};
use web::app::{Door, Entered, Parts};
use web::{App, Settings};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Shut;

impl Door for Shut {
    fn enter<'a>(
        &'a self,
        _: &'a App,
        _: &'a str,
    ) -> futures_util::future::BoxFuture<'a, Result<Option<Entered>, kernel::Fault>> {
        async { Ok(None) }.boxed()
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let rows: u32 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let folder = testkit::engines::SqliteFolder::fresh();
    let db = Db::open_file(&folder.file(), Durability::Full)?;
    db::migrate::run(&db).await?;
    let mut tx = db.begin().await?;
    tx.run("insert into school (id, name, created_at) values (1, 'x', 0)", args![]).await?;
    tx.commit().await?;
    let app = App::new(Parts {
        db,
        vault: Vault::from_root(&[7; 32], Suite::Aes256Gcm),
        clock: Clock::system(),
        chance: Chance::system(),
        door: Box::new(Shut),
        settings: Settings::default(),
    });
    let program: PathBuf = std::env::current_exe()?.with_file_name("read_table");
    let reader = Reader::new(program, Vec::new(), Limits::default());
    let bytes = list(rows).into_bytes();
    let options = Options { map: None, dry_run: false, take_doubtful: true, lang: Lang::En };
    for round in ["new", "the same again"] {
        let sent = vec![Sent { name: "a.csv".into(), bytes: bytes.clone() }];
        let before = spent()?;
        let report = import_roster(&app, SchoolId(1), &reader, sent, &options)
            .await
            .map_err(|failure| format!("{failure:?}"))?;
        println!(
            "{round}: {:?}, wall ms (read, judge, write) {:?}, processor s {:.2}, peak {}",
            report.counts,
            report.milliseconds,
            spent()? - before,
            peak()?
        );
        if let Some(row) = report.rows.iter().next() {
            println!("{row:?}");
        }
    }
    Ok(())
}

/// Processor seconds of this process so far, without children.
fn spent() -> Result<f64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after = stat.rsplit(") ").next().unwrap_or_default();
    let times: Vec<f64> = after.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse().ok()).collect();
    Ok(times.iter().sum::<f64>() / 100.0)
}

fn peak() -> Result<String, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    Ok(status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default().to_owned())
}

fn list(rows: u32) -> String {
    let header = "学籍号,学号,姓名,性别,身份证件号,民族,年级,班级,联系电话,现住址,就读方式,是否独生子女,是否留守儿童,是否孤儿,健康状况,\
                  父亲姓名,父亲电话,父亲工作单位,母亲姓名,母亲电话,母亲工作单位";
    let mut text = format!("{header}\n");
    for nth in 0..rows {
        let first17 = format!(
            "330106{}{:02}{:02}{:03}",
            2012 + nth / 84_000,
            nth % 12 + 1,
            nth / 12 % 28 + 1,
            nth / 336 % 500 * 2 + 1
        );
        let check = check_character(&first17).unwrap_or('0');
        let (name, second) =
            (char::from_u32(0x4E00 + nth % 18_000), char::from_u32(0x5000 + nth * 7 % 12_000));
        let (name, second) = (name.unwrap_or('明'), second.unwrap_or('华'));
        text.push_str(&format!(
            "G{first17}{check},{nth:06},王{name}{second},男,{first17}{check},汉族,{}年级,{}班,138{nth:08},文一路 {nth} 号,走读,否,非留守儿童,否,健康或良好,\
             王{second},139{nth:08},公司 {nth},李{second},137{nth:08},公司 {nth}\n",
            ["一", "二", "三", "四", "五", "六"].get(usize::try_from(nth % 6).unwrap_or(0)).unwrap_or(&"一"),
            nth / 6 % 20 + 1,
        ));
    }
    text
}
