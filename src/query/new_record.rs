//! A record that is about to be made: what is known of it from where it is made, and the id it
//! gets.
//!
//! Must not change the dataset. Entry points: [`NewRecord::refer_to`], [`NewRecord::take_over`],
//! [`NewRecord::proposed_id`].

use std::cmp::Reverse;

use super::DatasetView;
use crate::document::{AddressStep, Document, Path, Slot};
use crate::index::body_level::role;
use crate::model::date::Date;
use crate::model::identifier::{LONGEST_ID, initial, joined, words};
use crate::model::records::BodyRole;
use crate::model::{ACTION_FIELDS, BODIES, MEETINGS, MUNICIPALITIES, REGIONS};
use crate::schema::{Field, FieldKind, Naming, RecordType, Schema, Table};
use crate::syntax::{SyntaxValue, Tree, printer};

/// Characters of a region's id that a numbered id begins with at most.
const REGION_ROOM: usize = 24;

/// A record to be created: its table and the fields already known.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRecord {
    /// The table.
    pub table: Table,
    /// Path and RON text of the fields that are known from where it is created.
    pub fields: Vec<(Path, String)>,
}

impl NewRecord {
    /// Returns a record of which nothing is known.
    pub fn new(table: Table) -> NewRecord {
        NewRecord { table, fields: Vec::new() }
    }

    /// Returns the record that a RON text says.
    pub fn read(document: &Document, table: Table, root: SyntaxValue<'_>) -> NewRecord {
        let mut new = NewRecord::new(table);
        for field in document.schema().table(table).record.fields {
            if let Some(value) = root.field(field.name).and_then(SyntaxValue::unwrap_option) {
                new.give(field, value.text().to_owned());
            }
        }
        new
    }

    /// Returns the RON text of a field that is known.
    pub fn value(&self, field: &Field) -> Option<&str> {
        let is_field = |path: &Path| matches!(path.as_slice(), [AddressStep::Field(name)] if name == field.name);
        self.fields.iter().find(|(path, _)| is_field(path)).map(|(_, value)| value.as_str())
    }

    /// Sets a field that is not known yet, as RON text.
    pub fn give(&mut self, field: &Field, value: String) {
        self.fields.push((vec![AddressStep::Field(field.name.to_owned())], value));
    }

    /// Sets a field, known or not.
    pub fn replace(&mut self, field: &Field, value: String) {
        self.forget(field);
        self.give(field, value);
    }

    /// Forgets what is known of a field.
    pub fn forget(&mut self, field: &Field) {
        self.fields.retain(|(path, _)| !matches!(path.as_slice(), [AddressStep::Field(name)] if name == field.name));
    }

    /// Makes it refer to this record, unless its field for it is known already. Returns false when
    /// it has no such field.
    pub fn refer_to(&mut self, document: &Document, slot: Slot) -> bool {
        let Some(field) = self.record_type(document).reference_to(slot.table) else { return false };
        if self.value(field).is_none() {
            self.give_references(field, &[document.id(slot)]);
        }
        true
    }

    /// Takes over region and action field from the records that it refers to, or that those refer
    /// to: a measure has those of its decision. Where several come into question for one, it stays
    /// open.
    pub fn take_over(&mut self, data: DatasetView<'_>) {
        let levels = reachable(data, self.targets(data.document));
        for table in [REGIONS, ACTION_FIELDS] {
            let Some(field) = self.record_type(data.document).reference_to(table) else { continue };
            if self.value(field).is_some() {
                continue;
            }
            let found = nearest(&levels, table);
            let takes_all = matches!(field.kind, FieldKind::List(_)) && found.are_clear(data, table);
            if found.slots.len() == 1 || (takes_all && !found.slots.is_empty()) {
                let ids: Vec<&str> = found.slots.iter().map(|slot| data.document.id(*slot)).collect();
                self.give_references(field, &ids);
            }
        }
    }

