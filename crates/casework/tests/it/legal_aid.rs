//! Legal aid: each request is followed to its answer (X3, S1).

use axum::http::StatusCode;

use crate::World;
use crate::school::student;

crate::stories!(
    a_request_is_written_down_in_one_sentence_and_waits_until_it_is_answered,
    an_answer_can_be_taken_back_and_a_mistake_withdrawn,
    nobody_reads_or_answers_a_request_for_a_child_outside_her_rights,
);

/// The homeroom teacher writes a request for 陈雨桐 down.
async fn asked(world: &World) -> String {
    let mut tab = world.tab("homeroom");
    let form = tab.get(&format!("/legal-aid/new?student={}", student("陈雨桐"))).await;
    let empty = tab.submit(&form, "/legal-aid", &[("matter", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = tab.submit(&form, "/legal-aid", &[("matter", "爸爸两年没有给抚养费")]).await;
    assert!(page.has("爸爸两年没有给抚养费"), "{}", page.text());
    let html = page.html();
    let (_, rest) = html.split_once("action=\"/legal-aid/").unwrap();
    format!("/legal-aid/{}", rest.split('/').next().unwrap())
}

async fn a_request_is_written_down_in_one_sentence_and_waits_until_it_is_answered(world: &World) {
    let request = asked(world).await;
    assert_eq!(world.school.events("legal_aid.asked").await, 1);
    let mut tab = world.tab("homeroom");
    for wrong in ["2026-11-01", "2026-12-24"] {
        let fields = [("answer", "given"), ("answered_on", wrong), ("words", "李律师")];
        let page = tab.post(&format!("{request}/answer"), &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(page.html().contains("value=\"李律师\""), "what was typed stays");
    }
    let fields = [("answer", "given"), ("words", "县中心指派了李律师")];
    let page = tab.post(&format!("{request}/answer"), &fields).await;
    assert!(page.has("得到了援助") && page.has("李律师"), "{}", page.text());
    assert_eq!(world.school.events("legal_aid.answered").await, 1);
    let again = tab.post(&format!("{request}/answer"), &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "somebody was quicker");
}

async fn an_answer_can_be_taken_back_and_a_mistake_withdrawn(world: &World) {
    let request = asked(world).await;
    let mut tab = world.tab("homeroom");
    tab.post(&format!("{request}/answer"), &[("answer", "ineligible")]).await;
    let page = tab.post(&format!("{request}/reopening"), &[]).await;
    assert!(page.has("写下结果"), "{}", page.text());
    let page = tab.post(&format!("{request}/withdrawal"), &[]).await;
    assert!(!page.has("抚养费，") && page.has("现在没有在等回音的申请"), "{}", page.text());
    assert_eq!(world.school.events("legal_aid.withdrawn").await, 1);
}

async fn nobody_reads_or_answers_a_request_for_a_child_outside_her_rights(world: &World) {
    let request = asked(world).await;
    for who in ["other-homeroom", "subject", "mentor", "registrar", "administrator"] {
        let mut tab = world.tab(who);
        assert!(!tab.get("/legal-aid").await.has("爸爸两年"), "{who}");
        let form = tab.get(&format!("/legal-aid/new?student={}", student("陈雨桐"))).await;
        assert_eq!(form.status, StatusCode::NOT_FOUND, "{who}");
        for act in ["answer", "reopening", "withdrawal"] {
            let page = tab.post(&format!("{request}/{act}"), &[("answer", "given")]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{who} {act}");
        }
    }
    let cell =
        "select count(*) from legal_aid where school_id = $1 and answer is null and withdrawn_at is null";
    assert_eq!(world.school.count(cell).await, 1);
}
