//! Eleven clones, one for each region, and one repository on a server: random work for a long time,
//! with weeks offline and kills, and what must hold at each step and in the end.
//!
//! `SIMULATED_EDITS=10000 cargo test --release --test simulation -- --nocapture` runs the full size
//! and prints its figures, which stand in docs/many-machines.md.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod chance;
mod clone;
mod edits;
mod marks;
mod proposing;

#[allow(dead_code, reason = "made for other stories too")]
#[path = "../machines/team.rs"]
mod team;

use std::collections::BTreeSet;
use std::time::Instant;

use bildungsnetz::model::SHIPPED;

use chance::Chance;
use clone::Clone;
use marks::marks;
use proposing::{proposals, waiting};
use team::Team;

/// The regions, each with a clone.
const REGIONS: [&str; 11] = [
    "aachen",
    "bonn",
    "dueren",
    "euskirchen",
    "heinsberg",
    "koeln",
    "leverkusen",
    "oberberg",
    "rhein-berg",
    "rhein-erft",
    "rhein-sieg",
];

/// The size where nothing else is asked for.
const FEW_EDITS: usize = 50;

/// After how many edits the large size says how far it is.
const TOLD_EACH: usize = 1000;

/// What was done.
#[derive(Debug, Default)]
struct Figures {
    edits: usize,
    syncs: usize,
    offline: usize,
    kills: usize,
    merges: usize,
    conflicts: usize,
    proposals: usize,
    taken: usize,
    taken_changed: usize,
    declined: usize,
}

#[test]
fn what_eleven_offices_do_is_everywhere_in_the_end() {
    let wanted = std::env::var("SIMULATED_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(FEW_EDITS);
    let seed = std::env::var("SIMULATION_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_130);
    let begun = Instant::now();
    let (mut chance, mut figures) = (Chance::new(seed), Figures::default());
    let team = Team::empty();
    REGIONS.iter().for_each(|region| team.clone_for(region));
    let mut clones: Vec<Clone<'_>> = REGIONS.iter().map(|region| Clone::new(&team, region)).collect();
    team.write(REGIONS[0], SHIPPED);
    clones.iter_mut().for_each(|clone| clone.sync(&mut chance, &mut figures));
    let mut told = 0;
    while figures.edits < wanted {
        if figures.edits >= told + TOLD_EACH {
            told = figures.edits;
            println!("{:.0} s: {figures:?}", begun.elapsed().as_secs_f64());
        }
        for clone in &mut clones {
            // Away for some rounds, at work all the same.
            clone.weeks_offline = match clone.weeks_offline {
                0 if chance.one_in(6) => chance.below(6),
                weeks => weeks.saturating_sub(1),
            };
            for _ in 0..=chance.below(8) {
                if chance.one_in(8) {
                    figures.proposals += usize::from(clone.propose(&mut chance).is_some());
                } else {
                    figures.edits += usize::from(clone.edit(&mut chance));
                }
            }
            if chance.one_in(3) {
                clone.clear(1 + chance.below(3), &mut chance, &mut figures);
            }
            match clone.weeks_offline {
                0 => clone.sync(&mut chance, &mut figures),
                _ => figures.offline += 1,
            }
        }
    }
    // All come home: the second round takes to the first what came after it.
    for _ in 0..2 {
        clones.iter_mut().for_each(|clone| clone.sync(&mut chance, &mut figures));
    }
    let end = team.git("hub", &["show", "main:koeln.ron"]);
    for clone in &clones {
        assert!(clone.text() == end, "{} differs from the common repository", clone.name);
        team.is_in_step(clone.name);
    }
    let found = team.run(REGIONS[0], &["check", "--all"]);
    assert!(!found.out.contains("dangling-reference"), "{}", found.out);
    let there = marks(&end);
    let made: usize = clones.iter().map(|clone| clone.made.len()).sum();
    let kept = clones.iter().flat_map(|clone| &clone.made).filter(|mark| there.contains(*mark)).count();
    for comment in comments(SHIPPED) {
        let gone = clones.iter().any(|clone| clone.removed.contains(comment));
        assert!(gone || end.contains(comment), "{comment} is lost");
    }
    // Each change is there, or somebody overwrote it or saw it in a conflict.
    let gone: BTreeSet<&String> = clones.iter().flat_map(|clone| &clone.gone).collect();
    for mark in clones.iter().flat_map(|clone| clone.made.iter().chain(&clone.taken)) {
        assert!(there.contains(mark) || gone.contains(mark), "{mark} is lost");
    }
    let apart = all_know_the_proposals(&clones);
    let Figures { syncs, offline, kills, merges, conflicts, proposals, taken, declined, .. } = figures;
    let counts = [syncs, offline, kills, merges, conflicts, proposals, taken, declined];
    assert!(!counts.contains(&0), "each kind of work was done: {figures:?}");
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{figures:?}, {apart} proposals answered by several, {made} marks made, {kept} there in the end, {seconds:.0} s, seed {seed}"
    );
}

/// All have the same proposals with the same answers, and each that was made is among them. Returns
/// how many were answered at several places while these were apart.
fn all_know_the_proposals(clones: &[Clone<'_>]) -> usize {
    let known = proposals(&clones[0]);
    for clone in clones {
        assert!(proposals(clone) == known, "{} knows other proposals or answers", clone.name);
        for id in &clone.proposed {
            assert!(known.iter().any(|proposal| proposal.id == *id), "{id} is lost");
        }
    }
    let mut apart = 0;
    for proposal in &known {
        if let [_, _, ..] = proposal.answers[..] {
            apart += 1;
            let is_taken = proposal.answers.iter().any(|answer| answer.what.is_taken());
            assert_eq!(proposal.answer_to(1).unwrap().what.is_taken(), is_taken, "{}", proposal.id);
        }
        assert!(proposal.answers.is_empty() || waiting(proposal).is_empty(), "{} waits and does not", proposal.id);
    }
    apart
}

/// The comments of a dataset.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| line.starts_with("//"))
}
