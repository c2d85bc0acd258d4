//! Builds the whole index of a large dataset, reading each record once.
//!
//! First all records are read on all processors: their own texts, their references, their sort
//! keys, what tells them apart. Then what depends on several of them is added: a region and its
//! offices are found by the names of its towns. Entry point: [`build`].

use super::body_level::office_of;
use super::chunks::{RecordRange, is_small, shares};
use super::identity::Identities;
use super::identity_hashes::{IdentityHasher, IdentityHashes};
use super::order::{SortKey, SortKeys, TableOrder};
use super::relations::{Relations, RelationsPart};
use super::search::search_index::{SearchIndex, TownTexts};
use super::search::segment::Segment;
use super::search::segment_builder::SegmentBuilder;
use crate::document::{Document, Record, Slot};
use crate::model::{ACTION_FIELDS, BODIES, MUNICIPALITIES, REGIONS};
use crate::parallel::{OnProgress, Pool, each};
use crate::schema::Table;

/// The tables that are listed on the screen.
const LISTED: [Table; 3] = [REGIONS, BODIES, ACTION_FIELDS];

/// The contents of the records of a share, each by itself.
struct RangeContents {
    segment: Segment,
    part: RelationsPart,
    keys: Vec<SortKey>,
    hashes: IdentityHashes,
    towns: TownTexts,
    /// Regions and offices, with the id of the region by whose towns they are found.
    by_towns: Vec<(Slot, Box<str>)>,
}

/// Reads all records and reports progress to `on_progress`.
pub(super) fn build(
    document: &Document,
    on_progress: OnProgress<'_>,
) -> (Relations, SearchIndex, TableOrder, Identities) {
    let (shares, alone) = (shares(document), is_small(document));
    let (mut relations, sites) = (Relations::new(document.schema()), Relations::new(document.schema()));
    let mut keys: Vec<Vec<SortKey>> = LISTED.map(|_| Vec::new()).into();
    let declared = |table: Table| document.schema().table(table).record;
    let mut hashes: Vec<IdentityHashes> =
        document.schema().all().map(|table| IdentityHashes::new(declared(table))).collect();
    document.schema().all().zip(&mut hashes).for_each(|(table, hashes)| hashes.reserve(document.slot_count(table)));
    let (mut segments, mut towns, mut by_towns) = (Vec::with_capacity(shares.len()), TownTexts::default(), Vec::new());
    let writers = Pool::new(|| SegmentBuilder::new(document, &sites));
    let read = |number: usize| writers.with(|writer| (shares[number], read(document, &sites, shares[number], writer)));
    each(shares.len(), alone, on_progress, read, |(share, contents): (RecordRange, RangeContents)| {
        relations.join(contents.part);
        segments.push((share, contents.segment));
        towns.append(&contents.towns);
        by_towns.extend(contents.by_towns);
        if let Some(place) = LISTED.iter().position(|table| *table == share.table) {
            keys[place].extend(contents.keys);
        }
        hashes[usize::from(share.table.0)].append(&contents.hashes);
    });
    drop(writers);
    let mut order = TableOrder::new(document.schema());
    LISTED.into_iter().zip(keys).for_each(|(table, keys)| order.sort(table, keys));
    let mut identities = Identities::new(document.schema());
    document.schema().all().zip(hashes).for_each(|(table, hashes)| identities.fill(table, hashes));
    relations.finish();
    relations.resolve(document);
    let mut search_index = SearchIndex::of(document.schema(), segments.into_iter());
    let towns_of = |region: &str| relations.referrers_in(REGIONS, region, MUNICIPALITIES);
    search_index.add_towns(&towns, by_towns.iter().map(|(slot, region)| (*slot, towns_of(region))));
    (relations, search_index, order, identities)
}

fn read(
    document: &Document,
    relations: &Relations,
    share: RecordRange,
    writer: &mut SegmentBuilder<'_>,
) -> RangeContents {
    let mut keys = SortKeys::new(document);
    let declared = document.schema().table(share.table).record;
    let (mut part, mut listed, mut hashes) = (RelationsPart::new(share), Vec::new(), IdentityHashes::new(declared));
    let hasher = IdentityHasher::new(declared);
    let (mut towns, mut by_towns) = (TownTexts::default(), Vec::new());
    for (number, slot) in share.slots().enumerate() {
        let (record, live) = (document.record(slot), document.is_live(slot));
        part.read(relations.sites(), &record, live);
        writer.own(slot, record.as_ref().ok(), number);
        if live && LISTED.contains(&slot.table) {
            listed.push(keys.of(slot, record.as_ref().ok()));
        }
        let root = record.as_ref().ok().map(Record::root);
        hashes.push(live.then(|| hasher.hashes(root)).into_iter().flatten());
        match (slot.table, &record) {
            (MUNICIPALITIES, _) => towns.push(&writer.town),
            (REGIONS, Ok(_)) if live => by_towns.push((slot, document.id(slot).into())),
            (BODIES, Ok(body)) if live => {
                by_towns
                    .extend(office_of(document.schema(), body.root()).into_iter().map(|region| (slot, region.into())));
            }
            _ => {}
        }
    }
    RangeContents { segment: writer.take(), part, keys: listed, hashes, towns, by_towns }
}
