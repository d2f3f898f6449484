//! What waits between the tiers on the first page of whoever is to act. What a grade is asked stands with its leader; with
//! the school, too, where the grade has nobody for it or has let it wait.

use access::{Action, Facts, Kind, scope};
use db::Conn;
use kernel::clock::days_after;
use kernel::{Day, StaffId};
use noticing::fade;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::lines::{Line, lines, requests};
use super::model::{speaks_above_class, speaks_for};
use super::store::{self, ChangeRow, Of};
use crate::case::Tier;

/// Lines of a panel on the first page.
const LINES: usize = 5;

/// For so many days what a grade is asked waits for its leader alone.
const PATIENCE: i64 = 7;

/// What a tier is to act in, since when, and who asked it, if anybody did.
struct Matter {
    tier: Option<Tier>,
    grade: Option<i64>,
    asked_by: Option<StaffId>,
    since: Day,
}

impl Matter {
    /// The answer to a request.
    fn asked(line: &Line, request: &ChangeRow) -> Self {
        let tier = Tier::parse(&request.to_tier);
        Self { tier, grade: line.at.grade, asked_by: Some(request.asked_by), since: request.asked_on }
    }

    /// A tier that was to be looked at again on a day.
    fn renewal(line: &Line, since: Day) -> Self {
        Self { tier: Some(line.tier), grade: line.at.grade, asked_by: None, since }
    }
}

/// The leaders of the grades, for who speaks for the school and so could act in their place.
struct Leaders(Option<Vec<(i64, StaffId)>>);

impl Leaders {
    async fn find(conn: &mut Conn, cx: &Cx) -> Result<Self, Failure> {
        if !speaks_for(&cx.actor, Tier::School, &Facts::school(cx.school())) {
            return Ok(Self(None));
        }
        Ok(Self(Some(store::grade_leaders(conn, cx.school(), cx.today()).await?)))
    }

    /// Whether a matter stands with this person, who may act in it.
    fn leave_to_me(&self, cx: &Cx, matter: &Matter) -> bool {
        let (Some(leaders), Some(Tier::Grade)) = (&self.0, matter.tier) else { return true };
        let of_the_grade = |(grade, leader): &(i64, StaffId)| {
            (Some(*grade) == matter.grade && Some(*leader) != matter.asked_by).then_some(*leader)
        };
        let mut theirs = leaders.iter().filter_map(of_the_grade).peekable();
        theirs.peek().is_none()
            || theirs.any(|leader| Some(leader) == cx.actor.staff)
            || days_after(matter.since, PATIENCE) <= cx.today()
    }
}

/// Requests that wait for this person, and his or her own that came back, on the first page.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    if scope(&cx.actor, Action::Amend, Kind::Case).is_empty() {
        return Ok(None);
    }
    // Mostly nothing waits, and then no case need be looked at.
    let requests = requests(conn, cx).await?;
    if requests.is_empty() {
        return Ok(None);
    }
    let mut panel = Panel::new("tier-requests", cx.t("tiers-panel"));
    panel.more = Some(("/tiers".to_owned(), cx.t("tiers-board").to_owned()));
    let me = cx.actor.staff;
    let leaders = Leaders::find(conn, cx).await?;
    for line in lines(conn, cx, (&requests, Of::EveryTier)).await? {
        let Some(request) = &line.request else { continue };
        let returned = request.answer.is_some() && Some(request.asked_by) == me;
        let is_mine = || line.may_answer && leaders.leave_to_me(cx, &Matter::asked(&line, request));
        if !returned && !is_mine() {
            continue;
        }
        panel.waiting += 1;
        if panel.rows.len() < LINES {
            panel.rows.push(row(cx, &line, request));
            panel.permits.push(line.permit.clone());
        }
    }
    Ok(panel.unless_empty())
}

/// Tiers whose day to be looked at again has come, on the first page of whoever speaks for them: one tap keeps them.
///
/// # Errors
/// Those of the database.
pub async fn renewal_panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    if !speaks_above_class(&cx.actor) {
        return Ok(None);
    }
    let mut panel = Panel::new("tier-reviews", cx.t("tiers-panel-renew"));
    cx.t("tiers-board-renew-words").clone_into(&mut panel.words);
    panel.more = Some(("/tiers".to_owned(), cx.t("tiers-board").to_owned()));
    let mut lines = lines(conn, cx, (&[], Of::AboveClass)).await?;
    lines.retain(|line| line.speaks && line.to_renew());
    // Mostly no day has come, and then nobody need know who leads a grade.
    if lines.is_empty() {
        return Ok(None);
    }
    let leaders = Leaders::find(conn, cx).await?;
    let is_mine = |line: &&Line| {
        leaders.leave_to_me(cx, &Matter::renewal(line, line.review_on.unwrap_or_else(|| cx.today())))
    };
    for line in lines.iter().filter(is_mine) {
        panel.waiting += 1;
        if panel.rows.len() < LINES {
            panel.rows.push(renewal_row(cx, line));
            panel.permits.push(line.permit.clone());
        }
    }
    Ok(panel.unless_empty())
}

fn renewal_row(cx: &Cx, line: &Line) -> Row {
    let case = format!("/cases/{}", line.at.case);
    let day =
        line.review_on.as_ref().map(|day| cx.tx("tiers-review-by", cx.short_day(day))).unwrap_or_default();
    let stands = if line.standing == fade::Standing::Faded { cx.t("tiers-faded") } else { &day };
    let note = format!("{} · {stands}", line.tier.word(cx));
    let row = Row { place: line.place(cx), note, ..Row::to(format!("{case}#tier"), &line.at.name) };
    let words = (cx.t("tiers-renew"), cx.tx("tiers-renew-named", &line.at.name));
    row.with_post(words, format!("{case}/tier-reviews"), vec![("back", "/".to_owned())])
}

fn row(cx: &Cx, line: &Line, request: &ChangeRow) -> Row {
    let href = format!("/tier-requests/{}", request.id);
    let day = cx.short_day(&request.asked_on);
    let note = match &request.answerer {
        Some(name) => cx.tx("tiers-panel-returned", name),
        None => cx.tf(
            "tiers-panel-asked",
            &[("name", (&request.asker).into()), ("day", (&day).into()), ("what", line.asked(cx).into())],
        ),
    };
    let label = cx.tx("tiers-look-named", &line.at.name);
    let row = Row { place: line.place(cx), note, ..Row::to(&href, &line.at.name) };
    row.with_page(cx.t("tiers-look"), label, href)
}
