//! What must hold for every dataset and every edit, tried on random ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod common;

use bildungsnetz::app::unsaved_changes::Unsaved;
use bildungsnetz::document::diff::declared;
use bildungsnetz::document::{Address, Document, Edit, EditError, FieldChange, RecordPlace, invert};
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::identifier::{LONGEST_ID, is_id};
use bildungsnetz::model::{REGIONS, SCHEMA, records::*};
use bildungsnetz::query::new_record::NewRecord;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::schema::{FieldKind, Naming, Table};
use bildungsnetz::syntax::printer;
use bildungsnetz::syntax::{NodeKind, Tree};
use common::random::{Author, Chance, edit, places, referrers};
use common::same_as_fresh;
use proptest::prelude::*;

/// The whole file as `ron` reads it.
#[derive(Debug, Default, Clone, PartialEq, serde::Deserialize)]
#[serde(default)]
struct Directory {
    format: u32,
    district: District,
    action_fields: Vec<ActionField>,
    regions: Vec<Region>,
    municipalities: Vec<Municipality>,
    bodies: Vec<Body>,
    engagements: Vec<Engagement>,
    meetings: Vec<Meeting>,
    recommendations: Vec<Recommendation>,
    decisions: Vec<Decision>,
    measures: Vec<Measure>,
}

fn by_ron(text: &str) -> ron::error::SpannedResult<Directory> {
    ron::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..most)
}

/// How much of `old` is found unchanged at both ends of `new`.
fn common_ends(old: &str, new: &str) -> (usize, usize) {
    let prefix = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - prefix;
    let suffix = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    (prefix, suffix)
}

/// That a file taken apart by its brackets is the file parsed, if its records are RON.
fn skimming_is_parsing(text: &str) {
    let skimmed = Document::skim(&SCHEMA, text.into(), &|_, _| {});
    let read = |document: &Document| SCHEMA.all().flat_map(|t| document.slots(t)).all(|s| document.record(s).is_ok());
    match skimmed.filter(read) {
        Some(document) => {
            same_as_fresh(&document);
            assert!(read(&Document::parse(&SCHEMA, text).unwrap()), "{text}");
        }
        // Nothing is gained, but nothing is wrong either; only of what has no flaw it must not be
        // so.
        None => assert!(!Document::parse(&SCHEMA, text).is_ok_and(|document| read(&document)), "{text}"),
    }
}

/// What `ron` reads in a record's text at a path, without `Some(…)`.
fn said(text: &str) -> ron::Value {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let value: ron::Value = options.from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
    match value {
        ron::Value::Option(Some(inner)) => *inner,
        other => other,
    }
}

/// That the value an edit sets is there, and that nothing else of the file has changed.
fn check_set(before: &Document, after: &Document, address: &bildungsnetz::document::Address, value: &str) {
    let (old, new) = (before.text(), after.text());
    let slot = after.resolve(&bildungsnetz::document::Address { id: address.id.clone(), ..address.clone() });
    let slot = slot
        .or_else(|| {
            after.slots(address.table).find(|s| !before.slots(address.table).any(|b| before.id(b) == after.id(*s)))
        })
        .unwrap();
    let record = after.record(slot).unwrap();
    let found = record.value(&address.path).unwrap().unwrap_option().unwrap();
    let tree = Tree::parse(value).unwrap();
    let meant = tree.root(value);
    match meant.as_str() {
        Some(text) => assert_eq!(found.as_str().unwrap(), text),
        None if meant.field("id").is_none()
            && !matches!(
                meant.kind(),
                // An empty record may be given its name, which `ron::Value` tells apart; it has no
                // value to compare.
                NodeKind::Struct | NodeKind::List | NodeKind::Unit
            ) =>
        {
            assert_eq!(
                format!("{:?}", said(found.text().strip_prefix("Some").unwrap_or(found.text()))),
                format!("{:?}", said(value))
            );
        }
        None => {}
    }
    let Some(old_slot) = before.resolve(address) else { return };
    let old_record = before.record(old_slot).unwrap();
    // What is replaced is the value, or a `None` on the way to it.
    let nones = (1..address.path.len())
        .filter_map(|n| old_record.value(&address.path[..n]))
        .find(|v| v.unwrap_option().is_none());
    if let Some(place) = nones.or(old_record.value(&address.path)) {
        let (line, column) = before.line_col(old_slot, place.span().start);
        let from: usize = old.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let bom = if line == 1 && old.starts_with('\u{feff}') { 3 } else { 0 };
        let start = from + bom + old[from + bom..].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
        let (head, tail) = (&old[..start], &old[start + place.text().len()..]);
        assert!(
            new.starts_with(head) && new.ends_with(tail) && new.len() >= head.len() + tail.len(),
            "{old}\n->\n{new}"
        );
        return;
    }
    let (prefix, suffix) = common_ends(&old, &new);
    if prefix + suffix < old.len() {
        let kept = &old[prefix..old.len() - suffix];
        assert!(new[prefix..].starts_with(&format!(",{kept}")), "{old}\n->\n{new}");
    }
}

