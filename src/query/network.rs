//! Who sits where: institutions × bodies, bodies × action fields, regions × bodies; what overlaps,
//! and what no body deals with.
//!
//! Institutions are told apart by their names as people write them: case, hyphens, blanks and the
//! legal form (`e. V.`) make no difference. A member that names none stands for its group, unless
//! that is only what is left over. Bodies that exist no longer do not count. Entry point:
//! [`NetworkQuestion::ask`].

use std::cmp::Reverse;
use std::collections::HashMap;

use super::DatasetView;
use crate::document::{Document, Slot};
use crate::index::body_level::has_ended;
use crate::index::chunks::read_table;
use crate::index::field;
use crate::index::fold::{collate, fold};
use crate::model::date::Date;
use crate::model::records::Group;
use crate::model::vocabulary::Vocabulary;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, REGIONS};
use crate::schema::Table;
use crate::syntax::SyntaxValue;

/// How many members two bodies share that overlap by their members alone. One says little: the
/// Schulaufsicht sits nearly everywhere.
const SHARED_MEMBERS: usize = 2;

/// Which bodies are asked about; each condition narrows them.
#[derive(Debug, Clone, Copy, Default)]
pub struct NetworkQuestion<'q> {
    /// They belong to one of these regions.
    pub regions: Option<&'q [Slot]>,
    /// They deal with this action field.
    pub field: Option<Slot>,
}

/// Who sits where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkAnswer {
    /// Those that sit in bodies; the ones in most bodies first, then by name.
    pub institutions: Vec<SeatedInstitution>,
    /// The action fields; those of most bodies first, those of none last.
    pub fields: Vec<FieldBodies>,
    /// The bodies, in the order of lists.
    pub bodies: Vec<BodyTies>,
    /// How many bodies asked about exist no longer.
    pub ended: usize,
    /// The regions asked about, in the order of lists.
    pub regions: Vec<Slot>,
    /// The bodies of one region that overlap; those that share members and action fields first.
    pub overlaps: Vec<BodyOverlap>,
}

/// Somebody who sits in bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatedInstitution {
    /// How it is written most often; `None` where its group stands for it.
    pub name: Option<String>,
    /// For whom it stands first.
    pub group: Option<Group>,
    /// Its seats, in the order of lists and of the members.
    pub seats: Vec<BodySeat>,
    /// The bodies that it sits in, each once.
    pub bodies: Vec<Slot>,
    /// The regions of these bodies.
    pub regions: Vec<Slot>,
}

/// A member of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodySeat {
    /// The body.
    pub body: Slot,
    /// The number of the member in it.
    pub member: usize,
    /// For whom it sits there.
    pub group: Option<Group>,
}

/// An action field and the bodies that deal with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldBodies {
    /// The field.
    pub field: Slot,
    /// The bodies, in the order of lists; none where nobody is known to deal with it.
    pub bodies: Vec<Slot>,
    /// The regions of these bodies.
    pub regions: Vec<Slot>,
    /// The number of regions asked about that are engaged in it.
    pub engaged: usize,
}

/// A body and what ties it to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyTies {
    /// The body.
    pub body: Slot,
    /// Its regions.
    pub regions: Vec<Slot>,
    /// Its members, by their number among [`NetworkAnswer::institutions`], each once.
    pub institutions: Vec<usize>,
    /// The action fields that it deals with.
    pub fields: Vec<Slot>,
    /// Its overlaps, by their number among [`NetworkAnswer::overlaps`].
    pub overlaps: Vec<usize>,
}

/// Two bodies of one region that share an action field, or several members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyOverlap {
    /// The bodies, in the order of lists.
    pub bodies: [Slot; 2],
    /// The members that they share, by their number among [`NetworkAnswer::institutions`].
    pub institutions: Vec<usize>,
    /// The action fields that they share.
    pub fields: Vec<Slot>,
}

impl BodyOverlap {
    /// Returns the other one of the bodies.
    pub fn other_than(&self, body: Slot) -> Slot {
        let [first, second] = self.bodies;
        if body == first { second } else { first }
    }
}

