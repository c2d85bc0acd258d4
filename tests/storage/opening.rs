//! Which dataset is opened, and how files that cannot be read are refused.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use bildungsnetz::storage::{
    DatasetLocation, Environment, Folders, Origin, ReadOnlyReason, RealDisk, StoreError, dataset_location, load,
};
use bildungsnetz::texts::Lang;
use rustix::io::Errno;

use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, OLD, put};

fn environment(desk: &Desk, variable: &str) -> Environment {
    let mut env = Environment::with([("BILDUNGSNETZ_DATA", variable)]);
    env.current = Some("/work".into());
    env.folders = Some(Folders {
        home: desk.path("home"),
        config: desk.path("home/.config"),
        data: desk.path("data"),
        state: desk.path("state"),
    });
    env
}

fn place(origin: Origin, path: impl Into<PathBuf>) -> DatasetLocation {
    DatasetLocation { origin, path: Some(path.into()) }
}

#[test]
fn the_nearest_wish_chooses_the_dataset() {
    let desk = Desk::empty();
    let (set, unset) = (environment(&desk, "mine.ron"), environment(&desk, ""));
    let (argument, configured) = (Some(Path::new("a.ron")), Some(Path::new("/c.ron")));
    let folder = desk.path("data/koeln.ron");
    let choose = |env: &_, argument, configured| dataset_location::choose(&RealDisk, env, argument, configured);

    assert_eq!(choose(&set, argument, configured), place(Origin::Argument, "/work/a.ron"));
    assert_eq!(choose(&set, None, configured), place(Origin::Variable, "/work/mine.ron"));
    assert_eq!(choose(&set.clone().restricted(), None, configured), place(Origin::Config, "/c.ron"));
    assert_eq!(choose(&unset, None, configured), place(Origin::Config, "/c.ron"));
    assert_eq!(choose(&unset, None, None), place(Origin::Shipped, &folder));
    std::fs::create_dir(desk.path("data")).unwrap();
    put(&folder, OLD);
    assert_eq!(choose(&unset, None, None), place(Origin::Folder, &folder));
}

#[test]
fn without_a_home_the_shipped_dataset_opens_and_has_no_place() {
    let chosen = dataset_location::choose(&RealDisk, &Environment::default(), None, None);
    assert_eq!(chosen, DatasetLocation { origin: Origin::Shipped, path: None });
    let loaded = load::open(&RealDisk, &chosen, OLD).unwrap();
    assert_eq!(&*loaded.text, OLD);
    assert!(matches!(loaded.target(), Err(StoreError::NoPlace)));
}

#[test]
fn a_file_is_read_as_it_is() {
    let desk = Desk::empty();
    let text = "\u{feff}Directory(\r\n)";
    desk.put("koeln.ron", text);
    let loaded = desk.load();
    assert_eq!(&*loaded.text, text);
    assert_eq!(loaded.read_only, None);
    assert_eq!(loaded.content().unwrap().len, text.len() as u64);
}

#[test]
fn what_is_no_dataset_is_refused_with_a_reason() {
    let desk = Desk::empty();
    let refusal = |name: &str| {
        let error = load::read(&RealDisk, &desk.path(name)).unwrap_err();
        let message = error.message(Lang::En).replace(&desk.path("").to_string_lossy().into_owned(), "");
        assert!(!error.hint(Lang::De).is_empty());
        message
    };
    assert_eq!(refusal("none.ron"), "none.ron does not exist");
    std::fs::create_dir(desk.path("folder")).unwrap();
    assert_eq!(refusal("folder"), "folder is a folder, not a file");
    rustix::fs::mknodat(rustix::fs::CWD, desk.path("pipe"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    assert_eq!(refusal("pipe"), "pipe is not a regular file");
    let device = load::read(&RealDisk, Path::new("/dev/zero")).unwrap_err();
    assert_eq!(device.message(Lang::En), "/dev/zero is not a regular file");
    symlink("loop", desk.path("loop")).unwrap();
    assert_eq!(refusal("loop"), "loop links in a circle and leads to no file");
    std::fs::File::create(desk.path("large")).unwrap().set_len(3 << 30).unwrap();
    assert_eq!(refusal("large"), "large is too large (3072 MiB); at most 1024 MiB are read");
    std::io::Write::write_all(
        &mut std::fs::File::create(desk.path("latin1")).unwrap(),
        b"Directory(\n  // D\xc3\xbc, K\xf6ln\n)",
    )
    .unwrap();
    assert_eq!(refusal("latin1"), "latin1:2:11: This is not UTF-8 text but probably WINDOWS-1252");
}

#[test]
fn a_place_that_cannot_be_written_opens_read_only() {
    let desk = Desk::new();
    for (errno, reason) in [(Errno::ACCESS, ReadOnlyReason::Permission), (Errno::ROFS, ReadOnlyReason::FileSystem)] {
        let disk = Faulty::at(At::Name("check_writable"), Fault::Once(errno));
        assert_eq!(load::read(&disk, &desk.file()).unwrap().read_only, Some(reason));
    }
}

#[test]
fn a_file_written_while_it_is_read_is_read_again() {
    let desk = Desk::new();
    let path = desk.file();
    let disk = Faulty::before("read", move || put(&path, "Directory()"));
    let loaded = load::read(&disk, &desk.file()).unwrap();
    assert_eq!(&*loaded.text, "Directory()");
    assert_eq!(loaded.content(), desk.load().content());
}

#[test]
fn reading_writes_nothing_and_waits_for_nobody() {
    let desk = Desk::new();
    let disk = Faulty::none();
    load::read(&disk, &desk.file()).unwrap();
    let calls = disk.calls();
    assert!(
        calls
            .iter()
            .all(|call| { ["stat", "open to read", "stat_open", "read", "check_writable",].contains(&call.as_str()) })
    );
}
