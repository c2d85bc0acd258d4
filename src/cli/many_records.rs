//! Many records read at once: RON one after the other (or as a list), or JSON Lines.
//!
//! Must not change anything. Entry points: [`records`], [`entries`].

use std::collections::HashSet;
use std::ops::Range;

use super::context::Dataset;
use crate::document::{Address, AddressStep};
use crate::exchange::json_lines::JsonInput;
use crate::index::display_names;
use crate::model::date::Date;
use crate::model::input::{InputError, InputNote};
use crate::query::batch_change::{BatchAction, BatchEntry, BatchRefusal};
use crate::query::likely_same::{AddedRecords, AddedRow, LikelySame};
use crate::query::new_record::NewRecord;
use crate::schema::{FieldKind, Table};
use crate::syntax::container_edit::{Addition, Bracket};
use crate::syntax::text_edit::splice;
use crate::syntax::{NodeKind, SyntaxValue, Tree, printer, trivia};
use crate::text::normalize;

/// A record that was read, and its line, from 1.
pub struct ReadRecord {
    line: usize,
    text: ReadText,
}

enum ReadText {
    /// A record with the comments around it, and where it stands among them.
    Ron {
        text: String,
        record: Range<usize>,
    },
    Json(Result<JsonInput, String>),
}

impl ReadRecord {
    /// Returns true for a line of JSON.
    pub fn is_json(&self) -> bool {
        matches!(self.text, ReadText::Json(_))
    }
}

/// Reads records. `None` where the text is neither records of RON nor lines of JSON.
pub fn records(text: &str) -> Option<Vec<ReadRecord>> {
    if text.trim_start().starts_with('{') {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let record = |(line, text): (usize, &str)| ReadRecord { line, text: ReadText::Json(JsonInput::read(text)) };
        return Some(lines.map(record).collect());
    }
    let text = normalize(text).text.into_owned();
    let inner = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&text);
    // Records may follow each other with or without commas.
    let mut found = Vec::new();
    let (mut rest, mut at) = (inner, text.find(inner)?);
    while trivia::content(rest) < rest.len() {
        let start = trivia::content(rest);
        let length = record_length(&rest[start..])?;
        let end = start + length;
        let behind = behind(&rest[end..]);
        let line = 1 + text[..at + start].matches('\n').count();
        let (text, record) = (rest[..end + behind].to_owned(), start..end);
        found.push(ReadRecord { line, text: ReadText::Ron { text, record } });
        (rest, at) = (&rest[end + behind..], at + end + behind);
    }
    (!found.is_empty()).then_some(found)
}

/// Returns the length of the record that a text begins with.
fn record_length(text: &str) -> Option<usize> {
    // Most records are short, so the brackets that may end one are tried in order.
    let ends = text.match_indices(')').map(|(at, _)| at + 1);
    let is_record =
        |end: &usize| Tree::parse(&text[..*end]).is_ok_and(|tree| tree.root(&text[..*end]).kind() == NodeKind::Struct);
    ends.into_iter().find(is_record)
}

/// Returns the length of the comma behind a record and of a comment on the same line.
fn behind(text: &str) -> usize {
    let comma = text.len() - text.trim_start().len();
    let end = if text[comma..].starts_with(',') { comma + 1 } else { 0 };
    let line = text[end..].split('\n').next().unwrap_or_default();
    if line.trim_start().starts_with("//") { end + line.len() } else { end }
}

/// Returns what adds the records; each without an id gets one.
pub fn entries(dataset: &Dataset, table: Table, records: Vec<ReadRecord>, today: Date) -> Vec<BatchEntry> {
    let mut taken = HashSet::new();
    let (likely, mut added) = (LikelySame::new(dataset.data()), AddedRecords::default());
    let mut entries: Vec<BatchEntry> = Vec::new();
    for record in records {
        let mut next = entry(dataset, table, record, today, &mut taken);
        if let (Some(new), Some(line)) = (new_record(dataset, &next), next.line) {
            let alike = likely.of(&new);
            if !alike.is_empty() {
                let alike = alike.into_iter().map(|slot| dataset.document.address(slot)).collect();
                next.notes.push(InputNote::LikelySame(alike));
            }
            if let Some(same) = added.take(&new, AddedRow { entry: entries.len(), line }) {
                next.notes.push(InputNote::LikelySameRow(same.line));
                entries[same.entry].notes.push(InputNote::LikelySameRow(line));
            }
        }
        entries.push(next);
    }
    entries
}

