//! A client of HTTP/1.1 as small as can be, so that measuring costs little: one connection, kept alive.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A connection.
pub struct Connection(BufReader<TcpStream>);

/// What came back.
#[derive(Debug, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Status line and headers.
    pub head: String,
    /// The body, as it was packed.
    pub body: Vec<u8>,
    /// Bytes that came over the wire.
    pub wire: usize,
}

impl Answer {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// All headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head.lines().skip(1).filter_map(|line| line.split_once(": "))
    }
}

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// Those of the network.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::with_capacity(64 * 1024, stream)))
    }

    /// Sends a request, waits for the whole answer.
    ///
    /// # Errors
    /// Those of the network, and an answer that is none.
    pub async fn ask(&mut self, request: &str) -> io::Result<Answer> {
        self.0.get_mut().write_all(request.as_bytes()).await?;
        let mut answer = Answer::default();
        while !answer.head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut answer.head).await? == 0 {
                return Err(bad("the connection was closed"));
            }
        }
        answer.wire = answer.head.len();
        let status = answer.head.split(' ').nth(1).and_then(|text| text.parse().ok());
        answer.status = status.ok_or_else(|| bad("no status"))?;
        if answer.header("transfer-encoding") == Some("chunked") {
            while self.chunk(&mut answer).await? {}
        } else {
            let length = answer.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
            self.take(&mut answer, length).await?;
        }
        Ok(answer)
    }

    /// One piece of the body; false after the last.
    async fn chunk(&mut self, answer: &mut Answer) -> io::Result<bool> {
        let mut line = String::new();
        self.0.read_line(&mut line).await?;
        let length = usize::from_str_radix(line.trim_end(), 16).map_err(|_| bad("a chunk without length"))?;
        self.take(answer, length).await?;
        let mut end = [0; 2];
        self.0.read_exact(&mut end).await?;
        answer.wire += line.len() + 2;
        Ok(length > 0)
    }

    async fn take(&mut self, answer: &mut Answer, length: usize) -> io::Result<()> {
        let before = answer.body.len();
        answer.body.resize(before + length, 0);
        let room = answer.body.get_mut(before..).unwrap_or_default();
        self.0.read_exact(room).await?;
        answer.wire += length;
        Ok(())
    }
}

/// A page asked for; `more` are further headers, each with its line end.
#[must_use]
pub fn get(path: &str, more: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: chunyu.example\r\n{more}\r\n")
}

/// A form sent from one of our own pages.
#[must_use]
pub fn post(path: &str, more: &str, form: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: chunyu.example\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n{more}\r\n{form}",
        form.len()
    )
}

/// The header that carries a sign-in.
#[must_use]
pub fn cookie(token: &str) -> String {
    format!("cookie: sign-in={token}\r\n")
}

/// Text as it stands in a form.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
