//! What must hold for every merge, tried on random datasets and random edits of both sides.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use bildungsnetz::check::{CheckOptions, Finding, Severity, check};
use bildungsnetz::document::diff::{DiffKind, DiffPlace, diff};
use bildungsnetz::document::merge::{Conflict, ConflictSide, Merged, conflicts_in, merge};
use bildungsnetz::document::{AddressStep, Document, invert};
use bildungsnetz::index::Index;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::model::date::Date;
use bildungsnetz::schema::FieldKind;
use bildungsnetz::texts::Lang;
use common::random::{Author, Chance, edit, places};
use common::same_as_fresh;
use proptest::prelude::*;

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..most)
}

fn read(text: &str) -> Document {
    Document::parse(&SCHEMA, text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The document after some random edits, as it would be read from disk.
fn edited(base: &Document, wishes: &[u8]) -> Document {
    let mut document = base.clone();
    let mut chance = Chance(wishes);
    for _ in 0..3 {
        if let Some(wish) = edit(&document, &mut chance) {
            // An edit that is refused leaves everything as it was.
            let _ = document.edit(&wish);
        }
    }
    read(&document.text())
}

/// The place of a conflict without id, which both sides may have changed, and without indices,
/// which depend on what else stands in a list.
fn spot(conflict: &Conflict) -> (String, Vec<AddressStep>) {
    match &conflict.place {
        DiffPlace::At(address) => {
            let fields = address.path.iter().filter(|step| matches!(step, AddressStep::Field(_))).cloned().collect();
            (SCHEMA.table(address.table).name.to_owned(), fields)
        }
        place => (format!("{place:?}"), Vec::new()),
    }
}

/// Whether one record has two new ids. What refers to which of them decides what else is in
/// conflict.
fn both_renamed(merged: &Merged) -> bool {
    merged.conflicts.iter().any(|conflict| spot(conflict).1 == [AddressStep::Field("id".into())])
}

fn values_differ(a: &Document, b: &Document) -> Vec<String> {
    let value = |what| matches!(what, DiffKind::Added | DiffKind::Removed | DiffKind::Changed);
    diff(a, b).iter().filter(|d| value(d.what)).map(ToString::to_string).collect()
}

/// All comments of a text, with how often each is there.
fn comments(text: &str) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    for comment in ["/* c */", "// ) ] \" '", "// eigener", "// dahinter", "// Überschrift", "// http://x, y: z"] {
        found.insert(comment, text.matches(comment).count());
    }
    found
}

fn sound(merged: &Merged, ours: &Document) {
    same_as_fresh(&merged.document);
    if let Some(changes) = &merged.changes {
        let mut again = ours.clone();
        again.apply(changes).unwrap();
        assert_eq!(again.text(), merged.document.text());
        again.apply(&invert(changes)).unwrap();
        assert_eq!(again.text(), ours.text());
    }
}

/// The places where a record refers to one that is not there: table and id of the record, id it
/// refers to.
fn dangling(document: &Document) -> BTreeSet<(usize, String, String)> {
    let places = places(document).into_iter().filter_map(|(at, kind, _)| {
        let FieldKind::Ref(table) = kind else { return None };
        let record = document.record(document.resolve(&at)?).ok()?;
        let id = record.value(&at.path)?.unwrap_option()?.as_str()?.into_owned();
        document.find(table, &id).is_none().then(|| (usize::from(at.table.0), at.id.clone(), id))
    });
    places.collect()
}

/// The errors of a dataset without the records they are in, which may have another name on the
/// other side.
fn errors(document: &Document) -> Vec<String> {
    let index = Index::build(document);
    let found = check(document, &index, Date::parse("2026-11-22").unwrap(), &CheckOptions::default());
    let errors = found.findings.iter().filter(|finding| finding.severity() == Severity::Error);
    // What might be meant instead depends on what else is there.
    let said = |finding: &Finding| finding.message(Lang::De).split(" Ist ").next().unwrap_or_default().to_owned();
    errors.map(|finding| format!("{} {}", finding.rule.name, said(finding))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_global_rejects: 1 << 20, ..ProptestConfig::default() })]

    #[test]
    fn nothing_differs_between_equals_and_every_edit_is_seen(seed in bytes(700), wishes in bytes(120)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        prop_assert!(diff(&base, &base.clone()).is_empty());
        let new = edited(&base, &wishes);
        let found = diff(&base, &new);
        prop_assert_eq!(found.is_empty(), base.text() == new.text(), "{:?}\n{}\n{}", found, base.text(), new.text());
    }

    #[test]
    fn a_side_that_did_nothing_changes_nothing(seed in bytes(700), wishes in bytes(120)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let new = edited(&base, &wishes);
        for (merged, ours) in [(merge(&base, &new, &base), &new), (merge(&base, &base, &new), &base), (merge(&base, &new, &new), &new)] {
            prop_assert_eq!(merged.document.text(), new.text());
            prop_assert!(merged.conflicts.is_empty());
            sound(&merged, ours);
        }
    }

    #[test]
    fn both_ways_round_say_the_same(seed in bytes(700), one in bytes(120), two in bytes(120)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let (x, y) = (edited(&base, &one), edited(&base, &two));
        let (xy, yx) = (merge(&base, &x, &y), merge(&base, &y, &x));
        sound(&xy, &x);
        sound(&yx, &y);
        let spots = |merged: &Merged| {
            let mut all: Vec<_> = merged.conflicts.iter().map(spot).collect();
            all.sort();
            all
        };
        let new_ids = |side: &Document| {
            let all = SCHEMA.all().flat_map(|t| side.slots(t)).map(|s| side.address(s)).filter(|a| base.resolve(a).is_none());
            all.map(|a| (a.table, a.id)).collect::<std::collections::BTreeSet<_>>()
        };
        if both_renamed(&xy) || !new_ids(&x).is_disjoint(&new_ids(&y)) {
            // Two records have one new id: what else is in conflict depends on which was looked at
            // first.
            return Ok(());
        }
        prop_assert_eq!(spots(&xy), spots(&yx), "{}\n{}\n{}", base.text(), x.text(), y.text());
        if xy.conflicts.is_empty() {
            let differ = values_differ(&xy.document, &yx.document);
            prop_assert!(differ.is_empty(), "{:?}\n{}\n{}\n{}\n->\n{}\n{}", differ, base.text(), x.text(), y.text(), xy.document.text(), yx.document.text());
        }
    }

    #[test]
    fn what_one_side_changed_is_there(seed in bytes(700), one in bytes(120), two in bytes(120)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let (x, y) = (edited(&base, &one), edited(&base, &two));
        let merged = merge(&base, &x, &y);
        if !merged.conflicts.is_empty() {
            return Ok(());
        }
        // What ours changed and theirs did not stands as ours has it, and the other way round.
        for (side, other) in [(&x, &y), (&y, &x)] {
            let touched: Vec<_> = diff(&base, other).into_iter().map(|d| d.place).collect();
            let records = SCHEMA.all().flat_map(|table| base.slots(table)).map(|slot| base.address(slot));
            let gone: Vec<String> = records.filter(|a| !a.id.is_empty() && other.resolve(a).is_none()).map(|a| a.id).collect();
            for change in diff(&base, side) {
                let DiffPlace::At(address) = &change.place else { continue };
                let apart = |place: &DiffPlace| place.address().is_none_or(|a| {
                    a.table != address.table || a.id != address.id || !(a.path.starts_with(&address.path) || address.path.starts_with(&a.path))
                });
                let items = address.path.iter().any(|step| matches!(step, AddressStep::Item(_)));
                let id = address.path == [AddressStep::Field("id".into())];
                let value = matches!(change.what, DiffKind::Changed | DiffKind::Added) && !items && !id && !address.path.is_empty();
                let renamed = touched.iter().any(|p| p.address().is_some_and(|a| a.path == [AddressStep::Field("id".into())]));
                // A reference follows a rename, also of a record that was changed otherwise.
                let follows = gone.iter().any(|id| change.after.as_deref().is_some_and(|text| text.contains(id)));
                if !value || renamed || follows || !touched.iter().all(apart) {
                    continue;
                }
                let Some(slot) = merged.document.resolve(address) else { continue };
                let record = merged.document.record(slot).unwrap();
                let found = record.value(&address.path).and_then(|v| v.unwrap_option()).map(|v| v.text().to_owned());
                // The space between may come from the other side, where it wrote an empty list.
                // How many `Some` stand before a value that nobody knows says nothing.
                let dense = |text: Option<String>| {
                    text.map(|text| text.split_whitespace().collect::<String>().trim_start_matches("Some").to_owned())
                };
                prop_assert_eq!(dense(found), dense(change.after), "{:?}\n{}\n{}\n{}\n->\n{}", address, base.text(), x.text(), y.text(), merged.document.text());
            }
        }
    }

    #[test]
    fn comments_of_both_sides_stay(seed in bytes(700), one in proptest::collection::vec((any::<u16>(), 0..3_usize), 0..4), two in proptest::collection::vec((any::<u16>(), 0..3_usize), 0..4)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let with = |spots: &[(u16, usize)], mark: &str| {
            let mut text = base.text();
            for (n, (at, _)) in spots.iter().enumerate() {
                let places: Vec<usize> = text.match_indices([',', '(', '[']).map(|(i, _)| i + 1).collect();
                let at = places.get(usize::from(*at) % places.len().max(1)).copied().unwrap_or(0);
                let mut new = text.clone();
                new.insert_str(at, &format!(" /* {mark}{n} */ "));
                // The place may be within a text or a comment.
                if let Ok(document) = Document::parse(&SCHEMA, new.as_str())
                    && values_differ(&base, &document).is_empty()
                {
                    text = new;
                }
            }
            read(&text)
        };
        let (x, y) = (with(&one, "hier"), with(&two, "dort"));
        let merged = merge(&base, &x, &y);
        sound(&merged, &x);
        prop_assert!(merged.conflicts.is_empty(), "{:?}\n{}\n{}\n{}", merged.conflicts, base.text(), x.text(), y.text());
        let text = merged.document.text();
        for (side, mark) in [(&x, "hier"), (&y, "dort")] {
            for n in 0..4 {
                let comment = format!("/* {mark}{n} */");
                let count = side.text().matches(&comment).count();
                prop_assert!(text.matches(&comment).count() >= count, "{}\n{}\n{}\n->\n{}", comment, x.text(), y.text(), text);
            }
        }
        let (of_x, of_y) = (comments(&x.text()), comments(&y.text()));
        for (comment, count) in comments(&base.text()) {
            // A mark within a comment makes it another one.
            let least = (of_x[comment] + of_y[comment]).saturating_sub(count);
            prop_assert!(text.matches(comment).count() >= least, "{}\n{}\n{}\n{}\n->\n{}", comment, base.text(), x.text(), y.text(), text);
        }
        prop_assert!(values_differ(&base, &merged.document).is_empty());
    }

    #[test]
    fn a_clean_merge_leaves_no_reference_dangling(seed in bytes(700), one in bytes(120), two in bytes(120)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let (x, y) = (edited(&base, &one), edited(&base, &two));
        let merged = merge(&base, &x, &y);
        let known: BTreeSet<_> = dangling(&x).into_iter().chain(dangling(&y)).collect();
        let targets: BTreeSet<_> = known.iter().map(|(_, _, to)| to.clone()).collect();
        if merged.conflicts.is_empty() {
            // A record may have got another name on the other side.
            let new = dangling(&merged.document).into_iter().find(|d| !known.contains(d) && !targets.contains(&d.2));
            prop_assert!(new.is_none(), "{:?}\n{}\n{}\n{}\n->\n{}", new, base.text(), x.text(), y.text(), merged.document.text());
        }
    }

    #[test]
    fn a_clean_merge_has_no_error_that_no_side_has(seed in bytes(700), one in bytes(120), two in bytes(120)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let (x, y) = (edited(&base, &one), edited(&base, &two));
        let merged = merge(&base, &x, &y);
        let known: BTreeSet<String> = errors(&x).into_iter().chain(errors(&y)).collect();
        if merged.conflicts.is_empty() {
            let new = errors(&merged.document).into_iter().find(|error| !known.contains(error));
            prop_assert!(new.is_none(), "{:?}\n{:?}\n{}\n{}\n{}\n->\n{}", new, known, base.text(), x.text(), y.text(), merged.document.text());
        }
    }

    #[test]
    fn decisions_one_by_one_leave_no_reference_dangling(seed in bytes(700), one in bytes(120), two in bytes(120), sides in bytes(40)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let (x, y) = (edited(&base, &one), edited(&base, &two));
        let mut merged = merge(&base, &x, &y);
        if both_renamed(&merged) || merged.conflicts.iter().any(|conflict| conflict.place.address().is_none()) {
            return Ok(());
        }
        let known: BTreeSet<_> = [&base, &x, &y].into_iter().flat_map(dangling).collect();
        let targets: BTreeSet<_> = known.iter().map(|(_, _, to)| to.clone()).collect();
        let mut chance = Chance(&sides);
        let mut told = Vec::new();
        for _ in 0..64 {
            if merged.conflicts.is_empty() {
                break;
            }
            let side = [ConflictSide::Ours, ConflictSide::Theirs, ConflictSide::Base][chance.below(3)].clone();
            let number = chance.below(merged.conflicts.len());
            told.push((side.clone(), merged.conflicts[number].clone()));
            merged.resolve(number, &side).unwrap();
        }
        prop_assert!(merged.conflicts.is_empty(), "the questions do not end: {:?}", told);
        let new = dangling(&merged.document).into_iter().find(|d| !known.contains(d) && !targets.contains(&d.2));
        prop_assert!(new.is_none(), "{:?}\n{:?}\n{}\n{}\n{}\n->\n{}", new, told, base.text(), x.text(), y.text(), merged.document.text());
    }

    #[test]
    fn every_conflict_can_be_decided_and_written_with_markers(seed in bytes(700), one in bytes(120), two in bytes(120)) {
        let base = read(&Author::new(&mut Chance(&seed)).file());
        let (x, y) = (edited(&base, &one), edited(&base, &two));
        let merged = merge(&base, &x, &y);
        for side in [ConflictSide::Ours, ConflictSide::Theirs, ConflictSide::Base] {
            let mut decided = merged.clone();
            while !decided.conflicts.is_empty() {
                let conflict = decided.conflicts[0].clone();
                let done = decided.resolve(0, &side);
                prop_assert!(done.is_ok(), "{:?} {:?} {:?}\n{}\n{}\n{}", side, done, conflict, base.text(), x.text(), y.text());
            }
            same_as_fresh(&decided.document);
        }
        let marked = merged.with_markers();
        if both_renamed(&merged) {
            return Ok(());
        }
        match conflicts_in(&marked).unwrap() {
            None => prop_assert!(merged.conflicts.is_empty()),
            Some(found) => {
                let again = found.merge(&SCHEMA).unwrap_or_else(|error| panic!("{error}\n{marked}"));
                let spots = |merged: &Merged| merged.conflicts.iter().map(spot).collect::<std::collections::BTreeSet<_>>();
                // Where the markers leave a comment between two fields, their record is asked about
                // in their place.
                let (found, asked) = (spots(&again), spots(&merged));
                let meet = |a: &(String, Vec<AddressStep>), b: &(String, Vec<AddressStep>)| {
                    a.0 == b.0 && (a.1.starts_with(&b.1) || b.1.starts_with(&a.1))
                };
                let all = asked.iter().all(|a| found.iter().any(|f| meet(a, f)))
                    && found.iter().all(|f| asked.iter().any(|a| meet(a, f)));
                prop_assert!(all, "{:?} {:?}\n{}\n{}\n{}\n{}", found, asked, marked, base.text(), x.text(), y.text());
            }
        }
    }
}
