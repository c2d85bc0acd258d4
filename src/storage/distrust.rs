//! Why something beside the dataset is left alone: in a shared folder others may put anything under
//! a name of ours.
//!
//! Must not decide what is done instead. Entry point: [`Distrust::text`].

use super::account::Account;
use crate::texts::Lang;
use crate::texts::distrust as texts;

/// What is wrong with a file or folder that has a name of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distrust {
    /// It is a symbolic link.
    Link,
    /// A file is wanted, and it is something else.
    NotAFile,
    /// A folder is wanted, and it is something else.
    NotAFolder,
    /// It has this many names (hard links), so that writing it writes somewhere else too.
    Names(u64),
    /// It belongs to this account, which does not work on the dataset.
    Owner(u32),
}

impl Distrust {
    /// The reason in words, as it goes behind a name.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Link => texts::link(lang).to_owned(),
            Self::NotAFile => texts::not_a_file(lang).to_owned(),
            Self::NotAFolder => texts::not_a_folder(lang).to_owned(),
            Self::Names(count) => texts::names(lang, count),
            Self::Owner(uid) => texts::owner(lang, &Account::name_of(uid)),
        }
    }
}
