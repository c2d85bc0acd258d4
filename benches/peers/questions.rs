//! One question, one answer, on the command line: recutils' `recsel` beside the program. Enter at
//! [`compare`].

use std::io;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

use crate::forms::{Facts, NAMES};
use crate::programs;
use crate::table::{self, figure, median, ms, percentile};

/// How often each is asked.
const TIMES: usize = 20;

/// A question, asked of both programs.
struct Question {
    what: &'static str,
    ours: Vec<String>,
    theirs: Vec<String>,
    /// What the answer must hold.
    answer: String,
}

fn questions(facts: &Facts) -> [Question; 2] {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (office, last) = (&facts.office, &facts.last);
    [
        Question {
            what: "one value of a record",
            ours: words(&format!("get bodies/{office}/contact/email")),
            theirs: [words("-t Body -P contact_email -e"), vec![format!("id = '{office}'")]].concat(),
            answer: "@kreis-".into(),
        },
        Question {
            what: "search for a record's identifier",
            ours: words(&format!("find {last}")),
            theirs: words(&format!("-t Measure -q {last}")),
            answer: last.clone(),
        },
    ]
}

/// Asks both and prints the table.
pub fn compare(facts: &Facts, folder: &Path) -> io::Result<()> {
    let recsel = programs::find("recsel");
    let mut rows = Vec::new();
    for question in questions(facts) {
        let mut row = vec![question.what.to_owned()];
        let mut ours = command(&programs::ours(), folder);
        ours.args(["--data", NAMES[0], "--lang", "de"]).args(&question.ours);
        row.push(asked(ours, &question.answer)?);
        if let Some(recsel) = &recsel {
            let mut theirs = command(recsel, folder);
            theirs.args(&question.theirs).arg(NAMES[2]);
            row.push(asked(theirs, &question.answer)?);
        }
        rows.push(row);
    }
    let head = ["one question on the command line, ms (median / most)", "bildungsnetz", "recsel"].map(str::to_owned);
    table::print(&head[..rows.first().map_or(0, Vec::len)], &rows);
    Ok(())
}

fn command(file: &Path, folder: &Path) -> Command {
    let mut command = Command::new(file);
    command.current_dir(folder).env_clear().envs(programs::environment(&folder.join("home")));
    command
}

/// The time to the end of the process; the answer must be right.
fn asked(mut command: Command, answer: &str) -> io::Result<String> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let began = Instant::now();
        let Output { stdout, stderr, .. } = command.output()?;
        times.push(ms(began.elapsed()));
        if !String::from_utf8_lossy(&stdout).contains(answer) {
            return Err(io::Error::other(format!("{command:?}: {}", String::from_utf8_lossy(&stderr))));
        }
    }
    Ok(format!("{} / {}", figure(median(&times)), figure(percentile(&times, 100.0))))
}
