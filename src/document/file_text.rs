//! The text of a file, shared by all its readers.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The text of a file as it was read. It may be large, so neither creating it from a [`String`] nor
/// cloning it copies the text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FileText(Arc<String>);

impl FileText {
    /// Returns true when both share the same memory.
    pub(super) fn is_same(&self, other: &FileText) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for FileText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

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
        FileText(Arc::new(text))
    }
}

impl From<&str> for FileText {
    fn from(text: &str) -> FileText {
        FileText::from(text.to_owned())
    }
}
