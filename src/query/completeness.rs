//! How much of a complete page of a network is known of each region, and how fresh it is.
//!
//! A complete page is a short list of facts ([`PageFact`]) that people come for. Each has a weight:
//! how many of 100 points it is worth. A fact that consists of parts (mandatory groups, concerns)
//! counts by the share of them that is known. Absent is unknown: it adds nothing and says nothing
//! of the network. A statement is fresh when its date (`as_of`) lies within the review period.
//! Entry point: [`RegionKnowledge::of`].

mod page_fact;

pub use page_fact::PageFact;

use super::DatasetView;
use super::concerns::has_concern;
use super::region_records::records_of;
use crate::document::{Document, Record, Slot};
use crate::index::body_level::{has_ended, role_of};
use crate::index::chunks::is_small;
use crate::index::required_groups::mandatory_groups;
use crate::index::walk::walk_value;
use crate::index::{Index, field};
use crate::model::date::Date;
use crate::model::records::{BodyRole, Group};
use crate::model::source_age::{DateState, ReviewPeriod, SourceState};
use crate::model::vocabulary::Vocabulary;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEETINGS, REGIONS};
use crate::parallel;
use crate::schema::{FieldKind, Table};
use crate::syntax::SyntaxValue;

/// How many regions a processor reads before it takes the next ones.
const STRETCH: usize = 16;

/// How many parts of a fact are known, and of how many; `of` is 0 where the fact does not apply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KnownParts {
    /// Those known.
    pub known: u16,
    /// All.
    pub of: u16,
}

impl KnownParts {
    /// Returns a fact without parts.
    fn whole(is_known: bool) -> KnownParts {
        KnownParts { known: u16::from(is_known), of: 1 }
    }

    /// Returns true when nothing of it is unknown.
    pub fn is_complete(self) -> bool {
        self.known >= self.of
    }
}

/// How old the statements about a region are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Freshness {
    /// How many statements have a source.
    pub statements: u32,
    /// How many of them are dated within the review period.
    pub current: u32,
    /// How many have no date.
    pub undated: u32,
    /// How many were checked within the review period.
    pub checked: u32,
    /// The oldest of them that has a date.
    pub oldest: Option<OldestStatement>,
}

/// The oldest statement of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OldestStatement {
    /// How old it is.
    pub as_of: Date,
    /// The record that says it.
    pub record: Slot,
}

impl Freshness {
    /// Returns the share of the statements that are within the review period, in per cent; `None`
    /// without statements.
    pub fn percent(&self) -> Option<u8> {
        (self.statements > 0).then(|| (self.current * 100 / self.statements) as u8)
    }

    fn add(&mut self, source: SyntaxValue<'_>, record: Slot, period: ReviewPeriod) {
        let SourceState { as_of, checked } = SourceState::of(source, period);
        self.statements += 1;
        self.current += u32::from(as_of.is_current());
        self.undated += u32::from(as_of == DateState::Unknown);
        self.checked += u32::from(checked.is_current());
        let this = as_of.date().map(|as_of| OldestStatement { as_of, record });
        self.oldest = self.oldest.into_iter().chain(this).min();
    }

    /// Returns the same for the statements of several regions together.
    pub fn joined(all: impl IntoIterator<Item = Freshness>) -> Freshness {
        all.into_iter().fold(Freshness::default(), |sum, one| Freshness {
            statements: sum.statements + one.statements,
            current: sum.current + one.current,
            undated: sum.undated + one.undated,
            checked: sum.checked + one.checked,
            oldest: sum.oldest.into_iter().chain(one.oldest).min(),
        })
    }
}

/// What is known of a region's page, and how fresh it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionKnowledge {
    /// The region.
    pub region: Slot,
    /// By the number of the fact in [`PageFact::ALL`].
    parts: [KnownParts; PageFact::ALL.len()],
    /// How old its statements are.
    pub freshness: Freshness,
}

