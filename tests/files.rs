//! Owners and rights of the files that the program makes, with each set-up of
//! `docs/files-and-permissions.md`, and the table there.
//!
//! Colleagues are played with accounts that exist as numbers only, which needs the rights of root.
//! Without them everybody is the account of the test, and what holds for one account is tested.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

#[path = "support/generated_block.rs"]
mod generated_block;

use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SMALL: &str = include_str!("cli/small.ron");
const PHONE: &str = "bodies/dueren-buero/contact/phone";

/// Two colleagues, and the group that they share.
const ANNA: u32 = 64_001;
const BERT: u32 = 64_002;
const GROUP: u32 = 64_003;

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A folder with a dataset, and homes for two.
struct Share {
    folder: TempDir,
}

impl Share {
    /// Of Anna and a group, with these rights of folder and dataset.
    fn new(folder_mode: u32, mode: u32) -> Share {
        let share = Share { folder: TempDir::new().unwrap() };
        fs::set_permissions(share.folder.path(), Permissions::from_mode(0o755)).unwrap();
        for name in ["srv", "anna", "bert"] {
            fs::create_dir(share.path(name)).unwrap();
        }
        fs::write(share.path("srv/koeln.ron"), SMALL).unwrap();
        if is_root() {
            for (name, uid, gid) in
                [("srv", ANNA, GROUP), ("srv/koeln.ron", ANNA, GROUP), ("anna", ANNA, ANNA), ("bert", BERT, BERT)]
            {
                chown(share.path(name), Some(uid), Some(gid)).unwrap();
            }
        }
        fs::set_permissions(share.path("srv/koeln.ron"), Permissions::from_mode(mode)).unwrap();
        fs::set_permissions(share.path("srv"), Permissions::from_mode(folder_mode)).unwrap();
        share
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program as a colleague with this umask; where the test is not root, as itself.
    fn run(&self, who: (&str, u32), groups: bool, umask: &str, arguments: &[&str]) -> Output {
        self.command(who, groups, umask, arguments).output().unwrap()
    }

    fn command(&self, (name, uid): (&str, u32), groups: bool, umask: &str, arguments: &[&str]) -> Command {
        let mut line = vec!["sh", "-c", "umask \"$0\"; exec \"$@\"", umask];
        let (user, group) = (format!("--reuid={uid}"), format!("--regid={uid}"));
        let others = if groups { format!("--groups={GROUP}") } else { "--clear-groups".to_owned() };
        if is_root() {
            line.extend(["setpriv", &user, &group, &others]);
        }
        line.push(env!("CARGO_BIN_EXE_bildungsnetz"));
        let mut command = Command::new(line[0]);
        command.args(&line[1..]).arg("--data").arg(self.path("srv/koeln.ron")).args(["--lang", "en"]).args(arguments);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", self.path(name)).env("LANG", "en_GB.UTF-8");
        command.current_dir(self.folder.path());
        command
    }

    /// Everything in the shared folder with its rights, by name; the owner as the table has it.
    fn listing(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut folders = vec![self.path("srv")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.path("srv")).unwrap().display().to_string();
                let data = fs::symlink_metadata(&path).unwrap();
                let owner = match (is_root(), data.uid()) {
                    (true, ANNA) => "anna",
                    (true, BERT) => "bert",
                    (true, other) => panic!("{name} belongs to {other}"),
                    (false, _) => "anna",
                };
                if is_root() {
                    assert!(data.gid() == GROUP || data.mode() & 0o070 == 0, "{name} has another group");
                }
                found.push((dated(&name), format!("{owner} {:04o}", data.mode() & 0o7777)));
                if data.is_dir() {
                    folders.push(path);
                }
            }
        }
        found.sort();
        found
    }
}

