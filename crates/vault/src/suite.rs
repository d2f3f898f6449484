//! The two suites, and the only place that names an algorithm.

use aes_gcm::aead::consts::{U12, U16};
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, AesGcm};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use sm3::Sm3;
use sm4::Sm4;
use zeroize::Zeroizing;

/// SM4 in Galois/Counter mode with 96-bit nonces, as RFC 8998 has it.
pub(crate) type Sm4Gcm = AesGcm<Sm4, U12>;

/// Which algorithms seal a cell. The number stands in the cell's second byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suite {
    /// AES-256-GCM with HKDF and HMAC over SHA-256.
    Aes256Gcm = 1,
    /// SM4-GCM (128-bit key) with HKDF and HMAC over SM3.
    Sm4Gcm = 2,
}

impl Suite {
    /// Both suites, in the order of their numbers.
    pub const ALL: [Self; 2] = [Self::Aes256Gcm, Self::Sm4Gcm];

    /// The number in the cell.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Aes256Gcm => 1,
            Self::Sm4Gcm => 2,
        }
    }

    /// The name in key files and settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aes256Gcm => "aes-256-gcm",
            Self::Sm4Gcm => "sm4-gcm",
        }
    }

    /// The suite of a number, if there is one.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.code() == code)
    }

    /// The suite of a name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name)
    }
}

/// A cipher that stands ready with its key. Object-safe, so that a certified module (密评) can stand here one day.
pub(crate) trait FieldCipher: Send + Sync {
    /// Encrypts `body` in place and gives the tag.
    fn seal_in_place(&self, nonce: [u8; 12], aad: &[u8], body: &mut [u8]) -> [u8; 16];
    /// Decrypts `body` in place; on `None` the body is left as it was, still encrypted.
    fn open_in_place(&self, nonce: [u8; 12], aad: &[u8], body: &mut [u8], tag: [u8; 16]) -> Option<()>;
}

impl<C: AeadInOut<NonceSize = U12, TagSize = U16> + Send + Sync> FieldCipher for C {
    #[expect(clippy::expect_used, reason = "GCM fails only beyond 64 GiB, which no field of ours can hold")]
    fn seal_in_place(&self, nonce: [u8; 12], aad: &[u8], body: &mut [u8]) -> [u8; 16] {
        self.encrypt_inout_detached(&nonce.into(), aad, body.into()).expect("a field under 64 GiB").into()
    }

    fn open_in_place(&self, nonce: [u8; 12], aad: &[u8], body: &mut [u8], tag: [u8; 16]) -> Option<()> {
        self.decrypt_inout_detached(&nonce.into(), aad, body.into(), &tag.into()).ok()
    }
}

/// The cipher of one row. Boxed, so that handing it on leaves no copy of its keys on the stack.
pub(crate) type RowCipher = Box<dyn FieldCipher>;

pub(crate) fn aes(key: &[u8; 32]) -> RowCipher {
    Box::new(Aes256Gcm::new(key.into()))
}

pub(crate) fn sm4(key: &[u8; 16]) -> RowCipher {
    Box::new(Sm4Gcm::new(key.into()))
}

/// A key that makes further keys: the pseudorandom key of HKDF (RFC 5869), keyed once and used often.
#[derive(Clone)]
pub(crate) enum Prk {
    Sha256(Hkdf<Sha256>),
    Sm3(Hkdf<Sm3>),
}

impl Prk {
    /// HKDF-Extract.
    pub(crate) fn extract(suite: Suite, salt: &[u8], secret: &[u8]) -> Self {
        match suite {
            Suite::Aes256Gcm => Self::Sha256(Hkdf::new(Some(salt), secret)),
            Suite::Sm4Gcm => Self::Sm3(Hkdf::new(Some(salt), secret)),
        }
    }

    /// HKDF-Expand; the parts of `info` are read as one.
    #[expect(clippy::expect_used, reason = "the vault asks for at most 32 bytes, HKDF gives 8,160")]
    pub(crate) fn expand<const N: usize>(&self, info: &[&[u8]]) -> Zeroizing<[u8; N]> {
        const { assert!(N <= 255 * 32) };
        let mut out = Zeroizing::new([0; N]);
        match self {
            Self::Sha256(hkdf) => hkdf.expand_multi_info(info, out.as_mut_slice()),
            Self::Sm3(hkdf) => hkdf.expand_multi_info(info, out.as_mut_slice()),
        }
        .expect("at most 8,160 bytes");
        out
    }

    /// A key below this one, itself able to make keys.
    #[expect(clippy::expect_used, reason = "a 32-byte key is as long as both hashes want")]
    pub(crate) fn child(&self, info: &[&[u8]]) -> Self {
        let key = self.expand::<32>(info);
        match self {
            Self::Sha256(_) => Hkdf::from_prk(key.as_slice()).map(Self::Sha256),
            Self::Sm3(_) => Hkdf::from_prk(key.as_slice()).map(Self::Sm3),
        }
        .expect("32 bytes")
    }

    /// The cipher whose key is made from `info`.
    pub(crate) fn cipher(&self, info: &[&[u8]]) -> RowCipher {
        match self {
            Self::Sha256(_) => aes(&self.expand(info)),
            Self::Sm3(_) => sm4(&self.expand(info)),
        }
    }

    /// The keyed hash whose key is made from `info`.
    pub(crate) fn mac(&self, info: &[&[u8]]) -> KeyedHash {
        let key = self.expand::<32>(info);
        KeyedHash::new(
            match self {
                Self::Sha256(_) => Suite::Aes256Gcm,
                Self::Sm3(_) => Suite::Sm4Gcm,
            },
            key.as_slice(),
        )
    }
}

/// HMAC, keyed once and used often.
#[derive(Clone)]
pub(crate) enum KeyedHash {
    Sha256(Hmac<Sha256>),
    Sm3(Hmac<Sm3>),
}

impl KeyedHash {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    pub(crate) fn new(suite: Suite, key: &[u8]) -> Self {
        match suite {
            Suite::Aes256Gcm => Hmac::new_from_slice(key).map(Self::Sha256),
            Suite::Sm4Gcm => Hmac::new_from_slice(key).map(Self::Sm3),
        }
        .expect("any length")
    }

    /// The HMAC of the parts, read as one.
    pub(crate) fn of(&self, parts: &[&[u8]]) -> [u8; 32] {
        fn run(mut mac: impl Mac<OutputSize = hmac::digest::consts::U32>, parts: &[&[u8]]) -> [u8; 32] {
            parts.iter().for_each(|part| mac.update(part));
            mac.finalize().into_bytes().into()
        }
        match self {
            Self::Sha256(mac) => run(mac.clone(), parts),
            Self::Sm3(mac) => run(mac.clone(), parts),
        }
    }
}

/// Fails to compile if a type that holds key bytes would leave them in memory.
const fn wiped_when_dropped<T: zeroize::ZeroizeOnDrop>() {}
const _: () = {
    wiped_when_dropped::<Aes256Gcm>();
    wiped_when_dropped::<Sm4Gcm>();
    // HMAC and HKDF hold nothing but two states of their hash.
    wiped_when_dropped::<Sha256>();
    wiped_when_dropped::<Sm3>();
};
