//! EN-01, first half: the vectors that the standards themselves print, run through the very types that seal cells.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use crate::suite::{self, KeyedHash, Prk, Suite};
use sha2::Digest;
use sm4::cipher::{BlockCipherEncrypt, KeyInit};

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|c| c.to_digit(16)).map(|d| d as u8).collect();
    digits.chunks(2).map(|pair| (pair[0] << 4) | pair[1]).collect()
}

fn fixed<const N: usize>(text: &str) -> [u8; N] {
    hex(text).try_into().unwrap()
}

/// Key, nonce, associated data, plaintext, ciphertext, tag, all in hexadecimal.
fn check(suite: Suite, [key, nonce, aad, plain, sealed, tag]: [&str; 6]) {
    let cipher = match suite {
        Suite::Aes256Gcm => suite::aes(&fixed(key)),
        Suite::Sm4Gcm => suite::sm4(&fixed(key)),
    };
    let mut body = hex(plain);
    let made = cipher.seal_in_place(fixed(nonce), &hex(aad), &mut body);
    assert_eq!((body.as_slice(), made), (hex(sealed).as_slice(), fixed(tag)), "sealing, IV {nonce}");
    cipher.open_in_place(fixed(nonce), &hex(aad), &mut body, fixed(tag)).expect("a true tag");
    assert_eq!(body, hex(plain), "opening, IV {nonce}");
    let mut wrong: [u8; 16] = fixed(tag);
    wrong[15] ^= 1;
    let mut body = hex(sealed);
    assert!(cipher.open_in_place(fixed(nonce), &hex(aad), &mut body, wrong).is_none());
    assert_eq!(body, hex(sealed), "a refused body stays encrypted");
}

#[test]
fn aes_gcm_gives_what_nist_published() {
    let text = include_str!("../tests/vectors/nist-gcm-256.rsp");
    let mut seen = 0;
    for vector in text.split("\n\n").skip(1) {
        let field = |name: &str| {
            let line = vector.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" ="));
            line.unwrap().trim()
        };
        let all = ["Key", "IV", "AAD", "PT", "CT", "Tag"].map(field);
        check(Suite::Aes256Gcm, all);
        seen += 1;
    }
    assert_eq!(seen, 75);
}

/// Test cases 15 and 16 of McGrew and Viega, The Galois/Counter Mode of Operation, submitted to NIST.
#[test]
fn aes_gcm_gives_what_its_authors_published() {
    let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
    let plain = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
                 1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
    let sealed = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
                  8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";
    let nonce = "cafebabefacedbaddecaf888";
    check(Suite::Aes256Gcm, [key, nonce, "", plain, sealed, "b094dac5d93471bdec1a502270e3cc6c"]);
    let aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    let (plain, sealed) = (&plain[..120], &sealed[..120]);
    check(Suite::Aes256Gcm, [key, nonce, aad, plain, sealed, "76fc6ece0f4e1768cddf8853bb2d551b"]);
}

/// RFC 8998, appendix A.1.
#[test]
fn sm4_gcm_gives_what_rfc_8998_published() {
    check(
        Suite::Sm4Gcm,
        [
            "0123456789ABCDEFFEDCBA9876543210",
            "00001234567800000000ABCD",
            "FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2",
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD\
             EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA",
            "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735\
             D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D",
            "83DE3541E4C2B58177E065A9BF7B62EC",
        ],
    );
}

/// GB/T 32907-2016, appendix A: one encryption, and a million of the same block.
#[test]
fn sm4_gives_what_gbt_32907_published() {
    let key: [u8; 16] = fixed("0123456789abcdeffedcba9876543210");
    let cipher = sm4::Sm4::new(&key.into());
    let mut block = key.into();
    cipher.encrypt_block(&mut block);
    assert_eq!(block.as_slice(), hex("681edf34d206965e86b3e94f536e4246"));
    (1..1_000_000).for_each(|_| cipher.encrypt_block(&mut block));
    assert_eq!(block.as_slice(), hex("595298c7c6fd271f0402f804c33d3f66"));
}

/// GB/T 32905-2016, appendix A.
#[test]
fn sm3_gives_what_gbt_32905_published() {
    let short = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    assert_eq!(sm3::Sm3::digest(b"abc").as_slice(), hex(short));
    let long = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732";
    assert_eq!(sm3::Sm3::digest(b"abcd".repeat(16)).as_slice(), hex(long));
}

/// RFC 4231, test cases 1, 2 and 6.
#[test]
fn hmac_sha_256_gives_what_rfc_4231_published() {
    let of = |key: &[u8], data: &[u8]| KeyedHash::new(Suite::Aes256Gcm, key).of(&[data]).to_vec();
    assert_eq!(
        of(&[0x0b; 20], b"Hi There"),
        hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    );
    assert_eq!(
        of(b"Jefe", b"what do ya want for nothing?"),
        hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    );
    assert_eq!(
        of(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First"),
        hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    );
}

/// RFC 5869, test cases 1, 2 and 3.
#[test]
fn hkdf_sha_256_gives_what_rfc_5869_published() {
    let prk = Prk::extract(Suite::Aes256Gcm, &hex("000102030405060708090a0b0c"), &[0x0b; 22]);
    let okm = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
    assert_eq!(prk.expand::<42>(&[&hex("f0f1f2f3f4f5f6f7f8f9")]).to_vec(), hex(okm));
    assert_eq!(prk.expand::<42>(&[&hex("f0f1f2"), &hex("f3f4f5f6f7f8f9")]).to_vec(), hex(okm), "in parts");

    let run = |range: std::ops::RangeInclusive<u8>| range.collect::<Vec<u8>>();
    let prk = Prk::extract(Suite::Aes256Gcm, &run(0x60..=0xaf), &run(0..=0x4f));
    assert_eq!(
        prk.expand::<82>(&[&run(0xb0..=0xff)]).to_vec(),
        hex(
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
             da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
        )
    );

    let prk = Prk::extract(Suite::Aes256Gcm, b"", &[0x0b; 22]);
    assert_eq!(
        prk.expand::<42>(&[b""]).to_vec(),
        hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    );
}
