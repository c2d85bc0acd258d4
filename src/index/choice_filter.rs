//! What is typed to pick from a list, and how well each label answers it.
//!
//! Every word typed must be in the label, in any order, in either folded form. Independent of what
//! is picked. Entry points: [`ChoiceFilter::new`], [`ChoiceFilter::rank`].

use memchr::memmem::Finder;

use super::fold::{Folded, compared, fold};

/// The maximum number of words; what follows does not count.
pub const MOST_WORDS: usize = 8;

/// How well a label answers what was typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChoiceRank {
    /// It is what was typed.
    Label,
    /// It begins with what was typed, which ends where a word does.
    FirstWords,
    /// It begins with what was typed.
    LabelBeginning,
    /// Each word is a whole word of it.
    Word,
    /// Each word begins a word.
    WordBeginning,
    /// A word is inside of a word.
    Inside,
}

impl ChoiceRank {
    /// All ranks, the best first.
    pub const ALL: [ChoiceRank; 6] = [
        ChoiceRank::Label,
        ChoiceRank::FirstWords,
        ChoiceRank::LabelBeginning,
        ChoiceRank::Word,
        ChoiceRank::WordBeginning,
        ChoiceRank::Inside,
    ];
}

/// How well each word typed is answered; `None` where it is missing.
pub type WordRanks = [Option<ChoiceRank>; MOST_WORDS];

/// A text in its two folded forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldedForms<'a> {
    /// The form with `ä` as `a`.
    pub plain: &'a str,
    /// The form with `ä` as `ae`.
    pub expanded: &'a str,
}

impl<'a> FoldedForms<'a> {
    /// Returns the forms of a folded text.
    pub fn of(folded: &'a Folded<'_>) -> FoldedForms<'a> {
        FoldedForms { plain: folded.plain(), expanded: folded.expanded() }
    }
}

/// What was typed.
#[derive(Debug, Clone)]
pub struct ChoiceFilter {
    words: Vec<WordFinder>,
    /// All of it.
    whole: Folded<'static>,
}

/// Finds a word in either folded form.
#[derive(Debug, Clone)]
struct WordFinder {
    plain: Finder<'static>,
    /// `None` when it is the same as `plain`.
    expanded: Option<Finder<'static>>,
}

impl ChoiceFilter {
    /// Reads what was typed; nothing typed is answered by everything.
    pub fn new(typed: &str) -> ChoiceFilter {
        let typed = compared(typed).split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = fold(&typed).into_owned();
        let words = whole.words().take(MOST_WORDS).map(|(plain, expanded)| {
            let expanded = (plain != expanded).then(|| Finder::new(expanded).into_owned());
            WordFinder { plain: Finder::new(plain).into_owned(), expanded }
        });
        ChoiceFilter { words: words.collect(), whole }
    }

    /// Returns true when nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns how well a label answers; `None` when it does not.
    pub fn rank(&self, label: &str) -> Option<ChoiceRank> {
        let folded = fold(label);
        let label = FoldedForms::of(&folded);
        self.of_words(label, &self.ranks(label))
    }

    /// Returns true when a text answers.
    pub fn matches(&self, text: &str) -> bool {
        self.rank(text).is_some()
    }

    /// Returns how well a label answers that is found by further texts too.
    pub fn rank_with(&self, label: &str, others: &[&str]) -> Option<ChoiceRank> {
        let (label, others) = (fold(label), fold(&others.join("\n")).into_owned());
        let label = FoldedForms::of(&label);
        self.of_words(label, &best(self.ranks(label), &self.ranks(FoldedForms::of(&others))))
    }

