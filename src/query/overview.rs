//! One row a network: what is known of each, so that networks can be compared.
//!
//! Absent is unknown: a group that nobody names is missing only where the members of the committee
//! are known. Bodies that exist no longer do not count. Entry points: [`OverviewQuestion::ask`],
//! [`rows`], [`sort`].

use std::borrow::Cow;

use super::completeness::{OldestStatement, RegionKnowledge};
use super::meetings::{DatedMeeting, around_today};
use super::process::is_open;
use super::{DatasetView, NameCache};
use crate::document::Slot;
use crate::index::body_level::{has_ended, role_of};
use crate::index::chunks::is_small;
use crate::index::field;
use crate::index::required_groups::mandatory_groups;
use crate::model::date::Date;
use crate::model::records::{BodyRole, Group};
use crate::model::source_age::ReviewPeriod;
use crate::model::vocabulary::{MOST_MANDATORY, Vocabulary};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEETINGS, RECOMMENDATIONS, REGIONS};
use crate::parallel;
use crate::syntax::SyntaxValue;

/// How many networks a processor reads before it takes the next ones.
const STRETCH: usize = 16;

/// Which networks are compared.
#[derive(Debug, Clone, Copy)]
pub struct OverviewQuestion<'q> {
    /// Those of these regions; `None` for all.
    pub regions: Option<&'q [Slot]>,
    /// Today, and how long a statement counts as current.
    pub period: ReviewPeriod,
}

/// What is known of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkRow {
    /// Its region.
    pub region: Slot,
    /// When its Kooperationsvertrag was signed.
    pub signed: Option<Date>,
    /// Its steering committee; of several the one of which most mandatory groups are known.
    pub committee: Option<Slot>,
    /// The seats of each of the mandatory groups in it, by its number among them.
    pub seats: [GroupSeats; MOST_MANDATORY],
    /// The last conference that is over.
    pub last_conference: Option<DatedMeeting>,
    /// The next conference.
    pub next_conference: Option<DatedMeeting>,
    /// Number of its bodies.
    pub bodies: usize,
    /// Number of action fields that it is engaged in.
    pub fields: usize,
    /// Number of its recommendations.
    pub recommendations: usize,
    /// How many of them are not taken up.
    pub open_recommendations: usize,
    /// How complete its page is, in per cent.
    pub completeness: u8,
    /// Its oldest statement that has a date.
    pub oldest: Option<OldestStatement>,
}

/// The seats of a mandatory group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GroupSeats {
    /// Nothing is known of the members.
    #[default]
    Unknown,
    /// The committee need not seat it.
    NotRequired,
    /// It is not among the members known.
    Missing,
    /// It is seated.
    Seated {
        /// The number of seats known.
        seats: u32,
        /// False where a member does not say how many seats it has.
        is_exact: bool,
    },
}

/// What the rows are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverviewColumn {
    /// The network, in the order of lists.
    Network,
    /// The date of its contract.
    Agreement,
    /// The seats of one of the mandatory groups, by its number among them.
    Seats(usize),
    /// The last conference.
    LastConference,
    /// The next conference.
    NextConference,
    /// The number of bodies.
    Bodies,
    /// The number of action fields.
    Fields,
    /// The number of recommendations that are not taken up.
    OpenRecommendations,
    /// How complete its page is.
    Completeness,
    /// The date of the oldest statement.
    OldestStatement,
}

impl OverviewColumn {
    /// Returns all columns, from the left.
    pub fn all(vocabulary: &'static Vocabulary) -> Vec<OverviewColumn> {
        let groups = (0..vocabulary.mandatory_groups().count()).map(OverviewColumn::Seats);
        let facts = [
            OverviewColumn::LastConference,
            OverviewColumn::NextConference,
            OverviewColumn::Bodies,
            OverviewColumn::Fields,
            OverviewColumn::OpenRecommendations,
            OverviewColumn::Completeness,
            OverviewColumn::OldestStatement,
        ];
        [OverviewColumn::Network, OverviewColumn::Agreement].into_iter().chain(groups).chain(facts).collect()
    }

    /// Returns its name for programs.
    pub fn name(self, vocabulary: &'static Vocabulary) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            OverviewColumn::Network => "region",
            OverviewColumn::Agreement => "agreement_signed",
            OverviewColumn::Seats(group) => {
                let group = vocabulary.mandatory_groups().nth(group).map_or("", Group::name);
                return format!("seats_{}", group.to_lowercase()).into();
            }
            OverviewColumn::LastConference => "last_conference",
            OverviewColumn::NextConference => "next_conference",
            OverviewColumn::Bodies => "bodies",
            OverviewColumn::Fields => "action_fields",
            OverviewColumn::OpenRecommendations => "open_recommendations",
            OverviewColumn::Completeness => "completeness",
            OverviewColumn::OldestStatement => "oldest_statement",
        })
    }
}