    /// Continues the numbers of the records of its kind that refer to the same record in the first
    /// of their references, if it has such a field and is not earlier than the last of them.
    pub fn continue_numbers(&mut self, data: DatasetView<'_>) {
        let fields = self.record_type(data.document).fields;
        let Some(ordinal) = fields.iter().find(|field| field.ordinal && self.value(field).is_none()) else { return };
        let whole = fields.iter().find(|field| matches!(field.kind, FieldKind::Ref(_)));
        let whole = whole.and_then(|field| self.targets_of(data.document, field).pop());
        let date = fields.iter().find(|field| matches!(field.kind, FieldKind::Date));
        let siblings = whole.map_or(&[][..], |whole| data.index.referrers_in(whole, self.table));
        // What a meeting recommends or decides is counted from its first; the first known meeting
        // of a body need not be its first.
        if siblings.is_empty() && whole.is_some_and(|whole| whole.table == MEETINGS) {
            return self.give(ordinal, "1".to_owned());
        }
        let last = siblings.iter().filter_map(|slot| {
            let record = data.document.record(*slot).ok()?;
            let text = |field: &Field| Some(record.root().field(field.name)?.unwrap_option()?.text().to_owned());
            Some((text(ordinal)?.parse::<u64>().ok()?, date.and_then(text)))
        });
        let Some((number, last)) = last.max_by_key(|(number, _)| *number) else { return };
        let is_earlier = date.and_then(|date| self.value(date)).zip(last).is_some_and(|(new, last)| *new < *last);
        if !is_earlier {
            self.give(ordinal, (number + 1).to_string());
        }
    }

    /// Returns a free id: made of the records it is called by, else of its name and the region it
    /// belongs to. One without a name of its own is numbered, by region, year and the letter of its
    /// table.
    pub fn proposed_id(&self, data: DatasetView<'_>, today: Date) -> String {
        let id = self.name_words(data).map(|words| joined(&words, LONGEST_ID)).filter(|id| !id.is_empty());
        match id {
            Some(id) => free_id(data.document, self.table, &id),
            None => self.numbered_id(data, today),
        }
    }