/// Makes one random edit and looks at all that must hold; false when there was no place for it.
fn one_edit(document: &mut Document, chance: &mut Chance) -> bool {
    let Some(wish) = edit(document, chance) else { return false };
    let before = document.clone();
    let (old, typed) = (before.text(), by_ron(&before.text()).unwrap());
    let changes = match document.edit(&wish) {
        Ok(changes) => changes,
        Err(error) => panic!("{error:?}\n{wish:?}\n{old}"),
    };
    let new = document.text();
    same_as_fresh(document);
    let read = by_ron(&new).unwrap_or_else(|error| panic!("{error}\n{wish:?}\n{old}\n->\n{new}"));
    if let Edit::MoveItem { .. }
    | Edit::Set { .. }
    | Edit::Clear { .. }
    | Edit::InsertItem { .. }
    | Edit::RemoveItem { .. } = &wish
    {
        assert!(changes.len() <= 1);
    }
    if changes.is_empty() {
        assert_eq!(typed, read);
    }
    if let Edit::Set { address, value } = &wish {
        check_set(&before, document, address, value);
    }
    document.apply(&invert(&changes)).unwrap_or_else(|error| panic!("{error:?}\n{wish:?}\n{changes:?}\n{old}"));
    assert_eq!(document.text(), old, "{wish:?}");
    same_as_fresh(document);
    document.apply(&changes).unwrap();
    assert_eq!(document.text(), new);
    true
}

/// The edit that takes away what `wish` adds; nothing when it adds nothing. With `inmost` what was
/// given is cleared, else the outermost record that came with it.
fn removal(before: &Document, after: &Document, wish: &Edit, inmost: bool) -> Option<Edit> {
    let value = |address: &Address| {
        let slot = before.resolve(address)?;
        Some(before.record(slot).ok()?.value(&address.path)?.text().to_owned())
    };
    match wish {
        Edit::InsertItem { list, at, .. } => Some(Edit::RemoveItem { list: list.clone(), at: *at }),
        Edit::Set { address, .. } => {
            let up_to = |n| Address { path: address.path[..n].to_vec(), ..address.clone() };
            let mut steps = (1..=address.path.len()).map(up_to);
            let added = steps.find(|part| value(part).is_none_or(|text| text == "None"))?;
            // Where every option has its `Some`, a value does not tell that `None` stood there.
            if !before.implicit_some()
                && value(&added).or(value(&up_to(added.path.len() - 1))).is_some_and(|text| text == "None")
            {
                return None;
            }
            Some(Edit::Clear { address: if inmost { address.clone() } else { added } })
        }
        Edit::Add { table, .. } | Edit::AddText { table, .. } => {
            let came = after.slots(*table).find(|slot| before.find(*table, after.id(*slot)).is_none())?;
            Some(Edit::Remove { address: after.address(came) })
        }
        _ => None,
    }
}

/// Adds something and takes it away again; false when there was no place for it.
fn one_addition(document: &mut Document, chance: &mut Chance) -> bool {
    let Some(wish) = edit(document, chance) else { return false };
    let before = document.clone();
    let Ok(changes) = document.edit(&wish) else { return false };
    let created = changes.iter().any(|change| change.table.is_none() && change.before.is_none());
    let inmost = chance.one_in(2);
    let Some(removal) = removal(&before, document, &wish, inmost).filter(|_| !created) else { return false };
    let (old, new) = (before.text(), document.text());
    document.edit(&removal).unwrap_or_else(|error| panic!("{error:?}\n{wish:?}\n{removal:?}\n{old}\n->\n{new}"));
    assert_eq!(document.text(), old, "\n{wish:?}\n{removal:?}\n{old}\n->\n{new}\n->\n{}", document.text());
    same_as_fresh(document);
    // The next addition finds what was added.
    document.apply(&changes).unwrap();
    true
}