impl NetworkQuestion<'_> {
    /// Returns who sits where.
    pub fn ask(&self, data: DatasetView<'_>, today: Date) -> NetworkAnswer {
        let DatasetView { document, index, .. } = data;
        let read = read_table(document, BODIES, |body| BodyMembers::read(document, body, today));
        let is_asked = |body: &Slot| {
            self.regions.is_none_or(|regions| refers_to_any(data, *body, regions))
                && self.field.is_none_or(|field| index.refers(*body, field))
        };
        let mut bodies: Vec<Slot> = index.order(document, BODIES).iter().copied().filter(is_asked).collect();
        let asked = bodies.len();
        bodies.retain(|body| !read[body.index as usize].has_ended);
        let ended = asked - bodies.len();
        let mut institutions = Institutions::default();
        for body in &bodies {
            for (member, named) in read[body.index as usize].members.iter().enumerate() {
                institutions.seat(*body, member, named);
            }
        }
        let institutions = institutions.finish(data);
        let mut ties = ties(data, &bodies, &institutions);
        let overlaps = overlaps(data, &ties);
        mark_overlaps(data, &mut ties, &overlaps);
        let is_asked = |region: &Slot| self.regions.is_none_or(|regions| regions.contains(region));
        let regions = index.order(document, REGIONS).iter().copied().filter(is_asked).collect();
        NetworkAnswer { fields: self.fields(data, &bodies), bodies: ties, ended, regions, institutions, overlaps }
    }

    fn fields(&self, data: DatasetView<'_>, bodies: &[Slot]) -> Vec<FieldBodies> {
        let DatasetView { document, index, .. } = data;
        let mut dealing: Vec<Vec<Slot>> = vec![Vec::new(); document.slot_count(ACTION_FIELDS)];
        for body in bodies {
            for field in targets(data, *body, ACTION_FIELDS) {
                dealing[field.index as usize].push(*body);
            }
        }
        let is_asked = |field: &Slot| self.field.is_none_or(|asked| asked == *field);
        let fields = index.order(document, ACTION_FIELDS).iter().copied().filter(is_asked);
        let row = |field: Slot| {
            let bodies = std::mem::take(&mut dealing[field.index as usize]);
            FieldBodies { field, regions: regions_of(data, &bodies), bodies, engaged: self.engaged(data, field) }
        };
        let mut rows: Vec<FieldBodies> = fields.map(row).collect();
        rows.sort_by_key(|row| Reverse(row.bodies.len()));
        rows
    }

    fn engaged(&self, data: DatasetView<'_>, field: Slot) -> usize {
        let engagements = data.index.referrers_in(field, ENGAGEMENTS).iter();
        let mut regions: Vec<Slot> = engagements.filter_map(|engagement| data.index.region_of(*engagement)).collect();
        regions.retain(|region| self.regions.is_none_or(|asked| asked.contains(region)));
        regions.sort_unstable();
        regions.dedup();
        regions.len()
    }
}

/// Returns what a record refers to in a table, each once, in the order of the record.
pub fn targets(data: DatasetView<'_>, slot: Slot, table: Table) -> Vec<Slot> {
    let mut found = Vec::new();
    for to in data.index.references(slot).filter(|to| to.table() == table).filter_map(|to| to.to) {
        if !found.contains(&to) {
            found.push(to);
        }
    }
    found
}

fn refers_to_any(data: DatasetView<'_>, body: Slot, regions: &[Slot]) -> bool {
    regions.iter().any(|region| data.index.refers(body, *region))
}

/// Returns the regions of bodies, each once, in the order of lists.
fn regions_of(data: DatasetView<'_>, bodies: &[Slot]) -> Vec<Slot> {
    let ranks = data.index.ranks(data.document, REGIONS);
    let mut regions: Vec<Slot> = bodies.iter().flat_map(|body| targets(data, *body, REGIONS)).collect();
    regions.sort_by_key(|region| ranks.get(region.index as usize).copied());
    regions.dedup();
    regions
}