    /// Returns the id that a record made a moment ago gets when a field is changed that it is
    /// called by; `None` when `id` still fits.
    pub fn following_id(&self, data: DatasetView<'_>, changed: &Field, id: &str) -> Option<String> {
        let record = self.record_type(data.document);
        let is_name = own_name(record).is_some_and(|name| name.name == changed.name);
        if !is_name && !matches!(changed.naming, Some(Naming::Part(_))) {
            return None;
        }
        let wanted = joined(&self.name_words(data)?, LONGEST_ID);
        let rest = id.strip_prefix(&wanted);
        let fits = rest.is_some_and(|rest| rest.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit()));
        (!fits && !wanted.is_empty()).then(|| free_id(data.document, self.table, &wanted))
    }

    /// Returns the meeting that a decision was most likely taken at: the latest one of a steering
    /// committee of the region that it belongs to, unless what it decides on was recommended later.
    pub fn likely_meeting(&self, data: DatasetView<'_>) -> Option<Slot> {
        let levels = reachable(data, self.targets(data.document));
        let date = |meeting: &Slot| date_of(data.document, *meeting);
        let recommended_at = nearest(&levels, MEETINGS).slots.iter().copied().max_by_key(date);
        let committees = committees(data, &nearest(&levels, REGIONS).slots);
        let meetings = committees.iter().flat_map(|body| data.index.referrers_in(*body, MEETINGS)).copied();
        let since = recommended_at.as_ref().and_then(date);
        meetings.filter(|meeting| date(meeting) >= since).max_by_key(date)
    }

    /// Gives a decision of an unknown meeting its body: the steering committee, where its region
    /// has one. A conference recommends and does not decide.
    pub fn give_committee(&mut self, data: DatasetView<'_>) {
        let fields = self.record_type(data.document).fields;
        let field_of =
            |table: Table| fields.iter().find(|field| matches!(field.kind, FieldKind::Ref(to) if to == table));
        let (Some(body), Some(meeting)) = (field_of(BODIES), field_of(MEETINGS)) else { return };
        if self.value(body).is_some() || self.value(meeting).is_some() {
            return;
        }
        let levels = reachable(data, self.targets(data.document));
        if let [committee] = committees(data, &nearest(&levels, REGIONS).slots)[..] {
            self.give(body, printer::string(data.document.id(committee)));
        }
    }

    /// Returns the meetings in the regions that it belongs to, the latest first; those of steering
    /// committees before all others.
    pub fn meetings_nearby(&self, data: DatasetView<'_>) -> Vec<Slot> {
        let levels = reachable(data, self.targets(data.document));
        let regions = nearest(&levels, REGIONS).slots;
        let bodies = regions.iter().flat_map(|region| data.index.referrers_in(*region, BODIES));
        let is_committee = |body: &Slot| role(data.document, *body) == Some(BodyRole::Committee);
        let mut meetings: Vec<(bool, Slot)> = bodies
            .flat_map(|body| {
                data.index.referrers_in(*body, MEETINGS).iter().map(move |meeting| (is_committee(body), *meeting))
            })
            .collect();
        meetings.sort_by_key(|(is_committee, meeting)| {
            Reverse((*is_committee, date_of(data.document, *meeting), meeting.index))
        });
        // A body of several regions is reached from each.
        meetings.dedup();
        meetings.into_iter().map(|(_, meeting)| meeting).collect()
    }

    /// Returns true for a field that is asked for before there is a record: one that it must have,
    /// or that tells year or region of a numbered one, of which its id is made.
    pub fn is_asked_before(record: &RecordType, field: &Field) -> bool {
        let is_numbered = own_name(record).is_none() && record.name_parts().is_empty();
        let is_part_of_id = is_numbered && matches!(field.kind, FieldKind::Date | FieldKind::Ref(_));
        field.required || (field.asked && is_part_of_id)
    }

    fn record_type(&self, document: &Document) -> &'static RecordType {
        document.schema().table(self.table).record
    }

    fn give_references(&mut self, field: &Field, ids: &[&str]) {
        let ids: Vec<String> = ids.iter().map(|id| printer::string(id)).collect();
        let value = ids.join(", ");
        self.give(field, if matches!(field.kind, FieldKind::List(_)) { format!("[{value}]") } else { value });
    }

    /// Returns the records that it refers to in a field.
    fn targets_of(&self, document: &Document, field: &Field) -> Vec<Slot> {
        let (FieldKind::Ref(to) | FieldKind::List(&FieldKind::Ref(to))) = field.kind else { return Vec::new() };
        let ids = self.value(field).map_or_else(Vec::new, strings);
        ids.iter().filter_map(|id| document.find(to, id)).collect()
    }

    /// Returns the records that it refers to.
    pub fn targets(&self, document: &Document) -> Vec<Slot> {
        let fields = self.record_type(document).fields.iter();
        fields.flat_map(|field| self.targets_of(document, field)).collect()
    }

    /// Returns the words of an id made of names; `None` where it has no name of its own.
    fn name_words(&self, data: DatasetView<'_>) -> Option<Vec<String>> {
        let record = self.record_type(data.document);
        let id_words = |slot: Slot| data.document.id(slot).split('-').map(str::to_owned).collect::<Vec<_>>();
        let parts: Vec<&Field> = record.fields.iter().filter(|f| matches!(f.naming, Some(Naming::Part(_)))).collect();
        if !parts.is_empty() {
            let targets: Vec<Vec<Slot>> = parts.iter().map(|part| self.targets_of(data.document, part)).collect();
            let is_named = targets.iter().all(|found| !found.is_empty());
            return is_named.then(|| targets.into_iter().flatten().flat_map(id_words).collect());
        }
        let name = words(strings(self.value(own_name(record)?)?).first()?);
        let region = record.reference_to(REGIONS).filter(|field| field.required && self.table != MUNICIPALITIES);
        let region = region.and_then(|field| self.targets_of(data.document, field).first().copied());
        let mut all = region.map_or_else(Vec::new, id_words);
        let added: Vec<String> = name.into_iter().filter(|word| !all.contains(word)).collect();
        all.extend(added);
        Some(all)
    }

    fn numbered_id(&self, data: DatasetView<'_>, today: Date) -> String {
        let document = data.document;
        let levels = reachable(data, self.targets(document));
        let region = nearest(&levels, REGIONS).slots.first().map(|region| words(document.id(*region)));
        let dates = self.record_type(document).fields.iter().filter(|field| matches!(field.kind, FieldKind::Date));
        let own = dates.filter_map(|field| strings(self.value(field)?).pop()).next();
        let date = own.or_else(|| levels.iter().flatten().find_map(|slot| date_of(document, *slot)));
        let year = date.and_then(|date| Date::parse(&date).ok()).unwrap_or(today).year();
        let letter = initial(document.schema().table(self.table).singular);
        let mut stem: Vec<String> = region.map(|region| joined(&region, REGION_ROOM)).into_iter().collect();
        stem.push(format!("{year}-{letter}"));
        let stem = stem.join("-");
        let number = |id: &str| id.strip_prefix(&stem)?.parse::<u64>().ok();
        let last = document.slots(self.table).filter_map(|slot| number(document.id(slot))).max().unwrap_or(0);
        free_id(document, self.table, &format!("{stem}{}", last.saturating_add(1)))
    }
}

