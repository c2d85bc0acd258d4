//! Compares the search with scanning every text of every record.

use super::*;
use crate::index::display_names::DisplayNames;
use crate::index::fold::fold;
use crate::index::phone::{dialled, is_phone};
use crate::index::search::query::looks_like_address;
use crate::index::search::searchable_fields::search_fields;
use crate::index::search::tokenizer::in_word;
use crate::schema::FieldWeight;
use std::collections::HashMap;

/// A text of a record with its weight.
type WeightedText = (FieldWeight, String);

/// Returns all texts of a record, telephone numbers also as they are dialled.
fn texts(document: &Document, index: &Index, slot: Slot) -> Vec<WeightedText> {
    let (mut texts, record) = (Vec::new(), document.record(slot).ok());
    let names = &mut DisplayNames::new(document);
    search_fields(document, &index.relations, names, slot, record.as_ref(), &mut |field| {
        texts.push((field.weight, field.text.to_owned()));
        texts.extend(field.phone.then(|| (field.weight, dialled(field.text))));
    });
    texts
}

/// Returns true when all words occur in the texts, or the number in one of them.
fn answers(texts: &[WeightedText], typed: &str) -> bool {
    typed.split_whitespace().all(|word| has(texts, word)) || is_phone(typed) && has(texts, &dialled(typed))
}

fn has(texts: &[WeightedText], word: &str) -> bool {
    let is_searched = |weight: FieldWeight| weight != FieldWeight::SourceAddress || looks_like_address(word);
    texts.iter().any(|(weight, text)| is_searched(*weight) && fold(text).contains(&fold(word)))
}

/// Returns which words begin a word in a name or place of a record, or of those it refers to.
fn told(index: &Index, all: &HashMap<Slot, Vec<WeightedText>>, slot: Slot, words: &[&str], steps: usize) -> Vec<bool> {
    let told = |word: &&str| {
        let texts = all[&slot].iter().filter(|(weight, _)| *weight <= FieldWeight::Place);
        let best = texts.filter_map(|(weight, text)| {
            let begins = |form: &str, word: &str| {
                let ends = form.match_indices(word).map(|(at, _)| at);
                let kind = |at: usize| match form[..at].bytes().last() {
                    Some(before) if in_word(before) => (*weight, 1),
                    _ => (*weight, 0),
                };
                ends.map(kind).min()
            };
            let (text, word) = (fold(text), fold(word));
            begins(text.plain(), word.plain()).into_iter().chain(begins(text.expanded(), word.expanded())).min()
        });
        best.min().is_some_and(|(_, kind)| kind == 0)
    };
    let mut own: Vec<bool> = words.iter().map(told).collect();
    for to in index.references(slot).filter_map(|reference| reference.to).filter(|_| steps > 0) {
        let of = self::told(index, all, to, words, steps - 1);
        own.iter_mut().zip(of).for_each(|(own, of)| *own |= of);
    }
    own
}

/// Returns true when a record has some of the words, and those it refers to have the others.
fn is_related(index: &Index, all: &HashMap<Slot, Vec<WeightedText>>, slot: Slot, words: &[&str]) -> bool {
    if words.len() < 2 || words.iter().any(|word| word.chars().count() < 2) {
        return false;
    }
    let own: Vec<bool> = words.iter().map(|word| has(&all[&slot], word)).collect();
    let targets = index.references(slot).filter_map(|reference| reference.to);
    let of: Vec<Vec<bool>> = targets.map(|to| told(index, all, to, words, 3)).collect();
    let is_full = |words: &[bool]| words.iter().all(|word| *word);
    let together = own.iter().enumerate().all(|(word, own)| *own || of.iter().any(|of| of[word]));
    own.contains(&true) && together && !of.iter().any(|of| is_full(of))
}

