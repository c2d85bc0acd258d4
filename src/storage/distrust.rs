//! Why a file beside the dataset is not touched: in a shared folder others may put anything under
//! one of our names.
//!
//! Must not decide what is done instead. Entry point: [`Distrust::text`].

use super::account::Account;
use crate::texts;
use crate::texts::Lang;

/// What is wrong with a file or folder that has one of our names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distrust {
    /// It is a symbolic link.
    Link,
    /// It is not a regular file.
    NotAFile,
    /// It is not a folder.
    NotAFolder,
    /// It has this many names (hard links), so that writing it changes another file too.
    Names(u64),
    /// It belongs to this account, which does not work on the dataset.
    Owner(u32),
}

impl Distrust {
    /// Returns the reason in words, to follow a name.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Link => texts::distrust::link(lang).to_owned(),
            Self::NotAFile => texts::distrust::not_a_file(lang).to_owned(),
            Self::NotAFolder => texts::distrust::not_a_folder(lang).to_owned(),
            Self::Names(count) => texts::distrust::names(lang, count),
            Self::Owner(uid) => texts::distrust::owner(lang, &Account::name_of(uid)),
        }
    }
}
