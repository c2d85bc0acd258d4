//! What the stress tests share: how long they go on, their dice, the program as a child, and what
//! lies on the desk after.
//!
//! Must not judge what a test expects. Enter at [`rounds`], [`command`], [`left`].

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::storage::journal::{PendingJournals, pending};
use bildungsnetz::storage::{Content, RealDisk};

use crate::terminal::Home;

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");

/// Where the telephone of Aachen's office is.
pub const PHONE: &str = "bodies/aachen-bildungsbuero/contact/phone";

/// Where the telephone of Leverkusen's office is.
pub const OTHER_PHONE: &str = "bodies/leverkusen-bildungsbuero/contact/phone";

/// How often something is tried: so often, or as the long form says.
pub fn rounds(short: u64) -> u64 {
    std::env::var("STRESS").map_or(short, |rounds| rounds.parse().unwrap())
}

/// Random numbers that can be had again (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// From `STRESS_SEED`, or new; says which.
    pub fn new(test: &str) -> Dice {
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64;
        let seed = std::env::var("STRESS_SEED").map_or_else(|_| now(), |seed| seed.parse().unwrap());
        println!("{test}: STRESS_SEED={seed}");
        Dice(seed)
    }

    /// Any number below this one.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit.max(1)
    }
}

/// A command with nothing of our own surroundings but the path.
pub fn bare(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(home).env_clear().env("HOME", home).env("LANG", "de_DE.UTF-8");
    command.env("PATH", std::env::var_os("PATH").unwrap()).stdin(Stdio::null());
    command
}

/// The program on the dataset of this home.
pub fn command(home: &Path, arguments: &[&str]) -> Output {
    bare(PROGRAM, home).args(["--data", "koeln.ron"]).args(arguments).output().unwrap()
}

/// As [`command`]; anything but success fails the test.
#[track_caller]
pub fn succeeds(home: &Path, arguments: &[&str]) {
    let output = command(home, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
}

/// What a command said on both streams.
pub fn said(output: &Output) -> String {
    format!("{}{}{}", output.status, String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The shipped dataset with these numbers as telephones of Aachen and Leverkusen.
pub fn dataset(numbers: (u64, u64)) -> String {
    let (aachen, leverkusen) = numbers;
    SHIPPED.replace("0241 5198-4300", &format!("0241 {aachen}")).replace("406-4021", &format!("406-{leverkusen}"))
}

/// The numbers by which [`dataset`] makes this text; one that is torn has none.
pub fn numbers(text: &str) -> Option<(u64, u64)> {
    let found = (number(text, "\"0241 ")?, number(text, "\"406-")?);
    (dataset(found) == text).then_some(found)
}

/// The number behind a beginning.
pub fn number(text: &str, beginning: &str) -> Option<u64> {
    text.split_once(beginning)?.1.split_once('"')?.0.parse().ok()
}

/// The journals that programs left in a home.
pub fn left(home: &Home) -> PendingJournals<'static> {
    let state = home.path(".local/state/bildungsnetz");
    let look = || pending(&RealDisk, &SCHEMA, &state, Some(&home.path("koeln.ron"))).unwrap();
    let mut left = look();
    // A child that another test is just starting holds what this process had open until it runs its
    // program.
    let patience = Instant::now() + Duration::from_secs(10);
    while left.in_use > 0 && Instant::now() < patience {
        std::thread::yield_now();
        left = look();
    }
    let unreadable: Vec<_> = left.unreadable.iter().map(|journal| &journal.path).collect();
    assert!(unreadable.is_empty(), "unreadable journals: {unreadable:?}");
    assert!(!left.recovered.iter().any(|journal| journal.damaged), "a damaged journal");
    assert_eq!(left.in_use, 0, "a journal of nobody is in use");
    left
}

/// What the file holds now, as journals compare it.
pub fn content(home: &Home) -> Option<Content> {
    Some(Content::of(home.read("koeln.ron").as_bytes()))
}

/// How many new versions in the making lie beside the dataset.
pub fn temporaries(folder: &Path) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().ends_with(".tmp")).count()
}
