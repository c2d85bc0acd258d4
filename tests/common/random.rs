//! Random datasets in random formatting, and random edits of them, made from a row of random bytes
//! (which shrinks well).

use bildungsnetz::document::{Address, AddressStep, Document, Edit, RecordPlace, Slot};
use bildungsnetz::model::{PROFILE, SCHEMA};
use bildungsnetz::schema::{Field, FieldKind, RecordType, Table};

/// Random choices from a row of bytes; all zero (the simplest choice) when it is used up.
pub struct Chance<'a>(pub &'a [u8]);

impl Chance<'_> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        if n > 200 { (self.byte() * 256 + self.byte()) % n } else { self.byte() % n.max(1) }
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    fn of<'s>(&mut self, from: &[&'s str]) -> &'s str {
        from[self.below(from.len())]
    }
}

/// Writes one dataset; what is chosen once for the whole file stands here.
pub struct Author<'a, 'b> {
    pub chance: &'a mut Chance<'b>,
    pub implicit: bool,
    pub explicit: bool,
    pub unwrapped: bool,
    eol: usize,
    /// How much comments and odd spaces are strewn in, from 0.
    wild: usize,
    ids: usize,
}

const COMMENTS: &[&str] =
    &["/* c */", "/* \" ( [ /* ' */ , */", "// ) ] \" '", "//", "/**/", "/* ä\n ö */", "// http://x, y: z"];

impl<'a, 'b> Author<'a, 'b> {
    pub fn new(chance: &'a mut Chance<'b>) -> Self {
        let implicit = !chance.one_in(3);
        let explicit = chance.one_in(6);
        let unwrapped = chance.one_in(6);
        let eol = chance.below(4);
        let wild = chance.below(4);
        Author { chance, implicit, explicit, unwrapped, eol, wild, ids: 0 }
    }