/// A fact that is not known of some regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnowledgeGap {
    /// The fact.
    pub fact: PageFact,
    /// Of how many regions it is unknown, wholly or in part.
    pub regions: usize,
}

impl RegionKnowledge {
    /// Returns what is known of these regions, in their order.
    pub fn of(data: DatasetView<'_>, regions: &[Slot], period: ReviewPeriod) -> Vec<RegionKnowledge> {
        let DatasetView { document, index, .. } = data;
        let concerns: Vec<Slot> = document.slots(ACTION_FIELDS).filter(|field| has_concern(document, *field)).collect();
        let wanted: Vec<Vec<&str>> = document.schema().all().map(|table| wanted(document, table)).collect();
        let reader = RegionReader { document, index, concerns: &concerns, wanted: &wanted, period };
        let stretches: Vec<&[Slot]> = regions.chunks(STRETCH).collect();
        let read = |number: usize| stretches[number].iter().map(|region| reader.region(*region)).collect::<Vec<_>>();
        parallel::map(stretches.len(), is_small(document), read).into_iter().flatten().collect()
    }

    /// Returns how much of a fact is known.
    pub fn parts(&self, fact: PageFact) -> KnownParts {
        self.parts[fact as usize]
    }

    /// Returns how complete the page is, in per cent. What does not apply is left out.
    pub fn percent(&self) -> u8 {
        let applies = |fact: &PageFact| self.parts(*fact).of > 0;
        let all: u32 = PageFact::ALL.into_iter().filter(applies).map(PageFact::weight).sum();
        let hundredths: u32 = PageFact::ALL.into_iter().filter(applies).map(|fact| self.hundredths(fact)).sum();
        (hundredths / all.max(1)) as u8
    }

    /// Returns the facts that are not wholly known, the one worth most first.
    pub fn gaps(&self) -> Vec<PageFact> {
        let mut gaps: Vec<PageFact> =
            PageFact::ALL.into_iter().filter(|fact| !self.parts(*fact).is_complete()).collect();
        gaps.sort_by_key(|fact| std::cmp::Reverse(self.missing(*fact)));
        gaps
    }

    /// Returns what would make the pages of some regions most complete; `None` when nothing is
    /// missing.
    pub fn largest_gap<'a>(all: impl IntoIterator<Item = &'a RegionKnowledge> + Clone) -> Option<KnowledgeGap> {
        let missing = |fact: &PageFact| all.clone().into_iter().map(|region| region.missing(*fact)).sum::<u32>();
        // Of equal ones the first, which is more useful.
        let fact = PageFact::ALL.into_iter().rev().max_by_key(missing).filter(|fact| missing(fact) > 0)?;
        let regions = all.into_iter().filter(|region| !region.parts(fact).is_complete()).count();
        Some(KnowledgeGap { fact, regions })
    }

    /// Returns how many hundredths of a point are known of a fact.
    fn hundredths(&self, fact: PageFact) -> u32 {
        let KnownParts { known, of } = self.parts(fact);
        fact.weight() * 100 * u32::from(known) / u32::from(of).max(1)
    }

    fn missing(&self, fact: PageFact) -> u32 {
        let applies = self.parts(fact).of > 0;
        if applies { fact.weight() * 100 - self.hundredths(fact) } else { 0 }
    }
}

/// What is known of several networks together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NetworksKnowledge {
    /// How many there are.
    pub count: usize,
    /// How complete their pages are on average, in per cent.
    pub complete: u8,
    /// How old their statements are.
    pub freshness: Freshness,
    /// What would make their pages most complete; `None` when nothing is missing.
    pub gap: Option<KnowledgeGap>,
}