#[test]
fn a_search_finds_what_looking_into_every_text_finds() {
    let (document, index) = shipped();
    let slots: Vec<Slot> = SCHEMA.all().flat_map(|table| document.slots(table)).collect();
    let all: HashMap<Slot, Vec<WeightedText>> =
        slots.iter().map(|slot| (*slot, texts(&document, &index, *slot))).collect();
    let mut chance = 3_u32;
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 8) as usize % below.max(1)
    };
    let mut related = 0;
    for _ in 0..250 {
        // A part of one text, sometimes with a part of another of the same record.
        let of = &all[&slots[next(slots.len())]];
        let mut typed = String::new();
        for _ in 0..=next(2) {
            let chars: Vec<char> = of[next(of.len())].1.chars().collect();
            let start = next(chars.len());
            typed.extend(chars[start..].iter().take(1 + next(9)));
            typed.push(' ');
        }
        // Commas and semicolons at the end of a word are ignored.
        let typed = typed.replace([',', ';'], " ");
        if typed.trim().is_empty() {
            continue;
        }
        let words: Vec<&str> = typed.split_whitespace().collect();
        let (own, others): (Vec<Slot>, Vec<Slot>) = slots.iter().partition(|slot| answers(&all[slot], &typed));
        let is_enough = |table: Table| own.iter().filter(|slot| slot.table == table).count() >= 15;
        let others =
            others.into_iter().filter(|slot| !is_enough(slot.table) && is_related(&index, &all, *slot, &words));
        let mut expected = own.clone();
        expected.extend(others);
        related += expected.len() - own.len();
        let mut found: Vec<Slot> =
            index.search(&document, &typed, None).hits(&document).iter().map(|hit| hit.slot).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(ids(&document, found), ids(&document, expected), "{typed:?}");
    }
    assert!(related > 20, "{related} by relation");
}

/// Returns a change that adds an action field behind all others.
fn insertion(document: &Document, id: &str, name: &str) -> Change {
    let after = Some(format!("        (id: \"{id}\", name: \"{name}\"),\n"));
    Change {
        table: Some(ACTION_FIELDS),
        id: id.to_owned(),
        position: document.slots(ACTION_FIELDS).len(),
        before: None,
        after,
    }
}

#[test]
fn a_slot_that_never_had_a_record_shifts_nothing() {
    let records: String = (0..2_047).map(|i| format!("        (id: \"f{i}\", name: \"Feld {i}\"),\n")).collect();
    let text = format!("#![enable(implicit_some)]\nDirectory(\n    action_fields: [\n{records}    ],\n)\n");
    let mut document = Document::parse(&SCHEMA, text).unwrap();
    let mut index = Index::build(&document);
    index.prepare_search(&document);
    // A refused record takes a slot too, here the last one of a segment.
    let refused =
        Change { position: 3, before: Some("nonsense".to_owned()), after: None, ..insertion(&document, "f3", "") };
    assert!(document.apply(&[insertion(&document, "x", "Xaver"), refused]).is_err());
    let slots = document.apply(&[insertion(&document, "y", "Ypsilon")]).unwrap();
    index.update(&document, &slots);
    let found = index.search(&document, "ypsi", None);
    assert_eq!(found.hits(&document).len(), 1);
    assert_eq!(index.search(&document, "ypsil", Some(&found)).hits(&document), found.hits(&document));
}

#[test]
fn what_a_record_said_before_is_cleared_away() {
    let (document, mut index) = small();
    index.prepare_search(&document);
    let slot = slot(&document, BODIES, "dueren-bildungsbuero");
    let texts = |index: &Index| index.search_index.segments(BODIES)[0].texts_held();
    let before = texts(&index);
    (0..2_000).for_each(|_| index.update(&document, &[slot]));
    assert!(texts(&index) < before + 4_200, "{} after {before}", texts(&index));
    assert_eq!(found(&document, &index, "bismarck"), ["bodies/dueren-bildungsbuero"]);
}

#[test]
fn of_a_long_text_the_first_words_are_looked_for() {
    let (document, index) = small();
    let typed = "regionales bildungsbüro ".repeat(6);
    assert_eq!(found(&document, &index, &format!("{typed} nirgends")), found(&document, &index, &typed));
    assert!(found(&document, &index, "regionales nirgends").is_empty());
}
