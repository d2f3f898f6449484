//! The sections that templates bring into a plan (P1, P3, P4), in the words of somebody who knows the child.

use std::collections::BTreeMap;

use casework::plan::template::{self, Template};
use language::Lang;
use noticing::word::Category;
use web::Look;

use super::child::Child;

/// The codes of the templates for a child's categories, and the texts of their sections as the database keeps them.
pub fn of(child: &Child) -> (String, String) {
    let found = child.found.iter().filter_map(|(code, _)| Category::parse(code));
    let mut templates: Vec<Template> = found.filter_map(Template::of).collect();
    templates.sort();
    templates.dedup();
    let look = Look::of_lang(Lang::ZhHans);
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in &templates {
        for section in ["focus", "times"] {
            texts.entry(section).or_default().extend(one.start(&look, section));
        }
        for (section, text) in own(*one) {
            texts.entry(section).or_default().push(text);
        }
    }
    texts.entry("persons").or_default().push("班主任牵头，结对老师每周见一次，任课老师留意课上，家里配合。");
    let texts: BTreeMap<&str, String> =
        texts.into_iter().map(|(key, lines)| (key, lines.join("\n"))).collect();
    (template::join(&templates), serde_json::to_string(&texts).unwrap_or_default())
}

/// Sections that only this template brings.
fn own(template: Template) -> &'static [(&'static str, &'static str)] {
    match template {
        Template::LeftBehind => {
            &[("guardianship", "平时跟爷爷奶奶住，爸爸妈妈每晚八点以后方便接电话；委托照护书已经交到班里。")]
        }
        Template::Orphan => &[
            ("guardianship", "由姑姑照顾，村里的儿童主任每月上门一次。"),
            ("aid", "基本生活费按月到账；校服和春游由学校安排。"),
        ],
        Template::Poor => &[("aid", "困难生活补助已经办好；下学期开学再核一次，不让孩子自己来问。")],
        Template::Disabled => &[("adjustments", "坐第二排靠过道；大字讲义提前一天给；考试多给二十分钟。")],
        Template::Learning => &[
            ("weak_points", "分数的意义没有弄清，应用题读题慢；课文能背，默写错字多。"),
            ("method", "一次只学一个点，先做会的两题，再看一道例题。"),
            ("tutoring", "周二、周四放学后二十分钟，任课老师和同桌轮着来。"),
            ("study_plan", "17:00 歇一会儿、吃点东西\n17:30 先做最拿手的一科\n18:10 订正当天的错题"),
        ],
        Template::Psychological => &[
            ("signs", "最近话少，午休睡不着，不太去操场。"),
            ("calm", "去图书角待十分钟，画画，找陈老师说说话。"),
            ("child_view", "“不用当着大家问我，下课叫我一声就行。”"),
        ],
        Template::Behaviour => &[
            ("before_after", "多在换课、排队的时候起争执，之后大家都看着他。"),
            ("instead", "先举手说“我想先来”，做到了当场说一句。"),
            ("child_view", "“你提前告诉我，我就能忍住。”"),
        ],
        _ => &[],
    }
}
