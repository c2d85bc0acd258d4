//! The folder of a published site: what is written there, what is removed, what is left alone.
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

use std::fs;
use std::path::Path;

use bildungsnetz::storage::RealDisk;
use bildungsnetz::storage::site_folder::{LIST, SiteFolder, SiteFolderError, SiteReport};

fn publish(folder: &Path, files: &[(&str, &str)]) -> Result<SiteReport, SiteFolderError> {
    let mut site = SiteFolder::open(&RealDisk, folder, files.iter().map(|(path, _)| (*path).to_owned()))?;
    for (path, text) in files {
        site.put(path, text.as_bytes())?;
    }
    site.finish()
}

#[test]
fn only_what_changed_is_written_and_what_vanished_is_removed() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("site");
    let first = publish(&folder, &[("index.html", "a"), ("de/x.html", "b")]).unwrap();
    assert_eq!((first.files, first.written, first.removed), (2, 2, 0));
    let time = |name: &str| fs::metadata(folder.join(name)).unwrap().modified().unwrap();
    let before = time("index.html");
    let again = publish(&folder, &[("index.html", "a"), ("de/y.html", "c")]).unwrap();
    assert_eq!((again.files, again.written, again.removed), (2, 1, 1));
    assert_eq!(time("index.html"), before);
    assert!(!folder.join("de/x.html").exists() && folder.join("de/y.html").exists());
}

#[test]
fn what_others_put_there_is_never_touched() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("site");
    publish(&folder, &[("index.html", "a"), ("old.html", "b")]).unwrap();
    fs::write(folder.join("notes.txt"), "mine").unwrap();
    fs::write(folder.join("new.html"), "mine").unwrap();
    fs::write(folder.join("old.html"), "changed by hand").unwrap();
    let foreign = publish(&folder, &[("index.html", "x"), ("new.html", "c")]);
    assert!(matches!(foreign, Err(SiteFolderError::Foreign(path)) if path.ends_with("new.html")));
    assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "a");
    let report = publish(&folder, &[("index.html", "x")]).unwrap();
    assert_eq!(report.kept, [folder.join("old.html")]);
    assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn a_folder_with_other_things_is_refused() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join(".git")).unwrap();
    assert!(publish(place.path(), &[("a", "b")]).is_ok());
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("koeln.ron"), "x").unwrap();
    assert!(matches!(publish(other.path(), &[("a", "b")]), Err(SiteFolderError::NotOurs(_))));
    assert!(!other.path().join("a").exists());
    let list = "bildungsnetz-site 1\n- ../koeln.ron\n";
    fs::write(other.path().join(LIST), list).unwrap();
    assert!(matches!(publish(other.path(), &[("a", "b")]), Err(SiteFolderError::NotOurs(_))));
}

#[test]
fn no_link_leads_out_of_the_folder() {
    let (place, away) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = place.path().join("site");
    publish(&folder, &[("de/x.html", "b")]).unwrap();
    fs::remove_dir_all(folder.join("de")).unwrap();
    std::os::unix::fs::symlink(away.path(), folder.join("de")).unwrap();
    assert!(matches!(publish(&folder, &[("de/x.html", "b")]), Err(SiteFolderError::Foreign(_))));
    assert_eq!(fs::read_dir(away.path()).unwrap().count(), 0);
    fs::write(away.path().join("x.html"), "b").unwrap();
    assert_eq!(publish(&folder, &[("y.html", "c")]).unwrap().removed, 0);
    assert!(away.path().join("x.html").exists());
}

#[test]
fn a_run_that_was_ended_is_completed_by_the_next() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("site");
    let names = ["a.html", "b.html"].map(str::to_owned);
    let mut site = SiteFolder::open(&RealDisk, &folder, names.into_iter()).unwrap();
    site.put("a.html", b"a").unwrap();
    drop(site);
    let report = publish(&folder, &[("b.html", "b")]).unwrap();
    assert_eq!((report.written, report.removed), (1, 1));
    assert!(!folder.join("a.html").exists());
}

#[test]
fn two_at_once_are_told_apart() {
    let place = tempfile::tempdir().unwrap();
    let held = SiteFolder::open(&RealDisk, place.path(), std::iter::empty()).unwrap();
    assert!(matches!(publish(place.path(), &[("a", "b")]), Err(SiteFolderError::Busy(_))));
    drop(held);
    assert!(publish(place.path(), &[("a", "b")]).is_ok());
}