    fn eol(&mut self) -> &'static str {
        match self.eol {
            0 | 1 => "\n",
            2 => "\r\n",
            _ if self.chance.one_in(2) => "\r\n",
            _ => "\n",
        }
    }

    /// Space that may stand anywhere, mostly none.
    fn gap(&mut self) -> String {
        let mut out = String::new();
        while self.wild > 0 && self.chance.one_in(12 / self.wild) {
            let comment = self.chance.of(COMMENTS);
            out.push_str(self.chance.of(&["", " ", "\t", "  \u{2028}"]));
            out.push_str(comment);
            if comment.starts_with("//") || self.chance.one_in(3) {
                out.push_str(self.eol());
            }
        }
        out.push_str(self.chance.of(&["", "", " "]));
        out
    }

    /// A whole file.
    pub fn file(&mut self) -> String {
        let mut out = String::from(if self.chance.one_in(5) { "\u{feff}" } else { "" });
        let extensions = [
            (self.implicit, "implicit_some"),
            (self.explicit, "explicit_struct_names"),
            (self.unwrapped, "unwrap_variant_newtypes"),
        ];
        for (_, name) in extensions.iter().filter(|(on, _)| *on) {
            out += &self.gap();
            out += &format!("#![enable({name})]{}", self.eol());
        }
        out += &self.gap();
        if self.explicit || !self.chance.one_in(3) {
            out += "Directory";
            out += &self.gap();
        }
        let spread = !self.chance.one_in(3);
        let mut sections = Vec::new();
        // A profile would declare other words than the records have.
        for table in SCHEMA.all().filter(|table| *table != PROFILE) {
            if self.chance.below(3) == 0 {
                sections.push(format!("{}: {}", SCHEMA.table(table).name, self.table(table, spread)));
            }
        }
        if self.chance.one_in(2) {
            let at = self.chance.below(sections.len() + 1);
            sections.insert(at, format!("unbekannt{}: {}", self.gap(), self.odd(0)));
        }
        out += &self.bracket(&sections, ('(', ')'), if spread { Some("") } else { None });
        out += &self.gap();
        out.push_str(self.chance.of(&["\n", ""]));
        out
    }

    fn table(&mut self, table: Table, spread: bool) -> String {
        let kind = SCHEMA.table(table).record;
        if SCHEMA.table(table).single {
            return self.record(kind, None, 1);
        }
        let count = self.chance.below(5);
        let indent = if spread && !self.chance.one_in(4) { Some("    ") } else { None };
        let items: Vec<String> =
            (0..count).map(|_| self.record(kind, Some(table), if indent.is_some() { 2 } else { 9 })).collect();
        self.bracket(&items, ('[', ']'), indent)
    }

    /// Entries in a bracket: on one line or, with `indent`, mostly one per line.
    fn bracket(&mut self, entries: &[String], (open, close): (char, char), indent: Option<&str>) -> String {
        let mut out = String::from(open);
        let trailing = self.chance.one_in(2);
        let last = entries.len();
        for (i, entry) in entries.iter().enumerate() {
            match indent {
                Some(indent) if !self.chance.one_in(8) => {
                    if self.wild > 0 && self.chance.one_in(6) {
                        out += self.eol();
                        out += &format!("    {indent}// Überschrift");
                        out += self.eol();
                        out += if self.chance.one_in(2) { self.eol() } else { "" };
                    }
                    if self.chance.one_in(8) || !out.ends_with('\n') {
                        out += self.eol();
                    }
                    if self.wild > 0 && self.chance.one_in(5) {
                        out += &format!("    {indent}// eigener{}", self.eol());
                    }
                    out += &format!("    {indent}");
                }
                _ => out += &self.gap(),
            }
            out += entry;
            if i + 1 < last || trailing {
                out += &self.gap();
                out.push(',');
            }
            if self.wild > 0 && indent.is_some() && self.chance.one_in(5) {
                out += " // dahinter";
                out += self.eol();
            }
        }
        match indent {
            Some(indent) if !entries.is_empty() && !self.chance.one_in(6) => {
                if !out.ends_with('\n') {
                    out += self.eol();
                }
                out += indent;
            }
            _ => out += &self.gap(),
        }
        out.push(close);
        out
    }

    /// A record; with an id of its own when it belongs to a table.
    pub fn record(&mut self, kind: &'static RecordType, table: Option<Table>, depth: usize) -> String {
        let mut fields = Vec::new();
        for field in kind.fields {
            let id = matches!(field.kind, FieldKind::Id);
            if id || self.chance.below(3) == 0 {
                let value = match table {
                    Some(table) if id => self.id(table),
                    _ => self.field(field, depth),
                };
                let raw = if self.chance.one_in(9) { "r#" } else { "" };
                fields.push(format!("{raw}{}{}:{}{value}", field.name, self.gap(), self.chance.of(&[" ", ""])));
            }
        }
        if self.chance.one_in(6) {
            let at = self.chance.below(fields.len() + 1);
            fields.insert(at, format!("fremd: {}", self.odd(0)));
        }
        if self.chance.one_in(5) {
            fields.reverse();
        }
        let name = if self.explicit || self.chance.one_in(2) { kind.name } else { "" };
        let indent = "    ".repeat(depth);
        let spread = depth < 8 && self.chance.one_in(2);
        let body = self.bracket(&fields, ('(', ')'), spread.then_some(indent.as_str()));
        format!("{name}{body}")
    }

    fn id(&mut self, table: Table) -> String {
        self.ids += 1;
        let id = format!("{}-{}", &SCHEMA.table(table).name[..1], self.ids);
        match self.chance.below(6) {
            4 => format!("r#\"{id}\"#"),
            5 => format!("\"{}\"", id.replace('-', "\\u{2d}")),
            _ => format!("\"{id}\""),
        }
    }

    fn field(&mut self, field: &Field, depth: usize) -> String {
        let value = self.value(field.kind, depth);
        self.optional(field, value)
    }

    /// The value of a field as this file writes it: with `Some(…)` where that is needed.
    pub fn optional(&mut self, field: &Field, value: String) -> String {
        let optional = match field.kind {
            FieldKind::List(_) => false,
            FieldKind::Choice(_) => true,
            _ => !field.required,
        };
        if !optional || (self.implicit && !self.chance.one_in(4)) {
            return value;
        }
        if self.chance.one_in(8) {
            return "None".to_owned();
        }
        let value = if self.unwrapped && value.ends_with(')') {
            value[value.find('(').unwrap() + 1..value.len() - 1].to_owned()
        } else {
            value
        };
        if self.unwrapped && value.is_empty() {
            return "None".to_owned();
        }
        // A comment without line break must not swallow the parenthesis.
        format!("Some({}{value}{})", self.gap(), self.gap())
    }

    /// A value of a kind, without `Some(…)`.
    pub fn value(&mut self, kind: FieldKind, depth: usize) -> String {
        match kind {
            FieldKind::Choice(choices) => choices[self.chance.below(choices.len())].name.to_owned(),
            FieldKind::YesNo => self.chance.of(&["true", "false"]).to_owned(),
            FieldKind::Count => self.chance.of(&["0", "12", "1_000", "0x1F", "7u32", "+3"]).replace("u32", ""),
            FieldKind::Decimal => self.chance.of(&["1.5", "12", "0.25e2", "-0.0", "inf", "1_0.5f64", "5."]).to_owned(),
            FieldKind::Position => self.chance.of(&["(50.9, 6.9)", "(50.9,6.9,)", "( 50.9, 6.9 )"]).to_owned(),
            FieldKind::Record(record) => self.record(record, None, depth + 1),
            FieldKind::List(item) => {
                let count = self.chance.below(4);
                let items: Vec<String> = (0..count).map(|_| self.value(*item, depth + 1)).collect();
                let indent = "    ".repeat(depth + 1);
                let spread = depth < 8 && self.chance.one_in(2);
                self.bracket(&items, ('[', ']'), spread.then_some(indent.as_str()))
            }
            FieldKind::Ref(table) => format!("\"{}-{}\"", &SCHEMA.table(table).name[..1], 1 + self.chance.below(9)),
            _ => self.text(),
        }
    }

    fn text(&mut self) -> String {
        const TEXTS: &[&str] = &[
            "\"Köln\"",
            "\"\"",
            "\"a, (b) [c] // d /* e\"",
            "\"a \\\"b\\\" \\\\\"",
            "r\"\\\"",
            "r#\"a \"b\" )\"#",
            "r##\"\"#\"##",
            "\"zwei\nZeilen\"",
            "\"fort\\\n   setzung\"",
            "\"\\u{e9}\\x41\\n\\t\"",
            "\"漢字 👍 \u{202e}\"",
        ];
        self.chance.of(TEXTS).to_owned()
    }

    /// Any value that `ron` knows.
    fn odd(&mut self, depth: usize) -> String {
        const ODD: &[&str] = &[
            "1",
            "()",
            "'x'",
            "'\\''",
            "'\"'",
            "b\"\\xff\"",
            "br##\"\"#\"##",
            "-1.5e-3",
            "0b101",
            "b'a'",
            "NaN",
            "-inf",
            "1..2",
            "..=5",
            "..",
            "1..",
            "true",
            "Wort",
            "Some(())",
            "Some( 1 , )",
            "r#type",
            "Tupel(1, \"a\")",
            "Ding()",
            "Ding(a: 1, r#b: [], )",
            "{}",
            "{1: 2, }",
            "{\"a\": ('b', []), Wort: {(): ()}}",
            "[[], [1 , 2], ]",
            "(1,)",
            "r\"\"",
            "0xFFu8",
            "inff32",
            "255i16..=-3",
            "(a: 1)",
        ];
        const BARE: &[&str] = &["Some \"x\"", "Some string", "Some Some [1, Some 2]", "Some {}"];
        if self.implicit && self.chance.one_in(12) {
            return self.chance.of(BARE).to_owned();
        }
        if depth < 3 && self.chance.one_in(4) {
            let items: Vec<String> = (0..self.chance.below(3)).map(|_| self.odd(depth + 1)).collect();
            return self.bracket(&items, ('[', ']'), None);
        }
        self.chance.of(ODD).to_owned()
    }
}

