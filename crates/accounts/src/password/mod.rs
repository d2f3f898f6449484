//! Passwords: Argon2id behind a gate, and the rules for a good one (preset A of the trust paper: long, no recipe).

mod pages;
pub mod store;

use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use axum::Router;
use axum::routing::get;
use kernel::{Fault, Instant};
use tokio::sync::Semaphore;
use web::App;
use zxcvbn::{Score, zxcvbn};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/password", get(pages::edit).post(pages::update))
}

/// Characters at least, for a password that stands alone (NIST SP 800-63B-4, ASVS 5.0).
pub const SHORTEST: usize = 15;
/// Characters at most: longer ones are refused, not cut.
pub const LONGEST: usize = 256;

/// How long a first password opens the door: it was printed or told, and must not lie about for a year (ASVS 5.0, 6.4.1).
const FIRST_DAYS: i64 = 30;

/// Until when a first password that is made now opens the door.
#[must_use]
pub fn first_until(now: Instant) -> Instant {
    now.plus(FIRST_DAYS * 24 * 60 * 60 * 1000)
}

/// Hashings at once: each takes 19 MiB, and a thousand sign-ins in one second must not take 19 GB.
static GATE: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// Checked when the account does not exist, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this password").unwrap_or_default());

fn argon() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|_| Fault::new("argon2 parameters"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes here and now: for the making of the demonstration school. Servers use [`hash`].
///
/// # Errors
/// A fault when there is no randomness for the salt.
pub fn hash_now(password: &str) -> Result<String, Fault> {
    let hashed = argon()?.hash_password(password.as_bytes()).map_err(|_| Fault::new("argon2"))?;
    Ok(hashed.to_string())
}

/// Hashes behind the gate, off the pages' threads.
///
/// # Errors
/// As [`hash_now`].
pub async fn hash(password: String) -> Result<String, Fault> {
    let _turn = GATE.acquire().await.map_err(|_| Fault::new("the gate is closed"))?;
    tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(|e| Fault::from("hashing", e))?
}

/// Whether the password is right. `None` stands for an account that does not exist: it takes as long and is wrong.
///
/// # Errors
/// A fault when the stored hash cannot be read.
pub async fn is_right(password: String, stored: Option<String>) -> Result<bool, Fault> {
    let _turn = GATE.acquire().await.map_err(|_| Fault::new("the gate is closed"))?;
    let check = move || {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let stored = PasswordHash::new(&stored).map_err(|_| Fault::new("a stored password"))?;
        let right = argon()?.verify_password(password.as_bytes(), &stored).is_ok();
        Ok(right && exists)
    };
    tokio::task::spawn_blocking(check).await.map_err(|e| Fault::from("hashing", e))?
}

/// What is wrong with a new password: the key of the reason. `about` are the owner's name, sign-in name and school: a
/// password may not hold them or their pinyin. How easily the rest is guessed is judged by zxcvbn, which knows more than
/// 30,000 common passwords, words, rows of keys, dates and repetitions (NIST SP 800-63B-4 section 3.1.1.2).
#[must_use]
pub fn weakness(password: &str, about: &[&str]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some("accounts-password-short");
    }
    if length > LONGEST {
        return Some("accounts-password-long");
    }
    let plain = language::names::normalise_query(password);
    if about.iter().flat_map(|words| telling(words)).any(|key| plain.contains(&key)) {
        return Some("accounts-password-about-you");
    }
    (zxcvbn(password, about).score() < Score::Three).then_some("accounts-password-simple")
}

/// A name whole, and its parts and pinyin as far as nobody writes them by chance.
fn telling(name: &str) -> impl Iterator<Item = String> {
    let tells = |(at, key): &(usize, String)| {
        let shortest = if key.is_ascii() { 5 } else { 3 };
        key.chars().count() >= shortest - usize::from(*at == 0)
    };
    language::names::search_keys(name).into_iter().enumerate().filter(tells).map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::weakness;

    #[test]
    fn a_long_sentence_is_a_good_password_and_a_row_of_keys_is_not() {
        assert_eq!(weakness("清晨的操场上有三只麻雀在跳舞呢", &["chen.jing"]), None);
        assert_eq!(weakness("three sparrows dance at dawn", &[]), None);
        assert_eq!(weakness("short", &[]), Some("accounts-password-short"));
        assert_eq!(weakness("aaaaaaaaaaaaaaaaaaaa", &[]), Some("accounts-password-simple"));
        assert_eq!(weakness("123456789012345678", &[]), Some("accounts-password-simple"));
        for common in [
            "passwordpassword",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "iloveyouiloveyou",
            "123456abc123456abc",
        ] {
            assert_eq!(weakness(common, &[]), Some("accounts-password-simple"), "{common}");
        }
        for own in ["my name is chen.jing yes", "wo jiao chenjing ya 7", "我叫陈静我爱教书七年级二班真好"]
        {
            assert_eq!(weakness(own, &["chen.jing", "陈静"]), Some("accounts-password-about-you"), "{own}");
        }
        assert_eq!(weakness("清溪镇的夜里有许多许多萤火虫呀", &["清溪镇九年制学校"]), None);
    }
}
