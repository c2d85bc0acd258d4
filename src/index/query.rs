//! What somebody looks for, read once.
//!
//! A query is words that must all be there, in any order. When it looks like a telephone number it is one as well.

use memchr::memmem::Finder;

use super::fold::{Folded, fold};
use super::phone::{dialled, is_phone};

/// So many words are looked for at most: enough for a sentence, and few enough for their scores to be added.
const MOST: usize = 12;

/// What somebody looks for.
#[derive(Debug, Clone)]
pub struct Query {
    pub(super) words: Vec<Word>,
    /// All words as one, when there are several.
    pub(super) phrase: Option<Word>,
    pub(super) phone: Option<Finder<'static>>,
}

/// One word of a query, folded.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) folded: Folded<'static>,
    pub(super) plain: Finder<'static>,
    /// Only when it differs from `plain`.
    pub(super) expanded: Option<Finder<'static>>,
}

impl Query {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Query {
        // Of what cannot be seen nothing is left to look for.
        let folded = fold(typed);
        let bare = |form: &str| form.trim_end_matches([',', ';']).to_owned();
        let words = folded.words().map(|(plain, expanded)| (bare(plain), bare(expanded)));
        let words: Vec<(String, String)> = words.filter(|(plain, _)| !plain.is_empty()).take(MOST).collect();
        let (plain, expanded): (Vec<_>, Vec<_>) = words.iter().cloned().unzip();
        Query {
            phrase: (words.len() > 1).then(|| Word::new(plain.join(" "), expanded.join(" "))),
            phone: is_phone(typed).then(|| finder(&dialled(typed))),
            words: words.into_iter().map(|(plain, expanded)| Word::new(plain, expanded)).collect(),
        }
    }

    /// True when nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True when everything this finds was found by `other` as well.
    pub fn narrows(&self, other: &Query) -> bool {
        let words = other.words.iter().all(|old| self.words.iter().any(|new| new.extends(old)));
        let phone = match (&self.phone, &other.phone) {
            (None, _) => true,
            (Some(new), Some(old)) => old.find(new.needle()).is_some(),
            (Some(_), None) => false,
        };
        !other.is_empty() && words && phone
    }
}

impl Word {
    fn new(plain: String, expanded: String) -> Word {
        let folded = Folded::of(plain, expanded);
        let expanded = (!folded.is_simple()).then(|| finder(folded.expanded()));
        Word { plain: finder(folded.plain()), expanded, folded }
    }

    /// True when this is found only where the other is.
    pub(super) fn extends(&self, other: &Word) -> bool {
        self.folded.plain().contains(other.folded.plain()) && self.folded.expanded().contains(other.folded.expanded())
    }
}

fn finder(needle: &str) -> Finder<'static> {
    Finder::new(needle).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_query_narrows() {
        for (new, old, narrows) in [
            ("dür", "dü", true),
            ("dü", "du", true),
            ("düren mint", "düren", true),
            ("mint düren", "düren mi", true),
            ("düren", "", false),
            ("du", "dü", false),
            ("bonn", "düren", false),
            ("0242", "024", true),
            ("+4924", "+492", true),
            ("514", "51", false),
        ] {
            assert_eq!(Query::parse(new).narrows(&Query::parse(old)), narrows, "{new} after {old}");
        }
    }
}
