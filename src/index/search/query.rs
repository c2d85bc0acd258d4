//! A query, parsed once.
//!
//! All words of a query must occur, in any order. A query that looks like a telephone number is
//! searched as one, too.

use memchr::memmem::Finder;

use super::tokenizer::tokens;
use crate::index::fold::{Folded, fold};
use crate::index::phone::{dialled, is_phone};

/// The maximum number of words: enough for a sentence, and few enough that adding their scores
/// cannot overflow.
const MOST: usize = 12;

/// A parsed query.
#[derive(Debug, Clone)]
pub struct Query {
    pub(crate) words: Vec<QueryTerm>,
    /// All words in a row, when there are several.
    pub(crate) phrase: Option<QueryTerm>,
    pub(crate) phone: Option<Finder<'static>>,
}

/// What is searched in one text: a word of a query, or all of them in a row.
#[derive(Debug, Clone)]
pub(crate) struct QueryTerm {
    pub(crate) folded: Folded<'static>,
    pub(crate) whole: TermFinder,
    /// Its words and marks, when there are several ([`super::tokenizer`]).
    pub(crate) parts: Vec<TermFinder>,
}

/// Finds a word in either of its folded forms.
#[derive(Debug, Clone)]
pub(crate) struct TermFinder {
    plain: Finder<'static>,
    /// `None` when it is the same as `plain`.
    expanded: Option<Finder<'static>>,
}

impl Query {
    /// Parses what was typed.
    pub fn parse(typed: &str) -> Query {
        // Folding removes invisible characters, so a query of nothing else is empty.
        let folded = fold(typed);
        let bare = |form: &str| form.trim_end_matches([',', ';']).to_owned();
        let words = folded.words().map(|(plain, expanded)| (bare(plain), bare(expanded)));
        let words: Vec<(String, String)> = words.filter(|(plain, _)| !plain.is_empty()).take(MOST).collect();
        let (plain, expanded): (Vec<_>, Vec<_>) = words.iter().cloned().unzip();
        Query {
            phrase: (words.len() > 1).then(|| QueryTerm::new(plain.join(" "), expanded.join(" "))),
            phone: is_phone(typed).then(|| Finder::new(&dialled(typed)).into_owned()),
            words: words.into_iter().map(|(plain, expanded)| QueryTerm::new(plain, expanded)).collect(),
        }
    }

    /// Returns true when there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns true when every record that matches this query matches `other` as well.
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

impl QueryTerm {
    fn new(plain: String, expanded: String) -> QueryTerm {
        let folded = Folded::of(plain, expanded);
        let parts: Vec<TermFinder> =
            folded.split(tokens).map(|(plain, expanded)| TermFinder::new(plain, expanded)).collect();
        let parts = if parts.len() > 1 { parts } else { Vec::new() };
        QueryTerm { whole: TermFinder::new(folded.plain(), folded.expanded()), parts, folded }
    }

    /// Returns true when this is found only where the other is.
    pub(crate) fn extends(&self, other: &QueryTerm) -> bool {
        self.folded.plain().contains(other.folded.plain()) && self.folded.expanded().contains(other.folded.expanded())
    }
}

impl TermFinder {
    fn new(plain: &str, expanded: &str) -> TermFinder {
        let finder = |form: &str| Finder::new(form).into_owned();
        TermFinder { plain: finder(plain), expanded: (plain != expanded).then(|| finder(expanded)) }
    }

    /// Returns the finders, one for each distinct form.
    pub(crate) fn finders(&self) -> impl Iterator<Item = &Finder<'static>> {
        [Some(&self.plain), self.expanded.as_ref()].into_iter().flatten()
    }
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