/// A name without the day in it.
fn dated(name: &str) -> String {
    match name.strip_prefix("koeln.ron.backups/") {
        Some(_) => "koeln.ron.backups/DAY-koeln.ron".to_owned(),
        None => name.to_owned(),
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn saved(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    told(output)
}

fn set(value: &str) -> [&str; 3] {
    ["set", PHONE, value]
}

#[test]
fn owners_and_rights_are_those_of_the_table() {
    // A name, the rights of folder and dataset, the umask, whether two work on it.
    let set_ups = [
        ("one group", 0o2770, 0o660, "077", true),
        ("one group, readable by all", 0o2775, 0o664, "022", true),
        ("one account", 0o700, 0o600, "022", false),
    ];
    let mut table = "| set-up | file | after anna's save | after bert's |\n| --- | --- | --- | --- |\n".to_owned();
    for (name, folder_mode, mode, umask, is_shared) in set_ups {
        let share = Share::new(folder_mode, mode);
        let view = ["export", "--as", "csv", "--table", "regions", "-o"];
        let first = saved(&share.run(("anna", ANNA), true, umask, &set("02421 1")));
        assert!(!first.contains("belongs to you"), "{first}");
        let before = share.listing();
        if is_shared {
            let second = saved(&share.run(("bert", BERT), true, umask, &set("02421 2")));
            assert_eq!(second.contains("The file now belongs to you"), is_root(), "{name}: {second}");
            let third = saved(&share.run(("bert", BERT), true, umask, &set("02421 3")));
            assert!(!third.contains("belongs to you"), "said once: {third}");
        }
        for (file, rights) in &before {
            let now = share.listing();
            let after = &now.iter().find(|(found, _)| found == file).unwrap().1;
            let after = if is_shared && is_root() { after } else { rights };
            let bit = u32::from_str_radix(rights.split(' ').nth(1).unwrap(), 8).unwrap();
            let is_folder = share.path("srv").join(file).is_dir();
            assert!(is_folder || bit & !mode & 0o777 == 0, "{name}: {file} is wider than the dataset");
            let after = if is_shared { after.as_str() } else { "–" };
            writeln!(table, "| {name} | `{file}` | {rights} | {after} |").unwrap();
        }
        // What goes elsewhere is the user's own, by the umask; the journal is nobody else's.
        let target = share.path("anna/out.csv");
        let out = share.run(("anna", ANNA), true, umask, &[&view[..], &[target.to_str().unwrap()]].concat());
        saved(&out);
        let wanted = 0o666 & !u32::from_str_radix(umask, 8).unwrap();
        assert_eq!(fs::metadata(target).unwrap().mode() & 0o777, wanted, "{name}");
    }
    if is_root() {
        generated_block::compare("docs/files-and-permissions.md", ("files", "files"), &table);
    }
}

#[test]
fn an_access_list_holds_for_the_dataset_and_what_lies_beside_it() {
    let share = Share::new(0o770, 0o660);
    let reader = format!("u:{BERT}:r-X");
    let allow = |options: &[&str], entry: &str, path: &Path| {
        let run = Command::new("setfacl").args(options).args(["-m", entry]).arg(path).output();
        let output = run.expect("setfacl is missing: install acl");
        assert!(output.status.success(), "{}", told(&output));
    };
    allow(&["-R"], &reader, &share.path("srv"));
    allow(&["-d"], &reader, &share.path("srv"));
    saved(&share.run(("anna", ANNA), true, "077", &set("02421 1")));
    let listing = Command::new("getfacl").args(["-R", "-n", "-c", "-p"]).arg(share.path("srv")).output().unwrap();
    let text = String::from_utf8(listing.stdout).unwrap();
    let granted = text.matches(&format!("user:{BERT}:r")).count();
    assert!(granted >= 5, "{text}");
    if is_root() {
        for file in
            share.listing().into_iter().map(|(file, _)| file).filter(|file| file.starts_with("koeln.ron.backups/"))
        {
            let day = fs::read_dir(share.path("srv/koeln.ron.backups")).unwrap().next().unwrap().unwrap().path();
            let run = share.run(("bert", BERT), false, "077", &["diff", day.to_str().unwrap(), "srv/koeln.ron"]);
            assert_eq!(run.status.code(), Some(1), "{file}: {}", told(&run));
        }
        let run = share.run(("bert", BERT), false, "077", &set("02421 2"));
        assert_eq!(run.status.code(), Some(4), "{}", told(&run));
    }
}

#[test]
fn a_closed_or_read_only_place_is_read_and_says_why_it_is_not_written() {
    let share = Share::new(0o755, 0o644);
    let mut reason = "permission denied";
    let place = share.path("srv");
    let mount = |arguments: &[&str]| {
        let output = Command::new("mount").args(arguments).arg(&place).output();
        output.is_ok_and(|output| output.status.success())
    };
    let source = place.to_str().unwrap();
    // Some containers let not even root mount anything.
    let is_mounted = is_root() && mount(&["--bind", source]) && mount(&["-o", "remount,bind,ro"]);
    if is_mounted {
        reason = "the file system is mounted read-only";
    } else if !is_root() {
        fs::set_permissions(share.path("srv/koeln.ron"), Permissions::from_mode(0o444)).unwrap();
        fs::set_permissions(&place, Permissions::from_mode(0o555)).unwrap();
    }
    // On the mount not even the owner may write.
    let who = if is_mounted { ("anna", ANNA) } else { ("bert", BERT) };
    let read = share.run(who, false, "022", &["get", PHONE]);
    let written = share.run(who, false, "022", &set("02421 1"));
    if is_mounted {
        assert!(Command::new("umount").arg(&place).status().unwrap().success());
    }
    assert_eq!(read.stdout, b"02421 22-0\n");
    assert!(written.status.code() == Some(4) && told(&written).contains(reason), "{written:?}");
    fs::set_permissions(&place, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fs::read_to_string(share.path("srv/koeln.ron")).unwrap(), SMALL);
}

#[test]
fn whoever_may_only_read_edits_as_usual_and_proposes() {
    let share = Share::new(0o755, 0o644);
    if !is_root() {
        fs::set_permissions(share.path("srv/koeln.ron"), Permissions::from_mode(0o444)).unwrap();
        fs::set_permissions(share.path("srv"), Permissions::from_mode(0o555)).unwrap();
    }
    let before = share.listing();
    let session = |arguments: &[&str]| {
        let mut command = share.command(("bert", BERT), false, "022", arguments);
        let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let typed = "bodies\n2\n14 e 02421 22-1\nb\npropose\nNew line\n:esc\nq\nd\n";
        program.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        String::from_utf8(program.wait_with_output().unwrap().stdout).unwrap()
    };
    let told = session(&["--plain"]);
    assert!(told.contains("koeln.ron [proposal]"), "{told}");
    assert!(told.contains("Proposal to send") && told.contains("New line") && told.contains("02421 22-1"), "{told}");
    let told = session(&["--plain", "--read-only"]);
    assert!(told.contains("koeln.ron [read-only]") && !told.contains("Proposal to send"), "{told}");
    let refused = share.run(("bert", BERT), false, "022", &set("02421 1"));
    assert!(self::told(&refused).contains("or propose the change with --propose"), "{refused:?}");
    let refused = share.run(("bert", BERT), false, "022", &[&["--propose"], &set("02421 1")[..]].concat());
    let said = self::told(&refused);
    assert!(said.contains("koeln.ron.proposals is not writable") && said.contains("With --print"), "{said}");
    assert_eq!(share.listing(), before);
    fs::set_permissions(share.path("srv"), Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_proposal_of_somebody_without_the_group_is_read_by_the_group_of_its_file_where_everybody_may() {
    let share = Share::new(0o755, 0o644);
    let folder = share.path("srv/koeln.ron.proposals");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o1777)).unwrap();
    let proposed = share.run(("bert", BERT), false, "022", &[&["--propose"], &set("02421 1")[..]].concat());
    assert_eq!(proposed.status.code(), Some(0), "{proposed:?}");
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    assert_eq!(file.metadata().unwrap().mode() & 0o777, 0o444);
    let listed = share.run(("anna", ANNA), true, "022", &["proposals", "list"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("02421 1"), "{listed:?}");
    fs::set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    let withdrawn = share.run(("bert", BERT), false, "022", &["--propose", "proposals", "withdraw", "2"]);
    assert!(told(&withdrawn).contains("koeln.ron.proposals is not writable"), "{withdrawn:?}");
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_dataset_that_everybody_may_change_is_warned_of() {
    for (folder, mode, warning) in [
        (0o755, 0o666, Some("Every account of this machine can change")),
        (0o777, 0o644, Some("Every account of this machine can put another file in the place of")),
        (0o1777, 0o644, None),
        (0o755, 0o644, None),
    ] {
        let share = Share::new(folder, mode);
        let run = |arguments: &[&str]| share.run(("anna", ANNA), false, "022", arguments);
        let said = saved(&run(&set("02421 1")));
        assert_eq!(
            said.matches("Every account").count(),
            usize::from(warning.is_some()),
            "{folder:o} {mode:o}: {said}"
        );
        let doctor = String::from_utf8(run(&["doctor"]).stdout).unwrap();
        match warning {
            Some(warning) => assert!(said.contains(warning) && doctor.contains("Every account"), "{said}\n{doctor}"),
            None => assert!(!doctor.contains("Every account"), "{doctor}"),
        }
        // Who only asks is not troubled with it.
        assert_eq!(told(&run(&["get", PHONE])), "");
    }
}
