//! Filling, pressing and following by the words a person sees.

use super::{Browser, BrowserError, Result, within};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

type Found<T> = std::result::Result<T, CmdError>;

const CONTROL: &str = "*[self::input or self::select or self::textarea]";

impl Browser {
    /// Fills a field found by its label, its accessible name or its `name`. Boxes take `on` and `off`, radio buttons
    /// and lists the value or the words of the choice, files a path, dates `2026-09-01`.
    ///
    /// # Errors
    /// When there is no such field, or no such choice in it.
    pub async fn fill(&self, field: &str, value: &str) -> Result<()> {
        let doing = format!("fill 「{field}」");
        let controls = within(&doing, controls(&self.client, field)).await?;
        let Some(control) = controls.first() else {
            return Err(self.nothing(&doing, "no field with that label or name").await);
        };
        let kind = within(&doing, kind(control)).await?;
        let done = match kind.as_str() {
            "radio" => within(&doing, choose(&controls, value)).await?,
            "select" => within(&doing, pick(control, value)).await?,
            "checkbox" => within(&doing, tick(control, value)).await?,
            "date" | "time" | "month" | "week" | "datetime-local" | "color" | "range" => {
                // What these controls accept as keys depends on the browser's language.
                let script = "const [e, v] = arguments; e.value = v; const t = {bubbles: true};
                    e.dispatchEvent(new Event('input', t)); e.dispatchEvent(new Event('change', t));
                    return e.value === v;";
                self.eval(script, vec![as_argument(control)?, json!(value)]).await? == json!(true)
            }
            "file" => within(&doing, control.send_keys(value)).await.map(|()| true)?,
            _ => within(&doing, async {
                control.clear().await?;
                control.send_keys(value).await
            })
            .await
            .map(|()| true)?,
        };
        if done {
            Ok(())
        } else {
            Err(self.nothing(&doing, &format!("the field does not take 「{value}」")).await)
        }
    }

    /// Presses the button with these words and waits for the page that follows.
    pub async fn press(&self, words: &str) -> Result<()> {
        let text = literal(words);
        let paths = [
            format!("//*[self::button or self::summary or @role='button'][normalize-space()={text}]"),
            format!("//input[@type='submit' or @type='button' or @type='reset'][@value={text}]"),
            format!("//button[@aria-label={text} or contains(normalize-space(), {text})]"),
        ];
        self.click(&format!("press 「{words}」"), &paths).await
    }

    /// Follows the link with these words and waits for the page.
    pub async fn follow(&self, words: &str) -> Result<()> {
        let text = literal(words);
        let paths =
            [format!("//a[normalize-space()={text}]"), format!("//a[contains(normalize-space(), {text})]")];
        self.click(&format!("follow 「{words}」"), &paths).await
    }

    async fn click(&self, doing: &str, paths: &[String]) -> Result<()> {
        for path in paths {
            for element in within(doing, self.client.find_all(Locator::XPath(path))).await? {
                if within(doing, element.is_displayed()).await? {
                    return within(doing, element.click()).await;
                }
            }
        }
        Err(self.nothing(doing, "there is none to be seen").await)
    }

    /// The reason, and what the page says instead.
    async fn nothing(&self, doing: &str, reason: &str) -> BrowserError {
        let url = self.url().await.unwrap_or_default();
        let page = self.text().await.unwrap_or_default();
        BrowserError::new(doing, format!("{reason} on {url}, which says:\n{page}"))
    }
}

/// The controls that answer to `field`, by the first rule that finds any.
async fn controls(client: &Client, field: &str) -> Found<Vec<Element>> {
    let text = literal(field);
    let labels = [format!("normalize-space()={text}"), format!("starts-with(normalize-space(), {text})")];
    let mut paths = vec![format!("//{CONTROL}[@name={text}]"), format!("//{CONTROL}[@aria-label={text}]")];
    for label in labels {
        paths.push(format!("//{CONTROL}[@id=//label[{label}]/@for] | //label[{label}]//{CONTROL}"));
        paths.push(format!("//fieldset[legend[{label}]]//input[@type='radio']"));
    }
    for path in paths {
        let found = client.find_all(Locator::XPath(&path)).await?;
        let mut usable = Vec::new();
        for element in found {
            if element.attr("type").await?.as_deref() != Some("hidden") {
                usable.push(element);
            }
        }
        if !usable.is_empty() {
            return Ok(usable);
        }
    }
    Ok(Vec::new())
}

/// `select`, `textarea`, or the type of an input.
async fn kind(control: &Element) -> Found<String> {
    let tag = control.tag_name().await?;
    if tag != "input" {
        return Ok(tag);
    }
    Ok(control.prop("type").await?.unwrap_or_default())
}

/// A radio button by its value, or by the words of its label. One that was itself found by its label is meant
/// when the value is `on`.
async fn choose(buttons: &[Element], value: &str) -> Found<bool> {
    for button in buttons {
        let mut matches = button.prop("value").await?.as_deref() == Some(value);
        let around = button.find_all(Locator::XPath("ancestor::label")).await?;
        for label in &around {
            matches |= label.text().await?.trim() == value;
        }
        if !matches && let Some(id) = button.attr("id").await? {
            let path = format!("//label[@for={}][normalize-space()={}]", literal(&id), literal(value));
            matches = !button.find_all(Locator::XPath(&path)).await?.is_empty();
        }
        if matches || (value == "on" && buttons.len() == 1) {
            return button.click().await.map(|()| true);
        }
    }
    Ok(false)
}

async fn pick(list: &Element, value: &str) -> Found<bool> {
    let path = format!(".//option[@value={0} or normalize-space()={0}]", literal(value));
    match list.find_all(Locator::XPath(&path)).await?.first() {
        Some(option) => option.click().await.map(|()| true),
        None => Ok(false),
    }
}

async fn tick(box_: &Element, value: &str) -> Found<bool> {
    if value != "on" && value != "off" {
        return Ok(false);
    }
    if box_.is_selected().await? != (value == "on") {
        box_.click().await?;
    }
    Ok(true)
}

fn as_argument(element: &Element) -> Result<Value> {
    serde_json::to_value(element).map_err(|error| BrowserError::new("element", error))
}

/// A string in XPath 1.0, which has no escapes.
fn literal(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn any_words_can_stand_in_an_xpath() {
        assert_eq!(literal("保存"), "'保存'");
        assert_eq!(literal("don't \"save\""), "concat('don', \"'\", 't \"save\"')");
    }
}
