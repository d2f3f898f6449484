//! The browser proves itself on a small page of its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

/// A server for three pages, in the standard library only.
mod page {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};

    const FORM: &str = r#"<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>谈话记录</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"><script src="/script.js" defer></script></head><body><main>
<h1>谈话记录</h1><p>语言 LANGUAGE</p><noscript><p>没有脚本也能用</p></noscript><p id="moved"></p>
<form method="post" action="/saved"><p><label for="name">学生姓名（必填）</label> <input id="name" name="name" value="旧"></p>
<p><label>内容 <textarea name="content"></textarea></label></p>
<p><label for="on">日期</label> <input id="on" name="on" type="date"></p>
<p><label for="tier">层级</label> <select id="tier" name="tier"><option value="1">一级</option><option value="2">二级</option></select></p>
<fieldset><legend>地点</legend><label><input type="radio" name="place" value="school"> 学校</label>
<label><input type="radio" name="place" value="home"> 家里</label></fieldset>
<p><label><input type="checkbox" name="agreed"> 家长同意</label></p>
<p><button>保存</button> <a href="/faulty">下一页</a></p></form></main></body></html>"#;

    const FAULTY: &str = r#"<!doctype html><html><head><meta charset="utf-8"><title>坏</title><link rel="icon" href="data:,"></head>
<body><main><h1>坏</h1><input name="x"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><div style="width:3000px">宽</div>
<script>throw new Error("boom")</script></main></body></html>"#;

    const STYLE: &str = "body { background: #fff; color: #111; font-size: 18px } main { max-width: 40em }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } }";

    const SCRIPT: &str = "document.getElementById('moved').textContent = '脚本跑了';";

    /// Serves until the test ends; returns the address without a slash at the end.
    pub fn serve() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || answer(stream));
            }
        });
        address
    }

    fn answer(mut stream: TcpStream) -> Option<()> {
        let mut request = Vec::new();
        let mut part = [0_u8; 4096];
        let (head, length) = loop {
            let read = stream.read(&mut part).ok().filter(|read| *read > 0)?;
            request.extend(&part[..read]);
            if let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&request[..end]).into_owned();
                let length =
                    header(&head, "content-length").and_then(|text| text.parse().ok()).unwrap_or(0_usize);
                while request.len() < end + 4 + length {
                    let read = stream.read(&mut part).ok().filter(|read| *read > 0)?;
                    request.extend(&part[..read]);
                }
                break (head, end + 4);
            }
        };
        let sent = String::from_utf8_lossy(&request[length..]).into_owned();
        let (kind, body) = match head.split(' ').nth(1)? {
            "/" => {
                ("text/html", FORM.replace("LANGUAGE", &header(&head, "accept-language").unwrap_or_default()))
            }
            "/saved" => {
                ("text/html", format!("<!doctype html><meta charset=utf-8><title>好</title><p>已保存 {sent}"))
            }
            "/faulty" => ("text/html", FAULTY.to_owned()),
            "/style.css" => ("text/css", STYLE.to_owned()),
            "/script.js" => ("text/javascript", SCRIPT.to_owned()),
            _ => return None,
        };
        let policy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\n\
             Content-Security-Policy: {policy}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .ok()
    }

    fn header(head: &str, name: &str) -> Option<String> {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        lines
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
            .next()
    }
}

mod in_browser {
    use super::page::serve;
    use serde_json::json;
    use testkit::browser::{Browser, Result, Scheme, Screen, Setup};

    const BACKGROUND: &str = "return getComputedStyle(document.body).backgroundColor";

    #[tokio::test]
    async fn a_form_is_filled_by_its_labels_and_sent() -> Result<()> {
        let browser = Browser::start(&Setup::default()).await?;
        browser.goto(&serve()).await?;
        assert_eq!(browser.title().await?, "谈话记录");
        assert!(browser.has("语言 zh-CN").await? && browser.has("脚本跑了").await?);
        browser.fill("学生姓名", "张三").await?;
        browser.fill("内容", "聊了\n家里的事").await?;
        browser.fill("on", "2026-09-01").await?;
        browser.fill("层级", "二级").await?;
        browser.fill("地点", "家里").await?;
        browser.fill("家长同意", "on").await?;
        browser.press("保存").await?;
        browser.wait_for("已保存").await?;
        let expected = "name=%E5%BC%A0%E4%B8%89&content=%E8%81%8A%E4%BA%86%0D%0A%E5%AE%B6%E9%87%8C%E7%9A%84%E4%BA%8B\
            &on=2026-09-01&tier=2&place=home&agreed=on";
        assert!(browser.has(expected).await?, "{}", browser.text().await?);
        assert!(browser.url().await?.ends_with("/saved"));
        browser.close().await
    }

