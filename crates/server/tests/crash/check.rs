//! What must hold after every kill.

use std::collections::HashMap;

use db::{Conn, Db, args};
use uuid::Uuid;

use super::writers::{KEPT, WRITERS, range};

/// What was acknowledged: for each note, case and closure the newest version.
#[derive(Default)]
pub struct Acknowledged {
    newest: HashMap<(String, u128), i64>,
    transactions: usize,
    /// Over HTTP.
    pub answered: usize,
}

impl Acknowledged {
    /// Takes a line of the child.
    pub fn hear(&mut self, line: &str) {
        // The test runner of the child may have begun the line itself.
        let Some((_, said)) = line.split_once(KEPT) else { return };
        let words: Vec<&str> = said.split(' ').collect();
        let [what, id, version] = words.as_slice() else { panic!("not understood: {line}") };
        let newest = self.newest.entry(((*what).to_owned(), id.parse().unwrap())).or_insert(0);
        *newest = (*newest).max(version.parse().unwrap());
        self.transactions += 1;
    }

    /// Takes a note that was answered over HTTP.
    pub fn answered(&mut self, note: Uuid) {
        self.newest.entry(("note".to_owned(), note.as_u128())).or_insert(1);
        self.transactions += 1;
        self.answered += 1;
    }

    /// Those of them that were answered over HTTP: the later half of the writers.
    pub fn over_http(&self) -> Self {
        let http = |id: u128| u32::try_from(id >> 32 & 0xFFFF_FFFF).unwrap() >= WRITERS / 2;
        let newest = self.newest.iter().filter(|((_, id), _)| http(*id)).map(|(key, at)| (key.clone(), *at));
        Self { newest: newest.collect(), ..Self::default() }
    }

    pub fn len(&self) -> usize {
        self.transactions
    }

    pub fn add(&mut self, other: Self) {
        self.newest.extend(other.newest);
        self.transactions += other.transactions;
        self.answered += other.answered;
    }
}

// `indexed by`: without statistics SQLite walks the primary key of all events for each note.
/// Sums that a transaction seen in part would break, each 0 when all is well. `$1` and `$2` bound the ids.
const HALVES: [(&str, &str); 5] = [
    (
        "notes without all of their children, events, promises and versions",
        "select count(*) from note n where n.school_id = 1 and n.id between $1 and $2 and (
           n.minutes <> (select count(*) from note_student a where a.school_id = 1 and a.note_id = n.id)
           or n.minutes <> (select count(*) from event e indexed by event_subject where e.school_id = 1 and e.subject_id = n.id and e.name = 'note.recorded')
           or 1 <> (select count(*) from follow_up f where f.school_id = 1 and f.note_id = n.id)
           or n.version - 1 <> (select count(*) from note_version v where v.school_id = 1 and v.note_id = n.id)
           or n.version - 1 <> (select count(*) from event e indexed by event_subject where e.school_id = 1 and e.subject_id = n.id and e.name = 'note.amended'))",
    ),
    (
        "cases without all of their members, goals, plan and event",
        "select count(*) from support_case k where k.school_id = 1 and k.id between $1 and $2 and (
           2 <> (select count(*) from member m where m.school_id = 1 and m.case_id = k.id)
           or 2 <> (select count(*) from goal g where g.school_id = 1 and g.case_id = k.id)
           or 1 <> (select count(*) from plan p where p.school_id = 1 and p.case_id = k.id)
           or 1 <> (select count(*) from event e indexed by event_subject where e.school_id = 1 and e.subject_id = k.id and e.name = 'case.opened'))",
    ),
    (
        "closures without their event and the end of all memberships",
        "select count(*) from closure x where x.school_id = 1 and x.id between $1 and $2 and (
           1 <> (select count(*) from event e indexed by event_subject where e.school_id = 1 and e.subject_id = x.case_id and e.name = 'case.closed')
           or exists (select 1 from member m where m.school_id = 1 and m.case_id = x.case_id and m.until_on = '9999-12-31'))",
    ),
    (
        "memberships that ended without a closure",
        "select count(*) from member m where m.school_id = 1 and m.case_id between $1 and $2 and m.until_on <> '9999-12-31'
           and not exists (select 1 from closure x where x.school_id = 1 and x.case_id = m.case_id)",
    ),
    (
        "events of nothing",
        "select count(*) from event e where e.school_id = 1 and e.subject_id between $1 and $2
           and not exists (select 1 from note n where n.school_id = 1 and n.id = e.subject_id)
           and not exists (select 1 from support_case k where k.school_id = 1 and k.id = e.subject_id)",
    ),
];

/// Looks at one cycle, or at all; returns how many acknowledged things are lost.
///
/// # Panics
/// When a transaction is seen in part, or the file is damaged.
pub async fn after(db: &Db, cycle: Option<u64>, kept: &Acknowledged) -> usize {
    let mut conn = db.reader().await.unwrap();
    assert_eq!(conn.all::<String>("pragma integrity_check", args![]).await.unwrap(), ["ok"]);
    let mut broken = 0;
    conn.each("pragma foreign_key_check", args![], |_| {
        broken += 1;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(broken, 0, "foreign keys are broken");
    let (first, last) = range(cycle);
    for (what, sql) in HALVES {
        let halves: i64 = conn.one(sql, args![first, last]).await.unwrap();
        assert_eq!(halves, 0, "cycle {cycle:?}: {what}");
    }
    let mut there: HashMap<(String, u128), i64> = HashMap::new();
    for (what, sql) in [
        ("note", "select id, version from note where school_id = 1 and id between $1 and $2"),
        ("case", "select id, row_version from support_case where school_id = 1 and id between $1 and $2"),
        ("closure", "select id, 1 from closure where school_id = 1 and id between $1 and $2"),
    ] {
        let rows = pairs(&mut conn, sql, (first, last)).await;
        there.extend(rows.into_iter().map(|(id, version)| ((what.to_owned(), id.as_u128()), version)));
    }
    kept.newest.iter().filter(|(key, version)| there.get(key).is_none_or(|found| found < version)).count()
}

async fn pairs(conn: &mut Conn, sql: &str, (first, last): (Uuid, Uuid)) -> Vec<(Uuid, i64)> {
    conn.all(sql, args![first, last]).await.unwrap()
}
