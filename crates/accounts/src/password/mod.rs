//! Passwords: Argon2id behind a gate, and the rules for a good one (preset A of the trust paper: long, no recipe).

mod pages;
pub mod store;

use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use axum::Router;
use axum::routing::get;
use kernel::Fault;
use tokio::sync::Semaphore;
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/password", get(pages::edit).post(pages::update))
}

/// Characters at least, for a password that stands alone (NIST SP 800-63B-4, ASVS 5.0).
pub const SHORTEST: usize = 15;
/// Characters at most: longer ones are refused, not cut.
pub const LONGEST: usize = 256;

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

/// What is wrong with a new password: the key of the reason.
#[must_use]
pub fn weakness(password: &str, about: &[&str]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some("accounts-password-short");
    }
    if length > LONGEST {
        return Some("accounts-password-long");
    }
    let lower = password.to_lowercase();
    let known = about
        .iter()
        .filter(|word| word.chars().count() >= 2)
        .any(|word| lower.contains(&word.to_lowercase()));
    if known {
        return Some("accounts-password-about-you");
    }
    let mut different: Vec<char> = lower.chars().collect();
    different.sort_unstable();
    different.dedup();
    let runs =
        lower.as_bytes().windows(2).filter(|pair| matches!(pair, [a, b] if b.wrapping_sub(*a) <= 1)).count();
    if different.len() < 6 || runs.saturating_mul(2) > lower.len() {
        return Some("accounts-password-simple");
    }
    None
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
        assert_eq!(weakness("my name is chen.jing yes", &["chen.jing"]), Some("accounts-password-about-you"));
    }
}
