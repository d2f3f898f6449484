//! Four teachers who post notes to the served program over HTTP, each note with its key. What was sent and not answered
//! when the program died is sent again, with the same key, to the next one.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kernel::Chance;
use uuid::Uuid;

use super::writers::{STUDENTS, id, student};

/// One teacher's browser.
pub struct Poster {
    writer: u32,
    token: String,
    chance: Chance,
    /// Sent, and not answered.
    pending: Option<Uuid>,
    /// How many were sent again after a death.
    pub again: usize,
}

impl Poster {
    pub fn new(writer: u32, token: String) -> Self {
        Self { writer, token, chance: Chance::seeded(u64::from(writer)), pending: None, again: 0 }
    }

    /// Posts until the program is gone; the notes that were answered with "it is written".
    pub fn post_until_killed(&mut self, address: &str, cycle: u64, answered: &AtomicUsize) -> Vec<Uuid> {
        let mut kept = Vec::new();
        for number in 0.. {
            let key = self.pending.unwrap_or_else(|| id(cycle, self.writer, number));
            self.again += usize::from(self.pending.is_some());
            self.pending = Some(key);
            // Now and then a finger taps twice.
            let times = if number % 5 == 0 { 2 } else { 1 };
            for _ in 0..times {
                if self.post(address, key).is_none() {
                    return kept;
                }
            }
            self.pending = None;
            kept.push(key);
            answered.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_micros(self.chance.below(10_000)));
        }
        kept
    }

    /// Sends one note about one to three children; nothing when no whole answer came.
    fn post(&self, address: &str, key: Uuid) -> Option<()> {
        let first = u32::try_from(key.as_u128() % u128::from(STUDENTS)).ok()?;
        let many = 1 + first % 3;
        let text = "x".repeat(100 + self.chance.below(400) as usize);
        let mut body = format!(
            "key={key}&kind=talk&held_on=2026-11-20&minutes={many}&text={text}&follow_up_text=y&follow_up_on=2026-12-01"
        );
        for which in 0..many {
            body.push_str(&format!("&student={}", student(first + which)));
        }
        let request = format!(
            "POST /notes HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: sign-in={}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.token,
            body.len()
        );
        let mut stream = TcpStream::connect(address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        // A connection that broke in the middle has said nothing.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        let (head, _) = answer.split_once("\r\n\r\n")?;
        assert!(head.starts_with("HTTP/1.1 303"), "{answer}");
        assert!(head.contains(&format!("/notes/{key}")), "{head}");
        Some(())
    }
}
