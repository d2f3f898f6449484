//! Counting many named numbers at once. Queries that read the same rows under the same rights are one statement, which
//! goes over those rows once; each number in it is still the condition of its own query, so that the list behind it,
//! asked for alone, comes to the same.

use std::collections::BTreeMap;

use access::Actor;
use db::{Column, Conn, Result};
use futures_util::future::try_join_all;

use super::Asked;
use super::queries::Query;
use super::store::{columns, rows};

/// The numbers of these queries, by name.
pub(super) async fn counts(
    conn: &mut Conn,
    actor: &Actor,
    asked: &Asked,
    queries: &[&'static Query],
) -> Result<BTreeMap<&'static str, i64>> {
    let counted = by_part::<i64>(conn, actor, (asked, "cast(1 as bigint)"), queries).await?;
    let mut counts: BTreeMap<&'static str, i64> = queries.iter().map(|query| (query.key, 0)).collect();
    counts.extend(counted.into_iter().map(|(key, _, n)| (key, n)));
    Ok(counts)
}

/// The numbers of these queries for each part that has rows. What a part is, is an expression over a query's rows.
pub(super) async fn by_part<P: Column + Send>(
    conn: &mut Conn,
    actor: &Actor,
    (asked, part): (&Asked, &str),
    queries: &[&'static Query],
) -> Result<Vec<(&'static str, P, i64)>> {
    let of_group = groups(queries).into_iter().map(|group| {
        let (rows, mut own) = (rows(actor, asked, group.first), conn.beside());
        let sql = group.sql(part, &rows.from_where);
        async move { Ok::<_, db::Error>(group.named(own.all(&sql, &rows.args).await?)) }
    });
    Ok(try_join_all(of_group).await?.into_iter().flatten().collect())
}

/// Queries that read the same rows.
struct Group {
    first: &'static Query,
    all: Vec<&'static Query>,
}

fn groups(queries: &[&'static Query]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for &query in queries {
        match groups.iter_mut().find(|group| group.first.reads_the_same(query)) {
            Some(group) => group.all.push(query),
            None => groups.push(Group { first: query, all: vec![query] }),
        }
    }
    groups
}

impl Group {
    /// One row for each query and part: the place of the query in the group, the part, the number.
    fn sql(&self, part: &str, from_where: &str) -> String {
        let [id, _, _, amount] = columns(self.first.lists);
        let places = || self.all.iter().enumerate();
        let holds =
            places().map(|(at, query)| format!("max(case when {} then 1 else 0 end) as n{at}", query.filter));
        let sums = places().map(|(at, _)| {
            format!(
                "select cast({at} as bigint), part, cast(coalesce(sum(amount * n{at}), 0) as bigint) from listed group by part"
            )
        });
        format!(
            "with listed as (select {part} as part, {id} as id, max({amount}) as amount, {} {from_where} group by 1, 2)
             {}",
            holds.collect::<Vec<_>>().join(", "),
            sums.collect::<Vec<_>>().join(" union all "),
        )
    }

    fn named<P>(&self, counted: Vec<(i64, P, i64)>) -> Vec<(&'static str, P, i64)> {
        let named = counted.into_iter().filter_map(|(at, part, n)| {
            let query = usize::try_from(at).ok().and_then(|at| self.all.get(at))?;
            Some((query.key, part, n))
        });
        named.collect()
    }
}
