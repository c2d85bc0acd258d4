//! Everything that touches the dataset's file: choosing it, reading it, and the one way to write
//! it.
//!
//! Reading ([`load`]) never writes and never waits for a lock. Writing goes through
//! [`mod@atomic_save`] alone, which alone takes the lock; after any failure the file is either
//! completely old or completely new. Every call to the operating system goes through [`Disk`], so
//! that tests can make each of them fail.
//!
//! Does not know what the text means (the caller passes a validator), nor the screen, nor the
//! clock. Entry point: [`dataset_location::choose`], [`load::open`], [`save::save`], which reads,
//! decides, writes, backs up and appends to the history under one lock. Further parts: [`journal`]
//! (unsaved changes), [`history`] (who changed what), [`repository`] (what git has of it),
//! [`mod@sync`] (with other machines), [`backup`] (one copy a day), [`watch`] (the file changed on
//! disk), [`presence`] (who else is at work), [`proposals`] (what others ask for).

pub mod account;
mod asked_file;
pub mod atomic_save;
pub mod backup;
mod backup_day;
mod canonical_path;
mod change_line;
mod checksummed_line;
mod companion;
pub mod companion_name;
pub mod dataset_location;
pub mod disk;
mod distrust;
pub mod environment;
pub mod error;
mod file_operations;
pub mod fingerprint;
pub mod foreign_file;
pub mod history;
mod in_place;
mod joined_past;
pub mod journal;
pub mod load;
pub mod lock;
mod lock_holder;
mod network_filesystem;
pub mod note;
mod permissions;
pub mod person;
mod pinned_folder;
pub mod presence;
mod process_file;
pub mod proposals;
mod proposing_disk;
mod read_only_disk;
mod real_disk;
pub mod reminders;
pub mod repository;
pub mod save;
mod saved_past;
pub mod site_folder;
pub mod standard_input;
pub mod sync;
mod temporary;
pub mod text_file;
mod value_origins;
pub mod watch;
pub mod write_target;

pub use account::Account;
pub use atomic_save::{SaveTransaction, SavedFile, replace};
pub use backup_day::is_plausible as is_plausible_day;
pub use dataset_location::{DatasetLocation, Origin};
pub use disk::Disk;
pub use distrust::Distrust;
pub use environment::{Environment, Folders};
pub use error::{ReadOnlyReason, StorageStep, StoreError};
pub use fingerprint::{Content, Fingerprint};
pub use in_place::interrupted;
pub use joined_past::{JoinedPast, PastChange, PastError};
pub use journal::Journal;
pub use load::Loaded;
pub use lock_holder::LockHolder;
pub use note::{InPlaceReason, SaveNote};
pub use permissions::Exposure;
pub use person::Person;
pub use presence::Presence;
pub use proposing_disk::ProposingDisk;
pub use read_only_disk::ReadOnlyDisk;
pub use real_disk::RealDisk;
pub use repository::{Repository, RepositoryError};
pub use saved_past::PastPlace;
pub use value_origins::{ValueOrigin, origins};
pub use watch::Watch;
pub use write_target::WriteTarget;
