//! Everything that touches the dataset's file: which one it is, reading it, and the one way to write it.
//!
//! Reading ([`load`]) never writes and never waits for a lock. Writing goes through [`mod@replace`] alone, which alone takes
//! the lock; whatever happens on the way, the file is afterwards completely old or completely new. Every call to the
//! operating system goes through [`Disk`], so that tests can let each of them fail.
//!
//! Must not know what the text means (the caller passes a judge), nor the screen, nor the clock. Enter at
//! [`place::choose`], [`load::open`], [`save::save`], which reads, decides, writes, backs up and notes in the history under
//! one lock. So that nothing is lost: [`journal`] (what is not saved yet), [`history`] (who changed what),
//! [`backup`] (a copy a day), [`watch`] (the file changed on disk), [`presence`] (who else is at work).

pub mod account;
pub mod backup;
mod backup_day;
mod companion;
pub mod companion_name;
pub mod disk;
mod distrust;
pub mod environment;
pub mod error;
pub mod fingerprint;
pub mod history;
mod identity;
mod in_place;
pub mod journal;
pub mod load;
pub mod lock;
pub mod note;
pub mod order;
mod owned;
pub mod person;
mod pinned_folder;
pub mod place;
pub mod presence;
mod read_only_disk;
mod real_disk;
mod remote;
pub mod replace;
mod rights;
pub mod save;
mod sealed;
mod steps;
mod temporary;
pub mod watch;

pub use account::Account;
pub use backup_day::is_plausible as is_plausible_day;
pub use disk::Disk;
pub use distrust::Distrust;
pub use environment::{Environment, Folders};
pub use error::{Reason, Step, StoreError};
pub use fingerprint::{Content, Fingerprint};
pub use in_place::interrupted;
pub use journal::Journal;
pub use load::Loaded;
pub use lock::Holder;
pub use note::{Note, Why};
pub use order::Order;
pub use person::Person;
pub use place::{Origin, Place};
pub use presence::Presence;
pub use read_only_disk::ReadOnlyDisk;
pub use real_disk::RealDisk;
pub use replace::{Saved, Writing, replace};
pub use watch::Watch;