/// Returns the record that an entry adds.
fn new_record(dataset: &Dataset, entry: &BatchEntry) -> Option<NewRecord> {
    match &entry.action {
        BatchAction::AddFields(fields) => Some(NewRecord { table: entry.address.table, fields: fields.clone() }),
        BatchAction::AddText(text) => {
            let text = &text[trivia::content(text)..];
            let record = &text[..record_length(text)?];
            let tree = Tree::parse(record).ok()?;
            Some(NewRecord::read(&dataset.document, entry.address.table, tree.root(record)))
        }
        _ => None,
    }
}

fn entry(dataset: &Dataset, table: Table, record: ReadRecord, today: Date, taken: &mut HashSet<String>) -> BatchEntry {
    let refused = |refusal| BatchEntry::new(Address::record(table, ""), BatchAction::Refuse(refusal));
    let line = record.line;
    let kind = FieldKind::Record(dataset.document.schema().table(table).record);
    let (ron, around, json) = match record.text {
        ReadText::Ron { text, record } => {
            (text[record.clone()].to_owned(), [text[..record.start].to_owned(), text[record.end..].to_owned()], None)
        }
        ReadText::Json(Err(reason)) => return refused(BatchRefusal::Unreadable(reason)).in_line(line),
        ReadText::Json(Ok(json)) => match json.ron(&Address::record(table, ""), kind, today) {
            Ok(ron) => (ron, Default::default(), Some(json)),
            Err(error) => return refused(BatchRefusal::Input(error)).in_line(line),
        },
    };
    let Ok(tree) = Tree::parse(&ron) else {
        return refused(BatchRefusal::Input(InputError::JsonForm)).in_line(line);
    };
    let root = tree.root(&ron);
    let given = display_names::text(root, "id");
    let id = given.clone().unwrap_or_else(|| {
        let proposed = NewRecord::read(&dataset.document, table, root).proposed_id(dataset.data(), today);
        let numbered = (2..).map(|number: usize| format!("{proposed}-{number}"));
        let mut ids = std::iter::once(proposed.clone()).chain(numbered);
        ids.find(|id| !taken.contains(id) && dataset.document.find(table, id).is_none()).unwrap_or_default()
    });
    taken.insert(id.clone());
    let action = match json {
        Some(json) => {
            match json.fields(&Address::record(table, &*id), dataset.document.schema().table(table).record, today) {
                Ok(mut fields) => {
                    let path = vec![AddressStep::Field("id".to_owned())];
                    fields.retain(|(known, _)| *known != path);
                    fields.insert(0, (path, printer::string(&id)));
                    BatchAction::AddFields(fields)
                }
                Err(error) => BatchAction::Refuse(BatchRefusal::Input(error)),
            }
        }
        None => {
            let [before, behind] = around;
            let record = if given.is_some() { ron.clone() } else { with_id(root, &id) };
            BatchAction::AddText(format!("{before}{record}{behind}").trim().to_owned())
        }
    };
    BatchEntry::new(Address::record(table, id), action).in_line(line)
}

/// Returns the text of a record with an id as its first field.
pub fn with_id(root: SyntaxValue<'_>, id: &str) -> String {
    let Some(bracket) = Bracket::of(root) else { return root.source().to_owned() };
    let field = format!("id: {}", printer::string(id));
    let indent = bracket.indent(0, "    ");
    let eol = trivia::line_break(root.source()).unwrap_or("\n");
    let added = Addition { text: &field, behind: "", indent: &indent, eol, comma: false };
    splice(root.source(), bracket.insert(0, &added))
}