/// All places in records: address, kind, whether the place is a field that may be absent.
pub fn places(document: &Document) -> Vec<(Address, FieldKind, Option<&'static Field>)> {
    fn walk(
        document: &Document,
        slot: Slot,
        at: Address,
        kind: FieldKind,
        field: Option<&'static Field>,
        out: &mut Vec<(Address, FieldKind, Option<&'static Field>)>,
    ) {
        let record = document.record(slot).unwrap();
        let value = record.value(&at.path).and_then(|v| v.unwrap_option());
        if !at.path.is_empty() {
            out.push((at.clone(), kind, field));
        }
        match kind {
            FieldKind::Record(record) => {
                for field in record.fields {
                    walk(
                        document,
                        slot,
                        at.join(AddressStep::Field(field.name.to_owned())),
                        field.kind,
                        Some(field),
                        out,
                    );
                }
            }
            FieldKind::List(item) => {
                for index in 0..value.map_or(0, |v| v.items().count()) {
                    walk(document, slot, at.join(AddressStep::Item(index)), *item, None, out);
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    for table in SCHEMA.all() {
        for slot in document.slots(table) {
            walk(document, slot, document.address(slot), FieldKind::Record(SCHEMA.table(table).record), None, &mut out);
        }
    }
    out
}

/// The records that refer to a record, found by looking at every value.
pub fn referrers(document: &Document, address: &Address) -> Vec<Address> {
    let refers = |(at, kind, _): &(Address, FieldKind, Option<&Field>)| {
        let Some(record) = document.resolve(at).and_then(|slot| document.record(slot).ok()) else { return false };
        let value =
            record.value(&at.path).and_then(|v| v.unwrap_option()).and_then(|v| v.as_str().map(|s| s.into_owned()));
        matches!(kind, FieldKind::Ref(table) if *table == address.table) && value.as_deref() == Some(&address.id)
    };
    places(document).into_iter().filter(refers).map(|(at, ..)| Address { path: Vec::new(), ..at }).collect()
}

/// A random edit that must succeed; nothing when the document has no place for the kind chosen.
pub fn edit(document: &Document, chance: &mut Chance) -> Option<Edit> {
    let places = places(document);
    let tables: Vec<Table> = SCHEMA.all().filter(|t| !SCHEMA.table(*t).single).collect();
    let records: Vec<Address> = tables.iter().flat_map(|t| document.slots(*t)).map(|s| document.address(s)).collect();
    let what = chance.below(12);
    let pick = chance.below(places.len().max(1));
    let place = places.get(pick);
    let record = records.get(chance.below(records.len().max(1)));
    let extensions = document.options().default_extensions;
    let mut author = Author::new(chance);
    author.implicit = document.implicit_some();
    author.explicit = extensions.contains(ron::extensions::Extensions::EXPLICIT_STRUCT_NAMES);
    author.unwrapped = extensions.contains(ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES);
    let text = document.text();
    let fresh = (0..).map(|n| format!("neu-{n}-")).find(|id| !text.contains(id)).unwrap_or_default();
    match what {
        0..=2 => {
            let (address, kind, _) = place?;
            let value = if matches!(kind, FieldKind::Id) { format!("{fresh:?}") } else { author.value(*kind, 9) };
            Some(Edit::Set { address: address.clone(), value })
        }
        3 => {
            let (address, ..) =
                places.iter().skip(pick).find(|(_, kind, field)| field.is_some() && !matches!(kind, FieldKind::Id))?;
            Some(Edit::Clear { address: address.clone() })
        }
        4..=6 => {
            let (address, kind, _) =
                places.iter().skip(pick).find(|(_, kind, _)| matches!(kind, FieldKind::List(_)))?;
            let record = document.record(document.resolve(address)?).ok()?;
            let count = record.value(&address.path).and_then(|v| v.unwrap_option()).map_or(0, |v| v.items().count());
            let FieldKind::List(item) = kind else { return None };
            let list = address.clone();
            Some(match what {
                4 => Edit::InsertItem { list, at: author.chance.below(count + 1), value: author.value(**item, 9) },
                5 if count > 0 => Edit::RemoveItem { list, at: author.chance.below(count) },
                6 if count > 0 => {
                    Edit::MoveItem { list, from: author.chance.below(count), to: author.chance.below(count) }
                }
                _ => return None,
            })
        }
        7 | 8 => {
            let table = tables[author.chance.below(tables.len())];
            let slots: Vec<Slot> = document.slots(table).collect();
            let after = slots.get(author.chance.below(slots.len() + 1)).map(|s| document.id(*s).to_owned());
            if what == 8 {
                let text = author.record(SCHEMA.table(table).record, Some(table), 1);
                let ids = Document::parse(&SCHEMA, format!("({}: [{text}\n])", SCHEMA.table(table).name))
                    .unwrap_or_else(|e| panic!("{e} {text}"));
                let id = ids.slots(table).next().map(|s| ids.id(s).to_owned()).unwrap();
                if document.find(table, &id).is_some() {
                    return None;
                }
                let place = after.map_or(RecordPlace::End, RecordPlace::After);
                return Some(Edit::AddText { table, place, text });
            }
            let mut fields = vec![(vec![AddressStep::Field("id".to_owned())], format!("{fresh:?}"))];
            for field in SCHEMA.table(table).record.fields.iter().skip(1) {
                if author.chance.one_in(3) {
                    fields.push((vec![AddressStep::Field(field.name.to_owned())], author.value(field.kind, 9)));
                } else if let (FieldKind::Record(inner), true) = (field.kind, author.chance.one_in(3)) {
                    let path = vec![
                        AddressStep::Field(field.name.to_owned()),
                        AddressStep::Field(inner.fields[0].name.to_owned()),
                    ];
                    fields.push((path, author.value(inner.fields[0].kind, 9)));
                }
            }
            Some(Edit::Add { table, after, fields })
        }
        9 => Some(Edit::Remove { address: record?.clone() }),
        10 => {
            let slot = document.resolve(record?)?;
            let text = author.record(SCHEMA.table(slot.table).record, Some(slot.table), 1);
            let text = format!("{}{text}{}", author.gap_line(), author.gap_line());
            let clash = Document::parse(&SCHEMA, format!("({}: [{text}\n])", SCHEMA.table(slot.table).name)).unwrap();
            let id = clash.slots(slot.table).next().map(|s| clash.id(s).to_owned()).unwrap();
            if document.find(slot.table, &id).is_some_and(|other| other != slot) {
                return None;
            }
            Some(Edit::Replace { address: record?.clone(), text })
        }
        _ => Some(Edit::Rename { address: record?.clone(), to: fresh, referrers: referrers(document, record?) }),
    }
}

impl Author<'_, '_> {
    fn gap_line(&mut self) -> String {
        self.chance.of(&["", "", " // ) x\n", "/* , */ ", "\n"]).to_owned()
    }
}
