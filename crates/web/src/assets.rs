//! Style, script and signs: in the binary, compressed once at the first start, addressed by the hash of their content.

use std::collections::HashMap;
use std::io::Write;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use flate2::{Compression, write::GzEncoder};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::reply::{Failure, Reply};

#[derive(RustEmbed)]
#[folder = "../../assets"]
#[include = "*.css"]
#[include = "*.js"]
#[include = "*.svg"]
struct Embedded;

struct Asset {
    address: String,
    content_type: &'static str,
    plain: Vec<u8>,
    packed: Vec<u8>,
}

static ASSETS: LazyLock<HashMap<String, Asset>> =
    LazyLock::new(|| Embedded::iter().filter_map(|name| Some((name.to_string(), load(&name)?))).collect());

fn load(name: &str) -> Option<Asset> {
    let plain = Embedded::get(name)?.data.into_owned();
    let hash: String = Sha256::digest(&plain).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let content_type = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&plain).ok()?;
    let packed = packer.finish().ok()?;
    Some(Asset { address: format!("/assets/{hash}/{name}"), content_type, plain, packed })
}

/// The address of a static file. An unknown name gives an address that answers 404: a test asks for all.
#[must_use]
pub fn address(name: &str) -> String {
    ASSETS.get(name).map_or_else(|| format!("/assets/unknown/{name}"), |asset| asset.address.clone())
}

/// Serves a static file for good: another content has another address.
///
/// # Errors
/// Not found for an unknown name.
pub async fn show(Path((_, name)): Path<(String, String)>, headers: HeaderMap) -> Reply {
    let asset = ASSETS.get(&name).ok_or(Failure::NotFound)?;
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let packed = accepts.contains("gzip");
    let bytes = if packed { asset.packed.clone() } else { asset.plain.clone() };
    let mut response = Response::new(Body::from(bytes));
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if packed {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}
