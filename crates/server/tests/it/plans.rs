//! The page of a plan (L2) offers what its reader may do.

use kernel::CaseId;

use crate::story;

story!(a_plan_offers_only_the_ways_that_its_reader_may_go, |world| {
    let of =
        "select k.id from support_case k join student s on s.school_id = k.school_id and s.id = k.student_id
        where s.name = $1";
    let case: CaseId = world.one(of, "单雨桐").await;
    for (who, writes) in [("chen.jing", true), ("zhou.wenyuan", false)] {
        let page = world.as_(who).await.get(&format!("/cases/{case}/plan")).await;
        assert_eq!(page.html().contains("/notes/new?student="), writes, "{who}: {}", page.text());
        assert_eq!(page.html().contains("/checklists/new?student="), writes, "{who}: {}", page.text());
    }
});
