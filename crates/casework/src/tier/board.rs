//! The board of the tiers: what waits for whom, each line with one tap to act.

use access::{Action, Kind, scope};
use askama::Template;
use axum::extract::Query;
use web::{Cx, Failure, Fields, Look, Reply, page};

use super::lines::{self, Line};
use crate::case::Tier;

#[derive(Template)]
#[template(path = "tier/board.html")]
struct Index<'a> {
    cx: &'a Look,
    tabs: Vec<(Tier, usize, bool)>,
    tier: Tier,
    asked: Vec<&'a Line>,
    renew: Vec<&'a Line>,
    nobody: Vec<&'a Line>,
    planless: Vec<&'a Line>,
    rest: Vec<&'a Line>,
}

impl Index<'_> {
    fn is_clear(&self) -> bool {
        [&self.asked, &self.renew, &self.nobody, &self.planless].iter().all(|part| part.is_empty())
    }
}

/// `GET /tiers?tier=class`: the tier for which this person speaks, unless another was asked.
pub async fn index(cx: Cx, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    if scope(&cx.actor, Action::List, Kind::Case).is_empty() {
        return Err(Failure::NotFound);
    }
    let fields = Fields::from(asked);
    let mut conn = cx.app.db.reader().await?;
    let all = lines::all(&mut conn, &cx).await?;
    drop(conn);
    let tier = Tier::parse(fields.get("tier")).unwrap_or_else(|| usual(&all));
    let here: Vec<&Line> = all.iter().filter(|line| shows(line, tier)).collect();
    let permits: Vec<_> = here.iter().map(|line| line.permit.clone()).collect();
    cx.log_readings(&permits).await?;
    let of = |is: fn(&Line) -> bool| here.iter().copied().filter(|line| is(line)).collect::<Vec<_>>();
    let template = Index {
        cx: &cx,
        tabs: Tier::ALL.iter().map(|one| (*one, count(&all, *one), *one == tier)).collect(),
        tier,
        asked: of(|line| line.waits().is_some()),
        renew: of(Line::to_renew),
        nobody: of(|line| line.at.responsible.is_none()),
        planless: of(|line| !line.at.has_plan),
        rest: of(|line| {
            line.waits().is_none() && !line.to_renew() && line.at.responsible.is_some() && line.at.has_plan
        }),
    };
    page(&cx, &template)
}

/// A case stands with its tier; a request stands with the tier that is asked, too.
fn shows(line: &Line, tier: Tier) -> bool {
    line.tier == tier || line.waits().is_some_and(|row| row.to_tier == tier.key())
}

fn count(all: &[Line], tier: Tier) -> usize {
    all.iter().filter(|line| shows(line, tier)).count()
}

/// The highest tier that asks something of this person, else the highest for which he or she speaks.
fn usual(all: &[Line]) -> Tier {
    let asked = all.iter().filter(|line| line.may_answer).filter_map(|line| line.waits());
    let asked = asked.filter_map(|row| Tier::parse(&row.to_tier)).max_by_key(|tier| place(*tier));
    let own = all.iter().filter(|line| line.speaks).map(|line| line.tier).max_by_key(|tier| place(*tier));
    asked.or(own).unwrap_or(Tier::Class)
}

fn place(tier: Tier) -> Option<usize> {
    Tier::ALL.iter().position(|one| *one == tier)
}
