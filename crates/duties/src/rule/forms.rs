//! A rule as an office typed it.

use kernel::{Day, RuleId};
use web::{Cx, FieldError, Fields};

use super::{Act, Per, Rule, RuleError, RuleName, Tier, Who};
use crate::days::Since;
use crate::parts::Choice;
use crate::usual::Usual;

/// The categories that a rule may be for, as the table `finding` writes them.
pub const CATEGORIES: [&str; 13] = [
    "left_behind",
    "single_parent",
    "divorced",
    "orphan",
    "unattended",
    "poor",
    "disabled",
    "illness",
    "learning",
    "psychological",
    "behaviour",
    "epidemic",
    "other",
];

/// The name of a category.
pub fn category_key(code: &str) -> String {
    format!("terms-category-{}", code.replace('_', "-"))
}

/// The form of a rule that exists, or of a new one.
pub fn fill(cx: &Cx, rule: Option<&Rule>) -> Fields {
    let mut form = Fields::default();
    form.set("key", cx.uuid().to_string());
    form.set("from", cx.today().to_string());
    let Some(rule) = rule else {
        for (name, value) in
            [("who", "responsible"), ("act", "talk"), ("times", "1"), ("per", "week"), ("tier", "")]
        {
            form.set(name, value);
        }
        return form;
    };
    form.set("name", name(cx, &rule.name));
    for category in &rule.categories {
        form.set("category", category.as_str());
    }
    form.set("tier", rule.tier.map_or("", Tier::code));
    form.set("who", rule.who.code());
    form.set("act", rule.act.code());
    form.set("times", rule.times.to_string());
    form.set("per", rule.per.code());
    let last = rule.during.until.and_then(|end| end.yesterday().ok());
    form.set("until", last.map(|day| day.to_string()).unwrap_or_default());
    form
}

/// The name in the reader's language.
pub fn name(cx: &web::Look, name: &RuleName) -> String {
    match name {
        RuleName::Usual(usual) => cx.t(usual.message_key()).to_owned(),
        RuleName::Own(own) => own.clone(),
    }
}

/// The rule, or `None` with the reasons on the fields. A rule never begins before the day on which it is written:
/// nobody owes what nobody had asked for.
pub fn read(cx: &Cx, form: &mut Fields) -> Option<Rule> {
    let lang = cx.lang();
    let key: Option<RuleId> = form.parse(lang, "key");
    let times = form.parse::<u32>(lang, "times").unwrap_or(0);
    let from = form.day(lang, "from").unwrap_or(cx.today()).max(cx.today());
    let until: Option<Day> = form.day(lang, "until");
    let (who, act, per) =
        (Who::from_code(form.get("who")), Act::from_code(form.get("act")), Per::from_code(form.get("per")));
    for (field, missing) in [("who", who.is_none()), ("act", act.is_none()), ("per", per.is_none())] {
        if missing {
            form.refuse(lang, field, "web-error-required");
        }
    }
    let chosen = CATEGORIES.into_iter().filter(|code| form.chose("category", code));
    let rule = Rule {
        id: key?.bytes(),
        name: typed_name(form.get("name")),
        categories: chosen.map(str::to_owned).collect(),
        tier: Tier::from_code(form.get("tier")),
        who: who?,
        act: act?,
        times,
        per: per?,
        during: Since { from, until: until.map(|day| day.tomorrow().unwrap_or(day)) },
    };
    for mistake in rule.check() {
        refuse(cx, form, &mistake);
    }
    form.is_right().then_some(rule)
}

/// A shipped name left as it was stays a message in three languages.
fn typed_name(typed: &str) -> RuleName {
    let shipped = |usual: &&Usual| {
        language::Lang::ALL.iter().any(|lang| language::t(*lang, usual.message_key()) == typed)
    };
    Usual::ALL
        .iter()
        .find(shipped)
        .map_or_else(|| RuleName::Own(typed.to_owned()), |usual| RuleName::Usual(*usual))
}

fn refuse(cx: &Cx, form: &mut Fields, mistake: &RuleError) {
    let (field, most) = match mistake {
        RuleError::NameMissing => ("name", 0),
        RuleError::NameTooLong { most } => ("name", i64::try_from(*most).unwrap_or(0)),
        RuleError::CategoryBlank => ("category", 0),
        RuleError::TimesMissing => ("times", 0),
        RuleError::TimesTooMany { most } => ("times", i64::from(*most)),
        RuleError::EndsBeforeItStarts => ("until", 0),
        RuleError::StudentOwesOnlyTheReport => ("act", 0),
        RuleError::ReportIsTheStudents => ("who", 0),
    };
    let words = cx.tf(mistake.message_key(), &[("most", most.into())]);
    form.add_error(FieldError { name: field.to_owned(), words });
}

/// The chips of the form.
pub struct Choices {
    /// For which categories.
    pub categories: Vec<Choice>,
    /// For which tier.
    pub tiers: Vec<Choice>,
    /// Who.
    pub who: Vec<Choice>,
    /// What.
    pub acts: Vec<Choice>,
    /// How often.
    pub per: Vec<Choice>,
}

impl Choices {
    /// With what was chosen.
    pub fn of(cx: &Cx, form: &Fields) -> Self {
        let choice = |name: &str, value: &str, key: &str| Choice {
            value: value.to_owned(),
            label: cx.t(key).to_owned(),
            chosen: form.chose(name, value),
        };
        let mut tiers = vec![choice("tier", "", "duties-tier-any")];
        tiers.extend(Tier::ALL.iter().map(|tier| choice("tier", tier.code(), tier.message_key())));
        Self {
            categories: CATEGORIES.iter().map(|code| choice("category", code, &category_key(code))).collect(),
            tiers,
            who: Who::ALL.iter().map(|who| choice("who", who.code(), who.message_key())).collect(),
            acts: Act::ALL.iter().map(|act| choice("act", act.code(), act.message_key())).collect(),
            per: Per::ALL.iter().map(|per| choice("per", per.code(), per.message_key())).collect(),
        }
    }
}