    #[tokio::test]
    async fn what_is_not_on_the_page_is_an_error_that_shows_the_page() -> Result<()> {
        let browser = Browser::start(&Setup::default()).await?;
        browser.goto(&serve()).await?;
        for error in
            [browser.fill("电话", "1").await, browser.press("删除").await, browser.follow("上一页").await]
        {
            let text = error.unwrap_err().to_string();
            assert!(text.contains("谈话记录"), "{text}");
        }
        assert!(browser.fill("层级", "三级").await.is_err());
        assert!(browser.fill("地点", "公园").await.is_err());
        Ok(())
    }

    #[tokio::test]
    async fn a_phone_in_the_dark_shows_the_page_at_its_own_size() -> Result<()> {
        let browser = Browser::start(&Setup::default().on(Screen::PHONE).dark()).await?;
        let address = serve();
        browser.goto(&address).await?;
        let size = browser.eval("return [innerWidth, innerHeight]", vec![]).await?;
        assert_eq!(size, json!([390, 844]));
        assert_eq!(browser.eval(BACKGROUND, vec![]).await?, json!("rgb(17, 17, 17)"));
        assert!(browser.overflow().await?.is_empty());
        browser.prefer(Scheme::Light).await?;
        browser.show_on(Screen::DESK).await?;
        assert_eq!(browser.eval(BACKGROUND, vec![]).await?, json!("rgb(255, 255, 255)"));
        assert_eq!(browser.eval("return [innerWidth, innerHeight]", vec![]).await?, json!([1280, 900]));
        browser.goto(&format!("{address}/faulty")).await?;
        assert!(!browser.overflow().await?.is_empty());
        Ok(())
    }

    #[tokio::test]
    async fn without_scripts_the_page_is_the_one_for_people_without_scripts() -> Result<()> {
        let mut browser = Browser::start(&Setup::default().without_scripts()).await?;
        browser.goto(&serve()).await?;
        assert!(browser.has("没有脚本也能用").await?);
        assert!(!browser.has("脚本跑了").await?);
        assert_eq!(browser.axe().await?, []);
        assert!(!browser.has("脚本跑了").await?);
        browser.fill("学生姓名", "李四").await?;
        browser.fill("on", "2026-09-01").await?;
        browser.press("保存").await?;
        browser.wait_for("on=2026-09-01").await
    }

    #[tokio::test]
    async fn axe_finds_nothing_on_a_good_page_and_the_faults_of_a_bad_one() -> Result<()> {
        let mut browser = Browser::start(&Setup::default()).await?;
        let address = serve();
        browser.goto(&address).await?;
        assert_eq!(browser.axe().await?, []);
        browser.follow("下一页").await?;
        browser.wait_for("坏").await?;
        let rules: Vec<String> = browser.axe().await?.into_iter().map(|violation| violation.rule).collect();
        for rule in ["html-has-lang", "image-alt", "label"] {
            assert!(rules.iter().any(|found| found == rule), "{rule} is not in {rules:?}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn weight_and_complaints_are_those_of_the_page() -> Result<()> {
        let browser = Browser::start(&Setup::default()).await?;
        let address = serve();
        browser.goto(&address).await?;
        let weight = browser.weight().await?;
        assert_eq!(weight.requests, 3);
        assert!((1_500..5_000).contains(&weight.bytes), "{weight:?}");
        assert_eq!(browser.complaints().await?, Vec::<String>::new());
        browser.goto(&format!("{address}/faulty")).await?;
        let complaints = browser.complaints().await?;
        assert!(complaints.iter().any(|line| line.contains("Content Security Policy")), "{complaints:?}");
        Ok(())
    }

    #[tokio::test]
    async fn the_page_is_pictured_whole_and_printed() -> Result<()> {
        let browser = Browser::start(&Setup::default().on(Screen::PHONE)).await?;
        browser.goto(&serve()).await?;
        browser.eval("document.body.style.height = '3000px'", vec![]).await?;
        let folder = tempfile::tempdir().unwrap();
        let (picture, paper) = (folder.path().join("a.png"), folder.path().join("a.pdf"));
        browser.screenshot(&picture).await?;
        browser.pdf(&paper).await?;
        let picture = std::fs::read(picture).unwrap();
        assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
        let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
        assert!(side(16) == 780 && side(20) >= 6000, "{} × {}", side(16), side(20));
        assert!(std::fs::read(paper).unwrap().starts_with(b"%PDF-"));
        Ok(())
    }

    #[tokio::test]
    async fn the_keyboard_moves_the_focus() -> Result<()> {
        let browser = Browser::start(&Setup::default()).await?;
        browser.goto(&serve()).await?;
        browser.key("\u{e004}").await?;
        assert!(browser.focused().await?.contains("id=\"name\""), "{}", browser.focused().await?);
        Ok(())
    }

    #[tokio::test]
    async fn a_dropped_browser_leaves_no_process_behind() -> Result<()> {
        let browser = Browser::start(&Setup::default()).await?;
        browser.goto(&serve()).await?;
        let processes = browser.processes();
        assert!(processes.len() > 3, "chromedriver, Chromium and its helpers: {processes:?}");
        drop(browser);
        for pid in processes {
            let line = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            assert!(line.is_empty(), "{pid} still runs: {line}");
        }
        Ok(())
    }
}
