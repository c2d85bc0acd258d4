//! Notes for the user about a save that succeeded, but not in the usual way.
//!
//! Must not decide how a file is written. Entry point: [`SaveNote::text`].

use super::distrust::Distrust;
use crate::texts::Lang;
use crate::texts::{self, distrust};

/// A note about a save that succeeded, but not in the usual way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveNote {
    /// The file was written in place.
    InPlace(InPlaceReason),
    /// The file now belongs to the user who saved it; group and permissions are unchanged.
    OwnerChanged,
    /// The file system does not support locks.
    NotLocked,
    /// The lock file is not ours; the folder was locked instead.
    LockRefused(Distrust),
    /// The folder of backups is not ours; the backup is in the state folder.
    BackupElsewhere(Distrust),
    /// The folder could not be flushed; a power cut may bring the old file back.
    NotDurable,
}

/// Why a file was written in place instead of being replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InPlaceReason {
    /// It has this many names.
    Names(u64),
    /// No file may be created in its folder.
    Folder,
    /// A new file could not be given its owner, permissions or access list.
    Rights,
    /// It is somebody else's, and its folder (sticky bit) lets only owners replace their files.
    Owner,
}

impl SaveNote {
    /// Returns the note in words.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::InPlace(InPlaceReason::Names(count)) => {
                texts::storage::written_in_place(lang, &texts::storage::why_names(lang, count))
            }
            Self::InPlace(InPlaceReason::Folder) => {
                texts::storage::written_in_place(lang, texts::storage::why_folder(lang))
            }
            Self::InPlace(InPlaceReason::Rights) => {
                texts::storage::written_in_place(lang, texts::storage::why_rights(lang))
            }
            Self::InPlace(InPlaceReason::Owner) => {
                texts::storage::written_in_place(lang, texts::storage::why_owner(lang))
            }
            Self::OwnerChanged => texts::storage::owner_changed(lang).to_owned(),
            Self::NotLocked => texts::storage::not_locked(lang).to_owned(),
            Self::LockRefused(why) => distrust::lock_refused(lang, &why.text(lang)),
            Self::BackupElsewhere(why) => distrust::backup_elsewhere(lang, &why.text(lang)),
            Self::NotDurable => texts::storage::not_durable(lang).to_owned(),
        }
    }
}
