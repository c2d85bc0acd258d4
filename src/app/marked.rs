//! The marked records and statements, of all lists and pages alike, to do something with all of
//! them at once.
//!
//! They stay marked whatever a list is narrowed to, and when it is left. Must not change the
//! dataset. Entry point: [`MarkedPlaces`].

use std::collections::HashMap;

use crate::document::{Address, AddressStep, Document, Path, Relocation, Slot};

/// A record, or a statement of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPlace {
    /// The record.
    pub slot: Slot,
    /// The statement; empty for the record itself.
    pub path: Path,
}

/// What becomes of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkRequest {
    /// The place is marked, or no longer.
    Toggle(MarkedPlace),
    /// These are marked.
    Add(Vec<MarkedPlace>),
    /// These are marked, unless they all are: then none of them is any more.
    ToggleAll(Vec<MarkedPlace>),
    /// Nothing is marked any more.
    Clear,
}

impl MarkedPlace {
    /// Returns where it is in a dataset read anew; `None` where it is gone.
    fn relocated(self, relocation: &Relocation<'_>) -> Option<MarkedPlace> {
        Some(MarkedPlace { slot: relocation.slot(self.slot)?, path: relocation.path_in(self.slot, &self.path)? })
    }
}

/// The marked places.
#[derive(Debug, Clone, Default)]
pub struct MarkedPlaces {
    paths: HashMap<Slot, Vec<Path>>,
    count: usize,
    /// The place marked last: a stretch begins there.
    last: Option<MarkedPlace>,
}

impl MarkedPlaces {
    /// Carries out what is asked for.
    pub fn change(&mut self, request: MarkRequest) {
        match request {
            MarkRequest::Toggle(place) if self.has(place.slot, &place.path) => self.remove(&place),
            MarkRequest::Toggle(place) => self.add(place),
            MarkRequest::ToggleAll(places) if places.iter().all(|place| self.has(place.slot, &place.path)) => {
                places.iter().for_each(|place| self.remove(place));
            }
            MarkRequest::Add(places) | MarkRequest::ToggleAll(places) => {
                places.into_iter().for_each(|place| self.add(place));
            }
            MarkRequest::Clear => self.clear(),
        }
        if self.is_empty() {
            self.last = None;
        }
    }

    fn add(&mut self, place: MarkedPlace) {
        let paths = self.paths.entry(place.slot).or_default();
        if !paths.contains(&place.path) {
            paths.push(place.path.clone());
            self.count += 1;
        }
        self.last = Some(place);
    }

    fn remove(&mut self, place: &MarkedPlace) {
        let Some(paths) = self.paths.get_mut(&place.slot) else { return };
        let before = paths.len();
        paths.retain(|path| *path != place.path);
        self.count -= before - paths.len();
        if paths.is_empty() {
            self.paths.remove(&place.slot);
        }
        self.last = Some(place.clone());
    }

    /// Returns true when a place is marked.
    pub fn has(&self, slot: Slot, path: &[AddressStep]) -> bool {
        self.paths.get(&slot).is_some_and(|paths| paths.iter().any(|marked| marked == path))
    }

    /// Returns true when a record itself is marked.
    pub fn has_record(&self, slot: Slot) -> bool {
        self.count > 0 && self.has(slot, &[])
    }

    /// Returns true when the place at an address is marked.
    pub fn has_address(&self, document: &Document, address: &Address) -> bool {
        self.count > 0 && document.resolve(address).is_some_and(|slot| self.has(slot, &address.path))
    }

    /// Returns true when nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns how many places are marked.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Returns true when a statement is marked, not only whole records.
    pub fn has_statements(&self) -> bool {
        self.paths.values().flatten().any(|path| !path.is_empty())
    }

    /// Returns the place marked last, or whose mark was taken away last.
    pub fn last(&self) -> Option<&MarkedPlace> {
        self.last.as_ref()
    }

