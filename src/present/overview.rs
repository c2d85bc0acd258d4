//! The overview of the networks in words: its columns, a row, and all that a row says.
//!
//! Entry points: [`columns`], [`OverviewWords`].

use super::listing::{ListingColumn, ListingRow};
use super::{Alignment, Audience, Sheet, Span};
use crate::document::Slot;
use crate::model::date::Date;
use crate::model::records::BodyRole;
use crate::model::vocabulary::Vocabulary;
use crate::query::DatasetView;
use crate::query::meetings::DatedMeeting;
use crate::query::overview::{GroupSeats, NetworkRow, OverviewColumn};
use crate::texts::{self, Lang};
use crate::theme::Role;

/// Returns the title of a column.
pub fn title(column: OverviewColumn, vocabulary: &'static Vocabulary, lang: Lang) -> &'static str {
    match column {
        OverviewColumn::Network => texts::overview::network(lang),
        OverviewColumn::Agreement => texts::overview::agreement(lang),
        OverviewColumn::Seats(group) => {
            vocabulary.mandatory_groups().nth(group).map_or("", |group| group.short.get(lang))
        }
        OverviewColumn::LastConference => texts::overview::last_conference(lang),
        OverviewColumn::NextConference => texts::overview::next_conference(lang),
        OverviewColumn::Bodies => texts::overview::bodies(lang),
        OverviewColumn::Fields => texts::overview::fields(lang),
        OverviewColumn::OpenRecommendations => texts::overview::open(lang),
        OverviewColumn::Completeness => texts::overview::known(lang),
        OverviewColumn::OldestStatement => texts::overview::oldest(lang),
    }
}

/// Returns the columns.
pub fn columns(vocabulary: &'static Vocabulary, lang: Lang) -> Vec<ListingColumn> {
    let column = |column: OverviewColumn| {
        let title = title(column, vocabulary, lang);
        // No title is cut.
        let cells = |least: u16| u16::try_from(title.chars().count()).unwrap_or(least).max(least);
        match column {
            OverviewColumn::Network => ListingColumn::between(title, 16, 28),
            OverviewColumn::Seats(_) => ListingColumn::fixed(title, cells(5)),
            OverviewColumn::Bodies
            | OverviewColumn::Fields
            | OverviewColumn::OpenRecommendations
            | OverviewColumn::Completeness => ListingColumn::number(title, cells(5)),
            _ => ListingColumn::fixed(title, cells(10)),
        }
    };
    OverviewColumn::all(vocabulary).into_iter().map(column).collect()
}

/// Something that is known of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkFact {
    /// What it is.
    pub label: String,
    /// What is known of it.
    pub spans: Vec<Span>,
}

/// Puts networks into words.
#[derive(Debug, Clone, Copy)]
pub struct OverviewWords<'a> {
    /// The dataset.
    pub data: DatasetView<'a>,
    /// The language.
    pub lang: Lang,
}

