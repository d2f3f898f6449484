//! The library of measures (P7): what can be done for a child, per category, each with what it is for and how to see
//! whether it works. A school adds its own and hides what it does not use.

pub mod actions;
mod pages;
mod shipped;
pub mod store;

use std::collections::BTreeMap;

use axum::Router;
use axum::routing::{get, post};
use db::Conn;
use noticing::word::Category;
use web::{App, Cx, Failure, Look};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/measures", get(pages::index).post(pages::create))
        .route("/measures/new", get(pages::new))
        .route("/measures/{key}/hiding", post(pages::hide))
        .route("/measures/{key}/return", post(pages::show))
}

/// One measure of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What links name: a word for a measure that ships with the program, an id for one of the school.
    pub key: String,
    /// For whom it is offered.
    pub categories: Vec<Category>,
    /// What is done.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How to see whether it works.
    pub sign: String,
    /// Whether the school added it.
    pub is_own: bool,
    /// Whether the school does not offer it.
    pub is_hidden: bool,
}

impl Measure {
    /// Whether it is offered for a child of one of these categories.
    #[must_use]
    pub fn suits(&self, categories: &[Category]) -> bool {
        self.categories.iter().any(|category| categories.contains(category))
    }

    /// The words of its categories, for a line on a page.
    #[must_use]
    pub fn category_words(&self, look: &Look) -> String {
        let words: Vec<&str> = self.categories.iter().map(|category| category.word(look)).collect();
        language::list(look.lang(), &words)
    }
}

/// Every measure that this school knows, the hidden ones too: shipped ones first, in the reader's language.
///
/// # Errors
/// Those of the database.
pub async fn all(conn: &mut Conn, cx: &Cx) -> Result<Vec<Measure>, Failure> {
    let hidden = store::hidden(conn, cx.school()).await?;
    let own = store::own(conn, cx.school()).await?;
    let mut measures = shipped::all(cx);
    measures.extend(own.into_iter().map(own_measure));
    for measure in &mut measures {
        measure.is_hidden = hidden.contains(&measure.key);
    }
    Ok(measures)
}

fn own_measure(row: store::Own) -> Measure {
    Measure {
        key: row.id.to_string(),
        categories: split(&row.categories),
        name: row.name,
        purpose: row.purpose,
        sign: row.sign,
        is_own: true,
        is_hidden: false,
    }
}

/// The names of all measures by key, the hidden ones too: a plan that has one keeps it.
///
/// # Errors
/// Those of the database.
pub async fn names(conn: &mut Conn, cx: &Cx) -> Result<BTreeMap<String, String>, Failure> {
    Ok(all(conn, cx).await?.into_iter().map(|measure| (measure.key, measure.name)).collect())
}

/// Categories as the database keeps them: codes joined by commas.
#[must_use]
pub fn split(codes: &str) -> Vec<Category> {
    codes.split(',').filter_map(Category::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Lang;

    // P7
    #[test]
    fn every_category_of_a_template_has_measures_in_three_languages() {
        for lang in Lang::ALL {
            let all = shipped::all(&Look::of_lang(lang));
            for measure in &all {
                let words = [&measure.name, &measure.purpose, &measure.sign];
                assert!(words.iter().all(|text| !text.starts_with('⟦') && !text.is_empty()), "{measure:?}");
            }
            for category in Category::ALL.iter().filter(|one| **one != Category::Other) {
                let some = all.iter().filter(|measure| measure.suits(&[*category])).count();
                assert!(some >= 3, "{category:?} has {some}");
            }
        }
    }

    #[test]
    fn no_two_shipped_measures_share_a_key() {
        let mut keys: Vec<String> =
            shipped::all(&Look::of_lang(Lang::En)).into_iter().map(|one| one.key).collect();
        let before = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), before);
    }
}
