//! 基本情况: what plan and summary both begin with.

use crate::prose::Draft;

/// Students, boys and girls; how far the census went.
pub fn class(d: &mut Draft<'_>) {
    let (students, boys, girls) =
        (d.fact("students", "papers-n-people"), d.fact("boys", "papers-n-boys"), d.fact("girls", "papers-n-girls"));
    let mut said = vec![d.say("papers-say-class", &[("students", &students), ("boys", &boys), ("girls", &girls)])];
    let (looked, unlooked) = (d.n("looked"), d.n("unlooked"));
    said.push(if looked == 0 {
        let gap = d.gap("papers-gap-census", "/census");
        d.say("papers-say-looked-none", &[("gap", &gap)])
    } else if unlooked == 0 {
        let looked = d.fact("looked", "papers-n-people");
        d.say("papers-say-looked-all", &[("looked", &looked)])
    } else {
        let (looked, left) = (d.fact("looked", "papers-n-people"), d.fact("unlooked", "papers-n-people"));
        d.say("papers-say-looked-some", &[("looked", &looked), ("left", &left)])
    });
    d.paragraph("class", &said);
}

/// In what respect children need somebody: gently grouped, no single label.
pub fn found(d: &mut Draft<'_>) {
    if d.n("found") == 0 {
        let said = [d.say("papers-say-found-none", &[])];
        return d.paragraph("found", &said);
    }
    let found = d.fact("found", "papers-n-people");
    let mut said = vec![d.say("papers-say-found", &[("found", &found)])];
    let groups = ["family", "study", "health", "mind", "habits"];
    let mut pieces = Vec::new();
    for group in groups {
        let key = format!("found-{group}");
        if d.n(&key) > 0 {
            let n = d.fact(&key, "papers-n-people");
            pieces.push(d.say(&format!("papers-say-group-{group}"), &[("n", &n)]));
        }
    }
    if !pieces.is_empty() {
        let list = d.list(&pieces);
        let several = if pieces.len() > 1 { "papers-say-groups" } else { "papers-say-group" };
        said.push(d.say(several, &[("list", &list)]));
    }
    said.extend(left_behind(d));
    d.paragraph("found", &said);
}

/// Both definitions, each from its own evidence.
fn left_behind(d: &mut Draft<'_>) -> Option<String> {
    if d.n("left-behind-roll") == 0 && d.n("left-behind-civil") == 0 {
        return None;
    }
    let roll = d.fact("left-behind-roll", "papers-n-people");
    let civil = d.fact("left-behind-civil", "papers-n-people");
    Some(d.say("papers-say-left-behind", &[("roll", &roll), ("civil", &civil)]))
}

/// Open cases, what changed in the term, who stands beside the children.
pub fn cases(d: &mut Draft<'_>) {
    if d.n("open") == 0 && d.n("closed") == 0 {
        let said = [d.say("papers-say-open-none", &[])];
        return d.paragraph("cases", &said);
    }
    let open = d.fact("open", "papers-n-cases");
    let mut said = vec![d.say("papers-say-open", &[("open", &open)])];
    said.extend(change(d));
    let mut pieces = Vec::new();
    for key in ["opened", "closed", "reopened"] {
        if d.n(key) > 0 {
            let n = d.fact(key, "papers-n-all-cases");
            pieces.push(d.say(&format!("papers-say-{key}"), &[("n", &n)]));
        }
    }
    if !pieces.is_empty() {
        let list = d.list(&pieces);
        said.push(d.say("papers-say-moved", &[("list", &list)]));
    }
    d.paragraph("cases", &said);
}

fn change(d: &mut Draft<'_>) -> Option<String> {
    let (now, before) = (d.n("open"), d.n("open-before"));
    if now == 0 && before == 0 {
        return None;
    }
    let key = match now.cmp(&before) {
        std::cmp::Ordering::Greater => "papers-say-open-more",
        std::cmp::Ordering::Less => "papers-say-open-fewer",
        std::cmp::Ordering::Equal => "papers-say-open-same",
    };
    let before = d.fact("open-before", "papers-n-all-cases");
    Some(d.say(key, &[("before", &before)]))
}
