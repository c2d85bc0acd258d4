//! A query, parsed once.
//!
//! All words of a query must occur, in any order. A query that looks like a telephone number is
//! searched as one, too, and a date as people write it also as datasets do.

use std::ops::RangeInclusive;

use memchr::memmem::Finder;

use super::tokenizer::tokens;
use crate::index::fold::{Folded, compared, fold};
use crate::index::phone::{dialled, is_phone};
use crate::model::date::Date;

/// The maximum number of words: enough for a sentence, and few enough that adding their scores
/// cannot overflow.
const MOST: usize = 12;

/// The lengths, in letters, of words in which a misspelling is forgiven. A longer one is no word,
/// but an address or the like.
const FORGIVEN: RangeInclusive<usize> = 4..=64;

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
    /// The date that it is (a part of), as datasets write it.
    pub(crate) date: Option<Box<QueryTerm>>,
    /// Words with one misspelling are searched.
    pub(crate) is_forgiving: bool,
    /// It looks like a web address, so that addresses of sources are searched too.
    pub(crate) is_address: bool,
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
        let typed = compared(typed);
        let folded = fold(typed);
        let bare = |form: &str| form.trim_end_matches([',', ';']).to_owned();
        let words = folded.words().map(|(plain, expanded)| (bare(plain), bare(expanded)));
        let words: Vec<(String, String)> = words.filter(|(plain, _)| !plain.is_empty()).take(MOST).collect();
        let (plain, expanded): (Vec<_>, Vec<_>) = words.iter().cloned().unzip();
        let mut query = Query {
            phrase: (words.len() > 1).then(|| QueryTerm::new(plain.join(" "), expanded.join(" "))),
            phone: is_phone(typed).then(|| Finder::new(&dialled(typed)).into_owned()),
            words: words.into_iter().map(|(plain, expanded)| QueryTerm::new(plain, expanded)).collect(),
        };
        query.read_dates(&plain);
        query
    }

    /// Finds the words that are a date together: `14.1.2009`, `Januar 2009`.
    fn read_dates(&mut self, plain: &[String]) {
        let mut start = 0;
        while start < plain.len() {
            let date = (1..=3).rev().find_map(|count| {
                let words = plain.get(start..start + count)?.join(" ");
                // Two numbers side by side are no date.
                let is_one = count == 1 || words.contains(|c: char| c == '.' || c.is_alphabetic());
                let date = Date::read_with_year(&words).filter(|_| is_one)?;
                Some((count, QueryTerm::new(date.to_string(), date.to_string())))
            });
            let count = date.as_ref().map_or(1, |(count, _)| *count);
            if let Some((_, date)) = date {
                self.words[start..start + count].iter_mut().for_each(|word| word.date = Some(Box::new(date.clone())));
            }
            start += count;
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

    /// Returns the query that forgives one misspelling in each word that occurs nowhere; where all
    /// occur, in each. `None` when no word is long enough. Numbers are meant as they are typed.
    pub(crate) fn forgiving(&self, occurs: impl Fn(usize) -> bool) -> Option<Query> {
        let all = (0..self.words.len()).all(&occurs);
        let words = self.words.iter().enumerate();
        let words: Vec<QueryTerm> = words
            .map(|(number, word)| {
                let is_forgiving = (all || !occurs(number)) && word.may_be_misspelled();
                QueryTerm { is_forgiving, ..word.clone() }
            })
            .collect();
        // A word that occurs nowhere is not made up for by the others.
        let is_possible = words.iter().enumerate().all(|(number, word)| word.is_forgiving || occurs(number));
        let query = Query { words, phrase: None, phone: None };
        (is_possible && query.is_forgiving()).then_some(query)
    }

    /// Returns true when misspelled words are searched.
    pub fn is_forgiving(&self) -> bool {
        self.words.iter().any(|word| word.is_forgiving)
    }
}

impl QueryTerm {
    fn new(plain: String, expanded: String) -> QueryTerm {
        let folded = Folded::of(plain, expanded);
        let parts: Vec<TermFinder> =
            folded.split(tokens).map(|(plain, expanded)| TermFinder::new(plain, expanded)).collect();
        let parts = if parts.len() > 1 { parts } else { Vec::new() };
        let whole = TermFinder::new(folded.plain(), folded.expanded());
        let is_address = looks_like_address(folded.plain());
        QueryTerm { whole, parts, folded, date: None, is_forgiving: false, is_address }
    }

    /// Returns true when this is found only where the other is.
    pub(crate) fn extends(&self, other: &QueryTerm) -> bool {
        let is_longer = self.folded.plain().contains(other.folded.plain())
            && self.folded.expanded().contains(other.folded.expanded());
        let is_as_deep = !self.is_forgiving && self.is_address == other.is_address;
        is_longer && is_as_deep && (self.date.is_none() || self.is_same_date(other))
    }

    /// Returns true when this is found exactly where the other is.
    pub(crate) fn is_same(&self, other: &QueryTerm) -> bool {
        self.folded == other.folded && self.is_forgiving == other.is_forgiving && self.is_same_date(other)
    }

    fn is_same_date(&self, other: &QueryTerm) -> bool {
        self.date.as_ref().map(|date| &date.folded) == other.date.as_ref().map(|date| &date.folded)
    }

    /// Returns true for a word in which a misspelling is forgiven.
    pub(crate) fn may_be_misspelled(&self) -> bool {
        let word = self.folded.plain();
        self.parts.is_empty()
            && FORGIVEN.contains(&word.chars().count())
            && !word.contains(|c: char| c.is_ascii_digit())
    }
}

/// Returns true for (a part of) a web address: `https://…`, `kreis-dueren.de`.
pub(crate) fn looks_like_address(word: &str) -> bool {
    let has_point = |(at, _): (usize, &str)| {
        word[..at].ends_with(char::is_alphanumeric) && word[at + 1..].starts_with(char::is_alphabetic)
    };
    word.contains("//") || word.match_indices('.').any(has_point)
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
            ("januar 200", "januar 20", true),
            ("januar 2009", "januar 200", false),
            ("januar 2009 k", "januar 2009", true),
            ("bonn.de", "bonn.", false),
            ("bonn.de/x", "bonn.de", true),
        ] {
            assert_eq!(Query::parse(new).narrows(&Query::parse(old)), narrows, "{new} after {old}");
        }
    }

    #[test]
    fn words_that_are_a_date_know_it_as_datasets_write_it() {
        let dates = |typed: &str| {
            let date = |word: &QueryTerm| word.date.as_ref().map_or("-", |date| date.folded.plain()).to_owned();
            Query::parse(typed).words.iter().map(date).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(dates("14.1.2009"), "2009-01-14");
        assert_eq!(dates("düren Januar 2009"), "- 2009-01 2009-01");
        assert_eq!(dates("14. Januar 2009, Köln"), "2009-01-14 2009-01-14 2009-01-14 -");
        assert_eq!(dates("2009-01-14"), "-");
        assert_eq!(dates("sitzung 5 2009"), "- - -");
    }

    #[test]
    fn an_address_is_told_from_a_word() {
        for (word, is_address) in [
            ("https://x", true),
            ("kreis-dueren.de", true),
            ("kreis-dueren.d", true),
            ("kreis-dueren.", false),
            ("st.", false),
            ("14.1.2009", false),
            ("bonn/rhein-sieg", false),
            ("i.", false),
        ] {
            assert_eq!(looks_like_address(word), is_address, "{word}");
        }
    }

    #[test]
    fn a_key_costs_the_same_however_much_was_typed() {
        for typed in ["ü".repeat(2_000), "kreis-".repeat(2_000), "1/".repeat(2_000)] {
            let query = Query::parse(&typed);
            let word = &query.words[0];
            assert!(word.folded.expanded().len() <= 1_000, "{typed}");
            assert!(word.is_same(&Query::parse(&format!("{typed}x")).words[0]), "{typed}");
            assert!(typed.starts_with("ü") || typed.starts_with(word.folded.plain()), "{typed}");
        }
    }

    #[test]
    fn what_occurs_nowhere_may_be_misspelled_unless_it_is_short_or_a_number() {
        let forgiven = |typed: &str, occur: &[usize]| {
            let forgiving = Query::parse(typed).forgiving(|number| occur.contains(&number))?;
            Some(forgiving.words.iter().map(|word| word.is_forgiving).collect::<Vec<_>>())
        };
        assert_eq!(forgiven("dürne mint", &[1]), Some(vec![true, false]));
        assert_eq!(forgiven("dürne mint", &[0, 1]), Some(vec![true, true]));
        assert_eq!(forgiven("dürne abc", &[]), None);
        assert_eq!(forgiven("52063", &[]), None);
        assert_eq!(forgiven(&"a".repeat(64), &[]), Some(vec![true]));
        assert_eq!(forgiven(&"a".repeat(65), &[]), None);
        assert_eq!(forgiven("abc", &[]), None);
    }
}