    /// Returns how well a label answers, from how well each word is answered by it or by what
    /// stands behind it.
    pub fn of_words(&self, label: FoldedForms<'_>, words: &WordRanks) -> Option<ChoiceRank> {
        let words = &words[..self.words.len()];
        let weakest = words.iter().copied().try_fold(ChoiceRank::Label, |all, rank| Some(all.max(rank?)))?;
        let whole = FoldedForms::of(&self.whole);
        if self.is_empty() || label.plain == whole.plain || label.expanded == whole.expanded {
            return Some(ChoiceRank::Label);
        }
        // `None` where the label does not begin so; else whether what was typed ends inside a word.
        let rest = |label: &str, whole: &str| Some(label.strip_prefix(whole)?.starts_with(char::is_alphanumeric));
        let cuts_word = [rest(label.plain, whole.plain), rest(label.expanded, whole.expanded)];
        Some(match cuts_word.into_iter().flatten().min() {
            Some(false) => ChoiceRank::FirstWords,
            Some(true) => ChoiceRank::LabelBeginning,
            None => weakest.max(ChoiceRank::Word),
        })
    }

    /// Returns how well a text answers each word.
    pub fn ranks(&self, text: FoldedForms<'_>) -> WordRanks {
        let mut ranks = [None; MOST_WORDS];
        for (rank, word) in ranks.iter_mut().zip(&self.words) {
            let plain = place(text.plain, &word.plain);
            let expanded = word.expanded.as_ref().unwrap_or(&word.plain);
            let differs = word.expanded.is_some() || text.expanded != text.plain;
            let other = if differs && plain.is_none() { place(text.expanded, expanded) } else { None };
            *rank = plain.or(other);
        }
        ranks
    }
}

/// Returns the better of two ranks for each word.
pub fn best(one: WordRanks, other: &WordRanks) -> WordRanks {
    let mut ranks = one;
    for (rank, other) in ranks.iter_mut().zip(other) {
        *rank = [*rank, *other].into_iter().flatten().min();
    }
    ranks
}

/// Returns the best place of a word in a text.
fn place(text: &str, word: &Finder<'_>) -> Option<ChoiceRank> {
    let length = word.needle().len();
    let is_end = |at: usize| !text[at..].starts_with(char::is_alphanumeric);
    let is_start = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let rank = |at: usize| match (is_start(at), is_end(at + length)) {
        (true, true) => ChoiceRank::Word,
        (true, false) => ChoiceRank::WordBeginning,
        (false, _) => ChoiceRank::Inside,
    };
    word.find_iter(text.as_bytes()).map(rank).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_in_any_order_folded_as_beginnings_of_words_and_inside() {
        let rank = |typed: &str, label: &str| ChoiceFilter::new(typed).rank(label);
        for (typed, label, expected) in [
            ("", "Köln", Some(ChoiceRank::Label)),
            ("koeln", "Köln", Some(ChoiceRank::Label)),
            ("Stadt köln", "Stadt Köln", Some(ChoiceRank::Label)),
            ("koln", "Stadt Köln", Some(ChoiceRank::Word)),
            ("köln stadt", "Stadt Köln", Some(ChoiceRank::Word)),
            ("sta", "Stadt Köln", Some(ChoiceRank::LabelBeginning)),
            ("stadt k", "Stadt Köln", Some(ChoiceRank::LabelBeginning)),
            ("stadt", "Stadt Köln", Some(ChoiceRank::FirstWords)),
            ("köln sta", "Stadt Köln", Some(ChoiceRank::WordBeginning)),
            ("kö st", "Stadt Köln", Some(ChoiceRank::WordBeginning)),
            ("kö", "Stadt-Köln", Some(ChoiceRank::WordBeginning)),
            ("adt", "Stadt Köln", Some(ChoiceRank::Inside)),
            ("bonn", "Stadt Köln", None),
            ("stadt bonn", "Stadt Köln", None),
            ("kreis", "Lenkungskreis im Kreis", Some(ChoiceRank::Word)),
        ] {
            assert_eq!(rank(typed, label), expected, "{typed} in {label}");
        }
    }

    #[test]
    fn what_stands_behind_a_label_finds_it_too() {
        let rank = |typed: &str| ChoiceFilter::new(typed).rank_with("Lenkungskreis", &["Kreis Düren"]);
        assert_eq!(rank("düren lenk"), Some(ChoiceRank::WordBeginning));
        assert_eq!(rank("kreis"), Some(ChoiceRank::Word));
        assert_eq!(rank("kreis düren"), Some(ChoiceRank::Word));
        assert_eq!(rank("kr"), Some(ChoiceRank::WordBeginning));
        assert_eq!(rank("köln lenk"), None);
    }
}
