//! The program beside others that show the same data in a terminal: less, vim, csvlens, VisiData,
//! recutils.
//!
//! `cargo bench --bench peers` builds everything, writes an invented directory in the forms that
//! the programs read, runs each of them in a terminal of 120 × 40 and prints Markdown tables;
//! `-- 11 400` says at how many regions (these are the default), `--runs 5` how often, `--show`
//! prints the screens. Programs that are not installed are left out and named. For Linux. A start
//! is timed from before its process is made to the last byte before the screen is still; a key from
//! its sending to the last byte that follows, one at a time after 50 ms of silence. Nothing is said
//! that was not measured in this run.

#![allow(missing_docs, reason = "a program of its own, read from above")]

mod forms;
#[path = "../support/generate.rs"]
mod generate;
mod programs;
mod pty;
mod questions;
mod screens;
mod system;
mod table;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use forms::Facts;

/// What the command line asks for.
struct Asked {
    sizes: Vec<usize>,
    runs: usize,
    /// The screens are printed, for people to see what was measured.
    show: bool,
}

const USAGE: &str = "usage: cargo bench --bench peers -- [REGIONS]… [--runs N] [--show]";

fn main() -> ExitCode {
    if std::env::args().len() == 1 {
        // Run by `cargo test --all-targets`, which wants to know whether it runs and no figures.
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        // Files are written by a process of their own: this one stays small, which makes starting
        // others quick.
        ["--write", regions, folder] => {
            regions.parse().map_err(io::Error::other).and_then(|regions| forms::write(regions, Path::new(folder)))
        }
        _ => match asked(&arguments) {
            Some(asked) => compare(&asked),
            None => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn asked(arguments: &[String]) -> Option<Asked> {
    let mut asked = Asked { sizes: Vec::new(), runs: 5, show: false };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--runs" => asked.runs = arguments.next()?.parse().ok().filter(|runs| *runs > 0)?,
            "--show" => asked.show = true,
            size => asked.sizes.push(size.parse().ok().filter(|size| (1..=4_000).contains(size))?),
        }
    }
    if asked.sizes.is_empty() {
        asked.sizes = vec![11, 400];
    }
    Some(asked)
}

fn compare(asked: &Asked) -> io::Result<()> {
    let (here, missing): (Vec<_>, Vec<_>) = programs::versions().into_iter().partition(Result::is_ok);
    let here: Vec<String> = here.into_iter().filter_map(Result::ok).collect();
    println!("Measured on {}: {}.", jiff::Zoned::now().date(), here.join(", "));
    println!("{}; terminal {} × {}; {} runs each.", system::machine(), pty::SIZE.0, pty::SIZE.1, asked.runs);
    missing.into_iter().filter_map(Result::err).for_each(|line| println!("{line}."));
    println!();
    for regions in &asked.sizes {
        let folder = prepare(*regions)?;
        let facts = Facts::read(&folder)?;
        println!("**{}**\n", headline(&facts));
        screens::compare(&facts, &folder, asked)?;
        questions::compare(&facts, &folder)?;
    }
    Ok(())
}

fn headline(facts: &Facts) -> String {
    let mb = facts.bytes.map(|bytes| format!("{:.1}", bytes as f64 / 1e6));
    format!(
        "{} regions, {} records: RON {} MB, CSV {} MB, rec {} MB",
        facts.regions,
        table::whole(Some(facts.records as f64)),
        mb[0],
        mb[1],
        mb[2]
    )
}

/// Writes the data of a size, below cargo's own folder for such things; and a home without any
/// settings.
fn prepare(regions: usize) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("peers-{regions}"));
    std::fs::create_dir_all(folder.join("home"))?;
    let mut write = Command::new(std::env::current_exe()?);
    let written = write.args(["--write", &regions.to_string()]).arg(&folder).status()?;
    if written.success() { Ok(folder) } else { Err(io::Error::other("the data cannot be written")) }
}
