//! The text around the records of a file: its head, the fields of the outermost struct, its end.
//!
//! A table appears here as an empty list; its records are handled elsewhere. Must not change
//! anything. Entry point: [`Document::skeleton`].

use std::ops::Range;

use super::file_parser;
use super::{Document, Section};
use crate::schema::Table;
use crate::syntax::lexer::Scanner;

/// The texts around the records.
#[derive(Debug)]
pub(super) struct FileSkeleton {
    /// Everything up to the first field.
    pub(super) head: String,
    pub(super) fields: Vec<SkeletonField>,
    /// The text before the closing parenthesis.
    pub(super) tail: String,
    /// The closing parenthesis and everything after it.
    pub(super) close: String,
}

/// One field of the outermost struct.
#[derive(Debug, PartialEq)]
pub(super) struct SkeletonField {
    pub(super) name: String,
    pub(super) kind: SkeletonFieldKind,
    /// Comments, name, value (an empty list for a table), comma and rest of the line.
    pub(super) text: String,
    /// Start of its name.
    pub(super) start: usize,
    /// Range of its value.
    pub(super) value: Range<usize>,
}

/// What a field of the outermost struct holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SkeletonFieldKind {
    /// A table.
    Table(Table),
    /// The record of a single table.
    Single(Table),
    /// Something the schema does not know.
    Other,
}

impl SkeletonField {
    /// Returns its value.
    pub(super) fn value(&self) -> &str {
        &self.text[self.value.clone()]
    }
}

impl Document {
    /// Collects the text around the records.
    pub(super) fn skeleton(&self) -> FileSkeleton {
        let foot = self.foot.get(&self.base);
        let mut scan = Scanner::new(foot, 0);
        let end = scan.skip_trivia().map_or(0, |()| scan.at);
        FileSkeleton {
            head: self.head.get(&self.base).to_owned(),
            fields: self.sections.iter().map(|section| self.frame_field(section)).collect(),
            tail: foot[..end].to_owned(),
            close: foot[end..].to_owned(),
        }
    }

    fn frame_field(&self, section: &Section) -> SkeletonField {
        let (what, text) = match section {
            Section::List { table, head, foot } => {
                (SkeletonFieldKind::Table(*table), head.get(&self.base).to_owned() + foot.get(&self.base))
            }
            Section::Single { table } => (SkeletonFieldKind::Single(*table), self.section_text(section)),
            Section::Other { .. } => (SkeletonFieldKind::Other, self.section_text(section)),
        };
        let name = self.section_name(section).to_owned();
        // A field that does not parse counts as one value.
        let (start, value) = self.places(&text).unwrap_or((0, 0..text.len()));
        SkeletonField { name, kind: what, text, start, value }
    }

    /// Returns the start of the name and the range of the value of a field.
    fn places(&self, text: &str) -> Option<(usize, Range<usize>)> {
        let sect = file_parser::section(self.schema, &mut Scanner::new(text, 0)).ok()?;
        let mut scan = Scanner::new(text, sect.key.end);
        scan.skip_trivia().ok()?;
        scan.expect(b':').ok()?;
        scan.skip_trivia().ok()?;
        // The value of a list ends with its bracket, right before the foot.
        Some((sect.key.start, scan.at..sect.foot.start))
    }

    fn section_text(&self, section: &Section) -> String {
        self.section_parts(section).map(|text| text.get(&self.base)).collect()
    }
}

impl PartialEq for FileSkeleton {
    fn eq(&self, other: &FileSkeleton) -> bool {
        let rest = |frame: &FileSkeleton| (frame.head.clone(), frame.tail.clone(), frame.close.clone());
        let fields = |frame: &FileSkeleton| {
            frame.fields.iter().map(|f| (f.name.clone(), f.kind, f.around())).collect::<Vec<_>>()
        };
        rest(self) == rest(other) && fields(self) == fields(other)
    }
}

impl SkeletonField {
    /// Returns its text; `None` for a single record, which is a piece of its own.
    fn around(&self) -> Option<String> {
        (!matches!(self.kind, SkeletonFieldKind::Single(_))).then(|| self.text.clone())
    }
}
