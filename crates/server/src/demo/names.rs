//! Names for invented people. A name that is widely known is drawn again.

use std::sync::OnceLock;

use super::cast::CAST;
use super::dice::Dice;
use super::texts::section;

/// A child's name.
pub struct Named {
    /// In full.
    pub name: String,
    /// As friends call.
    pub call: String,
    /// Code of the ethnic group (GB/T 3304).
    pub ethnic: &'static str,
}

/// The code of an ethnic group (GB/T 3304).
pub fn ethnic_code(name: &str) -> &'static str {
    match name {
        "藏族" => "04",
        "维吾尔族" => "05",
        "苗族" => "06",
        "彝族" => "07",
        "布依族" => "09",
        "侗族" => "12",
        "土家族" => "15",
        "哈萨克族" => "17",
        _ => "01",
    }
}

/// A surname, as often as it occurs.
pub fn surname(dice: &Dice) -> &'static str {
    static WEIGHTED: OnceLock<Vec<&'static str>> = OnceLock::new();
    let list = WEIGHTED.get_or_init(|| {
        let weighted = section("surnames").iter().filter_map(|line| line.split_once(' '));
        weighted.flat_map(|(name, weight)| std::iter::repeat_n(name, weight.parse().unwrap_or(1))).collect()
    });
    dice.word(list)
}

/// A child's name.
pub fn child(dice: &Dice, girl: bool) -> Named {
    if dice.chance(6) {
        let list = section(if girl { "girls-other-peoples" } else { "boys-other-peoples" });
        if let Some((name, people)) = dice.word(list).split_once(' ') {
            return known(name, ethnic_code(people));
        }
    }
    let ethnic = if dice.chance(240) { ethnic_code(dice.word(section("nearby-peoples"))) } else { "01" };
    loop {
        let (surname, given) = (surname(dice), given(dice, girl));
        let name = format!("{surname}{given}");
        if !section("well-known").contains(&name.as_str()) {
            let call = if given.chars().count() > 1 { given } else { name.clone() };
            return Named { name, call, ethnic };
        }
    }
}

/// A name that was chosen, with what friends call.
pub fn known(name: &str, ethnic: &'static str) -> Named {
    let call = match name.split_once('·') {
        Some((own, _)) => own.to_owned(),
        None if ["04", "07"].contains(&ethnic) => name.to_owned(),
        None => {
            let chars: Vec<char> = name.chars().collect();
            let surname = if name.starts_with("欧阳") { 2 } else { 1 };
            let given: String = chars.iter().skip(surname).collect();
            if given.chars().count() > 1 { given } else { name.to_owned() }
        }
    };
    Named { name: name.to_owned(), call, ethnic }
}

fn given(dice: &Dice, girl: bool) -> String {
    if dice.chance(12) {
        return dice.word(section("rare")).to_owned();
    }
    let of = |part: &str| section(&format!("{}-{part}", if girl { "girls" } else { "boys" }));
    if dice.chance(90) {
        return dice.word(of("single")).to_owned();
    }
    loop {
        let (first, second) = (dice.word(of("first")), dice.word(of("second")));
        if first != second {
            return format!("{first}{second}");
        }
    }
}

/// The name of a grown-up, with this surname or any. Never that of one of the cast.
pub fn grown_up(dice: &Dice, woman: bool, own: Option<&str>) -> String {
    loop {
        let surname = own.unwrap_or_else(|| surname(dice));
        let older = dice.word(section(if woman { "women" } else { "men" }));
        let name = format!("{surname}{older}");
        let taken =
            section("well-known").contains(&name.as_str()) || CAST.iter().any(|member| member.name == name);
        if !taken {
            return name;
        }
    }
}
