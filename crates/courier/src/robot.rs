//! The robots of three chat programs: what each wants to be sent, how it is signed, and how it says that it took it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use url::Url;

use crate::Undelivered;

/// Whose robot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Robot {
    /// 企业微信
    WeCom,
    /// 钉钉
    DingTalk,
    /// 飞书
    Feishu,
}

impl Robot {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WeCom, Self::DingTalk, Self::Feishu];

    /// The code in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::WeCom => "wecom",
            Self::DingTalk => "dingtalk",
            Self::Feishu => "feishu",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|robot| robot.code() == code)
    }

    /// Whether the answer says that the message was taken: `errcode` 0, of Feishu `code` (older: `StatusCode`) 0.
    #[must_use]
    pub(crate) fn took(self, answer: &[u8]) -> bool {
        let answer: Value = serde_json::from_slice(answer).unwrap_or_default();
        let is_zero = |name: &str| answer.get(name).and_then(Value::as_i64) == Some(0);
        match self {
            Self::WeCom | Self::DingTalk => is_zero("errcode"),
            Self::Feishu => is_zero("code") || is_zero("StatusCode"),
        }
    }
}

/// A robot and how it is reached.
#[derive(Clone)]
pub struct Webhook {
    /// Whose.
    pub robot: Robot,
    /// The address it gave out; it is a secret by itself.
    pub url: String,
    /// The signing secret of DingTalk or Feishu.
    pub secret: Option<String>,
}

impl Webhook {
    /// The address and the body to post.
    pub(crate) fn request(&self, text: &str, now: i64) -> Result<(Url, String), Undelivered> {
        let mut url = Url::parse(&self.url).map_err(|_| Undelivered::Address)?;
        let secret = self.secret.as_deref().filter(|secret| !secret.is_empty());
        let body = match (self.robot, secret) {
            (Robot::WeCom, _) | (Robot::DingTalk, None) => plain(text),
            (Robot::DingTalk, Some(secret)) => {
                let time = now.to_string();
                let sign = signature(secret, &format!("{time}\n{secret}"));
                url.query_pairs_mut().append_pair("timestamp", &time).append_pair("sign", &sign);
                plain(text)
            }
            (Robot::Feishu, None) => json!({"msg_type": "text", "content": {"text": text}}),
            (Robot::Feishu, Some(secret)) => {
                // Seconds, and the text to sign is the key: the message itself is empty.
                let time = (now / 1000).to_string();
                let sign = signature(&format!("{time}\n{secret}"), "");
                json!({"timestamp": time, "sign": sign, "msg_type": "text", "content": {"text": text}})
            }
        };
        Ok((url, body.to_string()))
    }
}

fn plain(text: &str) -> Value {
    json!({"msgtype": "text", "text": {"content": text}})
}

/// HMAC-SHA256, in base64.
fn signature(key: &str, message: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes());
    let bytes = mac.map(|mac| mac.chain_update(message).finalize().into_bytes());
    bytes.map(|bytes| STANDARD.encode(bytes)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Robot, Webhook, signature};

    fn asked(robot: Robot, secret: Option<&str>) -> (url::Url, Value) {
        let url = "https://robots.example/send?access_token=abc".to_owned();
        let webhook = Webhook { robot, url, secret: secret.map(str::to_owned) };
        let (url, body) = webhook.request("今天有 3 件", 1_700_000_000_123).unwrap();
        (url, serde_json::from_str(&body).unwrap())
    }

    // M2. Known answers from Python: base64(hmac.new(key, message, sha256)).
    #[test]
    fn each_robot_is_asked_and_signed_in_its_own_way() {
        let (url, body) = asked(Robot::WeCom, None);
        assert_eq!(url.query(), Some("access_token=abc"));
        assert_eq!(body["text"]["content"], "今天有 3 件");
        let (url, body) = asked(Robot::DingTalk, Some("SECabc"));
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        assert_eq!(pairs[1], ("timestamp".to_owned(), "1700000000123".to_owned()));
        assert_eq!(pairs[2].1, signature("SECabc", "1700000000123\nSECabc"));
        assert_eq!(body["msgtype"], "text");
        let (url, body) = asked(Robot::Feishu, Some("demo"));
        assert_eq!(url.query(), Some("access_token=abc"));
        assert_eq!((&body["timestamp"], &body["msg_type"]), (&"1700000000".into(), &"text".into()));
        assert_eq!(body["sign"], signature("1700000000\ndemo", ""));
        assert_eq!(
            signature("key", "The quick brown fox jumps over the lazy dog"),
            "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="
        );
    }

    #[test]
    fn an_answer_of_nought_is_taken_and_anything_else_is_not() {
        assert!(Robot::WeCom.took(br#"{"errcode":0,"errmsg":"ok"}"#));
        assert!(!Robot::DingTalk.took(br#"{"errcode":310000,"errmsg":"sign not match"}"#));
        assert!(Robot::Feishu.took(br#"{"code":0}"#) && Robot::Feishu.took(br#"{"StatusCode":0}"#));
        assert!(!Robot::Feishu.took(b"<html>") && !Robot::WeCom.took(b""));
    }
}
