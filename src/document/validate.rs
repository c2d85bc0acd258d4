//! Validates records with `ron` and serde.
//!
//! Must not validate anything itself. Entry points: [`Document::validate`], [`ValueError::say`].

use ron::Error;
use ron::error::SpannedError;

use super::parse_error::{ParseProblem, ProblemAt};
use super::text_position::count_lines;
use super::{Document, EditError, Slot};
use crate::schema::{FieldKind, Table};
use crate::syntax::{NodeKind, SyntaxError, SyntaxProblem, SyntaxValue, Tree, ron_error};
use crate::texts::{self, Lang};

/// Why a text is invalid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueError {
    /// It is not valid RON.
    Syntax(SyntaxProblem),
    /// It is not a dataset, or no part of one.
    File(ParseProblem),
    /// `ron` does not accept it for the expected type.
    Ron(Error),
    /// It is not exactly one record, or the file would lack a necessary comma.
    NotOne,
    /// The value at this address is required.
    Required(String),
    /// The error is in this line (from 1) of the text.
    Line(usize, Box<ValueError>),
}

impl ValueError {
    /// Returns the reason, for people.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            ValueError::Syntax(problem) => problem.say(lang),
            ValueError::File(problem) => problem.say(lang),
            ValueError::Ron(error) => ron_error::say(error, lang),
            ValueError::NotOne => texts::document::not_one(lang).to_owned(),
            ValueError::Required(address) => texts::document::required(lang, address),
            ValueError::Line(line, flaw) => texts::document::in_line(lang, *line, &flaw.say(lang)),
        }
    }
}

/// Why and where a record is invalid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRecord {
    /// The reason.
    pub flaw: ValueError,
    /// Offset in [`Document::source`].
    pub offset: usize,
}

