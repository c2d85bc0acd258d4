//! The text of a file, shared by all its readers: in memory, or read from the file where it is
//! asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::damage_notice::DamageNotice;
use super::paged_text::{PagedText, TextSource};

/// The text of a file as it was read. It may be large, so neither creating it from a [`String`] nor
/// cloning it copies the text. Of one that is only asked, what is needed is read; as a `str` it is
/// read whole.
#[derive(Clone)]
pub struct FileText(Arc<TextStore>);

enum TextStore {
    Whole(Arc<String>),
    Paged(PagedText),
}

impl FileText {
    /// Returns a text that is not read yet.
    pub fn unread(source: Arc<dyn TextSource>) -> FileText {
        FileText::paged(source, Vec::new(), DamageNotice::default())
    }

    /// Returns a text that is read in pages that start at these offsets; `notice` is given where
    /// that fails.
    pub(super) fn paged(source: Arc<dyn TextSource>, starts: Vec<u32>, notice: DamageNotice) -> FileText {
        FileText(Arc::new(TextStore::Paged(PagedText::new(source, starts, notice))))
    }

    /// Returns what the text can be read from, in parts.
    pub(super) fn source(&self) -> Arc<dyn TextSource> {
        match &*self.0 {
            TextStore::Whole(text) => text.clone(),
            TextStore::Paged(text) => text.source(),
        }
    }

    /// Returns the pages of a text that is read in pages.
    pub(super) fn pages(&self) -> Option<&PagedText> {
        match &*self.0 {
            TextStore::Whole(_) => None,
            TextStore::Paged(text) => Some(text),
        }
    }

    /// Returns true when the text was read whole.
    pub fn is_whole(&self) -> bool {
        matches!(*self.0, TextStore::Whole(_))
    }

    /// Returns false where it is read from a file to which somebody has written since it was
    /// opened.
    pub fn is_unchanged(&self) -> bool {
        self.is_whole() || self.source().is_unchanged()
    }

    /// Returns the size of the file in bytes.
    pub fn byte_len(&self) -> usize {
        match &*self.0 {
            TextStore::Whole(text) => text.len(),
            TextStore::Paged(text) => text.source().byte_len(),
        }
    }

    /// Returns a part of the text; of one that cannot be read any more, nothing.
    pub(super) fn part(&self, start: usize, len: usize) -> &str {
        match &*self.0 {
            TextStore::Whole(text) => &text[start..start + len],
            TextStore::Paged(text) => text.part(start, len),
        }
    }

    /// Returns true when both share the same memory.
    pub(super) fn is_same(&self, other: &FileText) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for FileText {
    type Target = str;

    fn deref(&self) -> &str {
        match &*self.0 {
            TextStore::Whole(text) => text,
            TextStore::Paged(text) => text.whole(),
        }
    }
}

impl Default for FileText {
    fn default() -> FileText {
        FileText::from(String::new())
    }
}

impl PartialEq for FileText {
    fn eq(&self, other: &FileText) -> bool {
        self.is_same(other) || **self == **other
    }
}

impl Eq for FileText {}

impl fmt::Debug for FileText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for FileText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl From<String> for FileText {
    fn from(text: String) -> FileText {
        FileText(Arc::new(TextStore::Whole(Arc::new(text))))
    }
}

impl From<&str> for FileText {
    fn from(text: &str) -> FileText {
        FileText::from(text.to_owned())
    }
}
