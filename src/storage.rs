//! Everything that touches the dataset's file: which one it is, reading it, and the one way to write it.
//!
//! Reading ([`load`]) never writes and never waits for a lock. Writing goes through [`mod@replace`] alone, which alone takes
//! the lock; whatever happens on the way, the file is afterwards completely old or completely new. Every call to the
//! operating system goes through [`Disk`], so that tests can let each of them fail.
//!
//! Must not know what the text means (the caller passes a judge), nor the screen, nor the clock. Enter at
//! [`place::choose`], [`load::open`], [`replace::replace`]; a caller that reads, decides and writes under one lock uses
//! [`replace::Writing`].

pub mod disk;
pub mod environment;
pub mod error;
pub mod fingerprint;
mod in_place;
pub mod load;
pub mod lock;
pub mod place;
pub mod replace;
mod steps;
mod temporary;

pub use disk::{Disk, RealDisk};
pub use environment::{Environment, Folders};
pub use error::{Reason, Step, StoreError};
pub use fingerprint::{Content, Fingerprint};
pub use in_place::interrupted;
pub use load::Loaded;
pub use lock::Holder;
pub use place::{Origin, Place};
pub use replace::{Note, Order, Saved, Why, Writing, replace};
