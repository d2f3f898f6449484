//! AC-06 for acts: what a page offers somebody works; what it does not offer is refused, and leaves no trace.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use server::demo;
use testkit::client::{Client, Field, Form, Page};

use crate::story;
use crate::walk::{Walk, shape};
use crate::world::{CAST, World};

/// Pages that are other pages for everybody: what is not on mine may yet be mine to do.
const EVERYBODYS: [&str; 2] = ["/", "/quiet"];

/// Forms of one's own account, on every page.
const OWN: [&str; 4] = ["/language", "/theme", "/sign-out", "/password"];

/// Opens for each reader what is that reader's to open, and the page is empty where there is nothing.
const OPENS: &str = "/former-findings";

fn is_everybodys(page: &str) -> bool {
    page.split('?').next().is_some_and(|path| EVERYBODYS.contains(&path))
}

/// An act as a page offers it.
#[derive(Clone)]
struct Offer {
    page: String,
    action: String,
    form: Form,
}

/// The acts that the pages offer this person, one of each shape; from a page about something rather than from the first
/// page, which is everybody's own.
async fn offers(world: &World, login: &str) -> BTreeMap<String, Offer> {
    let mut walk = Walk::new(world.as_(login).await);
    let mut found = BTreeMap::<String, Offer>::new();
    while let Some((path, page)) = walk.next().await {
        for offer in acts(&path, &page) {
            let kept = found.entry(shape(&offer.action)).or_insert_with(|| offer.clone());
            if is_everybodys(&kept.page) {
                *kept = offer;
            }
        }
    }
    found
}

fn acts(path: &str, page: &Page) -> Vec<Offer> {
    let forms = page.forms().into_iter().filter(|form| form.method == "post");
    let offers = forms.map(|form| Offer { page: path.to_owned(), action: page.resolve(&form.action), form });
    offers.filter(|offer| !OWN.contains(&offer.action.as_str())).collect()
}

/// The form as somebody fills it who gives everything that is asked for.
fn filled(form: &Form) -> Vec<(String, String)> {
    let mut values = Vec::new();
    let mut chosen = BTreeSet::new();
    for field in &form.fields {
        let is_choice = ["radio", "submit"].contains(&field.kind.as_str());
        if is_choice && !field.sent {
            continue;
        }
        if field.sent || field.kind == "hidden" {
            chosen.insert(field.name.clone());
            values.push((field.name.clone(), answer(field)));
        }
    }
    // A choice that nobody has made yet: the first.
    for field in form.fields.iter().filter(|field| ["radio", "submit"].contains(&field.kind.as_str())) {
        if chosen.insert(field.name.clone()) {
            values.push((field.name.clone(), field.value.clone()));
        }
    }
    values
}

fn answer(field: &Field) -> String {
    if !field.value.trim().is_empty() {
        return field.value.clone();
    }
    match field.kind.as_str() {
        "date" => demo::DAY.to_string(),
        "number" => "3".to_owned(),
        "select" => field
            .options
            .iter()
            .map(|(value, _)| value)
            .find(|one| !one.is_empty())
            .cloned()
            .unwrap_or_default(),
        "hidden" | "checkbox" => String::new(),
        _ => "试一试".to_owned(),
    }
}

async fn send(client: &mut Client, offer: &Offer) -> Page {
    let values = filled(&offer.form);
    let pairs: Vec<(&str, &str)> =
        values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if offer.form.multipart {
        client.upload(&offer.action, &pairs, &[]).await
    } else {
        client.post(&offer.action, &pairs).await
    }
}

/// How many rows stand in each table of the records; that somebody looked is written in the log beside them. What is
/// changed in place leaves an event, which is a row.
async fn trace(world: &World) -> Vec<(String, i64)> {
    let mut conn = world.app.db.reader().await.unwrap();
    let mut rows = Vec::new();
    let tables = db::migrate::placements().unwrap().into_iter().map(|(table, _)| table);
    // A table written anew was made beside the old one and took its name; the log of readings has moved away.
    let is_record =
        |table: &String| !table.ends_with("_next") && !["reading", "log.reading"].contains(&table.as_str());
    for table in tables.filter(is_record) {
        let count: i64 = conn.one(&format!("select count(*) from {table}"), &[]).await.unwrap();
        rows.push((table, count));
    }
    rows
}

/// Whether the page on which somebody else was offered this act offers it to this person too.
async fn is_offered(client: &mut Client, offer: &Offer) -> bool {
    let page = client.get(&offer.page).await;
    page.status.is_success() && acts(&offer.page, &page).iter().any(|own| own.action == offer.action)
}

// AC-06, Y1: the administrator is last, since those acts end other people's roles.
story!(what_a_page_does_not_offer_somebody_is_refused_without_a_trace, |world| {
    let mut all = BTreeMap::new();
    for login in CAST {
        all.insert(login, offers(&world, login).await);
    }
    let mut accepted = Vec::new();
    let mut refused = 0;
    for login in CAST {
        let mut client = world.as_(login).await;
        let before = trace(&world).await;
        for (whose, shape, offer) in others(&all, login) {
            if is_offered(&mut client, offer).await {
                continue;
            }
            let answer = send(&mut client, offer).await;
            refused += 1;
            // A file that is missing is refused before anything else is asked.
            let is_refused = [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&answer.status)
                || offer.form.multipart && answer.url.contains("?file=");
            if !is_refused {
                accepted
                    .push(format!("{login}: {shape} as {whose} on {} gave {}", offer.page, answer.status));
            }
        }
        assert_eq!(before, trace(&world).await, "{login} left a trace; {accepted:#?}");
    }
    assert!(accepted.is_empty(), "{accepted:#?}");
    assert!(refused > 500, "only {refused} acts were tried");
});

/// What is offered to others and in no such shape to this person; from pages that are not everybody's own.
fn others<'a>(
    all: &'a BTreeMap<&str, BTreeMap<String, Offer>>,
    login: &str,
) -> Vec<(&'a str, &'a String, &'a Offer)> {
    let mut found = BTreeMap::new();
    for (whose, offers) in all {
        for (shape, offer) in offers {
            if !is_everybodys(&offer.page)
                && !offer.action.ends_with(OPENS)
                && !all[login].contains_key(shape)
            {
                found.entry(shape).or_insert((*whose, offer));
            }
        }
    }
    found.into_iter().map(|(shape, (whose, offer))| (whose, shape, offer)).collect()
}

// AC-06
story!(what_a_page_offers_somebody_works, |world| {
    let mut broken = Vec::new();
    let mut done = 0;
    for login in CAST {
        let mut client = world.as_(login).await;
        for (shape, offer) in offers(&world, login).await {
            // An act before this one may have changed the page: what it offers now counts.
            let page = client.get(&offer.page).await;
            let Some(now) = acts(&offer.page, &page).into_iter().find(|own| own.action == offer.action)
            else {
                continue;
            };
            let answer = send(&mut client, &now).await;
            done += 1;
            let works = answer.status.is_success()
                || [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT].contains(&answer.status);
            if !works {
                broken.push(format!(
                    "{login}: {shape} on {} gave {} at {}",
                    offer.page, answer.status, answer.url
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(done > 300, "only {done} acts were tried");
});
