//! Somebody who opens every page that can be reached by links, some of each kind.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use testkit::client::{Client, Page};

/// Pages of one shape that are opened.
const OF_EACH_SHAPE: usize = 2;
/// Pages that are opened at all.
const AT_MOST: usize = 120;

/// One way through the house, from the first page on.
pub struct Walk {
    /// Who walks.
    pub client: Client,
    queue: VecDeque<String>,
    seen: BTreeSet<String>,
    shapes: BTreeMap<String, usize>,
    /// How many pages were opened.
    pub visited: usize,
}

impl Walk {
    /// Before the first page.
    pub fn new(client: Client) -> Self {
        let queue = VecDeque::from([String::from("/")]);
        Self { client, queue, seen: BTreeSet::new(), shapes: BTreeMap::new(), visited: 0 }
    }

    /// The next page with its address, as long as there is one that is not like those seen.
    pub async fn next(&mut self) -> Option<(String, Page)> {
        while let Some(path) = self.queue.pop_front() {
            let count = self.shapes.entry(shape(&path)).or_default();
            *count += 1;
            if !self.seen.insert(path.clone()) || *count > OF_EACH_SHAPE || self.visited > AT_MOST {
                continue;
            }
            self.visited += 1;
            let page = self.client.get(&path).await;
            self.queue.extend(page.links().into_iter().map(|link| link.href).filter(|href| is_page(href)));
            return Some((path, page));
        }
        None
    }
}

fn is_page(href: &str) -> bool {
    href.starts_with('/') && !href.starts_with("/assets") && !href.contains('#') && !href.contains("sign-out")
}

/// What stands for ids in an address: one visit of each shape and query name is enough, some of each.
pub fn shape(path: &str) -> String {
    let mut shape = String::new();
    for part in path.split(['/', '?', '&', '=']) {
        shape.push('/');
        shape.push_str(if part.len() == 36 && part.matches('-').count() == 4 { "ID" } else { part });
    }
    shape
}
