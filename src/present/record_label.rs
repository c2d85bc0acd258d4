//! What a record is called wherever several can be seen: its name, and behind it what tells it from
//! others of the same name.
//!
//! A record has one label everywhere, except where the place says its region already. Entry points:
//! [`RecordLabel::of`], [`RecordLabel::within`].

use super::Span;
use crate::document::Slot;
use crate::index::display_names;
use crate::model::{MEETINGS, REGIONS};
use crate::query::DatasetView;
use crate::query::distinction::{Distinction, DistinguishingItem, DistinguishingValue};
use crate::schema::{Field, FieldKind, Table};
use crate::syntax::Tree;
use crate::text::{escape_control, truncate, width};
use crate::texts::Lang;
use crate::theme::Role;

/// What stands between the parts of a label.
pub const BETWEEN: &str = " · ";

/// How many values of a meeting say when it was and of which body.
const DAY_AND_BODY: usize = 2;

/// The fewest cells that a name keeps where what tells it apart is long.
const LEAST_NAME: usize = 8;

/// What a record is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLabel {
    /// Its name, on one line.
    pub name: String,
    /// What tells it apart, with what stands before that; empty where the name suffices.
    pub behind: String,
}

impl RecordLabel {
    /// Returns the label of a record.
    pub fn of(data: DatasetView<'_>, slot: Slot, lang: Lang) -> RecordLabel {
        RecordLabel::within(data, slot, None, lang)
    }

    /// Returns the label of a record in a place that says the region already.
    pub fn within(data: DatasetView<'_>, slot: Slot, region: Option<Slot>, lang: Lang) -> RecordLabel {
        let words = LabelWords { data, said: SaidRegions::One(region), lang };
        words.label(data.name(slot), data.document.id(slot), &Distinction::of(data, slot))
    }

    /// Returns the label of a record in a place that says its regions already.
    pub fn without_regions(data: DatasetView<'_>, slot: Slot, lang: Lang) -> RecordLabel {
        let words = LabelWords { data, said: SaidRegions::All, lang };
        words.label(data.name(slot), data.document.id(slot), &Distinction::of(data, slot))
    }

    /// Returns the label of a record with its short name, where it has one.
    pub fn short(data: DatasetView<'_>, slot: Slot, lang: Lang) -> RecordLabel {
        let words = LabelWords { data, said: SaidRegions::One(None), lang };
        words.label(data.short_name(slot), data.document.id(slot), &Distinction::of(data, slot))
    }

    /// Returns the label of a record that is picked among others of its table: of a meeting always
    /// with its day and body, which its title does not tell.
    pub fn to_pick(data: DatasetView<'_>, slot: Slot, lang: Lang) -> RecordLabel {
        let words = LabelWords { data, said: SaidRegions::One(None), lang };
        let count = if slot.table == MEETINGS { DAY_AND_BODY } else { 0 };
        words.label(data.name(slot), data.document.id(slot), &Distinction::at_least(data, slot, count))
    }

    /// Returns the label of a removed record, from its text; `None` where that holds no name.
    pub fn of_removed(data: DatasetView<'_>, table: Table, ron: &str, lang: Lang) -> Option<RecordLabel> {
        let name = display_names::name_of_removed(data.document.schema(), table, ron)?;
        let tree = Tree::parse(ron).ok()?;
        let root = tree.root(ron);
        let id = display_names::text(root, "id").unwrap_or_default();
        let words = LabelWords { data, said: SaidRegions::One(None), lang };
        Some(words.label(name, &id, &Distinction::of_removed(data, table, root)))
    }

    /// Returns all of it.
    pub fn text(&self) -> String {
        format!("{}{}", self.name, self.behind)
    }

    /// Returns the name in a role, and behind it what tells it apart.
    pub fn spans(self, role: Role) -> Vec<Span> {
        let behind = Some((Role::Dim, self.behind)).filter(|(_, behind)| !behind.is_empty());
        std::iter::once((role, self.name)).chain(behind).collect()
    }

    /// Returns it cut to a width. The name is cut first, so that what tells records apart is seen.
    #[must_use]
    pub fn fitted(self, cells: usize) -> RecordLabel {
        let RecordLabel { name, behind } = self;
        let whole = width(&name);
        let kept = cells.saturating_sub(width(&behind)).max(LEAST_NAME.min(cells)).min(whole);
        let behind = truncate(&behind, cells - kept.min(cells)).into_owned();
        RecordLabel { name: truncate(&name, kept).into_owned(), behind }
    }
}

/// The regions that the place of a label says already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SaidRegions {
    /// At most this one.
    One(Option<Slot>),
    /// All of a record.
    All,
}

