//! The programs with a screen, measured one after the other. Enter at [`compare`].

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::Asked;
use crate::forms::Facts;
use crate::programs::{self, Program, Search};
use crate::pty::{Burst, SIZE, Session};
use crate::system::{self, Load};
use crate::table::{self, figure, median, ms, percentile, whole};

/// Moves of one key each, in a run.
const MOVES: usize = 50;

/// So long nobody touches a key.
const IDLE: Duration = Duration::from_secs(5);

/// The longest that a start or a search may take.
const LONGEST: Duration = Duration::from_secs(60);

/// How long a run waits for the machine to be quiet.
const PATIENCE: Duration = Duration::from_secs(10);

/// In so many runs.
const IDLE_RUNS: usize = 2;

/// What all runs of one program gave: milliseconds, bytes, kilobytes.
#[derive(Default)]
struct Figures {
    settled: Vec<f64>,
    whole: Vec<f64>,
    moves: Pressed,
    many: Pressed,
    search: Pressed,
    idle_cpu: Vec<f64>,
    idle_wakeups: Vec<f64>,
    idle_bytes: Vec<f64>,
    memory: Vec<f64>,
    quit: Vec<f64>,
    others: Vec<f64>,
}

/// Keys that were pressed.
#[derive(Default)]
struct Pressed {
    times: Vec<f64>,
    bytes: Vec<f64>,
}

impl Pressed {
    fn add(&mut self, burst: Burst) {
        self.times.extend(burst.time.map(ms));
        self.bytes.push(burst.bytes as f64);
    }

    /// Median and 99th percentile.
    fn time(&self) -> String {
        match median(&self.times) {
            Some(median) => format!("{} / {}", figure(Some(median)), figure(percentile(&self.times, 99.0))),
            None => "–".into(),
        }
    }

    fn mean_bytes(&self) -> String {
        let count = self.bytes.len() as f64;
        whole((count > 0.0).then(|| self.bytes.iter().sum::<f64>() / count))
    }
}

/// What the rows of the table are called; [`column`] has the same order.
const ROWS: [&str; 12] = [
    "start to data on the screen, ms",
    "start to all of it read, ms",
    "a move, ms (median / p99)",
    "a move, bytes (mean)",
    "50 moves sent at once, ms",
    "50 moves sent at once, bytes",
    "search, ms (median / p99)",
    "search, bytes (mean)",
    "idle for 5 s: CPU, ms",
    "idle for 5 s: wake-ups / bytes",
    "most memory, MB",
    "quit, ms",
];

/// Measures all of them at one size and prints the table.
pub fn compare(facts: &Facts, folder: &Path, Asked { runs, show, .. }: &Asked) -> io::Result<()> {
    let mut head = vec!["".to_owned()];
    let mut rows = ROWS.map(|name| vec![name.to_owned()]);
    let mut others = Vec::new();
    for program in programs::all(facts) {
        eprintln!("{} at {} regions …", program.name, facts.regions);
        let mut figures = Figures::default();
        // The first run fills the caches and does not count.
        Run { program: &program, facts, idle: false, show: *show }.of(folder, &mut Figures::default())?;
        for number in 0..*runs {
            system::wait_for_quiet(PATIENCE);
            Run { program: &program, facts, idle: number < IDLE_RUNS, show: false }.of(folder, &mut figures)?;
        }
        head.push(program.name.to_owned());
        rows.iter_mut().zip(column(&program, &figures)).for_each(|(row, cell)| row.push(cell));
        others.append(&mut figures.others);
    }
    table::print(&head, &rows);
    println!(
        "Search: bildungsnetz and vim search with each character typed; the others (↵) are timed from Enter. What is looked \
         for is the last record. Everything else on the machine kept {} processors busy (median; {} at most).\n",
        figure(median(&others)),
        figure(percentile(&others, 100.0))
    );
    Ok(())
}

fn column(program: &Program, figures: &Figures) -> [String; 12] {
    let search = figures.search.time();
    let middle = |values: &[f64]| figure(median(values));
    [
        middle(&figures.settled),
        middle(&figures.whole),
        figures.moves.time(),
        figures.moves.mean_bytes(),
        middle(&figures.many.times),
        whole(median(&figures.many.bytes)),
        if program.how == Search::Live { search } else { format!("↵ {search}") },
        figures.search.mean_bytes(),
        middle(&figures.idle_cpu),
        format!("{} / {}", whole(median(&figures.idle_wakeups)), whole(median(&figures.idle_bytes))),
        middle(&figures.memory),
        middle(&figures.quit),
    ]
}

/// One life of a program.
struct Run<'a> {
    program: &'a Program,
    facts: &'a Facts,
    /// It is also left alone for a while.
    idle: bool,
    /// Its screen with the hit is printed, for people to see what was measured.
    show: bool,
}

impl Run<'_> {
    fn of(&self, folder: &Path, figures: &mut Figures) -> io::Result<()> {
        let program = self.program;
        let load = Load::begin();
        let mut session = Session::start(program.command(folder, &folder.join("home")))?;
        let start = session.started(program.expect, program.whole.as_deref(), LONGEST);
        figures.settled.extend(start.settled.map(ms));
        figures.whole.extend(start.whole.map(ms));
        moves(program, &mut session, figures);
        search(program, &self.facts.last, &mut session, figures);
        if self.show {
            eprintln!("{}", session.screen().contents());
        }
        if !program.close.is_empty() {
            session.press(program.close);
        }
        if self.idle {
            leave_alone(&mut session, figures);
        }
        figures.memory.extend(system::peak_memory(session.pid()).map(|kb| kb as f64 / 1024.0));
        figures.others.push(load.others(system::cpu(session.pid())));
        figures.quit.extend(session.quit(program.quit).map(ms));
        Ok(())
    }
}

fn leave_alone(session: &mut Session, figures: &mut Figures) {
    let (cpu, wakeups) = (system::cpu(session.pid()), system::wakeups(session.pid()));
    figures.idle_bytes.push(session.idle(IDLE) as f64);
    figures.idle_cpu.push(ms(system::cpu(session.pid()).saturating_sub(cpu)));
    figures.idle_wakeups.push(system::wakeups(session.pid()).saturating_sub(wakeups) as f64);
}

fn moves(program: &Program, session: &mut Session, figures: &mut Figures) {
    if !program.first.is_empty() {
        session.press(program.first);
    }
    let down = session.cursor_key(b'B');
    for _ in 0..MOVES {
        figures.moves.add(session.press(&down));
    }
    session.press(program.home);
    figures.many.add(session.press_many(&down.repeat(MOVES)));
    session.press(program.home);
}

/// Looks for the identifier of the last record.
fn search(program: &Program, text: &str, session: &mut Session, figures: &mut Figures) {
    session.press(program.search);
    for letter in text.bytes() {
        let burst = session.press(&[letter]);
        if program.how == Search::Live {
            figures.search.add(burst);
        }
    }
    if program.how == Search::OnEnter {
        // The line that was typed stands at the bottom, the hit above it, perhaps cut off where its
        // column ends.
        let start: String = text.chars().take(15).collect();
        let found = |screen: &vt100::Screen| {
            let lines: Vec<String> = screen.rows(0, SIZE.0).collect();
            lines.iter().rev().skip(1).any(|line| line.contains(&start))
        };
        figures.search.add(session.press_until(b"\r", LONGEST, found));
    }
}