/// Random edits that are possible one after the other; the document gets them.
fn edits(document: &mut Document, chance: &mut Chance, count: usize) -> Vec<Edit> {
    let wishes = (0..count).filter_map(|_| edit(document, chance).inspect(|wish| drop(document.edit(wish).unwrap())));
    wishes.collect()
}

/// Values to be set in different records, where there is one already.
fn values_apart(document: &Document, chance: &mut Chance) -> Vec<Edit> {
    let mut found: Vec<Edit> = Vec::new();
    let is_apart = |other: &Edit, address: &Address| !matches!(other, Edit::Set { address: at, .. } if (at.table, &at.id) == (address.table, &address.id));
    for (address, kind, _) in places(document) {
        let Some(slot) = document.resolve(&address) else { continue };
        let is_there = document.record(slot).is_ok_and(|record| record.value(&address.path).is_some());
        let is_plain = matches!(kind, FieldKind::Line | FieldKind::Text | FieldKind::Phone);
        if is_there && is_plain && chance.one_in(2) && found.iter().all(|other| is_apart(other, &address)) {
            found.push(Edit::Set { address, value: format!("\"neu {}\"", found.len()) });
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_global_rejects: 1 << 20, ..ProptestConfig::default() })]

    #[test]
    fn proposed_identifiers_are_short_valid_and_free(
        names in proptest::collection::vec(".{0,90}|(Arbeitskreis|Netzwerk|und|x{30}|[0-9]{12})( (Übergang|von|Köln|y{50}))*", 1..8),
        table in 0..SCHEMA.tables.len() as u8,
        region in "[a-z]{1,30}(-[a-z]{1,30}){0,3}",
    ) {
        let table = Table(table);
        prop_assume!(!SCHEMA.table(table).single);
        let mut document = Document::parse(&SCHEMA, format!("(regions: [(id: \"{region}\")])")).unwrap();
        for name in names {
            let mut new = NewRecord::new(table);
            let record = SCHEMA.table(table).record;
            new.refer_to(&document, document.slots(REGIONS).next().unwrap());
            record.naming(Naming::Full).into_iter().for_each(|field| new.give(field, printer::string(&name)));
            let index = Index::build(&document);
            let data = DatasetView { document: &document, index: &index, names: &NameCache::default() };
            let id = new.proposed_id(data, Date::parse("2026-11-29").unwrap());
            prop_assert!(is_id(&id) && id.len() <= LONGEST_ID, "{id}");
            prop_assert_eq!(document.find(table, &id), None);
            let text = format!("(id: {})", printer::string(&id));
            document.edit(&Edit::AddText { table, place: RecordPlace::End, text }).unwrap();
        }
    }

    #[test]
    fn edits_change_what_they_mean_and_nothing_else(seed in bytes(900), wishes in bytes(200)) {
        let text = Author::new(&mut Chance(&seed)).file();
        by_ron(&text).unwrap_or_else(|error| panic!("the generator must write valid datasets: {error}\n{text}"));
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        prop_assert_eq!(document.text(), text);
        let mut chance = Chance(&wishes);
        for _ in 0..6 {
            one_edit(&mut document, &mut chance);
        }
    }

    #[test]
    fn removing_what_was_added_gives_the_file_back(seed in bytes(900), wishes in bytes(300)) {
        let text = Author::new(&mut Chance(&seed)).file();
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let mut chance = Chance(&wishes);
        for _ in 0..8 {
            one_addition(&mut document, &mut chance);
        }
    }

    #[test]
    fn a_transaction_is_its_edits_one_by_one(seed in bytes(900), wishes in bytes(300)) {
        let text = Author::new(&mut Chance(&seed)).file();
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let mut one_by_one = document.clone();
        let edits = edits(&mut one_by_one, &mut Chance(&wishes), 6);
        let changes = document.plan_all(&edits).unwrap();
        prop_assert_eq!(document.text(), text.as_str());
        document.apply(&changes).unwrap();
        prop_assert_eq!(document.text(), one_by_one.text());
        same_as_fresh(&document);
        document.apply(&invert(&changes)).unwrap();
        prop_assert_eq!(document.text(), text.as_str());
        same_as_fresh(&document);
        prop_assert_eq!(document.edit_all(&edits).unwrap(), changes);
        prop_assert_eq!(document.text(), one_by_one.text());
    }

    #[test]
    fn a_refused_transaction_changes_no_byte(seed in bytes(900), wishes in bytes(300), at in 0..7_usize) {
        let text = Author::new(&mut Chance(&seed)).file();
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let mut edits = edits(&mut document.clone(), &mut Chance(&wishes), 6);
        let at = at.min(edits.len());
        edits.insert(at, Edit::Remove { address: common::at("bodies/gibt-es-nicht") });
        let refused = document.edit_all(&edits).unwrap_err();
        prop_assert_eq!(refused.edit, at);
        prop_assert!(matches!(&refused.reason, EditError::NotFound(_)), "{:?}", refused);
        prop_assert_eq!(document.plan_all(&edits).unwrap_err(), refused);
        prop_assert_eq!(document.text(), text.as_str());
        same_as_fresh(&document);
    }

    #[test]
    fn field_changes_are_made_again_and_taken_back(seed in bytes(900), wishes in bytes(60)) {
        let text = Author::new(&mut Chance(&seed)).file();
        let before = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let mut after = before.clone();
        edits(&mut after, &mut Chance(&wishes), 1);
        let source = |document: &Document, slot| document.is_live(slot).then(|| document.source(slot).to_owned());
        for slot in SCHEMA.all().flat_map(|table| before.slots(table)) {
            let (address, texts) = (before.address(slot), [source(&before, slot), source(&after, slot)]);
            let [Some(was), Some(is)] = texts else { continue };
            let changes = declared(&SCHEMA, &address, &was, &is);
            // An id takes the references along, which is more than a change of its field.
            prop_assume!(changes.iter().all(|change| change.renaming().is_none()) && before.resolve(&address) == Some(slot));
            // A nested record goes with its last value; whether an empty one was meant is not said.
            let differs = |document: &Document, text: &str| {
                let found = declared(&SCHEMA, &address, document.source(slot), text);
                let is_of = |made: &FieldChange, found: &FieldChange| found.address.is_within(&made.address) && !found.address.path.is_empty();
                found.iter().any(|found| changes.iter().any(|made| is_of(made, found)))
            };
            let mut document = before.clone();
            document.edit_all(&changes.iter().map(FieldChange::edit).collect::<Vec<_>>()).unwrap();
            prop_assert!(!differs(&document, &is), "{:?}\n{}", changes, document.source(slot));
            document.edit_all(&changes.iter().map(FieldChange::undo_edit).collect::<Vec<_>>()).unwrap();
            prop_assert!(!differs(&document, &was), "{:?}\n{}", changes, document.source(slot));
        }
    }

    #[test]
    fn unsaved_changes_that_follow_are_the_same_as_those_found_anew(seed in bytes(900), wishes in bytes(300)) {
        let text = Author::new(&mut Chance(&seed)).file();
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let (mut unsaved, mut chance) = (Unsaved::default(), Chance(&wishes));
        let mut done = Vec::new();
        for _ in 0..8 {
            let changes = match edit(&document, &mut chance) {
                Some(wish) if done.is_empty() || !chance.one_in(3) => document.plan(&wish).unwrap(),
                _ => done.pop().map_or_else(Vec::new, |changes: Vec<_>| invert(&changes)),
            };
            unsaved.apply(&mut document, &changes).unwrap();
            done.push(changes);
            let mut anew = unsaved.clone();
            anew.refresh(&document);
            prop_assert_eq!(unsaved.differences(), anew.differences());
        }
    }

    #[test]
    fn values_of_different_records_are_set_in_any_order(seed in bytes(900), wishes in bytes(100)) {
        let text = Author::new(&mut Chance(&seed)).file();
        let mut forwards = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let mut backwards = forwards.clone();
        let mut edits = values_apart(&forwards, &mut Chance(&wishes));
        forwards.edit_all(&edits).unwrap();
        edits.reverse();
        backwards.edit_all(&edits).unwrap();
        prop_assert_eq!(forwards.text(), backwards.text());
    }

    #[test]
    fn an_old_error_refuses_no_rename(seed in bytes(700), at in any::<u16>(), bad in 0..5_usize, which in any::<u8>()) {
        let mut text = Author::new(&mut Chance(&seed)).file();
        let document = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let places = places(&document);
        prop_assume!(!places.is_empty());
        let (place, kind, _) = &places[usize::from(at) % places.len()];
        prop_assume!(!matches!(kind, FieldKind::Id));
        let slot = document.resolve(place).unwrap();
        let record = document.record(slot).unwrap();
        let Some(value) = record.value(&place.path) else { return Ok(()) };
        // The same text may stand elsewhere in the record: then that is spoilt.
        let spoilt = record.text().replacen(value.text(), ["Unfug", "-7", "\"?\"", "[()]", "(x: 'y')"][bad], 1);
        text = text.replacen(record.text(), &spoilt, 1);
        let Ok(mut document) = Document::parse(&SCHEMA, text.as_str()) else { return Ok(()) };
        let records: Vec<Address> = SCHEMA.all().filter(|table| !SCHEMA.table(*table).single)
            .flat_map(|table| document.slots(table)).filter(|slot| document.record(*slot).is_ok_and(|r| r.root().field("id").is_some_and(|id| id.as_str().is_some())))
            .map(|slot| document.address(slot)).filter(|address| document.find(address.table, &address.id).is_some()).collect();
        prop_assume!(!records.is_empty() && document.damaged_count() == 0);
        let address = records[usize::from(which) % records.len()].clone();
        let rename = Edit::Rename { referrers: referrers(&document, &address), to: "ganz-neu".to_owned(), address };
        let done = document.edit(&rename);
        prop_assert!(done.is_ok(), "{:?}\n{:?}\n{}", done, rename, text);
    }

    #[test]
    fn what_ron_accepts_is_accepted(seed in bytes(500), slips in proptest::collection::vec((any::<u16>(), 0..12_usize), 1..4)) {
        let mut text = Author::new(&mut Chance(&seed)).file();
        for (at, what) in slips {
            slip(&mut text, usize::from(at), what);
        }
        let found = Document::parse(&SCHEMA, text.as_str());
        skimming_is_parsing(&text);
        if by_ron(&text).is_ok() {
            let document = found.unwrap_or_else(|error| panic!("{error}\n{text}"));
            prop_assert_eq!(document.text(), text);
            for slot in SCHEMA.all().flat_map(|t| document.slots(t)) {
                prop_assert!(document.validate(slot).is_ok());
                prop_assert!(document.record(slot).is_ok());
            }
        } else if let Ok(mut document) = found {
            prop_assert_eq!(document.text(), text.as_str());
            let mut chance = Chance(&seed);
            for _ in 0..3 {
                try_anything(&mut document, &mut chance);
            }
        }
    }

    #[test]
    fn one_slip_in_a_record_leaves_the_others(one_line in any::<bool>(), which in 0..4_usize, at in any::<u16>(), what in 0..12_usize) {
        prop_assume!(what != 10, "a `]` may seem to end the table");
        let record = |i: usize| match one_line {
            true => format!("Region(id: \"r{i}\", name: \"Name // {i}\", agreement: (signed: \"2009\"))"),
            false => format!("Region(\n            id: \"r{i}\", // (\n            name: \"Name\",\n            agreement: Agreement(\n                \
                signed: \"2009\",\n            ),\n        )"),
        };
        let mut records: Vec<String> = (0..4).map(record).collect();
        let inside = records[which].find('(').unwrap() + 1;
        let mut spoiled = records[which][inside..records[which].len() - 1].to_owned();
        slip(&mut spoiled, usize::from(at), what);
        records[which] = format!("{}{spoiled})", &record(which)[..inside]);
        let lines: String = records.iter().map(|r| format!("        // oben\n        {r},\n")).collect();
        let text = format!("#![enable(implicit_some)]\nDirectory(\n    regions: [\n{lines}    ],\n    bodies: [],\n)\n");
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        prop_assert_eq!(document.text(), text.as_str());
        for i in (0..4).filter(|i| *i != which) {
            let address = common::at(&format!("regions/r{i}/name"));
            let slot = document.resolve(&address).unwrap_or_else(|| panic!("{i}\n{text}"));
            prop_assert_eq!(document.source(slot), record(i));
            prop_assert_eq!(document.comment(slot), Some("// oben"), "{}", text);
            let changes = document.edit(&Edit::Set { address, value: "\"neu\"".to_owned() }).unwrap();
            document.apply(&invert(&changes)).unwrap();
        }
        prop_assert_eq!(document.text(), text);
    }

    #[test]
    fn garbage_never_panics(tokens in proptest::collection::vec(0..TOKENS.len(), 0..60)) {
        let text: String = tokens.iter().map(|i| TOKENS[*i]).collect();
        let _ = Tree::parse(&text);
        skimming_is_parsing(&text);
        skimming_is_parsing(&format!("(regions: [R(id: \"a\", {text}), R(id: \"b\"), {text}], bodies: [{text}])"));
        if let Ok(mut document) = Document::parse(&SCHEMA, text.as_str()) {
            prop_assert_eq!(document.text(), text.as_str());
            try_anything(&mut document, &mut Chance(text.as_bytes()));
        }
        let inside = format!("(regions: [(id: \"a\"), {text}], bodies: [{text}])");
        if let Ok(mut document) = Document::parse(&SCHEMA, inside.as_str()) {
            prop_assert_eq!(document.text(), inside.as_str());
            try_anything(&mut document, &mut Chance(inside.as_bytes()));
        }
    }

    #[test]
    fn no_change_breaks_the_file(seed in bytes(400), wishes in bytes(60), at in any::<u16>(), what in 0..12_usize, position in 0..6_usize) {
        let text = Author::new(&mut Chance(&seed)).file();
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let Some(wish) = edit(&document, &mut Chance(&wishes)) else { return Ok(()) };
        let mut changes = document.plan(&wish).unwrap();
        for change in &mut changes {
            change.position = position;
            change.after.iter_mut().for_each(|after| slip(after, usize::from(at), what));
        }
        match document.apply(&changes) {
            Ok(_) => prop_assert!(by_ron(&document.text()).is_ok() || Document::parse(&SCHEMA, document.text()).is_ok()),
            Err(_) => prop_assert_eq!(document.text(), text),
        }
    }

    #[test]
    fn literals_say_what_they_should(text in any::<String>(), old in 0..5_usize) {
        let old = ["\"x\"", "r\"x\"", "r##\"x\"##", "\"x\ny\"", "\"x\\\ny\""][old];
        prop_assert_eq!(ron::from_str::<String>(&printer::string(&text)).unwrap(), text.as_str());
        prop_assert_eq!(ron::from_str::<String>(&printer::string_like(old, &text)).unwrap(), text.as_str());
    }

    #[test]
    fn what_ron_reads_as_a_value_has_a_tree(tokens in proptest::collection::vec(0..TOKENS.len(), 0..16)) {
        let text: String = tokens.iter().map(|i| TOKENS[*i]).collect();
        let options = ron::Options::default();
        let implicit = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        for options in [options, implicit] {
            if options.from_str::<serde::de::IgnoredAny>(&text).is_ok() && !text.contains("#!") {
                prop_assert!(Tree::parse(&text).is_ok(), "{}", text);
            }
        }
    }
}