/// Returns the bodies with what ties them to others.
fn ties(data: DatasetView<'_>, bodies: &[Slot], institutions: &[SeatedInstitution]) -> Vec<BodyTies> {
    let mut seated: Vec<Vec<usize>> = vec![Vec::new(); data.document.slot_count(BODIES)];
    for (number, institution) in institutions.iter().enumerate() {
        for body in &institution.bodies {
            seated[body.index as usize].push(number);
        }
    }
    let tie = |body: &Slot| BodyTies {
        body: *body,
        regions: targets(data, *body, REGIONS),
        institutions: std::mem::take(&mut seated[body.index as usize]),
        fields: targets(data, *body, ACTION_FIELDS),
        overlaps: Vec::new(),
    };
    bodies.iter().map(tie).collect()
}

/// Returns each two bodies of one region that overlap.
fn overlaps(data: DatasetView<'_>, ties: &[BodyTies]) -> Vec<BodyOverlap> {
    let mut of_region: Vec<Vec<usize>> = vec![Vec::new(); data.document.slot_count(REGIONS)];
    let is_tied = |tie: &BodyTies| tie.institutions.len() >= SHARED_MEMBERS || !tie.fields.is_empty();
    for (number, tie) in ties.iter().enumerate().filter(|(_, tie)| is_tied(tie)) {
        tie.regions.iter().for_each(|region| of_region[region.index as usize].push(number));
    }
    let mut pairs: Vec<[usize; 2]> = Vec::new();
    for here in &of_region {
        for (at, first) in here.iter().enumerate() {
            pairs.extend(here[at + 1..].iter().map(|second| [*first, *second]));
        }
    }
    // Bodies of several regions meet in each of them.
    pairs.sort_unstable();
    pairs.dedup();
    let mut found: Vec<BodyOverlap> =
        pairs.into_iter().filter_map(|[first, second]| overlap(&ties[first], &ties[second])).collect();
    found.sort_by_key(|overlap| {
        let [institutions, fields] = [overlap.institutions.len(), overlap.fields.len()];
        (Reverse(institutions.min(1) + fields.min(1)), Reverse(institutions + fields))
    });
    found
}

fn overlap(first: &BodyTies, second: &BodyTies) -> Option<BodyOverlap> {
    let fields: Vec<Slot> = first.fields.iter().copied().filter(|field| second.fields.contains(field)).collect();
    // Both are sorted.
    let is_shared = |number: &usize| second.institutions.binary_search(number).is_ok();
    let institutions: Vec<usize> = first.institutions.iter().copied().filter(is_shared).collect();
    let is_overlap = !fields.is_empty() || institutions.len() >= SHARED_MEMBERS;
    is_overlap.then_some(BodyOverlap { bodies: [first.body, second.body], institutions, fields })
}

fn mark_overlaps(data: DatasetView<'_>, ties: &mut [BodyTies], overlaps: &[BodyOverlap]) {
    let mut of_body: Vec<Vec<usize>> = vec![Vec::new(); data.document.slot_count(BODIES)];
    for (number, overlap) in overlaps.iter().enumerate() {
        overlap.bodies.iter().for_each(|body| of_body[body.index as usize].push(number));
    }
    for tie in ties {
        tie.overlaps = std::mem::take(&mut of_body[tie.body.index as usize]);
    }
}

/// What a body says of its members.
#[derive(Debug, Default)]
struct BodyMembers {
    has_ended: bool,
    members: Vec<NamedMember>,
}

/// A member with its institution.
#[derive(Debug)]
struct NamedMember {
    /// `None` where nobody in particular is meant.
    key: Option<InstitutionKey>,
    name: Option<String>,
    group: Option<Group>,
}

/// What two members of the same institution have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum InstitutionKey {
    /// The same name.
    Named(String),
    /// The same group, where no institution is named.
    Group(Group),
}

