//! An office with its clone: it works, syncs, decides what is asked, and is killed now and then.
//!
//! After each sync it is compared what each side had changed with what came of it: nothing is lost
//! that did not stand in a conflict, and nothing comes back that a side had removed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bildungsnetz::check::{CheckOptions, check};
use bildungsnetz::document::merge::{Conflict, ConflictSide};
use bildungsnetz::document::{Document, Slot};
use bildungsnetz::index::Index;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::model::date::Date;
use bildungsnetz::storage::sync::{GitIdentity, Receipt, SyncConflicts, SyncReport, SyncRequest, sync};
use bildungsnetz::storage::{Environment, LockHolder, Person, RealDisk, WriteTarget};
use bildungsnetz::texts::Lang;

use super::Figures;
use super::chance::Chance;
use super::comments;
use super::edits::edited;
use super::marks::{mark, marks};
use super::team::{PROGRAM, Team, install_script, run};

/// Kills who called it, at one of its calls.
const KILLER: &str = r#"#!/bin/sh
count=$(($(cat "$KILLER_FOLDER/count" 2>/dev/null || echo 0) + 1))
echo $count > "$KILLER_FOLDER/count"
test "$count" = "$KILLER_AT" && kill -9 $PPID && exit 1
PATH=$KILLER_PATH exec git "$@"
"#;

/// An office with its clone.
pub struct Clone<'t> {
    team: &'t Team,
    pub name: &'static str,
    /// For how many rounds it does not sync.
    pub weeks_offline: usize,
    /// The marks that it made.
    pub made: Vec<String>,
    /// The names of the proposals that it made.
    pub proposed: Vec<String>,
    /// The marks of proposals that it took.
    pub taken: Vec<String>,
    /// The marks that it overwrote or removed, or that stood in a conflict and were decided away.
    pub gone: BTreeSet<String>,
    /// How often it looked at its clock.
    moments: i64,
    /// The comments that it removed with their records, or that a decision removed.
    pub removed: BTreeSet<String>,
}

/// What both sides had before a sync.
struct Before {
    head: Option<String>,
    text: String,
}