impl OverviewQuestion<'_> {
    /// Returns a row for each network, in the order of lists.
    pub fn ask(&self, data: DatasetView<'_>) -> Vec<NetworkRow> {
        let asked = |region: &Slot| self.regions.is_none_or(|regions| regions.contains(region));
        let order = data.index.order(data.document, REGIONS).iter();
        rows(data, &order.copied().filter(asked).collect::<Vec<_>>(), self.period)
    }
}

/// Returns the rows of some networks, in their order.
pub fn rows(data: DatasetView<'_>, regions: &[Slot], period: ReviewPeriod) -> Vec<NetworkRow> {
    let DatasetView { document, index, .. } = data;
    let known = RegionKnowledge::of(data, regions, period);
    let stretches: Vec<&[RegionKnowledge]> = known.chunks(STRETCH).collect();
    let read = |number: usize| {
        // No row holds a name.
        let names = NameCache::default();
        let data = DatasetView { document, index, names: &names };
        stretches[number].iter().map(|known| row(data, known, period.today)).collect::<Vec<_>>()
    };
    parallel::map(stretches.len(), is_small(document), read).into_iter().flatten().collect()
}

/// Sorts rows by a column; what is unknown comes last either way, equal rows stay in their order.
pub fn sort(rows: &mut [NetworkRow], column: OverviewColumn, is_descending: bool) {
    if column == OverviewColumn::Network {
        if is_descending {
            rows.reverse();
        }
        return;
    }
    rows.sort_by(|a, b| match (a.value(column), b.value(column)) {
        (Some(a), Some(b)) => {
            if is_descending {
                b.cmp(&a)
            } else {
                a.cmp(&b)
            }
        }
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

/// A cell in its order among others of its column.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CellValue {
    Number(usize),
    Date(Date),
}

impl NetworkRow {
    /// Returns what a row is sorted by; `None` where that is unknown.
    fn value(&self, column: OverviewColumn) -> Option<CellValue> {
        let number = |number| Some(CellValue::Number(number));
        let date = |meeting: Option<DatedMeeting>| meeting?.date.map(CellValue::Date);
        match column {
            OverviewColumn::Network => None,
            OverviewColumn::Agreement => self.signed.map(CellValue::Date),
            OverviewColumn::Seats(group) => match self.seats.get(group)? {
                GroupSeats::Unknown | GroupSeats::NotRequired => None,
                GroupSeats::Missing => number(0),
                GroupSeats::Seated { seats, .. } => number(*seats as usize + 1),
            },
            OverviewColumn::LastConference => date(self.last_conference),
            OverviewColumn::NextConference => date(self.next_conference),
            OverviewColumn::Bodies => number(self.bodies),
            OverviewColumn::Fields => number(self.fields),
            OverviewColumn::OpenRecommendations => number(self.open_recommendations),
            OverviewColumn::Completeness => number(self.completeness.into()),
            OverviewColumn::OldestStatement => self.oldest.map(|oldest| CellValue::Date(oldest.as_of)),
        }
    }

    /// Returns the record that a cell is about: the region unless there is a more exact one.
    pub fn subject(&self, column: OverviewColumn) -> Slot {
        let exact = match column {
            OverviewColumn::Seats(_) => self.committee,
            OverviewColumn::LastConference => self.last_conference.map(|meeting| meeting.slot),
            OverviewColumn::NextConference => self.next_conference.map(|meeting| meeting.slot),
            OverviewColumn::OldestStatement => self.oldest.map(|oldest| oldest.record),
            _ => None,
        };
        exact.unwrap_or(self.region)
    }
}

fn row(data: DatasetView<'_>, known: &RegionKnowledge, today: Date) -> NetworkRow {
    let region = known.region;
    let bodies = NetworkBodies::read(data, region, today);
    let conferences = around_today(data, &bodies.conferences, today);
    let (recommendations, open_recommendations) = recommendations(data, region, today);
    NetworkRow {
        region,
        signed: signed(data, region),
        committee: bodies.committee,
        seats: bodies.seats,
        last_conference: conferences.last,
        next_conference: conferences.next,
        bodies: bodies.count,
        fields: field_count(data, region),
        recommendations,
        open_recommendations,
        completeness: known.percent(),
        oldest: known.freshness.oldest,
    }
}

fn signed(data: DatasetView<'_>, region: Slot) -> Option<Date> {
    let record = data.document.record_fields(region, &["agreement"]).ok()?;
    let signed = field(field(record.root(), "agreement")?, "signed")?;
    Date::parse(signed.as_str()?.trim()).ok()
}

fn field_count(data: DatasetView<'_>, region: Slot) -> usize {
    let field =
        |engagement: &Slot| data.index.references(*engagement).find(|reference| reference.table() == ACTION_FIELDS)?.to;
    let mut fields: Vec<Slot> = data.index.referrers_in(region, ENGAGEMENTS).iter().filter_map(field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}

/// Returns how many recommendations were made at meetings of a region's bodies, and how many of
/// them are not taken up.
fn recommendations(data: DatasetView<'_>, region: Slot, today: Date) -> (usize, usize) {
    let index = data.index;
    let meetings = index.referrers_in(region, BODIES).iter().flat_map(|body| index.referrers_in(*body, MEETINGS));
    let all = meetings.flat_map(|meeting| index.referrers_in(*meeting, RECOMMENDATIONS));
    all.fold((0, 0), |(count, open), slot| (count + 1, open + usize::from(is_open(data, *slot, today))))
}

/// The bodies of a network.
#[derive(Debug, Default)]
struct NetworkBodies {
    count: usize,
    conferences: Vec<Slot>,
    committee: Option<Slot>,
    seats: [GroupSeats; MOST_MANDATORY],
}

impl NetworkBodies {
    fn read(data: DatasetView<'_>, region: Slot, today: Date) -> NetworkBodies {
        let unknown = seats(data, &[data.document.id(region)], &[]);
        let mut found = NetworkBodies { seats: unknown, ..NetworkBodies::default() };
        let mut most_known = 0;
        for body in data.index.referrers_in(region, BODIES) {
            let Ok(record) = data.document.record_fields(*body, &["level", "until", "regions", "members"]) else {
                found.count += 1;
                continue;
            };
            if has_ended(record.root(), today) {
                continue;
            }
            found.count += 1;
            match role_of(data.document.schema(), record.root()) {
                Some(BodyRole::Conference) => found.conferences.push(*body),
                Some(BodyRole::Committee) => {
                    let seats = committee_seats(data, record.root());
                    let known = seats.iter().filter(|seats| matches!(seats, GroupSeats::Seated { .. })).count();
                    if found.committee.is_none() || known > most_known {
                        (found.committee, found.seats, most_known) = (Some(*body), seats, known);
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// Returns the seats of each mandatory group in a committee.
fn committee_seats(data: DatasetView<'_>, body: SyntaxValue<'_>) -> [GroupSeats; MOST_MANDATORY] {
    let items = |name| field(body, name).into_iter().flat_map(|list| list.items());
    let regions: Vec<_> = items("regions").filter_map(SyntaxValue::as_str).collect();
    let members: Vec<SyntaxValue<'_>> = items("members").filter_map(SyntaxValue::unwrap_option).collect();
    seats(data, &regions, &members)
}

/// Returns the seats of each mandatory group among the members of a committee of some regions.
fn seats(
    data: DatasetView<'_>,
    regions: &[impl AsRef<str>],
    members: &[SyntaxValue<'_>],
) -> [GroupSeats; MOST_MANDATORY] {
    let vocabulary = Vocabulary::of(data.document.schema());
    let required: Vec<Group> = mandatory_groups(data.document, regions).collect();
    let mut found = [GroupSeats::Unknown; MOST_MANDATORY];
    for (seats, group) in found.iter_mut().zip(vocabulary.mandatory_groups()) {
        *seats = match required.contains(&group) {
            false => GroupSeats::NotRequired,
            true if members.is_empty() => GroupSeats::Unknown,
            true => seats_of(members, group),
        };
    }
    found
}

fn seats_of(members: &[SyntaxValue<'_>], group: Group) -> GroupSeats {
    let is_of_group =
        |member: &&SyntaxValue<'_>| field(**member, "group").and_then(SyntaxValue::as_word) == Some(group.name());
    let seats = |member: &SyntaxValue<'_>| {
        let seats = field(*member, "seats").and_then(SyntaxValue::as_u64);
        seats.and_then(|seats| u32::try_from(seats).ok())
    };
    let seats: Vec<Option<u32>> = members.iter().filter(is_of_group).map(seats).collect();
    if seats.is_empty() {
        return GroupSeats::Missing;
    }
    let is_exact = seats.iter().all(Option::is_some);
    GroupSeats::Seated { seats: seats.into_iter().flatten().fold(0, u32::saturating_add), is_exact }
}