/// Puts what tells records apart into words.
#[derive(Clone, Copy)]
struct LabelWords<'a> {
    data: DatasetView<'a>,
    said: SaidRegions,
    lang: Lang,
}

impl LabelWords<'_> {
    fn label(self, name: String, id: &str, distinction: &Distinction) -> RecordLabel {
        let mut parts: Vec<String> = if distinction.is_named { vec![name] } else { Vec::new() };
        parts.extend(distinction.values.iter().map(|value| self.value(value)).filter(|text| !text.is_empty()));
        if distinction.by_id {
            parts.push(id.to_owned());
        }
        let mut parts = parts.into_iter().map(|part| escape_control(&part.replace('\n', " ")).into_owned());
        let name = parts.next().unwrap_or_else(|| id.to_owned());
        RecordLabel { name, behind: parts.map(|part| format!("{BETWEEN}{part}")).collect() }
    }

    fn value(self, value: &DistinguishingValue) -> String {
        let items = value.items.iter().filter(|item| !self.is_said(item));
        let items = items.map(|item| match item {
            DistinguishingItem::Record(slot) => self
                .label(self.data.short_name(*slot), self.data.document.id(*slot), &Distinction::of(self.data, *slot))
                .text(),
            DistinguishingItem::Text(text) => self.plain(value.field, text),
        });
        items.collect::<Vec<_>>().join(", ")
    }

    fn is_said(self, item: &DistinguishingItem) -> bool {
        match (item, self.said) {
            (DistinguishingItem::Record(slot), SaidRegions::One(said)) => Some(*slot) == said,
            (DistinguishingItem::Record(slot), SaidRegions::All) => slot.table == REGIONS,
            (DistinguishingItem::Text(_), _) => false,
        }
    }

    fn plain(self, field: &Field, text: &str) -> String {
        match field.kind {
            FieldKind::Choice(choices) => {
                let mut choices = self.data.document.schema().choices(choices).iter();
                let choice = choices.find(|choice| choice.name == text);
                choice.map_or(text, |choice| choice.label.get(self.lang)).to_owned()
            }
            FieldKind::Count if field.ordinal => format!("{text}."),
            _ => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Address, Document, Edit};
    use crate::index::Index;
    use crate::model::{BODIES, SCHEMA};
    use crate::query::NameCache;

    const SMALL: &str = r#"(
        regions: [
            (id: "dueren", name: "Kreis Düren", short: Some("Düren"), kind: Some(Kreis)),
            (id: "koeln", name: "Stadt Köln", short: Some("Köln"), kind: Some(KreisfreieStadt)),
        ],
        bodies: [
            (id: "dueren-l", level: Some(Lenkungskreis), name: "Lenkungskreis", regions: ["dueren"]),
            (id: "koeln-l", level: Some(Lenkungskreis), name: "LENKUNGSKREIS", regions: ["koeln"]),
            (id: "beide", level: Some(Lenkungskreis), name: "Lenkungskreis", regions: ["dueren", "koeln"]),
            (id: "dueren-a", level: Some(Arbeitskreis), name: "Arbeitskreise", regions: ["dueren"]),
            (id: "dueren-f", level: Some(Fachforum), name: "Arbeitskreise", regions: ["dueren"]),
            (id: "koeln-a", level: Some(Arbeitskreis), name: "MINT", regions: ["koeln"]),
            (id: "koeln-b", level: Some(Arbeitskreis), name: "MINT", regions: ["koeln"]),
            (id: "forum", level: Some(Fachforum), name: "Forum", regions: ["nirgends"]),
        ],
        meetings: [
            (id: "m1", body: "dueren-l", date: Some("2024"), title: Some("Ganztag")),
            (id: "m2", body: "koeln-l", date: Some("2024"), title: Some("Ganztag")),
            (id: "m3", body: "koeln-l", date: Some("2025-03-18"), title: Some("Ganztag")),
            (id: "m4", body: "koeln-l", date: Some("2026"), number: Some(3)),
            (id: "m5", body: "koeln-l", title: Some("Inklusion")),
        ],
    )"#;

    struct Labelled {
        document: Document,
        index: Index,
        names: NameCache,
    }

    impl Labelled {
        fn small() -> Labelled {
            let document = Document::parse(&SCHEMA, SMALL).unwrap();
            let index = Index::build(&document);
            Labelled { document, index, names: NameCache::default() }
        }

        fn data(&self) -> DatasetView<'_> {
            DatasetView { document: &self.document, index: &self.index, names: &self.names }
        }

        fn slot(&self, address: &str) -> Slot {
            self.document.resolve(&Address::parse(&SCHEMA, address).unwrap()).unwrap()
        }

        fn label(&self, address: &str) -> String {
            RecordLabel::of(self.data(), self.slot(address), Lang::De).text()
        }

        fn set(&mut self, address: &str, value: &str) {
            let address = Address::parse(&SCHEMA, address).unwrap();
            let changes = self.document.plan(&Edit::Set { address, value: value.to_owned() }).unwrap();
            let slots = self.document.apply(&changes).unwrap();
            self.index.update(&self.document, &slots);
        }
    }

    #[test]
    fn a_label_says_what_it_takes_and_no_more() {
        let small = Labelled::small();
        for (address, label) in [
            ("regions/dueren", "Kreis Düren"),
            ("bodies/forum", "Forum"),
            ("bodies/dueren-l", "Lenkungskreis · Düren"),
            ("bodies/koeln-l", "LENKUNGSKREIS · Köln"),
            ("bodies/beide", "Lenkungskreis · Düren, Köln"),
            ("bodies/dueren-a", "Arbeitskreise · Düren · Arbeitskreis"),
            ("bodies/dueren-f", "Arbeitskreise · Düren · Fachforum"),
            ("bodies/koeln-b", "MINT · Köln · Arbeitskreis · koeln-b"),
            ("meetings/m1", "Ganztag · 2024 · Lenkungskreis · Düren"),
            ("meetings/m3", "Ganztag · 2025-03-18"),
            ("meetings/m4", "2026 · LENKUNGSKREIS · Köln · 3."),
            ("meetings/m5", "Inklusion"),
        ] {
            assert_eq!(small.label(address), label, "{address}");
        }
        let english = RecordLabel::of(small.data(), small.slot("bodies/dueren-f"), Lang::En);
        assert_eq!(english.text(), "Arbeitskreise · Düren · Expert forum");
    }

    #[test]
    fn what_the_place_says_is_left_out() {
        let small = Labelled::small();
        let dueren = small.slot("regions/dueren");
        let within = |address| RecordLabel::within(small.data(), small.slot(address), Some(dueren), Lang::De).text();
        assert_eq!(within("bodies/dueren-l"), "Lenkungskreis");
        assert_eq!(within("bodies/beide"), "Lenkungskreis · Köln");
        assert_eq!(within("bodies/dueren-a"), "Arbeitskreise · Arbeitskreis");
        assert_eq!(within("meetings/m2"), "Ganztag · 2024 · LENKUNGSKREIS · Köln");
        let without = RecordLabel::without_regions(small.data(), small.slot("bodies/beide"), Lang::De);
        assert_eq!(without.text(), "Lenkungskreis");
    }

    #[test]
    fn labels_follow_what_happens_to_namesakes() {
        let mut small = Labelled::small();
        assert_eq!(small.label("meetings/m3"), "Ganztag · 2025-03-18");
        small.set("meetings/m1/date", "\"2025-03-18\"");
        assert_eq!(small.label("meetings/m3"), "Ganztag · 2025-03-18 · LENKUNGSKREIS · Köln");
        assert_eq!(small.label("meetings/m2"), "Ganztag · 2024");
        small.set("bodies/koeln-l/name", "\"Steuergruppe\"");
        assert_eq!(small.label("bodies/koeln-l"), "Steuergruppe");
        small.set("regions/dueren/short", "\"DN\"");
        assert_eq!(small.label("bodies/dueren-l"), "Lenkungskreis · DN");
    }

    #[test]
    fn a_removed_record_is_told_from_those_that_are_there() {
        let small = Labelled::small();
        let removed = |ron| RecordLabel::of_removed(small.data(), BODIES, ron, Lang::De).map(|label| label.text());
        let lenkungskreis = r#"(id: "x", level: Some(Lenkungskreis), name: "Lenkungskreis", regions: ["bonn"])"#;
        assert_eq!(removed(lenkungskreis).as_deref(), Some("Lenkungskreis · bonn"));
        assert_eq!(removed(r#"(id: "x", name: "Beirat", regions: ["koeln"])"#).as_deref(), Some("Beirat"));
        assert_eq!(removed("(id: \"x\")"), None);
    }

    #[test]
    fn what_tells_a_record_apart_is_not_cut_off() {
        let label = RecordLabel { name: "Regionale Bildungskonferenz".into(), behind: " · Rhein-Sieg".into() };
        assert_eq!(label.clone().fitted(80).text(), "Regionale Bildungskonferenz · Rhein-Sieg");
        assert_eq!(label.clone().fitted(30).text(), "Regionale Bildun… · Rhein-Sieg");
        assert_eq!(label.clone().fitted(20).text(), "Regiona… · Rhein-Si…");
        assert_eq!(label.clone().fitted(8).text(), "Regiona…");
        assert_eq!(label.fitted(0).text(), "");
    }
}
