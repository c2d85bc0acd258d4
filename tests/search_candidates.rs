//! A single search reads only the records that it may find: what is found, in which order and why,
//! is what a search of all records says.

#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use bildungsnetz::document::Document;
use bildungsnetz::index::{Index, SearchHit, WordsWanted};
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::present::record_label::RecordLabel;
use bildungsnetz::query::expression::Expression;
use bildungsnetz::query::search::{DirectorySearch, HitDescription, SearchTarget};
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::Lang;
use proptest::prelude::*;

/// The shipped dataset with what it has none of: decisions, measures, bodies below others, letters
/// that fold in unusual ways, strings with escapes.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let more = |table: &str, records: &str| (format!("\n    {table}: [\n"), format!("\n    {table}: [\n{records}"));
    let mut text = SHIPPED.to_owned();
    for (from, to) in [
        more(
            "bodies",
            r#"        Body(id: "koeln-fachforum-x", level: Fachforum, name: "Fachforum Cafe\u{301} Lernwerkstatt", regions: ["koeln"]),
        Body(id: "koeln-ag-x", level: Arbeitskreis, name: "AG Oboe", regions: ["koeln"], parent: "koeln-fachforum-x"),
        Body(id: "bonn-ag-x", level: Arbeitskreis, name: "Ｆagott-Runde", regions: ["bonn"], parent: "bonn-rat-x"),
        Body(id: "bonn-rat-x", level: Fachforum, name: "Rat der Weisen", regions: [r"bonn"]),
"#,
        ),
        more(
            "meetings",
            r#"        Meeting(id: "sitzung-x", body: "koeln-ag-x", date: "2026-01-14", title: "Gr\u{fc}nes Klassenzimmer"),
        Meeting(id: "sitzung-y", body: "koeln-fachforum-x", date: "2026-01-14", title: "GRÜNES Klassenzimmer"),
        Meeting(id: "sitzung-z", body: "bonn-ag-x", date: "2026-01-14"),
"#,
        ),
    ] {
        assert!(text.contains(&from), "{from}");
        text = text.replacen(&from, &to, 1);
    }
    let end = text.rfind(')').unwrap();
    for (table, records) in [
        (
            "recommendations",
            r#"(id: "e-x", meeting: "sitzung-x", action_field: "mint", text: "Mehr Robotik.", status: Open)"#,
        ),
        ("decisions", r#"(id: "b-x", meeting: "sitzung-x", recommendations: ["e-x"], text: "Robotik für alle")"#),
        (
            "measures",
            r#"(id: "m-x", region: "koeln", kind: Projekt, title: "Roboter-Werkstatt", decision: "b-x", lead: "bonn-ag-x")"#,
        ),
    ] {
        let empty = text.find(&format!("\n    {table}: ["));
        match empty {
            Some(at) => text.insert_str(text[at..].find('[').unwrap() + at + 1, &format!("{records}, ")),
            None => text.insert_str(end, &format!("    {table}: [{records}],\n")),
        }
    }
    text
});

/// A dataset with an index of all records.
struct Searched {
    document: Document,
    whole: Index,
}

thread_local! {
    static SEARCHED: Searched = {
        let document = Document::parse(&SCHEMA, TEXT.as_str()).unwrap();
        let whole = Index::build(&document);
        Searched { document, whole }
    };
}

/// What a search says; whether only of words like the typed ones.
type Answer = (Vec<SearchHit>, Vec<HitDescription>, SearchTarget, bool);

impl Searched {
    fn answer(&self, index: &Index, typed: &str) -> Answer {
        let names = NameCache::default();
        let data = DatasetView { document: &self.document, index, names: &names };
        index.prepare_search(&self.document);
        let expression = Expression::of_words(typed);
        let mut search = DirectorySearch::new(data, &expression, None);
        search.go_on(data, &expression, usize::MAX);
        let (found, target) = search.into_results(data, &expression);
        let hits = found.hits(&self.document);
        let descriptions =
            hits.iter().map(|hit| HitDescription::of(data, hit.slot, found.query(), &expression)).collect();
        (hits, descriptions, target, found.is_similar())
    }

