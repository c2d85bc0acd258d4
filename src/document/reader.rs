//! Read access to a document: records, their texts and their positions.
//!
//! Must not change anything. Entry points: [`Document::slots`], [`Document::record`].

use serde::de::DeserializeOwned;

use super::record_store::{RecordEntry, TextSpan};
use super::text_position::{count_lines, floor, line_col};
use super::{Address, AddressStep, Document, Path, Section, Slot};
use crate::schema::Table;
use crate::syntax::lexer::Scanner;
use crate::syntax::{SyntaxError, SyntaxValue, Tree, trivia};

/// A record and the positions of its values.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    text: &'a str,
    tree: Tree,
}

impl<'a> Record<'a> {
    /// Returns the text of the record in a piece ([`super::Change`]), without the comments and the
    /// comma around it.
    pub fn in_piece(piece: &str) -> Option<&str> {
        let mut scan = Scanner::new(piece, 0);
        scan.skip_trivia().ok()?;
        super::record_splitter::item(&mut scan, 0).ok().map(|cut| &piece[cut.value])
    }

    /// Parses a record's text.
    ///
    /// # Errors
    /// Returns where and why it is not valid RON.
    pub fn parse(text: &'a str) -> Result<Record<'a>, SyntaxError> {
        Ok(Record { text, tree: Tree::parse(text)? })
    }

    /// Parses only these fields of a record that is known to be valid; all others seem absent.
    fn parse_fields(text: &'a str, wanted: &[&str]) -> Result<Record<'a>, SyntaxError> {
        Ok(Record { text, tree: Tree::parse_fields(text, wanted)? })
    }

    /// Returns its text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the whole record.
    pub fn root(&self) -> SyntaxValue<'_> {
        self.tree.root(self.text)
    }

    /// Returns the value at a path, through `Some(…)`.
    pub fn value(&self, path: &[AddressStep]) -> Option<SyntaxValue<'_>> {
        self.root().at(path)
    }
}

/// A position in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilePosition {
    /// Offset in bytes.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1; a byte order mark does not count.
    pub column: usize,
}

impl FilePosition {
    /// The beginning of the file.
    pub const START: FilePosition = FilePosition { offset: 0, line: 1, column: 1 };

    /// Returns the position after a text that begins here.
    #[must_use]
    pub fn behind(self, text: &str) -> FilePosition {
        let offset = self.offset + text.len();
        let (line, column) = match text.rfind('\n') {
            Some(at) => (self.line + count_lines(text), 1 + text[at + 1..].chars().count()),
            None => (self.line, self.column + text.trim_start_matches('\u{feff}').chars().count()),
        };
        FilePosition { offset, line, column }
    }
}

/// A part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilePart<'a> {
    /// The piece of a record.
    Record(Slot, &'a str),
    /// A field of the outermost struct that the schema does not know, without the comma after it.
    UnknownField {
        /// Its name.
        name: &'a str,
        /// The comments above it, its name and its value.
        text: &'a str,
        /// Start of its name in the text.
        start: usize,
    },
    /// The text between these.
    Between(&'a str),
}

impl<'a> FilePart<'a> {
    /// Returns its text.
    pub fn text(self) -> &'a str {
        match self {
            FilePart::Record(_, text) | FilePart::UnknownField { text, .. } | FilePart::Between(text) => text,
        }
    }
}