impl NetworksKnowledge {
    /// Returns what is known of some networks.
    pub fn of(networks: &[RegionKnowledge]) -> NetworksKnowledge {
        let sum: usize = networks.iter().map(|network| usize::from(network.percent())).sum();
        NetworksKnowledge {
            count: networks.len(),
            complete: (sum / networks.len().max(1)) as u8,
            freshness: Freshness::joined(networks.iter().map(|network| network.freshness)),
            gap: RegionKnowledge::largest_gap(networks),
        }
    }
}

/// What regions are read from.
#[derive(Clone, Copy)]
struct RegionReader<'a> {
    document: &'a Document,
    index: &'a Index,
    /// The action fields that the public asks for.
    concerns: &'a [Slot],
    /// For each table the fields that are read.
    wanted: &'a [Vec<&'static str>],
    period: ReviewPeriod,
}

impl RegionReader<'_> {
    fn region(self, region: Slot) -> RegionKnowledge {
        let parts = PageFact::ALL.map(|_| KnownParts::whole(false));
        let mut known = RegionKnowledge { region, parts, freshness: Freshness::default() };
        known.parts[PageFact::Concerns as usize] = self.concerns_of(region);
        for slot in records_of(self.index, region) {
            let Ok(record) = self.document.record_fields(slot, &self.wanted[usize::from(slot.table.0)]) else {
                continue;
            };
            match slot.table {
                BODIES => self.body(record.root(), &mut known),
                MEETINGS => self.meeting(record.root(), &mut known),
                REGIONS => own_facts(record.root(), &mut known),
                _ => {}
            }
            self.sources(slot, &record, &mut known.freshness);
        }
        known
    }

    fn sources(self, slot: Slot, record: &Record<'_>, freshness: &mut Freshness) {
        let is_source = |kind| matches!(kind, FieldKind::Record(kind) if kind.is_source);
        let declared = self.document.schema().table(slot.table).record.fields.iter();
        for declared in declared.filter(|declared| has_source(declared.kind)) {
            let Some(value) = field(record.root(), declared.name) else { continue };
            if is_source(declared.kind) {
                freshness.add(value, slot, self.period);
                continue;
            }
            walk_value(declared.kind, value, &mut |node| {
                if is_source(node.kind) {
                    freshness.add(node.value, slot, self.period);
                }
            });
        }
    }

    fn concerns_of(self, region: Slot) -> KnownParts {
        let mut fields: Vec<Slot> = (self.index.referrers_in(region, ENGAGEMENTS).iter())
            .filter_map(|engagement| self.index.references(*engagement).find(|to| to.table() == ACTION_FIELDS)?.to)
            .collect();
        fields.sort_unstable();
        let known = self.concerns.iter().filter(|concern| fields.binary_search(concern).is_ok()).count();
        KnownParts { known: known as u16, of: self.concerns.len() as u16 }
    }

    /// Adds what a body says, unless it no longer exists.
    fn body(self, body: SyntaxValue<'_>, known: &mut RegionKnowledge) {
        if has_ended(body, self.period.today) {
            return;
        }
        match role_of(self.document.schema(), body) {
            Some(BodyRole::Office) => {
                known.learn(PageFact::Office);
                let contact = field(body, "contact");
                for (fact, name) in [
                    (PageFact::OfficePhone, "phone"),
                    (PageFact::OfficeEmail, "email"),
                    (PageFact::OfficeAddress, "address"),
                    (PageFact::OfficeWebsite, "website"),
                ] {
                    known.learn_text(fact, contact, name);
                }
            }
            Some(BodyRole::Committee) => {
                known.learn(PageFact::Lenkungskreis);
                self.groups(body, &mut known.parts[PageFact::MandatoryGroups as usize]);
            }
            Some(BodyRole::Conference) => known.learn(PageFact::Bildungskonferenz),
            _ => {}
        }
    }

    /// Counts the mandatory groups that are seated; of several committees the best known counts.
    fn groups(self, body: SyntaxValue<'_>, parts: &mut KnownParts) {
        let vocabulary = Vocabulary::of(self.document.schema());
        let group =
            |member: SyntaxValue<'_>| Group::from_name(vocabulary, field(member.unwrap_option()?, "group")?.as_word()?);
        let seated: Vec<Group> = field(body, "members").into_iter().flat_map(|m| m.items()).filter_map(group).collect();
        let regions = field(body, "regions").into_iter().flat_map(|regions| regions.items());
        let regions: Vec<_> = regions.filter_map(SyntaxValue::as_str).collect();
        let (mut known, mut of) = (0, 0);
        for group in mandatory_groups(self.document, &regions) {
            of += 1;
            known += u16::from(seated.contains(&group));
        }
        if known >= parts.known {
            *parts = KnownParts { known, of };
        }
    }

    fn meeting(self, meeting: SyntaxValue<'_>, known: &mut RegionKnowledge) {
        let Some(date) = field(meeting, "date").and_then(|date| Date::parse(date.as_str()?.trim()).ok()) else {
            return;
        };
        let is_to_come = date.is_after(self.period.today);
        known.learn(if is_to_come { PageFact::NextMeeting } else { PageFact::LastMeeting });
    }
}