impl<'t> Clone<'t> {
    pub fn new(team: &'t Team, name: &'static str) -> Clone<'t> {
        let (made, proposed, taken) = (Vec::new(), Vec::new(), Vec::new());
        let (gone, removed) = (BTreeSet::new(), BTreeSet::new());
        Clone { team, name, weeks_offline: 0, made, proposed, taken, gone, moments: 0, removed }
    }

    pub fn dataset(&self) -> PathBuf {
        self.team.dataset(self.name)
    }

    /// Now, by a clock of its own that nobody else's is in step with.
    pub fn moment(&mut self) -> String {
        self.moments += 1;
        let skew = i64::try_from(self.name.len()).unwrap();
        jiff::Timestamp::from_second(1_796_000_000 + self.moments * 60 + skew).unwrap().to_string()
    }

    pub fn text(&self) -> String {
        std::fs::read_to_string(self.team.dataset(self.name)).unwrap_or_default()
    }

    /// Changes something, and saves it. Returns whether there was something to change.
    pub fn edit(&mut self, chance: &mut Chance) -> bool {
        let (text, mark) = (self.text(), mark(self.name, self.made.len()));
        let Some(new) = edited(&text, self.name, &mark, chance) else { return false };
        self.note_removed(&text, &new);
        if new.contains(&mark) {
            self.made.push(mark);
        }
        self.team.write(self.name, &new);
        true
    }

    /// Notes the marks and comments that a change takes out.
    pub fn note_removed(&mut self, text: &str, new: &str) {
        self.gone.extend(marks(text).difference(&marks(new)).cloned());
        let gone = comments(text).filter(|comment| !new.contains(comment)).map(str::to_owned);
        self.removed.extend(gone.collect::<Vec<_>>());
    }

    /// Syncs until it is done; what is asked is decided for one side or the other.
    pub fn sync(&mut self, chance: &mut Chance, figures: &mut Figures) {
        if self.text().is_empty() {
            // The first sync of a clone that was made of an empty repository.
            self.team.git(self.name, &["pull", "--quiet"]);
        }
        let before = Before { head: self.head(), text: self.text() };
        if chance.one_in(15) {
            figures.kills += usize::from(self.is_killed(1 + chance.below(60)));
        }
        let mut report = self.sync_once(None);
        let mut shown: Vec<Conflict> = Vec::new();
        if let Some(asked) = report.conflicts.take() {
            let commit = asked.commit.clone();
            shown = self.decide(*asked, chance);
            figures.conflicts += shown.len();
            report = self.sync_once(Some(&commit));
            assert!(report.conflicts.is_none(), "{}: what was decided is not asked again", self.name);
        }
        figures.syncs += 1;
        self.compare(&before, &shown, figures);
    }

    fn head(&self) -> Option<String> {
        let found = self.team.try_git(self.name, &["rev-parse", "--verify", "--quiet", "HEAD"]);
        found.status.success().then(|| String::from_utf8(found.stdout).unwrap().trim().to_owned())
    }

    fn sync_once(&self, decided: Option<&str>) -> SyncReport {
        let path = self.team.dataset(self.name);
        let person = Person::of(&Environment::default(), Some(self.name));
        let holder = LockHolder::this(&person, "10:42".into());
        let request = SyncRequest {
            order: order(&path, &holder),
            day: "2026-11-30",
            backups: 0,
            identity: &GitIdentity::of(&Environment::default(), &person),
            lang: Lang::De,
            preferred: None,
            decided,
            is_rehearsal: false,
            on_step: &|_| {},
            is_cancelled: &|| false,
        };
        let mut report = sync(&request).unwrap_or_else(|error| panic!("{}: {error:?}", self.name));
        report.receipt.take().map_or(Ok(()), Receipt::acknowledge).unwrap();
        report
    }

    /// Decides conflict after conflict, also those that a decision raises, and saves. Returns all
    /// that were shown.
    fn decide(&mut self, mut asked: SyncConflicts, chance: &mut Chance) -> Vec<Conflict> {
        let mut shown = asked.merged.conflicts.clone();
        while let Some(conflict) = asked.merged.conflicts.last().cloned() {
            if !shown.contains(&conflict) {
                shown.push(conflict);
            }
            let side = if chance.one_in(2) { ConflictSide::Ours } else { ConflictSide::Theirs };
            let other = if side == ConflictSide::Ours { ConflictSide::Theirs } else { ConflictSide::Ours };
            let at = asked.merged.conflicts.len() - 1;
            let decided = asked.merged.resolve(at, &side);
            decided.or_else(|_| asked.merged.resolve(at, &other)).unwrap();
        }
        self.team.write(self.name, &asked.merged.document.text());
        shown
    }

    /// Syncs in a process of its own, which is killed at this call of git, if there are so many.
    fn is_killed(&self, at: usize) -> bool {
        let folder = self.team.path("killer");
        if !folder.exists() {
            install_script(&folder.join("git"), KILLER);
        }
        let _ = std::fs::remove_file(folder.join("count"));
        let path = std::env::var("PATH").unwrap();
        let mut command = self.team.command(PROGRAM, self.name);
        command.env("PATH", format!("{}:{path}", folder.display())).env("KILLER_PATH", path);
        command.env("KILLER_FOLDER", &folder).env("KILLER_AT", at.to_string());
        run(command.arg("sync")).code.is_none()
    }

    /// Compares what both sides had changed with what is there now.
    fn compare(&mut self, before: &Before, shown: &[Conflict], figures: &mut Figures) {
        let now = self.text();
        let Some(head) = &before.head else { return };
        let theirs = self.team.git(self.name, &["rev-parse", "refs/worktree/bildungsnetz/upstream"]).trim().to_owned();
        let base = self.team.git(self.name, &["merge-base", head, &theirs]).trim().to_owned();
        if base == theirs {
            assert!(before.text == now, "{}: nobody else changed anything", self.name);
            return;
        }
        figures.merges += 1;
        let text = |version: &str| self.team.git(self.name, &["show", &format!("{version}:koeln.ron")]);
        let (base, theirs) = (text(&base), text(&theirs));
        let mut led_nowhere = dangling(&now);
        if !led_nowhere.is_empty() {
            [&base, &before.text, &theirs].map(|text| dangling(text)).iter().flatten().for_each(|known| {
                led_nowhere.remove(known);
            });
        }
        assert!(led_nowhere.is_empty(), "{}: a merge made these references dangle: {led_nowhere:?}", self.name);
        let [in_base, in_ours, in_theirs, in_now] = [&base, &before.text, &theirs, &now].map(|text| marks(text));
        let texts = shown.iter().flat_map(|conflict| [&conflict.base, &conflict.ours, &conflict.theirs]).flatten();
        let asked: BTreeSet<String> = texts.flat_map(|text| marks(text)).collect();
        let places: Vec<String> = shown.iter().map(|conflict| format!("{:?}", conflict.place)).collect();
        let was_asked = |mark: &str| asked.contains(mark) || places.iter().any(|place| place.contains(mark));
        let with_their_record =
            &new_ids_of_removed(&base, [&before.text, &theirs]) | &new_ids_of_removed(&base, [&theirs, &before.text]);
        for mark in in_ours.union(&in_theirs).filter(|mark| !with_their_record.contains(*mark)) {
            let was_there = (in_base.contains(mark), in_ours.contains(mark), in_theirs.contains(mark));
            let is_kept = matches!(was_there, (true, true, true) | (false, ..));
            let is_elsewhere = || {
                let known = holders(&base, mark);
                [&before.text, &theirs].iter().any(|text| !holders(text, mark).is_subset(&known))
            };
            assert!(
                in_now.contains(mark) == is_kept || was_asked(mark) || !is_kept && is_elsewhere(),
                "{}: {mark} should {}be there; asked: {places:?}",
                self.name,
                if is_kept { "" } else { "not " }
            );
        }
        let decided = in_ours.union(&in_theirs).filter(|mark| was_asked(mark) && !in_now.contains(*mark));
        let decided: Vec<String> = decided.cloned().collect();
        self.gone.extend(decided);
        self.gone.extend(with_their_record);
        for comment in comments(&base).chain(comments(&before.text)).chain(comments(&theirs)) {
            let stays = before.text.contains(comment) && theirs.contains(comment);
            if stays && !now.contains(comment) {
                assert!(!shown.is_empty(), "{}: {comment} is lost", self.name);
                self.removed.insert(comment.to_owned());
            }
        }
    }
}

