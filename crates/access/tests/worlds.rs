//! AC-02 and AC-05: lists on SQLite, lists on PostgreSQL, single decisions and a slow oracle agree in 2,000 random
//! worlds; and each seeded fault makes them disagree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

#[allow(dead_code, reason = "the page of the golden test needs more of it")]
mod matrix;
mod world;

use std::time::Instant;

use db::{Conn, Db, Durability};
use kernel::Chance;
use testkit::engines::{SqliteFolder, fresh_postgres};
use world::compare::{Look, Tally};
use world::faults::Fault;
use world::{Maker, World, rows};

const WORLDS: u64 = 2_000;
/// Worlds put into the databases in one transaction.
const BATCH: u64 = 20;

/// Looks at a world with the eyes of several people: two of the large school, one of the small one.
async fn look(world: &World, seed: u64, conns: &mut [Conn], fault: Fault) -> Result<Tally, String> {
    let chance = Chance::seeded(seed ^ 0x5eed);
    let mut tally = Tally { worlds: 1, ..Tally::default() };
    for place in [0, 0, 1] {
        let staff = chance.below(world.schools[place].staff as u64) as usize;
        let look = Look { world, fault, chance: &chance, pairs: 12 };
        tally.add(look.compare(conns, place, staff).await.map_err(|why| format!("world {seed}: {why}"))?);
    }
    Ok(tally)
}

async fn batches(from: u64, until: u64, lite: Db, pg: Db) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for first in (from..until).step_by(BATCH as usize) {
        let worlds: Vec<World> = (first..first + BATCH).map(Maker::world).collect();
        let (one, two) = tokio::join!(rows::insert(&lite, &worlds), rows::insert(&pg, &worlds));
        one.and(two).map_err(|error| error.to_string())?;
        let mut conns = [lite.reader().await.unwrap(), pg.reader().await.unwrap()];
        for (seed, world) in (first..).zip(&worlds) {
            tally.add(look(world, seed, &mut conns, Fault::Nothing).await?);
        }
    }
    Ok(tally)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_of_both_engines_decisions_and_the_oracle_agree_in_2000_worlds() {
    let began = Instant::now();
    let folder = SqliteFolder::fresh();
    let lite = Db::open_file(&folder.file(), Durability::Full).unwrap();
    let server = fresh_postgres().await;
    let pg = Db::open_url(&server.url).await.unwrap();
    db::migrate::run(&lite).await.unwrap();
    db::migrate::run(&pg).await.unwrap();
    let halves = [(0, WORLDS / 2), (WORLDS / 2, WORLDS)]
        .map(|(from, until)| tokio::spawn(batches(from, until, lite.clone(), pg.clone())));
    let mut tally = Tally::default();
    for half in halves {
        tally.add(half.await.unwrap().unwrap_or_else(|difference| panic!("{difference}")));
    }
    println!("{tally:?} in {:.1} s", began.elapsed().as_secs_f64());
    assert_eq!(tally.worlds, WORLDS as usize);
    // Neither side may agree by refusing everything.
    assert!(tally.allowed > tally.decisions / 20 && tally.allowed < tally.decisions / 2, "{tally:?}");
    assert!(tally.lists > 4 * WORLDS as usize, "{tally:?}");
}

/// AC-05: a test that has never failed proves nothing.
#[tokio::test]
async fn every_seeded_fault_is_caught() {
    let folder = SqliteFolder::fresh();
    let lite = Db::open_file(&folder.file(), Durability::Full).unwrap();
    db::migrate::run(&lite).await.unwrap();
    let worlds: Vec<World> = (0..200).map(Maker::world).collect();
    rows::insert(&lite, &worlds).await.unwrap();
    let mut conns = [lite.reader().await.unwrap()];
    for fault in Fault::SEEDED {
        let mut caught = None;
        for (seed, world) in (0u64..).zip(&worlds) {
            if let Err(why) = look(world, seed, &mut conns, fault).await {
                caught = Some(seed);
                println!("{fault:?}: {}", why.chars().take(160).collect::<String>());
                break;
            }
        }
        assert!(caught.is_some(), "{fault:?} passes unseen through {} worlds", worlds.len());
    }
}