/// Returns the fields of a table that are read: those with facts, and those in which a source may
/// stand.
fn wanted(document: &Document, table: Table) -> Vec<&'static str> {
    let facts: &[&str] = match table {
        REGIONS => &["agreement", "network", "website"],
        BODIES => &["until", "level", "contact", "members", "regions"],
        MEETINGS => &["date"],
        _ => &[],
    };
    let fields = document.schema().table(table).record.fields.iter();
    let sourced = fields.filter(|field| has_source(field.kind)).map(|field| field.name);
    facts.iter().copied().chain(sourced.filter(|name| !facts.contains(name))).collect()
}

/// Returns true when a source may stand in a value of this kind.
fn has_source(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Record(record) => record.is_source || record.fields.iter().any(|field| has_source(field.kind)),
        FieldKind::List(item) => has_source(*item),
        _ => false,
    }
}

/// Adds what the record of a region says itself.
fn own_facts(region: SyntaxValue<'_>, known: &mut RegionKnowledge) {
    known.learn_text(PageFact::Agreement, field(region, "agreement"), "signed");
    known.learn_text(PageFact::NetworkName, Some(region), "network");
    known.learn_text(PageFact::NetworkWebsite, Some(region), "website");
}

impl RegionKnowledge {
    fn learn(&mut self, fact: PageFact) {
        self.parts[fact as usize] = KnownParts::whole(true);
    }

