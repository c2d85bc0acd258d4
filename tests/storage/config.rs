//! The configuration files: which are read, and that none stops the program.

use std::path::Path;

use bildungsnetz::config::{self, Flags, Settings};
use bildungsnetz::storage::{Environment, Folders, RealDisk};
use bildungsnetz::texts::Lang;

use crate::Desk;

#[test]
fn the_users_file_is_found_and_its_dataset_counts_from_it() {
    let desk = Desk::empty();
    desk.put("config.toml", "lang = \"en\"\ndata = \"~/netz/koeln.ron\"\n");
    let folder = desk.folder.path().to_owned();
    let folders = Folders { home: "/home/anna".into(), config: folder.clone(), data: folder.clone(), state: folder };
    let mut env = Environment::default();
    env.folders = Some(folders);

    let files = config::files(&env, false);
    assert_eq!(files, [desk.path("config.toml"), config::SYSTEM_FILE.into()]);
    assert_eq!(config::files(&env, true), [Path::new(config::SYSTEM_FILE)]);
    let (config, warnings) = config::load(&RealDisk, &env, &files[..1]);
    assert_eq!(warnings, []);
    let settings = Settings::new(&env, config, Flags::default());
    assert_eq!(settings.lang, Lang::En);
    assert_eq!(settings.data.as_deref(), Some(Path::new("/home/anna/netz/koeln.ron")));
}

#[test]
fn a_file_that_is_missing_says_nothing_and_one_that_cannot_be_read_warns() {
    let desk = Desk::empty();
    std::fs::create_dir(desk.path("config.toml")).unwrap();
    let files = [desk.path("none.toml"), desk.path("config.toml")];
    let (config, warnings) = config::load(&RealDisk, &Environment::default(), &files);
    assert_eq!(config, config::Config::default());
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].text(Lang::En).ends_with("config.toml is a folder, not a file"));
}

#[test]
fn the_process_has_an_environment() {
    let env = Environment::read();
    assert!(env.current.is_some() && !env.host.is_empty());
}
