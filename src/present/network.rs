//! Who sits where in words: the lists of institutions, action fields and bodies, and what overlaps.
//!
//! Entry points: [`NetworkWords`], [`columns`].

use super::listing::{self, ListingColumn, ListingRow};
use super::{Sheet, Span};
use crate::document::Slot;
use crate::index::body_level::level;
use crate::model::REGIONS;
use crate::query::DatasetView;
use crate::query::network::{BodyOverlap, NetworkAnswer, SeatedInstitution, targets};
use crate::texts::{self, Lang};
use crate::theme::Role;

/// One of the lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum NetworkList {
    /// A row for each institution, with the bodies that it sits in.
    #[default]
    Institutions,
    /// A row for each action field, with the bodies that deal with it.
    Fields,
    /// A row for each body, with its regions and those that it overlaps with.
    Bodies,
}

impl NetworkList {
    /// Returns the list behind this one.
    pub fn next(self) -> NetworkList {
        match self {
            NetworkList::Institutions => NetworkList::Fields,
            NetworkList::Fields => NetworkList::Bodies,
            NetworkList::Bodies => NetworkList::Institutions,
        }
    }

    /// Returns what it lists.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            NetworkList::Institutions => texts::network::institutions(lang),
            NetworkList::Fields => texts::network::fields(lang),
            NetworkList::Bodies => texts::network::bodies(lang),
        }
    }

    /// Returns the number of its rows.
    pub fn count(self, answer: &NetworkAnswer) -> usize {
        match self {
            NetworkList::Institutions => answer.institutions.len(),
            NetworkList::Fields => answer.fields.len(),
            NetworkList::Bodies => answer.bodies.len(),
        }
    }
}

/// Returns the columns of a list.
pub fn columns(list: NetworkList, lang: Lang) -> Vec<ListingColumn> {
    match list {
        NetworkList::Institutions => vec![
            ListingColumn::between(texts::network::institution(lang), 18, 60),
            ListingColumn::fixed(texts::network::group(lang), 13),
            ListingColumn::number(texts::network::body_count(lang), 7),
            ListingColumn::number(texts::network::region_count(lang), 8),
            ListingColumn::rest(texts::network::sits_in(lang), 20),
        ],
        NetworkList::Fields => vec![
            ListingColumn::between(texts::network::field(lang), 20, 48),
            ListingColumn::number(texts::network::body_count(lang), 7),
            ListingColumn::number(texts::network::region_count(lang), 8),
            ListingColumn::number(texts::network::engaged(lang), 7),
            ListingColumn::rest(texts::network::dealt_with_by(lang), 22),
        ],
        NetworkList::Bodies => vec![
            ListingColumn::between(texts::network::body(lang), 20, 70),
            ListingColumn::fixed(texts::network::level(lang), 17),
            ListingColumn::between(texts::network::regions(lang), 12, 40),
            ListingColumn::number(texts::network::member_count(lang), 10),
            ListingColumn::number(texts::network::field_count(lang), 6),
            ListingColumn::rest(texts::network::overlaps_with(lang), 22),
        ],
    }
}

/// Puts who sits where into words.
#[derive(Debug, Clone, Copy)]
pub struct NetworkWords<'a> {
    /// The dataset.
    pub data: DatasetView<'a>,
    /// The answer.
    pub answer: &'a NetworkAnswer,
    /// How many bodies a cell names; `None` for all.
    pub most_named: Option<usize>,
    /// The language.
    pub lang: Lang,
}

