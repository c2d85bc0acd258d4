//! What must stand in the raw text of a record for it to answer, told without parsing it.
//!
//! Only what is certain counts: a record is passed over where it cannot answer, never where it
//! might. Entry points: [`RawWords::of`], [`RawWords::may_stand_in`].

use memchr::memchr;
use memchr::memmem::Finder;

use super::term_name::FieldPlace;
use super::value_test::ValueTest;

/// With more words than this it is as quick to parse the record.
const MOST: usize = 8;

/// Words of which one stands in every text that answers.
#[derive(Debug, Clone)]
pub struct RawWords {
    /// None where nothing is certain.
    words: Vec<Finder<'static>>,
    /// True where a string may be written with escapes.
    may_be_escaped: bool,
}

impl RawWords {
    /// Returns the words of which one stands wherever a value in a place answers a test.
    pub fn of(place: &FieldPlace, test: &ValueTest) -> RawWords {
        // A value is written behind the name of its field; names are never escaped.
        let field = || vec![place.field().name];
        let (words, may_be_escaped) = match test {
            ValueTest::Choice(names) => (names.clone(), false),
            ValueTest::Id(ids) => (ids.iter().map(String::as_str).collect(), true),
            ValueTest::YesNo(wanted) => (vec![if *wanted { "true" } else { "false" }], false),
            ValueTest::Known | ValueTest::Contains(_) | ValueTest::Is(_) => (field(), false),
            ValueTest::Number(_) | ValueTest::Count(_) | ValueTest::Date(_) => (field(), false),
        };
        let is_few = words.len() <= MOST;
        let words = words.into_iter().filter(|_| is_few).map(|word| Finder::new(word).into_owned()).collect();
        RawWords { words, may_be_escaped }
    }

    /// Returns false where no value in the text can answer.
    pub fn may_stand_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        self.words.is_empty()
            || self.words.iter().any(|word| word.find(text).is_some())
            || self.may_be_escaped && memchr(b'\\', text).is_some()
    }
}