const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    " ",
    "\n",
    "\r\n",
    "\"",
    "\"a\"",
    "'",
    "'x'",
    "//",
    "/*",
    "*/",
    "// c\n",
    "/* c */",
    "r#",
    "r\"",
    "\"#",
    "b\"",
    "id",
    "id: \"b\"",
    "name: ",
    "regions: [",
    "Region(",
    "Some(",
    "Some ",
    "[",
    "x: ",
    "None",
    "true",
    "1",
    "1.5",
    "..",
    "..=",
    "-",
    "+",
    ".",
    "inf",
    "ä",
    "\\",
    "\u{2028}",
    "\u{feff}",
    "b'",
    "e",
    "_",
    "0x",
    "#![enable(implicit_some)]",
    "r#type",
    "f64",
    "u8",
    "NaN",
    "Directory",
];

/// Spoils a text a little.
fn slip(text: &mut String, at: usize, what: usize) {
    let mut at = at % (text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    match what {
        0..=3 => {
            if let Some(c) = text[at..].chars().next() {
                text.replace_range(at..at + c.len_utf8(), "");
            }
        }
        n => text.insert_str(at, [",", "(", ")", "\"", " /* x */ ", "\n", "]", "/"][n - 4]),
    }
}

/// Makes an edit that may well be refused, but must not panic, and must be all or nothing and go
/// back.
fn try_anything(document: &mut Document, chance: &mut Chance) {
    let before = document.text();
    let readable = SCHEMA.all().flat_map(|t| document.slots(t)).all(|s| document.record(s).is_ok());
    let wish = if readable { edit(document, chance) } else { None };
    let damaged = SCHEMA.all().flat_map(|t| document.slots(t)).find(|s| document.validate(*s).is_err());
    let removal = damaged.map(|slot| Edit::Remove { address: document.address(slot) });
    for wish in wish.into_iter().chain(removal) {
        let before = document.text();
        match document.edit(&wish) {
            Ok(changes) => {
                document.apply(&invert(&changes)).unwrap_or_else(|e| panic!("{e:?}\n{wish:?}\n{changes:?}\n{before}"));
                assert_eq!(document.text(), before);
                document.apply(&changes).unwrap();
            }
            Err(error) => {
                assert!(!matches!(error, EditError::Stale(_)), "{error:?} {wish:?}\n{before}");
                assert_eq!(document.text(), before);
            }
        }
    }
    let _ = before;
}
