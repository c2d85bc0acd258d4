//! The folded texts of all records, in which a search looks.
//!
//! Per table one long string: a record is a stretch of it, in which each text begins with a line break and each class ends
//! with a control character of its own (folded texts contain neither). That is compact, and quick to run through. Enter at
//! [`Haystack::build`], [`Haystack::refresh`], [`Haystack::answer`].

use std::thread;

use memchr::memmem::Finder;

use super::fold::{fold, phone};
use super::pieces::{Class, Piece, pieces};
use super::query::{Query, Word};
use super::relations::Relations;
use crate::document::{Document, Slot};

/// Fewer records than this are read by one thread: starting others would take longer.
const ALONE: usize = 4_096;

/// How well a record answers a query; the smaller, the better.
pub type Score = u16;

/// An answer of a record to a query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// How well it answers.
    pub score: Score,
    /// How the loosest of the words matches.
    pub loosest: Fit,
}

/// How a word matches a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the whole text.
    #[default]
    Text,
    /// It is a word of it.
    Word,
    /// A word begins with it.
    Beginning,
    /// It stands inside of a word.
    Inside,
}

impl Answer {
    fn new((class, fit): (u8, Fit)) -> Answer {
        Answer { score: Score::from(class) * 4 + fit as Score, loosest: fit }
    }

    /// Both words are there.
    fn and(self, other: (u8, Fit)) -> Answer {
        let other = Answer::new(other);
        Answer { score: self.score.saturating_add(other.score), loosest: self.loosest.max(other.loosest) }
    }
}

/// The folded texts of all records.
#[derive(Debug)]
pub struct Haystack {
    tables: Vec<Stack>,
}

#[derive(Debug, Default)]
struct Stack {
    spans: Vec<(u32, u32)>,
    text: String,
}

impl Haystack {
    /// Reads all records, on all processors when there are many.
    pub fn build(document: &Document, relations: &Relations) -> Haystack {
        let slots: Vec<Slot> = document.schema().all().flat_map(|table| document.slots(table)).collect();
        let workers = if slots.len() < ALONE { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
        let shares = slots.chunks(slots.len().div_ceil(workers).max(1));
        let mut haystack = Haystack::empty(document);
        thread::scope(|scope| {
            let parts: Vec<_> = shares.map(|share| scope.spawn(|| Haystack::of(document, relations, share))).collect();
            // A part that is missing (its thread panicked) has told so already; its records are not found.
            parts.into_iter().filter_map(|part| part.join().ok()).for_each(|part| haystack.append(part));
        });
        haystack
    }

    fn empty(document: &Document) -> Haystack {
        Haystack { tables: document.schema().all().map(|_| Stack::default()).collect() }
    }

    fn of(document: &Document, relations: &Relations, slots: &[Slot]) -> Haystack {
        let mut haystack = Haystack::empty(document);
        for slot in slots {
            haystack.refresh(document, relations, *slot);
        }
        haystack
    }

    fn append(&mut self, other: Haystack) {
        for (stack, more) in self.tables.iter_mut().zip(other.tables) {
            stack.append(more);
        }
    }

    /// Reads a record again; true when what it is called is not what it was.
    pub fn refresh(&mut self, document: &Document, relations: &Relations, slot: Slot) -> bool {
        let mut parts: [String; 5] = Default::default();
        if document.is_live(slot) {
            pieces(document, relations, slot, &mut |piece| write(&mut parts[piece.class as usize], &piece));
        }
        let same = self.part(slot, Class::Name) == parts[0];
        self.tables[usize::from(slot.table.0)].store(slot.index as usize, &parts);
        !same
    }

    /// How well a record answers; `None` when it does not. Looks no further than the classes up to `last`.
    pub fn answer(&self, slot: Slot, query: &Query, last: Class) -> Option<Answer> {
        let entry = upto(self.entry(slot), last);
        let digits = query.phone.as_ref().and_then(|digits| score_form(entry, digits)).map(Answer::new);
        let words = query.words.iter().try_fold(Answer::default(), |all, word| Some(all.and(score_word(entry, word)?)));
        // Words that stand together as typed say more than words here and there.
        let phrase = words.and(query.phrase.as_ref()).and_then(|phrase| score_word(entry, phrase)).map(Answer::new);
        digits.into_iter().chain(words).chain(phrase).min()
    }

    fn entry(&self, slot: Slot) -> &str {
        let stack = &self.tables[usize::from(slot.table.0)];
        let (start, end) = stack.spans.get(slot.index as usize).copied().unwrap_or_default();
        &stack.text[start as usize..end as usize]
    }

    fn part(&self, slot: Slot, class: Class) -> &str {
        self.entry(slot).split(Class::ALL.map(mark)).nth(class as usize).unwrap_or_default()
    }
}

impl Stack {
    /// Takes in the records of another stack, which has none of these.
    fn append(&mut self, other: Stack) {
        let shift = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.spans.resize(self.spans.len().max(other.spans.len()), (0, 0));
        for (span, (start, end)) in self.spans.iter_mut().zip(other.spans) {
            if end > start {
                *span = (start + shift, end + shift);
            }
        }
    }

