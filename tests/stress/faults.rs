//! Disks that really refuse: full, read-only, or with a limit on a file's size. The file stays
//! whole, the work is kept, and what is said leads on.
//!
//! Disks of our own need a mount namespace; where the system gives none (as to an ordinary user),
//! the limits remain.

use std::path::{Path, PathBuf};
use std::process::Command;

use bildungsnetz::model::SHIPPED;
use rustix::process::Signal;

use crate::desk::{PHONE, PROGRAM, bare, said};
use crate::terminal::{Home, Life, Terminal};

pub const CTRL_S: &str = "\x13";
pub const CTRL_U: &str = "\x15";

/// True where we may mount; says so where not.
fn may_mount() -> bool {
    let may = Command::new("unshare").args(["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    let may = may.is_ok_and(|output| output.status.success());
    if !may {
        println!("no mount namespace here: only the limits are tried");
    }
    may
}

/// A program at work after these lines of a shell: Aachen's telephone is changed, not saved.
fn at_work(home: &Home, shell: &[&str], lines: &str, telephone: &str) -> Terminal {
    let program = format!("{lines}\nexec '{PROGRAM}' disk/koeln.ron");
    let mut arguments = shell[1..].to_vec();
    arguments.extend(["-c", &program]);
    let mut terminal = home.run(Path::new(shell[0]), &arguments);
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r").shows("Bildungsbüro (A 43)");
    terminal.keys(&format!("/telefon\re{CTRL_U}{telephone}\r")).shows("[+1]");
    terminal
}

/// A folder for a disk in a home, with the dataset in it.
fn with_disk() -> (Home, PathBuf) {
    let home = Home::new();
    std::fs::create_dir(home.path("disk")).unwrap();
    std::fs::rename(home.path("koeln.ron"), home.path("disk/koeln.ron")).unwrap();
    let folder = home.path("disk").parent().unwrap().to_owned();
    (home, folder)
}

/// A file as the program sees it.
fn inside(terminal: &Terminal, folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    Path::new(&format!("/proc/{}/root", terminal.pid().as_raw_nonzero())).join(path.strip_prefix("/").unwrap())
}

const TMPFS: &str = "mount -t tmpfs -o size=2m none disk && cp koeln.ron disk/ && \
    { dd if=/dev/zero of=disk/rest bs=1k 2>/dev/null; true; }";

const UNSHARED: [&str; 3] = ["unshare", "-m", "sh"];

#[test]
fn on_a_full_disk_the_file_stays_and_room_is_all_it_takes() {
    if !may_mount() {
        return;
    }
    let (home, folder) = with_disk();
    std::fs::rename(home.path("disk/koeln.ron"), home.path("koeln.ron")).unwrap();
    let mut terminal = at_work(&home, &UNSHARED, TMPFS, "0241 1");
    terminal.keys(CTRL_S).shows("Nicht gespeichert").shows("der Datenträger ist").shows("Schaffen Sie Platz");
    let file = inside(&terminal, &folder, "disk/koeln.ron");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), SHIPPED);
    std::fs::remove_file(inside(&terminal, &folder, "disk/rest")).unwrap();
    terminal.keys("\x1b").hides("Schaffen Sie Platz");
    terminal.keys(CTRL_S).shows("koeln.ron gespeichert").hides("[+1]");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), SHIPPED.replace("0241 5198-4300", "0241 1"));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn on_a_full_disk_set_says_what_to_do() {
    if !may_mount() {
        return;
    }
    let (home, folder) = with_disk();
    std::fs::rename(home.path("disk/koeln.ron"), home.path("koeln.ron")).unwrap();
    let lines = format!(
        "{TMPFS}\n'{PROGRAM}' --data disk/koeln.ron set {PHONE} '0241 1'; code=$?; cmp disk/koeln.ron koeln.ron && \
         test -z \"$(ls -A disk | grep tmp)\" && exit $code"
    );
    let output = bare("unshare", &folder).args(["-m", "sh", "-c", &lines]).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(said(&output).contains("der Datenträger ist voll"), "{}", said(&output));
    assert!(said(&output).contains("Schaffen Sie Platz"), "{}", said(&output));
}

