//! One request over a connection of its own: resolved once, pinned, no redirect followed, nothing kept.

use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};
use url::{Host, Url};

use crate::{PATIENCE, Undelivered, is_inside};

/// The longest answer that is read, in bytes.
const ANSWER: usize = 16 * 1024;

/// TLS with the authorities of this machine.
pub(crate) fn tls() -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = builder.with_safe_default_protocol_versions();
    let config = config.map(|builder| builder.with_root_certificates(roots.clone()).with_no_client_auth());
    Arc::new(
        config
            .unwrap_or_else(|_| ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()),
    )
}

/// What a person typed as an address of a robot: https, a host, no name and password in it, and no number of the
/// house instead of a name. Whether a name leads into the house is asked at each delivery.
///
/// # Errors
/// [`Undelivered::Address`] or [`Undelivered::Inside`].
pub fn check(url: &str, inside_is_fine: bool) -> Result<Url, Undelivered> {
    let url = Url::parse(url.trim()).map_err(|_| Undelivered::Address)?;
    let scheme = url.scheme() == "https" || inside_is_fine && url.scheme() == "http";
    if !scheme || !url.username().is_empty() || url.password().is_some() {
        return Err(Undelivered::Address);
    }
    let number = match url.host().ok_or(Undelivered::Address)? {
        Host::Domain(name) => {
            return (name.contains('.') || inside_is_fine).then_some(url).ok_or(Undelivered::Inside);
        }
        Host::Ipv4(number) => number.into(),
        Host::Ipv6(number) => number.into(),
    };
    if is_inside(number) && !inside_is_fine { Err(Undelivered::Inside) } else { Ok(url) }
}

/// Posts JSON; the answer.
pub(crate) async fn post(
    url: &Url,
    body: String,
    (inside_is_fine, tls): (bool, Arc<ClientConfig>),
) -> Result<Vec<u8>, Undelivered> {
    let url = check(url.as_str(), inside_is_fine)?;
    let all = async {
        let address = resolve(&url, inside_is_fine).await?;
        let stream = TcpStream::connect(address).await.map_err(|_| Undelivered::Unreachable)?;
        if url.scheme() == "http" {
            return exchange(stream, &url, body).await;
        }
        let name = ServerName::try_from(url.host_str().unwrap_or_default().to_owned());
        let name = name.map_err(|_| Undelivered::Address)?;
        let stream = TlsConnector::from(tls).connect(name, stream).await;
        exchange(stream.map_err(|_| Undelivered::Unreachable)?, &url, body).await
    };
    timeout(PATIENCE, all).await.map_err(|_| Undelivered::Unreachable)?
}

/// The one address that is used, after every address of the name was looked at.
async fn resolve(url: &Url, inside_is_fine: bool) -> Result<SocketAddr, Undelivered> {
    let host = url.host_str().ok_or(Undelivered::Address)?.trim_matches(['[', ']']).to_owned();
    let port = url.port_or_known_default().ok_or(Undelivered::Address)?;
    let found: Vec<SocketAddr> =
        lookup_host((host, port)).await.map_err(|_| Undelivered::Unreachable)?.collect();
    if !inside_is_fine && found.iter().any(|address| is_inside(address.ip())) {
        return Err(Undelivered::Inside);
    }
    found.first().copied().ok_or(Undelivered::Unreachable)
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    url: &Url,
    body: String,
) -> Result<Vec<u8>, Undelivered> {
    let unreachable = |_| Undelivered::Unreachable;
    let (mut sender, connection) =
        http1::handshake::<_, Full<Bytes>>(TokioIo::new(stream)).await.map_err(unreachable)?;
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
        None => url.host_str().unwrap_or_default().to_owned(),
    };
    let request = Request::post(path)
        .header(header::HOST, host)
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .header(header::CONNECTION, "close")
        .body(Full::new(Bytes::from(body)))
        .map_err(|_| Undelivered::Address)?;
    let answer = async {
        let response = sender.send_request(request).await.map_err(unreachable)?;
        let status = response.status();
        if !status.is_success() {
            return Err(Undelivered::Status(status.as_u16()));
        }
        let body = Limited::new(response.into_body(), ANSWER).collect().await;
        body.map(|body| body.to_bytes().to_vec()).map_err(|_| Undelivered::Unreachable)
    };
    // The connection is driven beside the answer and ends with it.
    tokio::select! {
        answer = answer => answer,
        _ = async { let _ = connection.await; std::future::pending::<()>().await } => Err(Undelivered::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    use super::{Undelivered, check};

    // Y9
    #[test]
    fn only_https_to_the_outside_is_an_address() {
        assert!(check("https://oapi.dingtalk.com/robot/send?access_token=x", false).is_ok());
        for (url, why) in [
            ("http://oapi.dingtalk.com/robot/send", Undelivered::Address),
            ("https://user:word@open.feishu.cn/", Undelivered::Address),
            ("file:///etc/passwd", Undelivered::Address),
            ("nonsense", Undelivered::Address),
            ("https://127.0.0.1/", Undelivered::Inside),
            ("https://0x7f.1/", Undelivered::Inside),
            ("https://2130706433/", Undelivered::Inside),
            ("https://[::1]/", Undelivered::Inside),
            ("https://localhost/", Undelivered::Inside),
            ("https://169.254.169.254/latest", Undelivered::Inside),
        ] {
            assert_eq!(check(url, false), Err(why), "{url}");
        }
        assert!(check("http://127.0.0.1:9/", true).is_ok());
    }
}
