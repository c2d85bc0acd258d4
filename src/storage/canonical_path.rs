//! The canonical name of a dataset, whichever path leads to it: `./koeln.ron`, a symbolic link, a
//! path with `..`.
//!
//! The state folder stores what belongs to a dataset under this name, so that another start finds
//! it. Entry point: [`of`].

use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use super::disk::{Disk, FileKind};
use super::fingerprint::Content;

/// Maximum number of symbolic links to follow, as in the kernel.
const LINK_LIMIT: usize = 40;

/// Returns the file's path without symbolic links and detours, and a short name derived from it;
/// neither file nor folders need exist.
pub(super) fn of(disk: &dyn Disk, path: &Path) -> (PathBuf, String) {
    let real = resolve(disk, path);
    let hash = Content::of(real.as_os_str().as_encoded_bytes()).hash as u64;
    (real, format!("{hash:016x}"))
}

fn resolve(disk: &dyn Disk, path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    let mut ahead: VecDeque<OsString> = parts(path).collect();
    let mut links = 0;
    while let Some(part) = ahead.pop_front() {
        match Path::new(&part).components().next() {
            Some(Component::ParentDir) if real.file_name().is_some() => drop(real.pop()),
            Some(Component::ParentDir) if real.has_root() => {}
            Some(Component::CurDir) | None => {}
            _ => {
                real.push(&part);
                let is_link = disk.stat_link(&real).is_ok_and(|stat| stat.kind == FileKind::Link);
                if let (true, true, Ok(link)) = (is_link, links < LINK_LIMIT, disk.read_link(&real)) {
                    links += 1;
                    real.pop();
                    parts(&link).rev().for_each(|part| ahead.push_front(part));
                }
            }
        }
    }
    real
}

fn parts(path: &Path) -> impl DoubleEndedIterator<Item = OsString> {
    path.components().map(|part| part.as_os_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::RealDisk;
    use std::os::unix::fs::symlink;

    #[test]
    fn every_way_to_a_file_gives_one_name() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("a/b")).unwrap();
        symlink("a/b", root.join("short")).unwrap();
        symlink(root.join("short/koeln.ron"), root.join("link.ron")).unwrap();
        let expected = of(&RealDisk, &root.join("a/b/koeln.ron"));
        assert_eq!(expected.0, root.join("a/b/koeln.ron"));
        for way in ["link.ron", "a/./b/koeln.ron", "short/koeln.ron", "a/../a/b/koeln.ron", "short/../b/koeln.ron"] {
            assert_eq!(of(&RealDisk, &root.join(way)), expected, "{way}");
        }
        assert_ne!(of(&RealDisk, &root.join("a/koeln.ron")).1, expected.1);
    }

    #[test]
    fn links_in_a_circle_end() {
        let folder = tempfile::TempDir::new().unwrap();
        symlink("b", folder.path().join("a")).unwrap();
        symlink("a", folder.path().join("b")).unwrap();
        of(&RealDisk, &folder.path().join("a"));
        assert_eq!(resolve(&RealDisk, Path::new("/../x")), Path::new("/x"));
    }
}
