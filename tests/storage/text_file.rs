//! The files of saved views: whose they are, and that nothing in them is lost.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use bildungsnetz::config::views::{SavedView, ViewChange, ViewOwner, ViewsFolder};
use bildungsnetz::storage::text_file::{TextFile, VIEWS};
use bildungsnetz::storage::{Environment, ReadOnlyDisk, RealDisk};

fn view(name: &str) -> ViewChange {
    ViewChange::Save(SavedView { name: name.into(), table: "bodies".into(), ..SavedView::default() })
}

#[test]
fn the_file_beside_a_dataset_has_its_permissions_and_keeps_what_others_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let (dataset, file) = (folder.path().join("koeln.ron"), folder.path().join("koeln.ron.views.toml"));
    crate::put(&dataset, "Directory()");
    fs::set_permissions(&dataset, fs::Permissions::from_mode(0o640)).unwrap();
    let views = ViewsFolder::new(&RealDisk, &Environment::default(), false, Some(&dataset));
    assert!(views.user.is_none(), "there is no home");
    assert_eq!(views.change(ViewOwner::Everybody, &view("a")).unwrap(), file);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    crate::put(&file, &format!("# Ours.\n{}", fs::read_to_string(&file).unwrap()));
    views.change(ViewOwner::Everybody, &view("b")).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, "# Ours.\n[a]\ntable = \"bodies\"\n\n[b]\ntable = \"bodies\"\n");
    assert_eq!(views.read().views.len(), 2);
    // What is no longer what was read is not replaced.
    let shared = TextFile::beside(&RealDisk, &dataset, VIEWS).unwrap();
    assert!(!shared.replace(Some("something else"), "").unwrap());
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn what_is_not_ours_or_not_understood_is_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let (dataset, file) = (folder.path().join("koeln.ron"), folder.path().join("koeln.ron.views.toml"));
    crate::put(&dataset, "Directory()");
    let other = folder.path().join("other.toml");
    crate::put(&other, "x = 1\n");
    symlink(&other, &file).unwrap();
    let views = ViewsFolder::new(&RealDisk, &Environment::default(), false, Some(&dataset));
    assert!(views.change(ViewOwner::Everybody, &view("a")).is_err());
    assert_eq!(fs::read_to_string(&other).unwrap(), "x = 1\n");
    fs::remove_file(&file).unwrap();
    crate::put(&file, "[a\n");
    assert!(views.change(ViewOwner::Everybody, &view("a")).is_err());
    assert_eq!(fs::read_to_string(&file).unwrap(), "[a\n");
    fs::remove_file(&file).unwrap();
    let views = ViewsFolder::new(&ReadOnlyDisk, &Environment::default(), false, Some(&dataset));
    assert!(views.change(ViewOwner::Everybody, &view("a")).is_err());
    assert!(!file.exists());
}