impl BodyMembers {
    fn read(document: &Document, body: Slot, today: Date) -> BodyMembers {
        let vocabulary = Vocabulary::of(document.schema());
        let Ok(record) = document.record_fields(body, &["members", "until"]) else { return BodyMembers::default() };
        let members = field(record.root(), "members").into_iter().flat_map(|members| members.items());
        BodyMembers {
            has_ended: has_ended(record.root(), today),
            members: members.map(|member| NamedMember::read(vocabulary, member)).collect(),
        }
    }
}

impl NamedMember {
    fn read(vocabulary: &'static Vocabulary, member: SyntaxValue<'_>) -> NamedMember {
        let value = |name| field(member.unwrap_option()?, name);
        let group = value("group").and_then(SyntaxValue::as_word);
        let group = group.and_then(|name| Group::from_name(vocabulary, name));
        let name = value("institution").and_then(SyntaxValue::as_str);
        let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let named = name.as_deref().map(|name| InstitutionKey::Named(likeness(name)));
        let of_group = || group.filter(|group| !group.is_others).map(InstitutionKey::Group);
        let key = named.or_else(of_group);
        NamedMember { key, name, group }
    }
}

/// Returns what is left of a name without what people write in several ways: case, umlauts, marks,
/// blanks, and `e. V.` at its end.
fn likeness(name: &str) -> String {
    let folded = fold(name);
    let letters: String = folded.expanded().chars().filter(|c| c.is_alphanumeric()).collect();
    let words: Vec<&str> =
        folded.expanded().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_association = matches!(words[..], [_, .., "e", "v"] | [_, .., "ev"]);
    let without = letters.strip_suffix("ev").filter(|_| is_association).map(str::to_owned);
    match without.unwrap_or(letters) {
        // A name of marks alone.
        letters if letters.is_empty() => name.to_owned(),
        letters => letters,
    }
}

/// Gathers the seats of each institution.
#[derive(Debug, Default)]
struct Institutions<'m> {
    numbers: HashMap<&'m InstitutionKey, usize>,
    seats: Vec<Vec<BodySeat>>,
    /// The spellings of each, in the order in which they occur.
    spellings: Vec<Vec<&'m str>>,
}

impl<'m> Institutions<'m> {
    fn seat(&mut self, body: Slot, member: usize, named: &'m NamedMember) {
        let Some(key) = &named.key else { return };
        let number = *self.numbers.entry(key).or_insert(self.seats.len());
        if number == self.seats.len() {
            self.seats.push(Vec::new());
            self.spellings.push(Vec::new());
        }
        self.seats[number].push(BodySeat { body, member, group: named.group });
        self.spellings[number].extend(named.name.as_deref());
    }

    fn finish(self, data: DatasetView<'_>) -> Vec<SeatedInstitution> {
        let institution = |(seats, spellings): (Vec<BodySeat>, Vec<&str>)| {
            let mut bodies: Vec<Slot> = seats.iter().map(|seat| seat.body).collect();
            bodies.dedup();
            SeatedInstitution {
                name: most_frequent(&spellings).map(str::to_owned),
                group: seats.iter().find_map(|seat| seat.group),
                regions: regions_of(data, &bodies),
                bodies,
                seats,
            }
        };
        let mut found: Vec<SeatedInstitution> = self.seats.into_iter().zip(self.spellings).map(institution).collect();
        found.sort_by_cached_key(|institution| {
            let name = institution.name.as_deref();
            (Reverse(institution.bodies.len()), name.is_none(), name.map(collate), institution.group)
        });
        found
    }
}

/// Returns the spelling that occurs most often; of equally frequent ones the first.
fn most_frequent<'t>(spellings: &[&'t str]) -> Option<&'t str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for spelling in spellings {
        match counts.iter_mut().find(|(known, _)| known == spelling) {
            Some((_, count)) => *count += 1,
            None => counts.push((spelling, 1)),
        }
    }
    // Of equal ones `max_by_key` returns the last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(spelling, _)| spelling)
}
