//! Chooses which dataset is opened.
//!
//! The order is: `--data FILE` (`-` is the standard input), `BILDUNGSNETZ_DATA`, the configuration,
//! the file in the user's data folder, the compiled-in dataset, whose first save goes to that
//! folder. Reads nothing except whether the file in the data folder exists. Entry point:
//! [`choose`].

use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::environment::{DATA_VARIABLE, Environment};
use super::standard_input;

/// Name of the dataset in the user's data folder.
pub const FILE_NAME: &str = "koeln.ron";

/// Why this dataset was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Named on the command line.
    Argument,
    /// Named by `BILDUNGSNETZ_DATA`.
    Variable,
    /// Named in the configuration.
    Config,
    /// It is in the user's data folder.
    Folder,
    /// None of these: the compiled-in dataset.
    Shipped,
}

/// The location of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetLocation {
    /// Why this one was chosen.
    pub origin: Origin,
    /// The file it is read from; for [`Origin::Shipped`] the file that its first save makes, `None`
    /// when the user has no data folder.
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
    let named = argument.map(|path| (Origin::Argument, standard_input::path_of(path)));
    let named = named.or_else(|| env.get(DATA_VARIABLE).map(|path| (Origin::Variable, Path::new(path))));
    let named = named.or_else(|| configured.map(|path| (Origin::Config, path)));
    if let Some((origin, path)) = named {
        return DatasetLocation { origin, path: Some(env.absolute(path)) };
    }
    let path = env.folders.as_ref().map(|folders| folders.data.join(FILE_NAME));
    // Any error except "not found" counts as existing: a file that cannot be read must be reported,
    // not skipped.
    let exists = path.as_ref().is_some_and(|path| match disk.stat_link(path) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    });
    DatasetLocation { origin: if exists { Origin::Folder } else { Origin::Shipped }, path }
}
