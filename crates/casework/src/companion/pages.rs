//! The form on the page of a case.

use axum::extract::Path;
use kernel::{CaseId, CompanionId, FOREVER};
use web::{Cx, Fields, Reply, see_with};

use super::CompanionPart;
use super::actions::{self, Who};
use crate::case;

/// The longest name, relation or telephone, in characters.
const SHORT: usize = 60;

/// `POST /cases/{id}/companions`
pub(super) async fn create(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let Some(part) = CompanionPart::parse(fields.get("companion")) else {
        fields.refuse(lang, "companion", "web-error-required");
        return case::page(&cx, id, &fields).await;
    };
    let from = fields.day(lang, "companion_from").unwrap_or_else(|| cx.today());
    let until = fields.day(lang, "companion_until");
    let who = match part {
        CompanionPart::PeerHelper => {
            fields.required(lang, "peer");
            fields.parse(lang, "peer").map(Who::Peer)
        }
        _ => Some(other(&cx, &mut fields)),
    };
    // Who looks after a child for a time does so until a day.
    if part == CompanionPart::TemporaryGuardian
        && until.is_none()
        && fields.error("companion_until").is_empty()
    {
        fields.refuse(lang, "companion_until", "web-error-required");
    }
    if until.is_some_and(|until| until < from) {
        fields.refuse(lang, "companion_until", "casework-companion-backwards");
    }
    let Some(who) = who.filter(|_| fields.is_right()) else {
        return case::page(&cx, id, &fields).await;
    };
    actions::add(&cx, id, (part, who), (from, until.unwrap_or(FOREVER))).await?;
    see_with(&format!("/cases/{id}"), "casework-said-companion-joined")
}

fn other(cx: &Cx, fields: &mut Fields) -> Who {
    let name = fields.required(cx.lang(), "companion_name");
    for field in ["companion_name", "companion_relation", "companion_phone"] {
        fields.at_most(cx.lang(), field, SHORT);
    }
    let some = |field| fields.some(field).map(str::to_owned);
    Who::Other(name, some("companion_relation"), some("companion_phone"))
}

/// `POST /companions/{id}/end`
pub(super) async fn end(cx: Cx, Path(id): Path<CompanionId>) -> Reply {
    let case = actions::end(&cx, id).await?;
    see_with(&format!("/cases/{case}"), "casework-said-companion-left")
}

/// `POST /companions/{id}/return`
pub(super) async fn come_back(cx: Cx, Path(id): Path<CompanionId>) -> Reply {
    let case = actions::come_back(&cx, id).await?;
    see_with(&format!("/cases/{case}"), "casework-said-companion-returned")
}