impl OverviewWords<'_> {
    fn vocabulary(self) -> &'static Vocabulary {
        Vocabulary::of(self.data.document.schema())
    }

    /// Returns a network as a row.
    pub fn row(self, network: &NetworkRow) -> ListingRow {
        let columns = OverviewColumn::all(self.vocabulary()).into_iter();
        ListingRow::new(columns.map(|column| vec![self.cell(network, column)]).collect())
    }

    fn cell(self, network: &NetworkRow, column: OverviewColumn) -> Span {
        let lang = self.lang;
        let count = |count| (Role::Text, texts::number(lang, count));
        match column {
            OverviewColumn::Network => (Role::Text, self.data.name(network.region)),
            OverviewColumn::Agreement => self.date(network.signed),
            OverviewColumn::Seats(group) => self.seats(network.seats[group]),
            OverviewColumn::LastConference => self.meeting_date(network.last_conference),
            OverviewColumn::NextConference => self.meeting_date(network.next_conference),
            OverviewColumn::Bodies => count(network.bodies),
            OverviewColumn::Fields => count(network.fields),
            OverviewColumn::OpenRecommendations => match network.open_recommendations {
                _ if network.recommendations == 0 => (Role::Unknown, "?".to_owned()),
                0 => count(0),
                open => (Role::Warning, texts::number(lang, open)),
            },
            OverviewColumn::Completeness => (Role::Text, texts::overview::per_cent(lang, network.completeness)),
            OverviewColumn::OldestStatement => self.date(network.oldest.map(|oldest| oldest.as_of)),
        }
    }

    fn date(self, date: Option<Date>) -> Span {
        match date {
            Some(date) => (Role::Text, date.to_string()),
            None => (Role::Unknown, texts::detail::unknown(self.lang).to_owned()),
        }
    }

    fn meeting_date(self, meeting: Option<DatedMeeting>) -> Span {
        self.date(meeting.and_then(|meeting| meeting.date))
    }

    fn seats(self, seats: GroupSeats) -> Span {
        match seats {
            GroupSeats::Unknown => (Role::Unknown, "?".to_owned()),
            GroupSeats::NotRequired => (Role::Dim, "–".to_owned()),
            GroupSeats::Missing => (Role::Warning, texts::overview::missing(self.lang).to_owned()),
            GroupSeats::Seated { seats, is_exact: true } => (Role::Text, seats.to_string()),
            GroupSeats::Seated { is_exact: false, .. } => (Role::Text, texts::overview::seated(self.lang).to_owned()),
        }
    }

    /// Returns all that is known of a network, behind its name.
    pub fn facts(self, network: &NetworkRow) -> Vec<NetworkFact> {
        let lang = self.lang;
        let fact = |label: &str, spans| NetworkFact { label: label.to_owned(), spans };
        let count = |count| vec![(Role::Text, texts::number(lang, count))];
        let [last, next] = [network.last_conference, network.next_conference].map(|met| self.meeting_date(met));
        let known = vec![self.cell(network, OverviewColumn::Completeness)];
        vec![
            fact(texts::overview::agreement(lang), vec![self.date(network.signed)]),
            fact(&self.vocabulary().noun(BodyRole::Committee).title(lang), self.committee(network)),
            fact(
                &self.vocabulary().noun(BodyRole::Conference).title(lang),
                vec![(Role::Text, texts::overview::last_and_next(lang, &last.1, &next.1))],
            ),
            fact(texts::overview::bodies(lang), count(network.bodies)),
            fact(texts::overview::action_fields(lang), count(network.fields)),
            fact(texts::overview::recommendations(lang), vec![self.recommendations(network)]),
            fact(texts::overview::known(lang), known),
            fact(texts::overview::oldest_statement(lang), self.oldest(network)),
        ]
    }

    /// Returns the seats of the mandatory groups in the committee.
    fn committee(self, network: &NetworkRow) -> Vec<Span> {
        let lang = self.lang;
        if network.committee.is_none() {
            return vec![(Role::Unknown, texts::detail::unknown(lang).to_owned())];
        }
        let mut spans = Vec::new();
        for (group, seats) in self.vocabulary().mandatory_groups().zip(network.seats) {
            let role = match seats {
                GroupSeats::NotRequired => continue,
                GroupSeats::Unknown => Role::Unknown,
                GroupSeats::Missing => Role::Warning,
                GroupSeats::Seated { .. } => Role::Text,
            };
            let words = match seats {
                GroupSeats::Seated { seats, is_exact: true } => texts::overview::seats(lang, seats),
                GroupSeats::Seated { seats, .. } if seats > 0 => texts::overview::seats_at_least(lang, seats),
                seats => seats_state(seats, lang).to_owned(),
            };
            if !spans.is_empty() {
                spans.push((Role::Dim, ", ".to_owned()));
            }
            spans.push((role, texts::overview::group_seats(lang, group.label().get(lang), &words)));
        }
        spans
    }

    fn recommendations(self, network: &NetworkRow) -> Span {
        let lang = self.lang;
        if network.recommendations == 0 {
            return (Role::Unknown, texts::overview::none_known(lang).to_owned());
        }
        let [open, all] =
            [network.open_recommendations, network.recommendations].map(|count| texts::number(lang, count));
        let role = if network.open_recommendations > 0 { Role::Warning } else { Role::Text };
        (role, texts::overview::open_of(lang, &open, &all))
    }

    fn oldest(self, network: &NetworkRow) -> Vec<Span> {
        let mut spans = vec![self.date(network.oldest.map(|oldest| oldest.as_of))];
        let record = network.oldest.map(|oldest| oldest.record).filter(|record| *record != network.region);
        spans.extend(record.map(|record| (Role::Dim, format!(" ({})", self.data.name(record)))));
        spans
    }

    /// Returns what the cells mean, and what the columns mean.
    pub fn legends(self) -> [String; 2] {
        let noun = |role| self.vocabulary().noun(role);
        let in_committee = noun(BodyRole::Committee).in_the(self.lang);
        let last_conference = noun(BodyRole::Conference).last(self.lang);
        [
            texts::overview::legend(self.lang, &in_committee),
            texts::overview::columns_legend(self.lang, &last_conference),
        ]
    }

    /// Returns networks as a sheet.
    pub fn sheet(self, networks: &[NetworkRow], audience: Audience) -> Sheet {
        if audience == Audience::Programs {
            let columns = OverviewColumn::all(self.vocabulary());
            let titles = columns.iter().map(|column| column.name(self.vocabulary()));
            let row = |network| columns.iter().map(|column| self.program_cell(network, *column)).collect();
            return Sheet::new(titles, networks.iter().map(row).collect());
        }
        let lang = self.lang;
        let mut sheet =
            super::listing::sheet(&columns(self.vocabulary(), lang), networks.iter().map(|network| self.row(network)));
        sheet
            .columns
            .iter_mut()
            .filter(|column| column.alignment == Alignment::Left)
            .for_each(|column| column.is_whole = true);
        sheet.legend = self.legends().join(" · ");
        sheet
    }

    /// Returns a cell for programs; what is unknown is empty.
    fn program_cell(self, network: &NetworkRow, column: OverviewColumn) -> String {
        let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let meeting = |meeting: Option<DatedMeeting>| date(meeting.and_then(|meeting| meeting.date));
        match column {
            OverviewColumn::Network => self.id(network.region),
            OverviewColumn::Agreement => date(network.signed),
            OverviewColumn::Seats(group) => program_seats(network.seats[group]),
            OverviewColumn::LastConference => meeting(network.last_conference),
            OverviewColumn::NextConference => meeting(network.next_conference),
            OverviewColumn::Bodies => network.bodies.to_string(),
            OverviewColumn::Fields => network.fields.to_string(),
            OverviewColumn::OpenRecommendations => network.open_recommendations.to_string(),
            OverviewColumn::Completeness => network.completeness.to_string(),
            OverviewColumn::OldestStatement => date(network.oldest.map(|oldest| oldest.as_of)),
        }
    }

    fn id(self, slot: Slot) -> String {
        self.data.document.id(slot).to_owned()
    }
}

/// Returns the state of the seats of a group in words, without their number.
pub fn seats_state(seats: GroupSeats, lang: Lang) -> &'static str {
    match seats {
        GroupSeats::Unknown => texts::overview::group_unknown(lang),
        GroupSeats::NotRequired => texts::overview::group_not_required(lang),
        GroupSeats::Missing => texts::overview::missing(lang),
        GroupSeats::Seated { .. } => texts::overview::group_seated(lang),
    }
}

/// Returns the seats of a group for programs: `missing`, `not_required`, `seated`, or their number,
/// with `+` where there are more.
fn program_seats(seats: GroupSeats) -> String {
    match seats {
        GroupSeats::Unknown => String::new(),
        GroupSeats::NotRequired => "not_required".to_owned(),
        GroupSeats::Missing => "missing".to_owned(),
        GroupSeats::Seated { seats, is_exact: true } => seats.to_string(),
        GroupSeats::Seated { seats: 0, .. } => "seated".to_owned(),
        GroupSeats::Seated { seats, .. } => format!("{seats}+"),
    }
}