impl InvalidRecord {
    /// Converts an error of `ron` about a text.
    fn of(text: &str, error: SpannedError) -> InvalidRecord {
        let at = error.span.start;
        let start: usize = text.split_inclusive('\n').take(at.line.saturating_sub(1)).map(str::len).sum();
        let rest = text.get(start..).unwrap_or_default();
        let inside = rest.char_indices().nth(at.col.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
        // The position is after the colon; the value begins after the space.
        let value = rest[inside..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
        InvalidRecord { flaw: ValueError::Ron(error.code), offset: start + inside + value }
    }

    /// Returns the error for a person's text in which this one begins at `start`, with the line
    /// when there are several.
    pub(super) fn within(self, text: &str, start: usize) -> EditError {
        let line = 1 + count_lines(text.get(..start + self.offset).unwrap_or(text));
        let several = text.trim_end().contains('\n');
        EditError::Invalid(if several { ValueError::Line(line, Box::new(self.flaw)) } else { self.flaw })
    }
}

impl From<SyntaxError> for InvalidRecord {
    fn from(error: SyntaxError) -> InvalidRecord {
        InvalidRecord { flaw: ValueError::Syntax(error.message), offset: error.offset }
    }
}

impl From<SyntaxError> for EditError {
    fn from(error: SyntaxError) -> EditError {
        EditError::Invalid(ValueError::Syntax(error.message))
    }
}

impl From<ProblemAt> for EditError {
    fn from(error: ProblemAt) -> EditError {
        EditError::Invalid(ValueError::File(error.problem))
    }
}

impl From<InvalidRecord> for EditError {
    fn from(broken: InvalidRecord) -> EditError {
        EditError::Invalid(broken.flaw)
    }
}

impl Document {
    /// Checks whether `ron` accepts the record for its table.
    ///
    /// # Errors
    /// Returns why and where it does not.
    pub fn validate(&self, slot: Slot) -> Result<(), InvalidRecord> {
        match self.rows(slot.table).fault(slot.index) {
            Some(fault) => Err(fault.clone().into()),
            None => self.judge_text(slot.table, self.source(slot)),
        }
    }

    /// Checks whether `ron` accepts a text as a record of a table.
    pub(super) fn judge_text(&self, table: Table, text: &str) -> Result<(), InvalidRecord> {
        (self.schema.table(table).validate)(self.schema, &self.options, text)
            .map_err(|error| InvalidRecord::of(text, error))
    }
}

impl Document {
    /// Checks whether `ron` accepts the new text of a record, apart from errors that the old text
    /// has: an old error is no reason to refuse new work.
    ///
    /// # Errors
    /// Returns what is wrong with the new text but not with the old one.
    pub(super) fn judge_change(&self, table: Table, old: &str, new: &str) -> Result<(), InvalidRecord> {
        let Err(broken) = self.judge_text(table, new) else { return Ok(()) };
        let Err(before) = self.judge_text(table, old) else { return Err(broken) };
        let (mut known, found) = (self.refused_values(table, old), self.refused_values(table, new));
        if found.is_empty() {
            return if before.flaw == broken.flaw { Ok(()) } else { Err(broken) };
        }
        for value in found {
            match known.iter().position(|old| old.alone == value.alone) {
                Some(place) => drop(known.swap_remove(place)),
                None => return Err(value.broken),
            }
        }
        Ok(())
    }

    /// Returns the values in a record that `ron` rejects, each checked by itself.
    fn refused_values(&self, table: Table, text: &str) -> Vec<RejectedValue> {
        let Ok(tree) = Tree::parse(text) else { return Vec::new() };
        let mut found = Vec::new();
        leaves(tree.root(text), FieldKind::Record(self.schema.table(table).record), "", "", &mut |alone, value| {
            if let Err(broken) = self.judge_text(table, &alone) {
                found.push(RejectedValue { alone, broken: InvalidRecord { offset: value.span().start, ..broken } });
            }
        });
        found
    }
}

/// A value that `ron` rejects.
struct RejectedValue {
    /// A record that contains only this value.
    alone: String,
    broken: InvalidRecord,
}

/// Passes, for each value without parts, the text that contains only this value; `before` and
/// `behind` are the text around it.
fn leaves<'a>(
    value: SyntaxValue<'a>,
    kind: FieldKind,
    before: &str,
    behind: &str,
    tell: &mut impl FnMut(String, SyntaxValue<'a>),
) {
    let is_some = value.kind() == NodeKind::Tuple && value.name() == Some("Some");
    if let Some(inner) = value.item(0).filter(|_| is_some) {
        return leaves(inner, kind, &format!("{before}Some("), &format!("){behind}"), tell);
    }
    match (kind, value.kind()) {
        (FieldKind::Record(record), NodeKind::Struct) => {
            for (name, inner) in value.fields() {
                if let Some(field) = record.field(name) {
                    let before = format!("{before}{}({name}: ", value.name().unwrap_or_default());
                    leaves(inner, field.kind, &before, &format!("){behind}"), tell);
                }
            }
        }
        (FieldKind::List(item), NodeKind::List) => {
            value.items().for_each(|inner| leaves(inner, *item, &format!("{before}["), &format!("]{behind}"), tell));
        }
        _ => tell(format!("{before}{}{behind}", value.text()), value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    #[test]
    fn what_people_write_wrong_is_said_in_their_words() {
        let judged = |body: &str| {
            let text = format!("#![enable(implicit_some)]\nDirectory(bodies: [{body}])");
            let document = Document::parse(&SCHEMA, text).unwrap();
            let slot = document.slots(crate::model::BODIES).next().unwrap();
            let broken = document.validate(slot).unwrap_err();
            (document.source(slot)[broken.offset..].to_owned(), broken.flaw.say(Lang::De))
        };
        for (at, body, said) in [
            (
                "Büro",
                r#"(id: "a", level: Büro)"#,
                "Büro ist hier nicht vorgesehen; möglich: Bildungskonferenz, Lenkungskreis, Bildungsbuero, Fachforum, Arbeitskreis, Weitere.",
            ),
            ("ja", r#"(id: "a", open_to_all: ja)"#, "Hier wird true oder false erwartet."),
            ("\"zwei", r#"(id: "a", members: [(seats: "zwei")])"#, "Hier wird eine ganze Zahl erwartet."),
            ("3", r#"(id: "a", name: 3)"#, "Hier wird ein Text in Anführungszeichen erwartet."),
            ("\"b", r#"(id: "a", regions: "b")"#, "Hier wird eine Liste […] erwartet."),
            ("\"b", r#"(id: "a", contact: "b")"#, "Hier wird Contact(…) erwartet."),
            ("id: \"b", r#"(id: "a", id: "b")"#, "Das Feld id kommt zweimal vor."),
        ] {
            let (rest, flaw) = judged(body);
            assert!(rest.starts_with(at), "{rest}");
            assert_eq!(flaw, said, "{body}");
        }
        assert_eq!(judged(r#"(id: "a", regions: ["b" "c"])"#).1, "Hier fehlt ,");
    }
}
