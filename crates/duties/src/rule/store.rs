//! The SQL of frequency rules. Categories stand in one column, their codes joined by commas.

use db::{Conn, Error, FromRow, Result, Row, Tx, args};
use kernel::{Day, FOREVER, Instant, RuleId, SchoolId, StaffId};

use super::{Act, Per, Rule, RuleName, Tier, Who};
use crate::days::Since;
use crate::usual::Usual;

const COLUMNS: &str =
    "select id, name_key, name, category, tier, who, act, times, per, from_on, until_on from duty_rule";

impl FromRow for Rule {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let text = |at: usize| row.get::<String>(at);
        let name_key: Option<String> = row.get(1)?;
        let usual = name_key.as_deref().map(|key| key.trim_start_matches("duties-usual-"));
        let name = match usual.and_then(Usual::from_code) {
            Some(usual) => RuleName::Usual(usual),
            None => RuleName::Own(row.get::<Option<String>>(2)?.unwrap_or_default()),
        };
        let categories: Option<String> = row.get(3)?;
        let codes = categories.iter().flat_map(|list| list.split(',')).map(str::trim);
        let unknown = || Error::Bug("a frequency rule holds an unknown code".into());
        let tier: Option<String> = row.get(4)?;
        let (from, until): (Day, Day) = (row.get(9)?, row.get(10)?);
        Ok(Self {
            id: row.get::<RuleId>(0)?.bytes(),
            name,
            categories: codes.filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            tier: tier.map(|tier| Tier::from_code(&tier).ok_or_else(unknown)).transpose()?,
            who: Who::from_code(&text(5)?.replace('_', "-")).ok_or_else(unknown)?,
            act: Act::from_code(&text(6)?.replace('_', "-")).ok_or_else(unknown)?,
            times: u32::try_from(row.get::<i64>(7)?).map_err(|_| unknown())?,
            per: Per::from_code(&text(8)?.replace('_', "-")).ok_or_else(unknown)?,
            during: Since { from, until: ended(until) },
        })
    }
}

/// The last day is the table's; the day of the ending is the model's.
fn ended(until: Day) -> Option<Day> {
    Some(until).filter(|day| *day != FOREVER).map(|day| day.tomorrow().unwrap_or(day))
}

/// Rules that hold on this day or later, or held until then, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn list(conn: &mut Conn, school: SchoolId, since: Day) -> Result<Vec<Rule>> {
    let sql = format!(
        "{COLUMNS} where school_id = $1 and until_on >= $2 and until_on >= from_on order by from_on, id"
    );
    conn.all(&sql, args![school, since]).await
}

/// One rule.
///
/// # Errors
/// Those of the database.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: RuleId) -> Result<Option<Rule>> {
    conn.maybe(&format!("{COLUMNS} where school_id = $1 and id = $2"), args![school, id]).await
}

/// Writes one.
///
/// # Errors
/// Those of the database.
pub async fn insert(
    tx: &mut Tx,
    school: SchoolId,
    rule: &Rule,
    (at, by): (Instant, Option<StaffId>),
) -> Result<()> {
    let (key, name) = match &rule.name {
        RuleName::Usual(usual) => (Some(usual.code()), None),
        RuleName::Own(name) => (None, Some(name.as_str())),
    };
    let categories = Some(rule.categories.join(",")).filter(|list| !list.is_empty());
    let until = rule.during.until.map_or(FOREVER, |end| end.yesterday().unwrap_or(end));
    tx.run(
        "insert into duty_rule (school_id, id, name_key, name, category, tier, who, act, times, per, from_on, until_on, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            school,
            uuid::Uuid::from_bytes(rule.id),
            key,
            name,
            categories,
            rule.tier.map(Tier::code),
            rule.who.code(),
            rule.act.code(),
            i64::from(rule.times),
            rule.per.code(),
            rule.during.from,
            until,
            at,
            by
        ],
    )
    .await?;
    Ok(())
}

/// Sets the last day of a rule that holds.
///
/// # Errors
/// Those of the database.
pub async fn end(tx: &mut Tx, school: SchoolId, id: RuleId, last: Day) -> Result<u64> {
    tx.run(
        "update duty_rule set until_on = $1 where school_id = $2 and id = $3 and until_on > $1",
        args![last, school, id],
    )
    .await
}