    /// Compares what both say; returns false where nothing is found or all records are read anyway.
    fn compare(&self, typed: &str) -> bool {
        let (few, _) = DirectorySearch::index(&self.document, typed);
        let expected = self.answer(&self.whole, typed);
        assert_eq!(self.answer(&few, typed), expected, "{typed}");
        !expected.0.is_empty() && Index::for_search(&self.document, typed, &[], WordsWanted::Some, None).is_some()
    }
}

/// All words of the dataset, as they stand there.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words: BTreeSet<&str> = TEXT.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
    words.into_iter().filter(|word| word.chars().count() > 1).collect()
});

#[test]
fn each_word_of_the_dataset_is_found_in_the_same_records() {
    SEARCHED.with(|searched| {
        let compared = WORDS.iter().step_by(29).filter(|word| searched.compare(word)).count();
        assert!(compared > 60, "{compared} of {}", WORDS.len());
    });
}

#[test]
fn a_misspelled_word_is_found_in_the_same_records() {
    let misspelled = |word: &&str| {
        let mut letters: Vec<char> = word.chars().collect();
        let middle = letters.len() / 2;
        match letters.len() % 3 {
            0 => letters.swap(middle - 1, middle),
            1 => drop(letters.remove(middle)),
            _ => letters[1] = 'q',
        }
        letters.into_iter().collect::<String>()
    };
    SEARCHED.with(|searched| {
        let words = WORDS.iter().filter(|word| word.chars().count() > 5).step_by(61);
        let compared = words.map(misspelled).filter(|word| searched.compare(word)).count();
        assert!(compared > 12, "{compared}");
    });
}

#[test]
fn what_is_found_by_others_is_found() {
    SEARCHED.with(|searched| {
        for typed in [
            "köln",
            "KOELN",
            "düren mint",
            "mint dueren",
            "mint in st. augustin",
            "inklusion 53902",
            "50667",
            "506",
            "lernwerkstatt",
            "café",
            "oboe",
            "fagott",
            "grünes",
            "gruenes klassenzimmer",
            "robotik",
            "roboter köln",
            "werkstatt oboe",
            "oboe köln robotik",
            "lenkungskreis oboe",
            "köln gruenes januar",
            "aktiv köln mint",
            "weisen roboter",
            "14.1.2026",
            "januar 2026",
            "lenkungskreis bonn",
            "steering committee",
            "aktiv",
            "projekt",
            "rats",
            "ß",
            "strasse",
            "straße 1",
            "kreis-",
            "…",
            "e",
            "us",
            "sitzung-x",
            "bonn-ag-x",
            "koeln-fachforum-x",
        ] {
            searched.compare(typed);
        }
        assert!(
            Index::for_search(&searched.document, "0221 221", &[], WordsWanted::Some, None).is_none(),
            "digits of a number stand apart"
        );
    });
}

#[test]
fn what_is_found_is_called_as_among_all_records() {
    SEARCHED.with(|searched| {
        let document = &searched.document;
        let words = WORDS.iter().step_by(83).copied().chain(["grünes", "klassenzimmer köln", "oboe", "2026-01-14"]);
        for typed in words {
            let (few, _) = DirectorySearch::index(document, typed);
            let hits = few.search(document, typed, None).hits(document);
            few.expect_distances(document, hits.iter().map(|hit| hit.slot));
            let labels = |index: &Index| {
                let names = NameCache::default();
                let data = DatasetView { document, index, names: &names };
                hits.iter().map(|hit| RecordLabel::of(data, hit.slot, Lang::De).text()).collect::<Vec<_>>()
            };
            assert_eq!(labels(&few), labels(&searched.whole), "{typed}");
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn pieces_of_words_are_found_in_the_same_records(
        pieces in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, 1_usize..9), 1..4),
    ) {
        let piece = |(word, from, len): &(prop::sample::Index, usize, usize)| {
            word.get(&WORDS).chars().skip(*from).take(*len).collect::<String>()
        };
        let typed = pieces.iter().map(piece).collect::<Vec<_>>().join(" ");
        SEARCHED.with(|searched| { searched.compare(&typed); });
    }
}