    fn learn_text(&mut self, fact: PageFact, around: Option<SyntaxValue<'_>>, name: &str) {
        let text = around.and_then(|around| field(around, name)).and_then(SyntaxValue::as_str);
        if text.is_some_and(|text| !text.trim().is_empty()) {
            self.learn(fact);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;
    use crate::query::NameCache;

    const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [
        (id: "mint", name: "MINT", concern: (wish: "Ich möchte MINT.")),
        (id: "musik", name: "Musik", concern: (wish: "Ich möchte Musik.")),
        (id: "sport", name: "Sport"),
    ],
    regions: [
        (id: "voll", name: "Kreis Voll", kind: Kreis, network: "Netz", website: "https://voll.de",
            agreement: (signed: "2009", source: (url: "Amtsblatt", as_of: "2009", checked: "2026-11"))),
        (id: "halb", name: "Stadt Halb", kind: KreisfreieStadt),
        (id: "leer", name: "Kreis Leer", kind: Kreis),
    ],
    bodies: [
        (id: "buero", level: Bildungsbuero, name: "Büro", regions: ["voll"],
            contact: (phone: "02421 22-0", email: "b@voll.de", address: "Weg 1, 50000 Voll", website: "https://b.de",
                source: (url: "Amtsblatt", as_of: "2026-05")), source: (url: "https://b.de", checked: "2020")),
        (id: "buero-alt", level: Bildungsbuero, name: "Altes Büro", regions: ["halb"], until: "2020",
            contact: (phone: "02421 22-0")),
        (id: "kreis", level: Lenkungskreis, name: "Lenkungskreis", regions: ["voll"],
            members: [(group: Schulaufsicht), (group: Kreis), (group: Gemeinden), (group: Schulen)]),
        (id: "stadt", level: Lenkungskreis, name: "Lenkungskreis", regions: ["halb"],
            members: [(group: Schulaufsicht, source: (url: "Blatt", as_of: "2025")), (group: Weitere)]),
        (id: "konferenz", level: Bildungskonferenz, name: "Konferenz", regions: ["voll", "halb"]),
    ],
    engagements: [
        (id: "a", region: "voll", action_field: "mint"),
        (id: "b", region: "voll", action_field: "musik"),
        (id: "c", region: "halb", action_field: "musik"),
        (id: "d", region: "halb", action_field: "sport"),
    ],
    meetings: [
        (id: "m", body: "konferenz", date: "2025-11-03"),
        (id: "n", body: "konferenz", date: "2027"),
    ],
)"#;

    fn knowledge() -> Vec<RegionKnowledge> {
        let document = Document::parse(&SCHEMA, DATA).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        let period = ReviewPeriod { today: Date::parse("2026-11-29").unwrap(), months: 24 };
        RegionKnowledge::of(data, &document.slots(REGIONS).collect::<Vec<_>>(), period)
    }

    #[test]
    fn the_weights_add_up_to_a_hundred_and_stand_in_order() {
        assert_eq!(PageFact::ALL.into_iter().map(PageFact::weight).sum::<u32>(), 100);
        assert!(PageFact::ALL.into_iter().enumerate().all(|(number, fact)| fact as usize == number));
    }

    #[test]
    fn a_region_is_as_complete_as_its_facts_weigh() {
        let known = knowledge();
        assert_eq!(
            known.iter().map(RegionKnowledge::percent).collect::<Vec<_>>(),
            [
                100,
                // Concerns 8 of 16, Lenkungskreis 6, one of three groups 3.33, Bildungskonferenz 6,
                // meetings 8.
                31, 0
            ]
        );
        assert!(known[0].gaps().is_empty());
        assert_eq!(known[1].parts(PageFact::MandatoryGroups), KnownParts { known: 1, of: 3 });
        let gaps = known[1].gaps();
        assert_eq!(gaps[..4], [PageFact::Office, PageFact::OfficePhone, PageFact::OfficeEmail, PageFact::Concerns]);
        assert_eq!(known[2].gaps()[0], PageFact::Concerns);
        assert_eq!(known[2].gaps().len(), PageFact::ALL.len());
    }

    #[test]
    fn what_would_help_most_weighs_most_over_all_regions() {
        let known = knowledge();
        assert_eq!(RegionKnowledge::largest_gap(&known), Some(KnowledgeGap { fact: PageFact::Concerns, regions: 2 }),);
        assert_eq!(RegionKnowledge::largest_gap(&known[..1]), None);
        assert_eq!(
            RegionKnowledge::largest_gap(&known[1..2]),
            Some(KnowledgeGap { fact: PageFact::Office, regions: 1 })
        );
    }

    #[test]
    fn freshness_counts_every_source_once() {
        let freshness: Vec<Freshness> = knowledge().into_iter().map(|region| region.freshness).collect();
        let Freshness { statements, current, undated, checked, oldest } = freshness[0];
        assert_eq!((statements, current, undated, checked), (3, 1, 1, 1));
        assert_eq!(oldest.unwrap().as_of.to_string(), "2009");
        assert_eq!(
            (freshness[0].percent(), freshness[1].percent(), freshness[2].percent()),
            (Some(33), Some(100), None)
        );
        let all = Freshness::joined(freshness);
        assert_eq!((all.statements, all.current, all.oldest), (4, 2, oldest));
    }
}
