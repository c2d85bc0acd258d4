//! The style of new text: line breaks, indentation and struct names, as in the record and its
//! neighbours. Must not change anything. Entry point: [`Document::writer`].

use super::super::{AddressStep, Document, Slot};
use crate::syntax::container_edit::Bracket;
use crate::syntax::printer::RonPrinter;
use crate::syntax::{NodeKind, SyntaxValue, trivia};

/// Maximum distance of a record whose style is adopted.
const NEAR: usize = 32;

impl Document {
    /// Returns the first line break of the file.
    pub(in crate::document) fn line_break(&self) -> &'static str {
        self.chunks().find_map(trivia::line_break).unwrap_or("\n")
    }

    /// Returns the line break of a record, or of the file.
    pub(in crate::document) fn line_break_at(&self, slot: Option<Slot>) -> &'static str {
        slot.and_then(|slot| trivia::line_break(self.piece(slot))).unwrap_or_else(|| self.line_break())
    }

    /// Returns the style in which new text for a record is written.
    pub(super) fn writer(&self, like: Option<SyntaxValue<'_>>, near: Option<Slot>) -> RonPrinter<'static> {
        use ron::extensions::Extensions;
        let extensions = self.options.default_extensions;
        let explicit = extensions.contains(Extensions::EXPLICIT_STRUCT_NAMES);
        RonPrinter {
            unit: self.unit(),
            eol: self.line_break_at(near),
            named: explicit || like.is_some_and(|l| nested_names(l).or(l.name().map(|_| true)).unwrap_or(false)),
            implicit_some: self.implicit_some(),
            unwrapped: extensions.contains(Extensions::UNWRAP_VARIANT_NEWTYPES),
        }
    }

    /// Returns one level of indentation, as in the outermost struct.
    pub(in crate::document) fn unit(&self) -> &'static str {
        let first = self.sections.first().and_then(|s| self.section_parts(s).next()).map_or("", |t| t.get(&self.base));
        let indent = trivia::indent(first, trivia::content(first));
        match (indent.starts_with('\t'), indent.len()) {
            (true, _) => "\t",
            (false, 2) => "  ",
            (false, 3) => "   ",
            (false, 8) => "        ",
            _ => "    ",
        }
    }

    /// Returns the struct at the same path of a near record, as a style to follow.
    pub(super) fn like_near(&self, slot: Slot, path: &[AddressStep]) -> Option<String> {
        let order = self.rows(slot.table).order();
        let at = self.position(slot)?;
        let near = (1..=NEAR).flat_map(|d| [at.checked_add(d), at.checked_sub(d)]).flatten();
        let mut near = near.filter_map(|i| order.get(i)).map(|index| Slot { index: *index, ..slot });
        near.find_map(|slot| {
            let record = self.record(slot).ok()?;
            let value = record.value(path)?.unwrap_option()?;
            (value.kind() == NodeKind::Struct).then(|| value.text().to_owned())
        })
    }

    /// Returns the indentation of the line on which a record begins.
    pub(super) fn outer_indent(&self, slot: Slot) -> &str {
        let start = self.value_range(slot).start;
        trivia::indent(self.piece(slot), start)
    }

    /// Returns the indentation of an entry inserted into a bracket of a record.
    pub(super) fn indent_in(&self, slot: Slot, bracket: &Bracket<'_>, index: usize) -> String {
        let outer = if bracket.is_on_first_line() { self.outer_indent(slot) } else { "" };
        outer.to_owned() + &bracket.indent(index, self.unit())
    }
}

/// Returns whether structs within a value are written with names; `None` without structs.
fn nested_names(value: SyntaxValue<'_>) -> Option<bool> {
    value.children().find_map(|child| match child.kind() {
        NodeKind::Struct if child.name() != Some("Some") => Some(child.name().is_some()),
        _ => nested_names(child),
    })
}
