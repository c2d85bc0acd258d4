//! Merges three texts of a dataset, as git and `merge` have them.
//!
//! Where one of them is no dataset, what is left is which side changed at all, and the lines that
//! differ. Must not read files. Entry point: [`MergeTexts::merged`].

use super::{MarkedFile, Merged, merge};
use crate::document::{Document, ParseError};
use crate::schema::Schema;

/// The three texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeTexts {
    /// The common base; empty when both sides added the file.
    pub base: String,
    /// Ours.
    pub ours: String,
    /// Theirs.
    pub theirs: String,
}

impl MergeTexts {
    /// Merges them; without a base both sides added the file.
    ///
    /// # Errors
    /// When one of them is no dataset.
    pub fn merged(&self, schema: &'static Schema) -> Result<Merged, ParseError> {
        if self.base.trim().is_empty() {
            let (ours, theirs) = (self.ours.clone(), self.theirs.clone());
            return MarkedFile { base: None, ours, theirs, lines: Vec::new() }.merge(schema);
        }
        let read = |text: &String| Document::parse(schema, text.clone());
        Ok(merge(&read(&self.base)?, &read(&self.ours)?, &read(&self.theirs)?))
    }

    /// Returns the text of the side that alone changed, or of both where they are the same.
    pub fn changed_alone(&self) -> Option<&str> {
        let MergeTexts { base, ours, theirs } = self;
        if ours == theirs || base == theirs { Some(ours) } else { (base == ours).then_some(theirs) }
    }

    /// Returns both sides, between markers around the lines in which they differ.
    pub fn marked(&self) -> String {
        let MergeTexts { base, ours, theirs } = self;
        let [base, ours, theirs] = [base, ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
        let shortest = base.len().min(ours.len()).min(theirs.len());
        let same = |a: &str, b: &str, c: &str| a == b && b == c;
        let start = (0..shortest).take_while(|i| same(base[*i], ours[*i], theirs[*i])).count();
        let from_end = |lines: &[&'_ str], i: usize| lines[lines.len() - 1 - i].to_owned();
        let end = (0..shortest - start)
            .take_while(|i| same(&from_end(&base, *i), &from_end(&ours, *i), &from_end(&theirs, *i)))
            .count();
        let middle = |lines: &[&str]| {
            let text = lines[start..lines.len() - end].concat();
            if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
        };
        format!(
            "{}<<<<<<< ours\n{}||||||| base\n{}=======\n{}>>>>>>> theirs\n{}",
            ours[..start].concat(),
            middle(&ours),
            middle(&base),
            middle(&theirs),
            ours[ours.len() - end..].concat()
        )
    }
}