/// Returns an id for a second record of an id: a numbered one counts on (`koeln-2026-e3` to
/// `koeln-2026-e4`, `forum-2` to `forum-3`), any other gets a number.
pub fn id_beside(document: &Document, table: Table, taken: &str) -> String {
    let stem = taken.trim_end_matches(|c: char| c.is_ascii_digit());
    // A number of more digits behind a hyphen is a year.
    let longest = if stem.ends_with('-') { 2 } else { usize::MAX };
    let is_numbered = !stem.is_empty() && (1..=longest).contains(&(taken.len() - stem.len()));
    if !is_numbered {
        return free_id(document, table, taken);
    }
    let number = |id: &str| id.strip_prefix(stem)?.parse::<u64>().ok();
    let last = document.slots(table).filter_map(|slot| number(document.id(slot))).max().unwrap_or(0);
    free_id(document, table, &format!("{stem}{}", last.saturating_add(1)))
}

/// Returns an id of the table that no record has: the wanted one, else with a number behind it.
pub fn free_id(document: &Document, table: Table, wanted: &str) -> String {
    let free = |id: &String| document.find(table, id).is_none();
    let parts: Vec<String> = wanted.split('-').map(str::to_owned).collect();
    let numbered = (2..).map(|number: u64| {
        let number = format!("-{number}");
        joined(&parts, LONGEST_ID - number.len()) + &number
    });
    std::iter::once(wanted.to_owned()).chain(numbered).find(free).unwrap_or_default()
}

/// Returns the tables whose records can refer to those of a table, those first that must. Towns
/// come last, since they are hardly ever new.
pub fn tables_referring_to(schema: &Schema, to: Table) -> Vec<Table> {
    let field = |table: Table| schema.table(table).record.reference_to(to);
    let mut tables: Vec<Table> = schema.all().filter(|table| field(*table).is_some()).collect();
    tables.sort_by_key(|table| (*table == MUNICIPALITIES, field(*table).is_some_and(|field| !field.required)));
    tables
}

/// Returns the field that names a record of this type; `None` where a text, or nothing, stands for
/// a name.
fn own_name(record: &RecordType) -> Option<&'static Field> {
    record.naming(Naming::Full).filter(|field| field.required && matches!(field.kind, FieldKind::Line))
}

/// Returns the strings in a RON text: a string, or those of a list.
fn strings(ron: &str) -> Vec<String> {
    let Ok(tree) = Tree::parse(ron) else { return Vec::new() };
    let Some(value) = tree.root(ron).unwrap_option() else { return Vec::new() };
    let one = value.as_str().map(|text| text.into_owned());
    let text = |item: SyntaxValue<'_>| Some(item.unwrap_option()?.as_str()?.into_owned());
    one.map_or_else(|| value.items().filter_map(text).collect(), |text| vec![text])
}

/// Returns the regions that some records are or belong to: the nearest that their references lead
/// to.
pub fn own_regions(data: DatasetView<'_>, records: Vec<Slot>) -> Vec<Slot> {
    nearest(&reachable(data, records), REGIONS).slots
}

/// Returns the records, those that they refer to, and so on; each once, by distance.
fn reachable(data: DatasetView<'_>, from: Vec<Slot>) -> Vec<Vec<Slot>> {
    let mut levels = vec![from];
    loop {
        let mut next: Vec<Slot> = Vec::new();
        for slot in levels.last().into_iter().flatten() {
            for to in data.index.references(*slot).filter_map(|reference| reference.to) {
                if !next.contains(&to) && !levels.iter().any(|level| level.contains(&to)) {
                    next.push(to);
                }
            }
        }
        if next.is_empty() {
            return levels;
        }
        levels.push(next);
    }
}

/// The nearest records of a table, and those that refer to them.
#[derive(Default)]
struct Nearest<'l> {
    slots: Vec<Slot>,
    sources: &'l [Slot],
}

