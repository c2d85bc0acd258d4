//! What the search finds, held against looking into every text of every record.

use super::*;
use crate::index::fold::fold;
use crate::index::names::Names;
use crate::index::phone::{dialled, is_phone};
use crate::index::pieces::pieces;

/// All texts of a record, telephone numbers as they are dialled too.
fn texts(document: &Document, index: &Index, slot: Slot) -> Vec<String> {
    let (mut texts, record) = (Vec::new(), document.record(slot).ok());
    pieces((document, &index.relations, &mut Names::new(document)), (slot, record.as_ref()), &mut |piece| {
        texts.push(piece.text.to_owned());
        texts.extend(piece.phone.then(|| dialled(piece.text)));
    });
    texts
}

/// True when all words stand in the texts, wherever, or the number in one of them.
fn answers(texts: &[String], typed: &str) -> bool {
    let has = |word: &str| texts.iter().any(|text| fold(text).contains(&fold(word)));
    typed.split_whitespace().all(has) || is_phone(typed) && has(&dialled(typed))
}

#[test]
fn a_search_finds_what_looking_into_every_text_finds() {
    let (document, index) = shipped();
    let slots: Vec<Slot> = SCHEMA.all().flat_map(|table| document.slots(table)).collect();
    let all: Vec<(Slot, Vec<String>)> = slots.iter().map(|slot| (*slot, texts(&document, &index, *slot))).collect();
    let mut chance = 3_u32;
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 8) as usize % below.max(1)
    };
    for _ in 0..250 {
        // A part of one text, sometimes with a part of another of the same record.
        let of = &all[next(all.len())].1;
        let mut typed = String::new();
        for _ in 0..=next(2) {
            let chars: Vec<char> = of[next(of.len())].chars().collect();
            let start = next(chars.len());
            typed.extend(chars[start..].iter().take(1 + next(9)));
            typed.push(' ');
        }
        // What is typed at the end of a word is not looked for.
        let typed = typed.replace([',', ';'], " ");
        if typed.trim().is_empty() {
            continue;
        }
        let mut expected: Vec<Slot> =
            all.iter().filter(|(_, texts)| answers(texts, &typed)).map(|(slot, _)| *slot).collect();
        let mut found: Vec<Slot> =
            index.search(&document, &typed, None).hits(&document).iter().map(|hit| hit.slot).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(ids(&document, found), ids(&document, expected), "{typed:?}");
    }
}