impl Document {
    /// Returns the records of a table in the order of the file.
    pub fn slots(&self, table: Table) -> impl ExactSizeIterator<Item = Slot> + '_ {
        self.slots_from(table, 0)
    }

    /// Returns the records of a table from a position (from 0) on, in the order of the file.
    pub fn slots_from(&self, table: Table, position: usize) -> impl ExactSizeIterator<Item = Slot> + '_ {
        let rest = self.rows(table).order().get(position..).unwrap_or_default();
        rest.iter().map(move |index| Slot { table, index: *index })
    }

    /// Returns the tables of the file in its order.
    pub fn tables(&self) -> impl Iterator<Item = Table> + '_ {
        self.sections.iter().filter_map(|section| match section {
            Section::List { table, .. } | Section::Single { table } => Some(*table),
            Section::Other { .. } => None,
        })
    }

    /// Returns the parts of the file in order; joined they are the file.
    pub fn file_parts(&self) -> impl Iterator<Item = FilePart<'_>> {
        let sections = self.sections.iter().flat_map(|section| {
            let (first, table, last) = match section {
                Section::List { table, head, foot } => {
                    (Some(self.frame_part(head)), Some(*table), Some(self.frame_part(foot)))
                }
                Section::Single { table } => (None, Some(*table), None),
                Section::Other { name, head, foot } => {
                    let text = head.get(&self.base);
                    (
                        Some(FilePart::UnknownField { name, text, start: trivia::content(text) }),
                        None,
                        Some(self.frame_part(foot)),
                    )
                }
            };
            let records = table.into_iter().flat_map(|table| self.slots(table));
            let records = records.map(|slot| FilePart::Record(slot, self.piece(slot)));
            let tail = table.map(|table| FilePart::Between(self.tail_text(table)));
            first.into_iter().chain(records).chain(tail).chain(last)
        });
        std::iter::once(self.frame_part(&self.head)).chain(sections).chain(std::iter::once(self.frame_part(&self.foot)))
    }

    fn frame_part<'a>(&'a self, text: &'a TextSpan) -> FilePart<'a> {
        FilePart::Between(text.get(&self.base))
    }

    /// Returns the number of slots of a table, including those of removed records.
    pub fn slot_count(&self, table: Table) -> usize {
        self.rows(table).slot_count()
    }

    /// Returns the record with this id; the first in the file when there are several.
    pub fn find(&self, table: Table, id: &str) -> Option<Slot> {
        if id.is_empty() {
            return None;
        }
        self.rows(table).find(id, &self.base).map(|index| Slot { table, index })
    }

    /// Returns all records with this id in unspecified order, because a file may repeat an id.
    /// Returns none for an empty id.
    pub fn namesakes<'a>(&'a self, table: Table, id: &'a str) -> impl Iterator<Item = Slot> + 'a {
        let found = (!id.is_empty()).then(|| self.rows(table).namesakes(id, &self.base));
        found.into_iter().flatten().map(move |index| Slot { table, index })
    }

    /// Returns the record that an address names; for a single table its only record.
    pub fn resolve(&self, address: &Address) -> Option<Slot> {
        if self.schema.table(address.table).single {
            return self.slots(address.table).next();
        }
        self.find(address.table, &address.id)
    }

    fn entry(&self, slot: Slot) -> Option<&RecordEntry> {
        self.rows(slot.table).entry(slot.index)
    }

    /// Returns the record's id; empty when it has none. A removed record keeps the id it had.
    pub fn id(&self, slot: Slot) -> &str {
        self.rows(slot.table).id(slot.index, &self.base)
    }

    /// Returns false when the record was removed.
    pub fn is_live(&self, slot: Slot) -> bool {
        self.rows(slot.table).is_live(slot.index)
    }

    /// Returns the text of the record itself: its value, without comments around it.
    pub fn source(&self, slot: Slot) -> &str {
        self.entry(slot).and_then(|entry| entry.piece.get(&self.base).get(entry.value())).unwrap_or_default()
    }

    /// Returns the range of the record itself in its piece.
    pub fn value_range(&self, slot: Slot) -> std::ops::Range<usize> {
        self.entry(slot).map_or(0..0, RecordEntry::value)
    }

    /// Returns the text of the record with the comments above it, its comma and the rest of its
    /// line.
    pub fn piece(&self, slot: Slot) -> &str {
        self.entry(slot).map_or("", |entry| entry.piece.get(&self.base))
    }

    /// Returns the text between the last record of a table and its closing bracket.
    pub(super) fn tail_text(&self, table: Table) -> &str {
        self.rows(table).tail.as_ref().map_or("", |tail| tail.get(&self.base))
    }

    /// Returns true when the record is not valid RON, so that its bounds are approximate.
    pub(super) fn is_damaged(&self, slot: Slot) -> bool {
        self.rows(slot.table).fault(slot.index).is_some()
    }

    /// Returns the record's own leading comment: the comment lines right above it.
    pub fn comment(&self, slot: Slot) -> Option<&str> {
        let entry = self.entry(slot)?;
        let piece = entry.piece.get(&self.base);
        let first = self.position(slot) == Some(0) && !self.schema.table(slot.table).single;
        let content = trivia::content(piece);
        let own = trivia::own(&piece[..content], first);
        let comment = piece[own..content].trim();
        (!comment.is_empty()).then_some(comment)
    }

    /// Returns the index of the record in its table; `None` when it was removed.
    pub fn position(&self, slot: Slot) -> Option<usize> {
        self.rows(slot.table).position(slot.index)
    }

    /// Returns the record's address.
    pub fn address(&self, slot: Slot) -> Address {
        Address { table: slot.table, id: self.id(slot).to_owned(), path: Path::new() }
    }

    /// Parses a record.
    ///
    /// # Errors
    /// Returns where (offset in [`Document::source`]) and why it is not valid RON.
    pub fn record(&self, slot: Slot) -> Result<Record<'_>, SyntaxError> {
        match self.rows(slot.table).fault(slot.index) {
            Some(fault) => Err(fault.clone()),
            None => self.noted(Record::parse(self.source(slot))),
        }
    }

    /// Parses only these fields of a record; all others seem absent. Several times as fast as
    /// [`Document::record`], for questions that need little of many records.
    ///
    /// # Errors
    /// Returns where and why the record is not valid RON.
    pub fn record_fields(&self, slot: Slot, wanted: &[&str]) -> Result<Record<'_>, SyntaxError> {
        if self.unparsed.is_some() {
            self.noted(Tree::check(self.source(slot)))?;
        }
        self.fields_at_a_glance(slot, wanted)
    }

    /// Reads these fields as [`Document::record_fields`] does, also where it is not known whether
    /// the record is valid. Callers must read a record whose values matter once more.
    ///
    /// # Errors
    /// As [`Document::record_fields`], where that is noticed.
    pub fn fields_at_a_glance(&self, slot: Slot, wanted: &[&str]) -> Result<Record<'_>, SyntaxError> {
        match self.rows(slot.table).fault(slot.index) {
            Some(fault) => Err(fault.clone()),
            None => Record::parse_fields(self.source(slot), wanted),
        }
    }

    /// Reads these fields of a record from its source, as [`Document::fields_at_a_glance`] does;
    /// `None` where that is not valid RON.
    pub fn fields_in_source<'s>(&self, slot: Slot, source: &'s [u8], wanted: &[&str]) -> Option<Record<'s>> {
        let source = simdutf8::basic::from_utf8(source).ok().filter(|_| !self.is_damaged(slot))?;
        Record::parse_fields(source, wanted).ok()
    }

    /// Parses the source of a record in full, where nobody has looked whether it is valid.
    pub fn examine(&self, source: &[u8]) {
        if self.unparsed.is_some() {
            let _ = self.noted(Tree::check(simdutf8::basic::from_utf8(source).unwrap_or_default()));
        }
    }

    /// Tells of a record that turns out to be damaged only when it is read.
    fn noted<T>(&self, read: Result<T, SyntaxError>) -> Result<T, SyntaxError> {
        if let (Err(_), Some(notice)) = (&read, &self.unparsed) {
            notice.give();
        }
        read
    }

    /// Returns the typed record, deserialised by `ron`.
    ///
    /// # Errors
    /// Returns the error of `ron`; its position is relative to [`Document::source`].
    pub fn get<T: DeserializeOwned>(&self, slot: Slot) -> ron::error::SpannedResult<T> {
        self.fault_as_ron(slot)?;
        let read = self.schema.reading(|| self.options.from_str(self.source(slot)));
        if read.is_err() && self.unparsed.is_some() {
            // It may be valid RON all the same, but no such record.
            let _ = self.noted(Tree::check(self.source(slot)));
        }
        read
    }

    fn fault_as_ron(&self, slot: Slot) -> ron::error::SpannedResult<()> {
        let Some(fault) = self.rows(slot.table).fault(slot.index) else { return Ok(()) };
        let (line, col) = line_col(&self.source(slot)[..floor(self.source(slot), fault.offset)]);
        let position = ron::error::Position { line, col };
        let span = ron::error::Span { start: position, end: position };
        Err(ron::error::SpannedError { code: ron::Error::Message(fault.to_string()), span })
    }

    /// Returns line and column (from 1, the column in characters) of a position in a record's
    /// [`Document::source`].
    pub fn line_col(&self, slot: Slot, offset_in_source: usize) -> (usize, usize) {
        let place = self.position_in_file(slot, offset_in_source);
        (place.line, place.column)
    }

    /// Returns the position in the file of an offset in a record's [`Document::source`].
    pub fn position_in_file(&self, slot: Slot, offset_in_source: usize) -> FilePosition {
        let mut position = FilePosition::START;
        for part in self.file_parts() {
            if let FilePart::Record(found, piece) = part
                && found == slot
            {
                let end = self.value_range(slot).start + offset_in_source;
                return position.behind(&piece[..floor(piece, end)]);
            }
            position = position.behind(part.text());
        }
        position
    }
}
