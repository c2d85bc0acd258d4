//! Finds bodies that were probably entered twice: bodies of one level and name in a region, or
//! bodies of a level that a network has once, with the same contact.
//!
//! Bodies of other levels may share the contact of their office. Must not judge anything else.
//! Entry points: [`doubles`], [`FirstBodies`].

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::finding::FindingMessage;
use super::rules::{Rule, SAME_BODY, SAME_CONTACT};
use crate::document::{Document, Slot};
use crate::index::Index;
use crate::index::body_level::level_of;
use crate::index::display_names::text;
use crate::index::field;
use crate::index::fold::fold;
use crate::index::phone::dialled;
use crate::model::vocabulary::Level;
use crate::model::{BODIES, REGIONS};
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};

/// What two bodies have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// Level and name, in a common region.
    Name,
    /// The telephone number, however it is written.
    Phone,
    /// The e-mail address.
    Email,
}

impl Likeness {
    /// Returns the rule that reports it.
    pub(super) fn rule(self) -> &'static Rule {
        match self {
            Likeness::Name => &SAME_BODY,
            Likeness::Phone | Likeness::Email => &SAME_CONTACT,
        }
    }

    /// Returns the value that is alike.
    pub(super) fn value(self, body: SyntaxValue<'_>) -> Option<SyntaxValue<'_>> {
        self.path().iter().try_fold(body, |value, name| field(value, name))
    }

    /// Returns the path to that value.
    pub(super) fn path(self) -> &'static [&'static str] {
        match self {
            Likeness::Name => &["name"],
            Likeness::Phone => &["contact", "phone"],
            Likeness::Email => &["contact", "email"],
        }
    }

    /// Returns the message that names the other body.
    pub(super) fn message(self, document: &Document, other: Slot) -> FindingMessage {
        let say = if self == Likeness::Name { texts::check::same_body } else { texts::check::same_contact };
        FindingMessage::about(&document.address(other).display(document.schema()).to_string(), say)
    }
}

/// Returns what a body can have in common with others, as hashes that are equal for two such
/// bodies.
pub(super) fn likenesses(level: Option<Level>, body: SyntaxValue<'_>) -> Vec<(u64, Likeness)> {
    // Absent is unknown, not alike.
    let Some(level) = level else { return Vec::new() };
    let hash = |likeness: Likeness, what: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        (likeness, level.name()).hash(&mut hasher);
        what(&mut hasher);
        (hasher.finish(), likeness)
    };
    let mut found = Vec::new();
    if let Some(name) = text(body, "name") {
        let name = fold(name.trim());
        let regions = field(body, "regions").into_iter().flat_map(|list| list.items());
        found.extend(
            regions
                .filter_map(SyntaxValue::as_str)
                .map(|region| hash(Likeness::Name, &|hasher| (&*region, name.expanded()).hash(hasher))),
        );
        found.dedup();
    }
    if level.is_everywhere
        && let Some(contact) = field(body, "contact")
    {
        let phone = text(contact, "phone").map(|phone| dialled(&phone)).filter(|dialled| !dialled.is_empty());
        found.extend(phone.map(|phone| hash(Likeness::Phone, &|hasher| phone.hash(hasher))));
        let email = text(contact, "email").map(|email| email.to_lowercase());
        found.extend(email.map(|email| hash(Likeness::Email, &|hasher| email.hash(hasher))));
    }
    found
}

/// The first body of the file with each hash.
#[derive(Debug, Default)]
pub(super) struct FirstBodies(HashMap<u64, Slot>);

impl FirstBodies {
    /// Adds the next body.
    pub(super) fn take(&mut self, body: Slot, likenesses: Vec<(u64, Likeness)>) {
        for (hash, _) in likenesses {
            self.0.entry(hash).or_insert(body);
        }
    }

    /// Returns earlier bodies that a body is like, with what they have in common, each once.
    pub(super) fn like(&self, slot: Slot, level: Option<Level>, body: SyntaxValue<'_>) -> Vec<(Likeness, Slot)> {
        let mut found: Vec<(Likeness, Slot)> = Vec::new();
        for (hash, likeness) in likenesses(level, body) {
            let other = self.0.get(&hash).copied().filter(|other| *other != slot);
            if let Some(other) = other.filter(|_| found.iter().all(|(known, _)| *known != likeness)) {
                found.push((likeness, other));
            }
        }
        found
    }
}

/// Says which of `others` an added body probably repeats; `None` when there is none, or when the
/// added record is not a body.
pub fn doubles(document: &Document, added: Slot, others: impl Iterator<Item = Slot>, lang: Lang) -> Option<String> {
    let record = document.record(added).ok().filter(|_| added.table == BODIES)?;
    let mut first = FirstBodies::default();
    for other in others.filter(|other| *other != added) {
        if let Ok(record) = document.record(other) {
            first.take(other, likenesses(level_of(document.schema(), record.root()), record.root()));
        }
    }
    let found = first.like(added, level_of(document.schema(), record.root()), record.root());
    let said: Vec<String> =
        found.iter().map(|(likeness, other)| likeness.message(document, *other).text(lang).to_owned()).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Returns the bodies of the regions that a body belongs to.
pub fn neighbours(document: &Document, index: &Index, body: Slot) -> Vec<Slot> {
    let Ok(record) = document.record(body) else { return Vec::new() };
    let regions = field(record.root(), "regions").into_iter().flat_map(|list| list.items());
    let regions = regions.filter_map(|id| document.find(REGIONS, &id.as_str()?));
    regions.flat_map(|region| index.referrers_in(region, BODIES).iter().copied()).collect()
}
