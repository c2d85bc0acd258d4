//! Which dataset is opened.
//!
//! `--data FILE`, else `BILDUNGSNETZ_DATA`, else the configuration, else the one in the user's data
//! folder, else the one compiled in, whose first save goes to that folder. Reads nothing but
//! whether the file in the data folder exists.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::environment::{DATA_VARIABLE, Environment};

/// Name of the dataset in the user's data folder.
pub const FILE_NAME: &str = "koeln.ron";

/// Why it is this dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Named on the command line.
    Argument,
    /// Named by `BILDUNGSNETZ_DATA`.
    Variable,
    /// Named in the configuration.
    Config,
    /// It lies in the user's data folder.
    Folder,
    /// None of these: the one compiled in.
    Shipped,
}

/// A dataset's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetLocation {
    /// Why it is this one.
    pub origin: Origin,
    /// The file it is read from; for [`Origin::Shipped`] the file its first save makes, `None` when
    /// the user has no data folder.
    pub path: Option<PathBuf>,
}

/// Chooses the dataset: `argument` from the command line, `configured` from the configuration
/// (absolute already).
pub fn choose(
    disk: &dyn Disk,
    env: &Environment,
    argument: Option<&Path>,
    configured: Option<&Path>,
) -> DatasetLocation {
    let named = argument.map(|path| (Origin::Argument, path));
    let named = named.or_else(|| env.get(DATA_VARIABLE).map(|path| (Origin::Variable, Path::new(path))));
    let named = named.or_else(|| configured.map(|path| (Origin::Config, path)));
    if let Some((origin, path)) = named {
        return DatasetLocation { origin, path: Some(env.absolute(path)) };
    }
    let path = env.folders.as_ref().map(|folders| folders.data.join(FILE_NAME));
    // Anything but "there is none" counts as there: a file that cannot be read must be reported,
    // not passed over.
    let exists = path.as_ref().is_some_and(|path| match disk.stat_link(path) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    });
    DatasetLocation { origin: if exists { Origin::Folder } else { Origin::Shipped }, path }
}
