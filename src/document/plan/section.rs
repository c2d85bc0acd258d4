//! Creates the section of a table, or of a single record, that a file lacks.

use super::super::file_parser;
use super::super::{Change, Document, EditError, Section};
use super::splice_region::{bare_len, has_comma};
use crate::schema::Table;
use crate::syntax::lexer::Scanner;
use crate::syntax::trivia;

/// How the section before a new one ends.
struct Ending {
    change: Option<Change>,
    /// True when it was the last one and had a comma.
    trailing: bool,
    /// The text after its comma, which now begins the new section.
    carry: String,
    /// True when it took the line break before the closing parenthesis, or there was none.
    broken: bool,
}

impl Document {
    /// Returns the indentation of a section, or of another one when it is absent.
    pub(super) fn section_indent(&self, table: Table) -> String {
        let own = self.sections.iter().find(|s| matches!(s, Section::List { table: t, .. } if *t == table));
        let section = own.or(self.sections.first());
        let text = section.and_then(|s| self.section_parts(s).next()).map(|t| t.get(&self.base));
        text.map_or(self.unit().to_owned(), |text| trivia::indent(text, trivia::content(text)).to_owned())
    }

    /// Returns true when the sections of the file are on lines of their own.
    pub(super) fn is_spread(&self) -> bool {
        self.sections.is_empty() || self.head.get(&self.base).ends_with('\n')
    }

    /// Creates the section of a table that is absent, with its record or empty.
    pub(super) fn create_section(&self, table: Table, record: Option<&str>) -> Result<Vec<Change>, EditError> {
        let name = self.schema.table(table).name;
        let (eol, indent, spread) = (self.line_break(), self.section_indent(table), self.is_spread());
        let position = self.section_place(table);
        let value = record.unwrap_or("[]");
        let last = position == self.sections.len();
        let ending = position.checked_sub(1).filter(|_| last).map(|above| self.end_section(above)).transpose()?;
        let trailing = ending.as_ref().is_none_or(|e| e.trailing);
        let comma = if !last || (trailing && spread) { "," } else { "" };
        let carry = ending.as_ref().map_or("", |e| &e.carry);
        let start = if self.sections.is_empty() && !self.head.get(&self.base).ends_with('\n') { eol } else { "" };
        let after = match spread {
            true if ending.as_ref().is_some_and(|e| e.broken) => format!("{indent}{name}: {value}{comma}"),
            true => format!("{start}{indent}{name}: {value}{comma}{eol}"),
            false if position == 0 => format!("{name}: {value}{comma}"),
            false => format!("{carry} {name}: {value}{comma}"),
        };
        let mut changes: Vec<Change> = ending.and_then(|e| e.change).into_iter().collect();
        changes.push(Change { table: None, id: name.to_owned(), position, before: None, after: Some(after) });
        Ok(changes)
    }

    /// Returns the index of an absent section in the schema's order.
    fn section_place(&self, table: Table) -> usize {
        let rank = |s: &Section| match s {
            Section::List { table, .. } | Section::Single { table } => Some(table.0),
            Section::Other { .. } => None,
        };
        let behind = self.sections.iter().rposition(|s| rank(s).is_some_and(|t| t < table.0)).map(|i| i + 1);
        let ahead = || self.sections.iter().position(|s| rank(s).is_some_and(|t| t > table.0));
        behind.or_else(ahead).unwrap_or(self.sections.len())
    }

    /// Prepares the last section for another one after it.
    fn end_section(&self, index: usize) -> Result<Ending, EditError> {
        let section = &self.sections[index];
        let single = match section {
            Section::Single { table } => self.slots(*table).next(),
            _ => None,
        };
        let text = single.map_or_else(|| self.section_foot(section).unwrap_or_default(), |slot| self.piece(slot));
        let foot_at = match single {
            Some(_) => file_parser::section(self.schema, &mut Scanner::new(text, 0)).map(|sect| sect.foot.start),
            None => Ok(0),
        };
        let foot_at = foot_at.map_err(|error| EditError::Internal(error.to_string()))?;
        let trailing = has_comma(&text[foot_at..]);
        let mut after = text.to_owned();
        if !trailing {
            after.insert(foot_at, ',');
        }
        let mut carry = String::new();
        let broken = self.is_spread() && !after.ends_with('\n');
        if broken {
            after.push_str(self.line_break());
        } else if !after.ends_with('\n') {
            carry = after.split_off(foot_at + bare_len(&after[foot_at..]));
        }
        let change = match single {
            _ if after == text => None,
            Some(slot) => Some(self.change_of(slot, 0, after)),
            None => {
                let id = self.section_name(section).to_owned();
                Some(Change { table: None, id, position: index, before: Some(text.to_owned()), after: Some(after) })
            }
        };
        Ok(Ending { change, trailing, carry, broken })
    }
}