    fn store(&mut self, index: usize, parts: &[String; 5]) {
        if self.spans.len() <= index {
            self.spans.resize(index + 1, (0, 0));
        }
        let start = self.text.len() as u32;
        for (class, part) in Class::ALL.into_iter().zip(parts) {
            self.text.push_str(part);
            self.text.push(mark(class));
        }
        self.spans[index] = (start, self.text.len() as u32);
    }
}

/// The character that ends a class.
fn mark(class: Class) -> char {
    char::from(class as u8 + 1)
}

fn upto(entry: &str, last: Class) -> &str {
    entry.find(mark(last)).map_or(entry, |end| &entry[..=end])
}

fn write(part: &mut String, piece: &Piece<'_>) {
    let folded = fold(piece.text);
    part.push('\n');
    part.push_str(folded.plain());
    if !folded.is_simple() {
        part.push('\n');
        if piece.class <= Class::Place {
            part.push_str(folded.expanded());
        } else {
            // In longer texts only the words that have an umlaut are there twice.
            let words = folded.plain().split(' ').zip(folded.expanded().split(' '));
            words.filter(|(plain, expanded)| plain != expanded).for_each(|(_, expanded)| {
                part.push_str(expanded);
                part.push(' ');
            });
        }
    }
    if piece.phone {
        part.push('\n');
        part.push_str(&phone(piece.text));
    }
}

fn score_word(entry: &str, word: &Word) -> Option<(u8, Fit)> {
    let plain = score_form(entry, &word.plain);
    let expanded = word.expanded.as_ref().and_then(|word| score_form(entry, word));
    plain.into_iter().chain(expanded).min()
}

/// The best place of a word: by class first, then by how it fits.
fn score_form(entry: &str, word: &Finder<'_>) -> Option<(u8, Fit)> {
    let bytes = entry.as_bytes();
    let mut best: Option<(u8, Fit)> = None;
    for at in word.find_iter(bytes) {
        let end = at + word.needle().len();
        let class = bytes[end..].iter().find(|b| (1..=5).contains(*b)).map_or(0, |b| b - 1);
        if best.is_some_and(|(best, _)| best < class) {
            break;
        }
        let here = (class, fit(bytes, at, end));
        best = Some(best.map_or(here, |best| best.min(here)));
    }
    best
}

fn fit(bytes: &[u8], start: usize, end: usize) -> Fit {
    let before = start.checked_sub(1).map_or(b'\n', |at| bytes[at]);
    let after = bytes.get(end).copied().unwrap_or(b'\n');
    let in_word = |b: u8| b.is_ascii_alphanumeric() || b >= 0x80;
    match (before, after) {
        (b'\n', b'\n' | 1..=5) => Fit::Text,
        _ if in_word(before) => Fit::Inside,
        _ if in_word(after) => Fit::Beginning,
        _ => Fit::Word,
    }
}
