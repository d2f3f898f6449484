//! Load: a child of this program asks over several connections, so that what the server spends is seen by itself.

use std::io::Read;
use std::net::SocketAddr;
use std::process::Stdio;
use std::time::{Duration, Instant};

use kernel::{Chance, Clock};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;
use tokio::task::JoinSet;

use crate::Outcome;
use crate::figures::{micros, percentile, real};
use crate::http::Connection;
use crate::machine::spent;

/// Stands for a fresh id in a request.
pub const FRESH: &str = "00000000-0000-0000-0000-000000000000";

/// What to ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Whom.
    pub address: SocketAddr,
    /// The request; [`FRESH`] in it is made new each time.
    pub request: String,
    /// The status that must come back.
    pub status: u16,
    /// Over how many connections.
    pub connections: usize,
    /// Seconds before it counts.
    pub warm: f64,
    /// Seconds that count.
    pub seconds: f64,
}

/// What the child saw.
#[derive(Debug, Serialize, Deserialize)]
struct Seen {
    requests: u64,
    seconds: f64,
    p50: f64,
    p99: f64,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Sample {
    /// Requests in a second.
    pub rate: f64,
    /// Milliseconds that half of the requests do not exceed.
    pub p50: f64,
    /// Milliseconds that 99 of 100 requests do not exceed.
    pub p99: f64,
    /// Processor milliseconds of the serving process for one request.
    pub cpu: f64,
}

/// Sends the load from a child of this program.
///
/// # Errors
/// When the child fails, or an answer was not the expected one.
pub async fn send(order: &Order) -> Outcome<Sample> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("load")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut input = child.stdin.take().ok_or("no input")?;
    input.write_all(serde_json::to_string(order)?.as_bytes()).await?;
    drop(input);
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    lines.next_line().await?.ok_or("the load ended before it was warm")?;
    let before = spent()?;
    let line = lines.next_line().await?.ok_or("the load ended early")?;
    let cpu = spent()? - before;
    child.wait().await?;
    let seen: Seen = serde_json::from_str(&line)?;
    let requests = real(seen.requests).max(1.0);
    Ok(Sample { rate: requests / seen.seconds, p50: seen.p50, p99: seen.p99, cpu: cpu * 1000.0 / requests })
}

/// The child: reads its order, says when it is warm, then what it saw.
///
/// # Errors
/// Those of the network, and an answer that was not the expected one.
pub async fn child() -> Outcome<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let order: Order = serde_json::from_str(&text)?;
    ask(&order, order.warm).await?;
    println!("warm");
    let began = Instant::now();
    let mut times = ask(&order, order.seconds).await?;
    let seconds = began.elapsed().as_secs_f64();
    times.sort_unstable();
    let milliseconds = |thousandths| real(percentile(&times, thousandths)) / 1000.0;
    let requests = u64::try_from(times.len())?;
    let seen = Seen { requests, seconds, p50: milliseconds(500), p99: milliseconds(990) };
    println!("{}", serde_json::to_string(&seen)?);
    Ok(())
}

/// Microseconds of each request.
async fn ask(order: &Order, seconds: f64) -> Outcome<Vec<u64>> {
    let until = Instant::now() + Duration::from_secs_f64(seconds);
    let mut tasks = JoinSet::new();
    for _ in 0..order.connections {
        tasks.spawn(over_one(order.clone(), until));
    }
    let mut times = Vec::new();
    while let Some(done) = tasks.join_next().await {
        times.extend(done??);
    }
    Ok(times)
}

async fn over_one(order: Order, until: Instant) -> Outcome<Vec<u64>> {
    let (chance, clock) = (Chance::system(), Clock::system());
    let has_fresh = order.request.contains(FRESH);
    let mut connection = Connection::open(order.address).await?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let fresh = has_fresh.then(|| order.request.replace(FRESH, &chance.uuid(clock.now()).to_string()));
        let began = Instant::now();
        let answer = connection.ask(fresh.as_deref().unwrap_or(&order.request)).await?;
        times.push(micros(began.elapsed()));
        if answer.status != order.status {
            return Err(format!("{} instead of {}", answer.status, order.status).into());
        }
    }
    Ok(times)
}
