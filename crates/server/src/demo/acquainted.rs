//! The short talks that every child has, with a case or without (O6): a homeroom teacher gets round the class once a term, and
//! some children are still to come. Written last and with the second dice, so that nothing else in the school moves.

use std::mem::swap;

use kernel::{Day, StudentId};

use super::child::Child;
use super::maker::Maker;
use super::note::{self, Draft, Fate};
use super::staff::{Class, School};
use super::texts::say;

/// Children out of so many of whom nobody wrote for weeks: the page of those who are quiet shows them.
pub const QUIET: usize = 9;

/// Which of them it is.
pub const QUIET_ONE: usize = 7;

/// A child was not at school from a day until another.
pub type Away = (StudentId, Day, Day);

/// Writes the talks with the children who have no case.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], away: &[Away]) {
    swap(&mut maker.dice, &mut maker.aside);
    for (place, class) in school.classes.iter().enumerate() {
        let of_class = children.iter().filter(|child| child.class == place).enumerate();
        for (_, child) in of_class.filter(|(number, _)| number % QUIET != QUIET_ONE) {
            if child.supported || child.again.is_some() || !maker.dice.chance(930) {
                continue;
            }
            let times = 1 + i64::from(maker.dice.chance(300));
            for _ in 0..times {
                talk(maker, (school, class), child, away);
            }
        }
    }
    swap(&mut maker.dice, &mut maker.aside);
}

fn talk(maker: &mut Maker<'_>, (school, class): (&School, &Class), child: &Child, away: &[Away]) {
    let on = maker.term.school_day(maker.dice.between(3, 75));
    let is_away = |(who, from, until): &Away| *who == child.id && (*from..=*until).contains(&on);
    if on >= maker.term.today || away.iter().any(is_away) {
        return;
    }
    let leader = usize::try_from(class.grade - 1).ok().and_then(|place| school.leaders.get(place));
    let by = match maker.dice.between(0, 99) {
        0..70 => Some(&class.homeroom),
        70..84 => Some(&class.deputy),
        84..97 => maker.dice.pick(&class.teachers),
        _ => leader,
    };
    let text = format!("{}{}", say(&maker.dice, "chat-where", child), say(&maker.dice, "chat-said", child));
    let draft = Draft {
        kind: "talk",
        channel: None,
        on,
        minutes: Some(maker.dice.between(1, 3) * 5),
        text,
        own_words: None,
        by: by.copied().unwrap_or(class.homeroom),
        children: &[child],
        fate: Fate::Stands,
    };
    note::write(maker, &draft);
}