impl NetworkWords<'_> {
    /// Returns a row of a list.
    pub fn row(self, list: NetworkList, at: usize) -> ListingRow {
        let cells = match list {
            NetworkList::Institutions => self.institution(at),
            NetworkList::Fields => self.field(at),
            NetworkList::Bodies => self.body(at),
        };
        cells.map_or_else(ListingRow::default, ListingRow::new)
    }

    fn institution(self, at: usize) -> Option<Vec<Vec<Span>>> {
        let institution = self.answer.institutions.get(at)?;
        let group = match institution.group {
            Some(group) => (Role::Text, group.label().get(self.lang).to_owned()),
            None => (Role::Unknown, texts::detail::unknown(self.lang).to_owned()),
        };
        Some(vec![
            vec![(Role::Text, self.name(institution))],
            vec![group],
            self.count(institution.bodies.len()),
            self.count(institution.regions.len()),
            vec![(Role::Text, self.by_region(&institution.bodies))],
        ])
    }

    fn field(self, at: usize) -> Option<Vec<Vec<Span>>> {
        let row = self.answer.fields.get(at)?;
        let bodies = match row.bodies.is_empty() {
            true => (Role::Unknown, texts::network::nobody(self.lang).to_owned()),
            false => (Role::Text, self.by_region(&row.bodies)),
        };
        Some(vec![
            vec![(Role::Text, self.data.name(row.field))],
            self.count(row.bodies.len()),
            self.count(row.regions.len()),
            self.count(row.engaged),
            vec![bodies],
        ])
    }

    fn body(self, at: usize) -> Option<Vec<Vec<Span>>> {
        let row = self.answer.bodies.get(at)?;
        let level = match level(self.data.document, row.body) {
            Some(level) => (Role::Text, level.label().get(self.lang).to_owned()),
            None => (Role::Unknown, texts::detail::unknown(self.lang).to_owned()),
        };
        let overlaps = row.overlaps.iter().map(|number| &self.answer.overlaps[*number]);
        let others = overlaps.map(|overlap| self.data.name(overlap.other_than(row.body)));
        Some(vec![
            vec![(Role::Text, self.data.name(row.body))],
            vec![level],
            vec![(Role::Text, self.short_names(&row.regions))],
            self.count_known(row.institutions.len()),
            self.count_known(row.fields.len()),
            vec![(Role::Waiting, others.collect::<Vec<_>>().join(", "))],
        ])
    }

    /// Returns what an institution is called.
    pub fn name(self, institution: &SeatedInstitution) -> String {
        let group = || institution.group.map_or("", |group| group.label().get(self.lang)).to_owned();
        institution.name.clone().unwrap_or_else(group)
    }

    fn count(self, count: usize) -> Vec<Span> {
        let role = if count == 0 { Role::Unknown } else { Role::Text };
        vec![(role, texts::number(self.lang, count))]
    }

    /// Returns a count of what is only unknown where there is none.
    fn count_known(self, count: usize) -> Vec<Span> {
        if count == 0 { vec![(Role::Unknown, "?".to_owned())] } else { self.count(count) }
    }

    fn short_names(self, slots: &[Slot]) -> String {
        slots.iter().map(|slot| self.data.short_name(*slot)).collect::<Vec<_>>().join(", ")
    }

    /// Returns the names of bodies, behind their regions: `Düren: Lenkungskreis · Köln: Beirat`.
    fn by_region(self, bodies: &[Slot]) -> String {
        let named = &bodies[..bodies.len().min(self.most_named.unwrap_or(usize::MAX))];
        let regions = |body: &Slot| self.short_names(&targets(self.data, *body, REGIONS));
        let placed: Vec<(String, String)> = named.iter().map(|body| (regions(body), self.data.name(*body))).collect();
        let of_region = |group: &[(String, String)]| {
            let names = group.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
            if group[0].0.is_empty() { names } else { format!("{}: {names}", group[0].0) }
        };
        let mut parts: Vec<String> = placed.chunk_by(|a, b| a.0 == b.0).map(of_region).collect();
        let left_out = bodies.len() - named.len();
        if left_out > 0 {
            parts.push(texts::network::and_more(self.lang, &texts::number(self.lang, left_out)));
        }
        parts.join(" · ")
    }

    /// Returns in a sentence what two bodies share.
    pub fn overlap(self, overlap: &BodyOverlap) -> String {
        let [first, second] = overlap.bodies.map(|body| self.data.name(body));
        let fields: Vec<String> = overlap.fields.iter().map(|field| self.data.short_name(*field)).collect();
        let members = overlap.institutions.iter().map(|number| self.name(&self.answer.institutions[*number]));
        let members: Vec<String> = members.collect();
        let mut shared = Vec::new();
        if !fields.is_empty() {
            shared.push(texts::network::shared_fields(self.lang, &fields.join(", ")));
        }
        if !members.is_empty() {
            shared.push(texts::network::shared_members(self.lang, &members.join(", ")));
        }
        texts::network::both(self.lang, &first, &second, &shared.join("; "))
    }

    /// Returns a list summed up.
    pub fn sum(self, list: NetworkList) -> String {
        let (answer, lang) = (self.answer, self.lang);
        let number = |count| texts::number(lang, count);
        match list {
            NetworkList::Institutions => {
                let several = answer.institutions.iter().filter(|institution| institution.bodies.len() > 1).count();
                texts::network::institutions_sum(lang, &number(answer.institutions.len()), &number(several))
            }
            NetworkList::Fields => {
                let nobody: Vec<_> = answer.fields.iter().filter(|row| row.bodies.is_empty()).collect();
                let engaged = nobody.iter().filter(|row| row.engaged > 0).count();
                let dealt = answer.fields.len() - nobody.len();
                texts::network::fields_sum(lang, &number(dealt), &number(nobody.len()), &number(engaged))
            }
            NetworkList::Bodies => {
                let spanning = answer.bodies.iter().filter(|row| row.regions.len() > 1).count();
                let sum = texts::network::bodies_sum(lang, &number(answer.bodies.len()), &number(spanning));
                let ended = (answer.ended > 0).then(|| texts::network::ended(lang, answer.ended));
                std::iter::once(sum).chain(ended).collect::<Vec<_>>().join(" · ")
            }
        }
    }

    /// Returns how many bodies overlap.
    pub fn overlap_sum(self) -> String {
        match self.answer.overlaps.len() {
            0 => texts::network::no_overlap(self.lang).to_owned(),
            count => texts::network::overlaps(self.lang, count),
        }
    }

    /// Returns a list as a sheet for people.
    pub fn sheet(self, list: NetworkList) -> Sheet {
        let rows = (0..list.count(self.answer)).map(|at| self.row(list, at));
        listing::sheet(&columns(list, self.lang), rows)
    }
}