/// Returns where an office writes.
pub fn order<'a>(path: &'a Path, holder: &'a LockHolder) -> WriteTarget<'a> {
    let patience = Duration::from_secs(5);
    WriteTarget { disk: &RealDisk, path, read_only: None, holder, patience, state: None }
}

/// Returns the marks that one side gave a record as its new id while the other removed the record.
/// A new id says nothing new about it, so it is removed without a question.
fn new_ids_of_removed(base: &str, [renamed, removed]: [&str; 2]) -> BTreeSet<String> {
    let [base, renamed, removed] =
        [base, renamed, removed].map(|text| Document::parse(&SCHEMA, text.to_owned()).unwrap());
    let tables = || SCHEMA.all().filter(|table| !SCHEMA.table(*table).single);
    let ids = |document: &Document| -> BTreeSet<String> {
        tables().flat_map(|table| document.slots(table).map(|slot| document.id(slot).to_owned())).collect()
    };
    // What a record says, without its id and the records to which it refers: these may be new, too.
    let told = |document: &Document, ids: &BTreeSet<String>, slot: Slot| -> Vec<String> {
        document.source(slot).split('"').filter(|part| !ids.contains(*part)).map(str::to_owned).collect()
    };
    let (ids_before, ids_now) = (ids(&base), ids(&renamed));
    let mut found = BTreeSet::new();
    for table in tables() {
        let is_gone = |id: &str| removed.find(table, id).is_none();
        let new = renamed.slots(table).filter(|slot| base.find(table, renamed.id(*slot)).is_none());
        for record in new.filter(|slot| is_gone(renamed.id(*slot))) {
            let told_now = told(&renamed, &ids_now, record);
            let was_it = |old: Slot| is_gone(base.id(old)) && told(&base, &ids_before, old) == told_now;
            if base.slots(table).any(was_it) {
                found.extend(marks(renamed.id(record)));
            }
        }
    }
    found
}

/// Returns the records that have a mark. Who takes a proposal for a record that has got a new id,
/// and decides for it, brings the record back as it was: what it says is there twice.
fn holders(text: &str, mark: &str) -> BTreeSet<String> {
    let document = Document::parse(&SCHEMA, text.to_owned()).unwrap();
    let slots = SCHEMA.all().flat_map(|table| document.slots(table));
    let has_mark = |slot: &Slot| marks(document.source(*slot)).contains(mark);
    slots.filter(has_mark).map(|slot| document.address(slot).display(&SCHEMA).to_string()).collect()
}

/// Returns the references that lead nowhere.
pub fn dangling(text: &str) -> BTreeSet<String> {
    let document = Document::parse(&SCHEMA, text.to_owned()).unwrap();
    let index = Index::build(&document);
    let options = CheckOptions { most_per_rule: usize::MAX, ..CheckOptions::default() };
    let found = check(&document, &index, Date::parse("2026-11-30").unwrap(), &options).findings.into_iter();
    let found = found.filter(|finding| finding.rule.name == "dangling-reference");
    found.filter_map(|finding| Some(finding.address?.display(&SCHEMA).to_string())).collect()
}
