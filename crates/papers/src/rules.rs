//! Frequency rules in words.

use crate::figures::RuleRow;
use crate::prose::Draft;

/// One rule: 每周谈心谈话不少于1次.
#[must_use]
pub fn words(lang: language::Lang, rule: &RuleRow) -> String {
    let word = |of: &str, code: &str| language::t(lang, &format!("papers-{of}-{}", code.replace('_', "-")));
    let args = [
        ("who", language::Arg::Text(word("who", &rule.who))),
        ("per", language::Arg::Text(word("per", &rule.per))),
        ("act", language::Arg::Text(word("act", &rule.act))),
        ("times", language::Arg::Number(rule.times)),
    ];
    language::tf(lang, "papers-rule", &args)
}

/// All of them, each once, in one line.
#[must_use]
pub fn listed(d: &Draft<'_>) -> String {
    let pieces: Vec<String> = d.figures.rules.iter().map(|rule| words(d.lang, rule)).collect();
    pieces.join(language::t(d.lang, "papers-semicolon"))
}
