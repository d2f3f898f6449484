//! The judgement that two entries are two children. It is remembered, and nobody is asked again.

use access::Kind;
use db::args;
use kernel::StudentId;
use serde_json::json;
use web::cx::Change;
use web::{Cx, Failure};

use super::store;

/// Remembers it. Twice is once.
///
/// # Errors
/// [`Failure::NotFound`] when the policy refuses, or when either is not there.
pub async fn keep(cx: &Cx, (one, other): (StudentId, StudentId)) -> Result<(), Failure> {
    super::permit(cx)?;
    let mut tx = cx.app.db.begin().await?;
    for id in [one, other] {
        let sql = "select id from student where school_id = $1 and id = $2";
        tx.one::<StudentId>(sql, args![cx.school(), id]).await?;
    }
    let known = store::apart(&mut tx, cx.school()).await?;
    let pair = [(one, other), (other, one)];
    if known.iter().any(|two| pair.contains(&(two.one, two.other))) {
        return Ok(());
    }
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    store::keep_apart(&mut tx, (cx.school(), cx.uuid()), (one, other), when).await?;
    for (student, from) in pair {
        let after = json!({ "apart_from": from.to_string() }).to_string();
        let change = Change {
            name: "student.apart",
            kind: Kind::Identity,
            subject: student.0,
            student: Some(student),
            before: None,
            after: Some(&after),
        };
        cx.event(&mut tx, change).await?;
    }
    Ok(tx.commit().await?)
}
