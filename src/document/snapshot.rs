//! The text of a dataset at one moment, to be written while the dataset changes, and to be compared
//! with later.
//!
//! Shares the text with the document, so that taking a snapshot costs one pass over the order of
//! the records. Independent of files. Entry point: [`Document::snapshot`].

use super::record_store::TextSpan;
use super::{Document, FileText, ParseError, Section};
use crate::schema::Schema;

/// An immutable text in pieces.
#[derive(Debug, Clone)]
pub struct Snapshot {
    schema: &'static Schema,
    base: FileText,
    parts: Vec<TextSpan>,
    /// The file without the records whose neighbours are the same as when it was read.
    excerpt: Vec<TextSpan>,
}

impl Snapshot {
    /// Returns the text in pieces; joined they are the file.
    pub fn chunks(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.get(&self.base))
    }

    /// Returns the whole text.
    pub fn text(&self) -> String {
        self.chunks().collect()
    }

    /// Returns the size in bytes.
    pub fn byte_len(&self) -> usize {
        self.chunks().map(str::len).sum()
    }

    /// Checks whether the text parses again, at a cost proportional to what has changed.
    ///
    /// Text that is unchanged since it was read is known to parse. So only the rest is parsed,
    /// together with its neighbours, and must yield the same pieces. When it does not, the whole
    /// text is parsed before anything is rejected.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn probe(&self) -> Result<(), ParseError> {
        let texts = || self.excerpt.iter().map(|part| part.get(&self.base));
        let read = Document::parse(self.schema, texts().collect::<String>());
        if read.is_ok_and(|read| read.parts().map(|part| part.get(&read.base)).eq(texts())) {
            return Ok(());
        }
        Document::probe(self.schema, &self.text())
    }
}

impl Document {
    /// Returns the current text.
    pub fn snapshot(&self) -> Snapshot {
        let mut parts: Vec<TextSpan> = Vec::new();
        for part in self.parts() {
            match (parts.last_mut(), part) {
                (Some(TextSpan::Base(start, len)), TextSpan::Base(next, more)) if *start + *len == *next => {
                    *len += more
                }
                _ => parts.push(part.clone()),
            }
        }
        Snapshot { schema: self.schema, base: self.base.clone(), parts, excerpt: self.excerpt() }
    }

    fn excerpt(&self) -> Vec<TextSpan> {
        let mut kept = vec![self.head.clone()];
        for section in &self.sections {
            let (before, table, behind) = match section {
                Section::List { table, head, foot } => (Some(head), Some(*table), Some(foot)),
                Section::Single { table } => (None, Some(*table), None),
                Section::Other { head, foot, .. } => (Some(head), None, Some(foot)),
            };
            kept.extend(before.cloned());
            if let Some(rows) = table.map(|table| self.rows(table)) {
                let piece = |at: usize| rows.order().get(at).and_then(|slot| rows.entry(*slot)).map(|e| &e.piece);
                let as_read =
                    |at: usize| at > 0 && follows(piece(at - 1), piece(at)) && follows(piece(at), piece(at + 1));
                let records = (0..rows.len()).filter(|at| !as_read(*at)).filter_map(piece);
                kept.extend(records.chain(rows.tail.as_ref()).cloned());
            }
            kept.extend(behind.cloned());
        }
        kept.push(self.foot.clone());
        kept
    }
}

/// Returns true when one piece follows the other as in the file that was read.
fn follows(one: Option<&TextSpan>, other: Option<&TextSpan>) -> bool {
    matches!((one, other), (Some(TextSpan::Base(start, len)), Some(TextSpan::Base(next, _))) if start + len == *next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Address, Edit};
    use crate::model::{SCHEMA, SHIPPED};

    fn set(document: &mut Document, name: &str) {
        let address = Address::parse(&SCHEMA, "regions/dueren/name").unwrap();
        document.edit(&Edit::Set { address, value: format!("\"{name}\"") }).unwrap();
    }

    #[test]
    fn what_changes_later_is_not_in_it() {
        let mut document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        assert_eq!(document.snapshot().chunks().collect::<Vec<_>>(), [SHIPPED], "unchanged it is one piece");
        set(&mut document, "Eins");
        let (then, snapshot) = (document.text(), document.snapshot());
        set(&mut document, "Zwei");
        assert_eq!((snapshot.text(), snapshot.byte_len()), (then.clone(), then.len()));
        assert_ne!(document.text(), then);
        assert_eq!(document.snapshot().text(), document.text());
    }

    #[test]
    fn only_what_changed_is_read_again_with_its_neighbours() {
        let mut document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let kept = |document: &Document| document.snapshot().excerpt.len();
        let before = kept(&document);
        set(&mut document, "Eins");
        assert_eq!(kept(&document), before + 3, "the record and those on both sides");
        document.edit(&Edit::Remove { address: Address::parse(&SCHEMA, "regions/koeln").unwrap() }).unwrap();
        assert!(
            kept(&document) < 80,
            "of {} records",
            SCHEMA.all().map(|table| document.slots(table).len()).sum::<usize>()
        );
        assert_eq!(document.snapshot().probe(), Ok(()));
    }

    #[test]
    fn a_text_that_cannot_be_read_is_refused_with_its_place_in_the_whole() {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let mut snapshot = document.snapshot();
        let at = SHIPPED.find("Region(").unwrap();
        let (before, behind) = SHIPPED.split_at(at);
        // As a defect of this program might produce it; no change yields such a text.
        snapshot.parts =
            vec![TextSpan::Own(before.into()), TextSpan::Own("], oops".into()), TextSpan::Own(behind.into())];
        snapshot.excerpt.insert(2, TextSpan::Own("], oops".into()));
        assert!(snapshot.probe().unwrap_err().offset >= at);
    }
}
