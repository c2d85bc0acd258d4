//! What stands around the records of a file: its head, the fields of the outermost struct, its end.
//!
//! A table appears here as an empty list; its records are looked at elsewhere. Must not change
//! anything. Enter at [`Document::frame`].

use std::ops::Range;

use super::file_parser;
use super::lexer::Scanner;
use super::{Document, Section};
use crate::schema::Table;

/// The texts around the records.
#[derive(Debug)]
pub(super) struct Frame {
    /// Everything up to the first field.
    pub(super) head: String,
    pub(super) fields: Vec<FrameField>,
    /// What stands before the closing parenthesis.
    pub(super) tail: String,
    /// The closing parenthesis and everything behind it.
    pub(super) close: String,
}

/// One field of the outermost struct.
#[derive(Debug, PartialEq)]
pub(super) struct FrameField {
    pub(super) name: String,
    pub(super) what: SkeletonField,
    /// Comments, name, value (an empty list for a table), comma and rest of the line.
    pub(super) text: String,
    /// Where its name begins.
    pub(super) start: usize,
    /// Where its value stands.
    pub(super) value: Range<usize>,
}

/// What a field of the outermost struct holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SkeletonField {
    /// A table.
    Table(Table),
    /// The record of a single table.
    Single(Table),
    /// Something the schema does not know.
    Other,
}

impl FrameField {
    /// Its value.
    pub(super) fn value(&self) -> &str {
        &self.text[self.value.clone()]
    }
}

impl Document {
    /// Collects what stands around the records.
    pub(super) fn frame(&self) -> Frame {
        let foot = self.foot.get(&self.base);
        let mut scan = Scanner::new(foot, 0);
        let end = scan.skip_trivia().map_or(0, |()| scan.at);
        Frame {
            head: self.head.get(&self.base).to_owned(),
            fields: self.sections.iter().map(|section| self.frame_field(section)).collect(),
            tail: foot[..end].to_owned(),
            close: foot[end..].to_owned(),
        }
    }

    fn frame_field(&self, section: &Section) -> FrameField {
        let (what, text) = match section {
            Section::List { table, head, foot } => {
                (SkeletonField::Table(*table), head.get(&self.base).to_owned() + foot.get(&self.base))
            }
            Section::Single { table } => (SkeletonField::Single(*table), self.section_text(section)),
            Section::Other { .. } => (SkeletonField::Other, self.section_text(section)),
        };
        let name = self.section_name(section).to_owned();
        // What cannot be taken apart is a value as a whole.
        let (start, value) = self.places(&text).unwrap_or((0, 0..text.len()));
        FrameField { name, what, text, start, value }
    }

    /// Where the name and the value of a field stand.
    fn places(&self, text: &str) -> Option<(usize, Range<usize>)> {
        let sect = file_parser::section(self.schema, &mut Scanner::new(text, 0)).ok()?;
        let mut scan = Scanner::new(text, sect.key.end);
        scan.skip_trivia().ok()?;
        scan.expect(b':').ok()?;
        scan.skip_trivia().ok()?;
        // The value of a list ends with its bracket, which stands right before the foot.
        Some((sect.key.start, scan.at..sect.foot.start))
    }

    fn section_text(&self, section: &Section) -> String {
        self.section_parts(section).map(|text| text.get(&self.base)).collect()
    }
}

impl PartialEq for Frame {
    fn eq(&self, other: &Frame) -> bool {
        let rest = |frame: &Frame| (frame.head.clone(), frame.tail.clone(), frame.close.clone());
        let fields =
            |frame: &Frame| frame.fields.iter().map(|f| (f.name.clone(), f.what, f.around())).collect::<Vec<_>>();
        rest(self) == rest(other) && fields(self) == fields(other)
    }
}

impl FrameField {
    /// Its text; of a single record nothing, for it is a piece of its own.
    fn around(&self) -> Option<String> {
        (!matches!(self.what, SkeletonField::Single(_))).then(|| self.text.clone())
    }
}