#[test]
fn a_disk_that_becomes_read_only_keeps_the_work_in_the_program() {
    if !may_mount() {
        return;
    }
    let (home, folder) = with_disk();
    let mut terminal = at_work(&home, &UNSHARED, "", "0241 1");
    // Over the one it has open files on, which could not be made read-only.
    mount(&terminal, &folder, "mount --bind disk disk && mount -o remount,bind,ro disk");
    terminal.keys(CTRL_S).shows("Nicht gespeichert").shows("schreibgeschützt eingebunden");
    assert_eq!(home.read("disk/koeln.ron"), SHIPPED);
    terminal.keys("\x1b").hides("Nicht gespeichert");
    mount(&terminal, &folder, "umount disk");
    terminal.keys(CTRL_S).shows("koeln.ron gespeichert").hides("[+1]");
    assert_eq!(home.read("disk/koeln.ron"), SHIPPED.replace("0241 5198-4300", "0241 1"));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

/// Mounts or unmounts something where a program runs, for it alone.
fn mount(terminal: &Terminal, folder: &Path, lines: &str) {
    let pid = terminal.pid().as_raw_nonzero().to_string();
    let lines = format!("cd '{}' && {lines}", folder.display());
    let output = Command::new("nsenter").args(["-t", &pid, "-m", "sh", "-c", &lines]).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_read_only_disk_is_told_of_and_left_alone() {
    if !may_mount() {
        return;
    }
    let (home, folder) = with_disk();
    let mount = "mount --bind disk disk && mount -o remount,bind,ro disk";
    let lines = format!("{mount}\nexec '{PROGRAM}' --data disk/koeln.ron set {PHONE} '0241 1'");
    let output = bare("unshare", &folder).args(["-m", "sh", "-c", &lines]).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(said(&output).contains("schreibgeschützt eingebunden"), "{}", said(&output));
    let lines = format!("{mount}\nexec '{PROGRAM}' disk/koeln.ron");
    let mut terminal = home.run(Path::new("unshare"), &["-m", "sh", "-c", &lines]);
    // Nothing can be saved there, but proposed as a text to send.
    terminal.shows("Kreis Düren").shows("[Vorschlag]");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    assert_eq!(std::fs::read_dir(folder.join("disk")).unwrap().count(), 1, "nothing was made beside it");
}

/// A limit on the size of files, in the shell's blocks of 512 bytes.
fn limit(blocks: usize) -> String {
    format!("ulimit -f {blocks}")
}

#[test]
fn a_limit_on_file_sizes_stops_a_set_and_not_more() {
    let (home, folder) = with_disk();
    let lines = format!("{}\nexec '{PROGRAM}' --data disk/koeln.ron set {PHONE} '0241 1'", limit(16));
    let output = bare("sh", &folder).args(["-c", &lines]).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", said(&output));
    assert!(said(&output).contains("die erlaubte Dateigröße ist überschritten"), "{}", said(&output));
    assert_eq!(home.read("disk/koeln.ron"), SHIPPED);
}

#[test]
fn with_a_limit_on_file_sizes_the_screen_keeps_the_work_over_a_kill() {
    let (home, _) = with_disk();
    let mut terminal = at_work(&home, &["sh"], &limit(16), "0241 1");
    terminal.keys(CTRL_S).shows("Nicht gespeichert").shows("Dateigröße ist überschritten");
    assert_eq!(home.read("disk/koeln.ron"), SHIPPED);
    assert_eq!(terminal.signal(Signal::KILL).ends(), Life::Killed(Signal::KILL.as_raw()));
    let mut terminal = home.run(Path::new(PROGRAM), &["disk/koeln.ron"]);
    terminal.shows("Nicht gespeicherte Änderungen gefunden").shows("0241 1");
    terminal.keys("\r").shows("Übernommen");
    terminal.keys(CTRL_S).shows("koeln.ron gespeichert").hides("[+1]");
    assert_eq!(home.read("disk/koeln.ron"), SHIPPED.replace("0241 5198-4300", "0241 1"));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn where_no_journal_can_be_written_it_says_so_and_goes_on() {
    let (home, _) = with_disk();
    let mut terminal = at_work(&home, &["sh"], &limit(0), "0241 1");
    terminal.shows("gegen einen Verbindungsabbruch");
    terminal.keys(&format!("e{CTRL_U}0241 2\rb")).shows("0241 2").shows("Telefon geändert");
    terminal.keys(CTRL_S).shows("Nicht gespeichert").shows("Dateigröße ist überschritten");
    assert_eq!(home.read("disk/koeln.ron"), SHIPPED);
    terminal.keys("\x1b").hides("Nicht gespeichert");
    terminal.keys("q").shows("Verwerfen und beenden");
    terminal.keys("jj\r");
    assert_eq!(terminal.ends(), Life::Ended(0));
}

#[test]
fn a_save_stands_when_the_history_cannot_be_written() {
    let (home, _) = with_disk();
    // Longer than the limit already; what it says is of no matter here.
    std::fs::write(home.path("disk/koeln.ron.history"), "\n".repeat(500_000)).unwrap();
    let mut terminal = at_work(&home, &["sh"], &limit(700), "0241 1");
    terminal.keys(CTRL_S).shows("nicht im Verlauf verzeichnet").hides("[+1]");
    assert_eq!(home.read("disk/koeln.ron"), SHIPPED.replace("0241 5198-4300", "0241 1"));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    assert_eq!(home.read("disk/koeln.ron.history").len(), 500_000);
}