    /// Returns the records that are marked or have a marked statement, by table and slot.
    pub fn records(&self, document: &Document) -> Vec<Slot> {
        let mut slots: Vec<Slot> = self.paths.keys().copied().filter(|slot| document.is_live(*slot)).collect();
        slots.sort_unstable();
        slots
    }

    /// Returns the addresses of all marked places, by table and slot.
    pub fn addresses(&self, document: &Document) -> Vec<Address> {
        let of = |slot: Slot| {
            let record = document.address(slot);
            let paths = self.paths.get(&slot).into_iter().flatten();
            paths.map(move |path| Address { path: path.clone(), ..record.clone() })
        };
        self.records(document).into_iter().flat_map(of).collect()
    }

    /// Takes all marks away.
    pub fn clear(&mut self) {
        *self = MarkedPlaces::default();
    }

    /// Moves the marks to the slots that their records have in a dataset read anew.
    pub(super) fn relocate(&mut self, relocation: &Relocation<'_>) {
        let last = self.last.take().and_then(|place| place.relocated(relocation));
        let marked = std::mem::take(self).paths.into_iter();
        let places = marked.flat_map(|(slot, paths)| paths.into_iter().map(move |path| MarkedPlace { slot, path }));
        places.filter_map(|place| place.relocated(relocation)).for_each(|place| self.add(place));
        self.last = last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BODIES, REGIONS, SCHEMA};

    fn place(index: u32) -> MarkedPlace {
        MarkedPlace { slot: Slot { table: REGIONS, index }, path: Path::new() }
    }

    fn statement(index: u32) -> MarkedPlace {
        MarkedPlace { path: vec![AddressStep::Field("name".to_owned())], ..place(index) }
    }

    #[test]
    fn each_place_is_counted_once() {
        let mut marked = MarkedPlaces::default();
        marked.change(MarkRequest::Add(vec![place(0), place(1), place(1), statement(1)]));
        assert_eq!((marked.len(), marked.has_statements()), (3, true));
        marked.change(MarkRequest::Toggle(place(1)));
        marked.change(MarkRequest::Toggle(place(7)));
        assert_eq!((marked.len(), marked.has_record(place(1).slot)), (3, false));
        marked.change(MarkRequest::Clear);
        assert!(marked.is_empty() && marked.last().is_none());
    }

    #[test]
    fn marks_stay_with_the_items_of_a_list() {
        let parse = |members: &str| {
            let text = format!(
                "(regions: [(id: \"r\", name: \"R\", kind: Kreis)], bodies: [(id: \"b\", level: Lenkungskreis, \
                 name: \"B\", regions: [\"r\"], members: [{members}])])"
            );
            Document::parse(&SCHEMA, format!("#![enable(implicit_some)]\n{text}\n")).unwrap()
        };
        let (before, after) = (parse("(group: Land)"), parse("(group: Kreis, seats: 3), (group: Land)"));
        let slot = before.find(BODIES, "b").unwrap();
        let group = |item: usize| {
            let field = |name: &str| AddressStep::Field(name.to_owned());
            MarkedPlace { slot, path: vec![field("members"), AddressStep::Item(item), field("group")] }
        };
        let mut marked = MarkedPlaces::default();
        marked.change(MarkRequest::Toggle(group(0)));
        marked.relocate(&Relocation::replaced(&before, &after));
        assert_eq!((marked.len(), marked.last()), (1, Some(&group(1))));
        marked.relocate(&Relocation::replaced(&after, &parse("")));
        assert!(marked.is_empty() && marked.last().is_none());
    }

    #[test]
    fn all_are_marked_before_all_are_not() {
        let mut marked = MarkedPlaces::default();
        let all = || vec![place(0), place(1), place(2)];
        marked.change(MarkRequest::Toggle(place(1)));
        marked.change(MarkRequest::ToggleAll(all()));
        assert_eq!(marked.len(), 3);
        marked.change(MarkRequest::ToggleAll(all()));
        assert_eq!(marked.len(), 0);
    }
}