impl Nearest<'_> {
    /// Returns true when each source names one: of several in one list it is unknown which are
    /// meant.
    fn are_clear(&self, data: DatasetView<'_>, table: Table) -> bool {
        let count = |slot: &Slot| data.index.references(*slot).filter(|to| to.table() == table).count();
        self.sources.iter().all(|slot| count(slot) <= 1)
    }
}

/// Returns the records of a table that are nearest.
fn nearest(levels: &[Vec<Slot>], table: Table) -> Nearest<'_> {
    let is_found = |level: &Vec<Slot>| level.iter().any(|slot| slot.table == table);
    let Some(distance) = levels.iter().position(is_found) else { return Nearest::default() };
    let slots = levels[distance].iter().copied().filter(|slot| slot.table == table).collect();
    Nearest { slots, sources: distance.checked_sub(1).map_or(&[], |before| &levels[before]) }
}

/// Returns the first date that a record states of itself.
fn date_of(document: &Document, slot: Slot) -> Option<String> {
    let record = document.record(slot).ok()?;
    let fields = document.schema().table(slot.table).record.fields.iter();
    let mut dates = fields.filter(|field| matches!(field.kind, FieldKind::Date));
    dates.find_map(|field| strings(record.root().field(field.name)?.text()).pop())
}

/// Returns the steering committees of regions.
fn committees(data: DatasetView<'_>, regions: &[Slot]) -> Vec<Slot> {
    let bodies = regions.iter().flat_map(|region| data.index.referrers_in(*region, BODIES)).copied();
    let mut found: Vec<Slot> = bodies.filter(|body| role(data.document, *body) == Some(BodyRole::Committee)).collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Address;
    use crate::index::Index;
    use crate::model::{DECISIONS, ENGAGEMENTS, MEASURES, RECOMMENDATIONS, SCHEMA};
    use crate::query::NameCache;

    const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "mint", name: "MINT"), (id: "kultur", name: "Kultur")],
    regions: [(id: "rhein-sieg", name: "Rhein-Sieg-Kreis", kind: Kreis), (id: "bonn", name: "Bonn", kind: KreisfreieStadt)],
    bodies: [
        (id: "konferenz", level: Bildungskonferenz, name: "Konferenz", regions: ["rhein-sieg"]),
        (id: "ak", level: Arbeitskreis, name: "AK", regions: ["rhein-sieg", "bonn"], action_fields: ["mint", "kultur"]),
    ],
    meetings: [
        (id: "k24", body: "konferenz", number: 7, date: "2024-05-01"),
        (id: "ak25", body: "ak", date: "2025"),
    ],
    recommendations: [
        (id: "rhein-sieg-2024-e2", meeting: "k24", action_field: "mint", text: "A"),
        (id: "b", meeting: "k24", action_field: "kultur", text: "B"),
    ],
    decisions: [(id: "d", meeting: "k24", recommendations: ["rhein-sieg-2024-e2", "b"], text: "D")],
)
"#;

    #[test]
    fn a_second_record_of_an_id_counts_on() {
        let ids =
            ["forum-2", "forum-7", "koeln-2025", "ak"].map(|id| format!("(id: \"{id}\", body: \"b\")")).join(", ");
        let text = DATA.replacen("meetings: [", &format!("meetings: [{ids}, "), 1);
        let document = Document::parse(&SCHEMA, text).unwrap();
        let beside = |table, id| id_beside(&document, table, id);
        assert_eq!(beside(RECOMMENDATIONS, "rhein-sieg-2024-e2"), "rhein-sieg-2024-e3");
        assert_eq!(beside(MEETINGS, "forum-2"), "forum-8");
        assert_eq!(beside(MEETINGS, "koeln-2025"), "koeln-2025-2", "a year does not count on");
        assert_eq!(beside(MEETINGS, "ak"), "ak-2");
    }

    struct Given {
        document: Document,
        index: Index,
        names: NameCache,
    }

    fn given() -> Given {
        let document = Document::parse(&SCHEMA, DATA).unwrap();
        let index = Index::build(&document);
        Given { document, index, names: NameCache::default() }
    }

    impl Given {
        fn data(&self) -> DatasetView<'_> {
            DatasetView { document: &self.document, index: &self.index, names: &self.names }
        }

        /// Returns a record made where one looks at another.
        fn about(&self, table: Table, address: &str, fields: &[(&str, &str)]) -> NewRecord {
            let mut new = NewRecord::new(table);
            let slot = self.document.resolve(&Address::parse(&SCHEMA, address).unwrap()).unwrap();
            new.refer_to(&self.document, slot);
            for (name, value) in fields {
                new.give(SCHEMA.table(table).record.field(name).unwrap(), (*value).to_owned());
            }
            new.take_over(self.data());
            new
        }

        fn id(&self, new: &NewRecord) -> String {
            new.proposed_id(self.data(), Date::parse("2026-11-29").unwrap())
        }
    }

    fn value(new: &NewRecord, field: &str) -> Option<String> {
        new.value(SCHEMA.table(new.table).record.field(field).unwrap()).map(str::to_owned)
    }

    #[test]
    fn a_measure_takes_over_region_and_fields_of_its_decision() {
        let measure = given().about(MEASURES, "decisions/d", &[]);
        assert_eq!(value(&measure, "decision").as_deref(), Some("\"d\""));
        assert_eq!(value(&measure, "region").as_deref(), Some("\"rhein-sieg\""));
        assert_eq!(value(&measure, "action_fields").as_deref(), Some("[\"mint\", \"kultur\"]"));
        assert_eq!(value(&measure, "lead"), None);
    }

    #[test]
    fn of_several_regions_or_fields_none_is_taken_over() {
        let measure = given().about(MEASURES, "bodies/ak", &[]);
        assert_eq!((value(&measure, "region"), value(&measure, "action_fields")), (None, None));
        let recommendation = given().about(RECOMMENDATIONS, "meetings/ak25", &[]);
        assert_eq!(value(&recommendation, "action_field"), None);
    }

    #[test]
    fn numbers_continue_unless_the_new_one_is_earlier() {
        for (body, date, number) in [
            ("bodies/konferenz", Some("\"2025-03\""), Some("8")),
            ("bodies/konferenz", None, Some("8")),
            ("bodies/konferenz", Some("\"2023\""), None),
            ("bodies/ak", Some("\"2026\""), None),
        ] {
            let date: Vec<(&str, &str)> = date.into_iter().map(|date| ("date", date)).collect();
            let mut meeting = given().about(MEETINGS, body, &date);
            meeting.continue_numbers(given().data());
            assert_eq!(value(&meeting, "number").as_deref(), number, "{body} {date:?}");
        }
    }

    #[test]
    fn what_a_meeting_recommends_and_decides_is_counted_from_one() {
        let given = given();
        for (table, at, number) in [
            (RECOMMENDATIONS, "meetings/ak25", Some("1")),
            // The others of this meeting have no number.
            (RECOMMENDATIONS, "meetings/k24", None),
            (DECISIONS, "meetings/ak25", Some("1")),
            (DECISIONS, "recommendations/b", None),
        ] {
            let mut new = given.about(table, at, &[]);
            new.continue_numbers(given.data());
            assert_eq!(value(&new, "number").as_deref(), number, "{at}");
        }
    }

    #[test]
    fn an_id_says_what_the_record_is_called_or_where_and_when_it_is_one_of_many() {
        let given = given();
        for (table, at, fields, id) in [
            (MEETINGS, "bodies/konferenz", &[("date", "\"2025-06-22\"")][..], "rhein-sieg-2025-s1"),
            (MEETINGS, "bodies/konferenz", &[], "rhein-sieg-2026-s1"),
            (RECOMMENDATIONS, "meetings/k24", &[("text", "\"Mehr davon\"")], "rhein-sieg-2024-e3"),
            (RECOMMENDATIONS, "action_fields/mint", &[("text", "\"Mehr davon\"")], "2026-e1"),
            (DECISIONS, "recommendations/b", &[("meeting", "\"ak25\"")], "rhein-sieg-2025-b1"),
            (ENGAGEMENTS, "regions/bonn", &[("action_field", "\"mint\"")], "bonn-mint"),
            (BODIES, "regions/bonn", &[("name", "\"Arbeitskreis für den Ganztag\"")], "bonn-arbeitskreis-ganztag"),
            (MEASURES, "decisions/d", &[("title", "\"Lesetage in Rhein und Sieg\"")], "rhein-sieg-lesetage"),
            (MUNICIPALITIES, "regions/bonn", &[("name", "\"Bad Honnef\"")], "bad-honnef"),
            (REGIONS, "regions/bonn", &[("name", "\"Bonn\"")], "bonn-2"),
        ] {
            assert_eq!(given.id(&given.about(table, at, fields)), id);
        }
    }
}
