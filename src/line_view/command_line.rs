//! What a typed line means: the number of a row, a key, a command by its name or label, or the text
//! of the field that has the keyboard.
//!
//! Commands are those of the table; only a few words that read on are of the line mode. Entry
//! point: [`understand`].

use super::current_place::place;
use super::place::{LinePlace, LineTarget};
use super::reader::ReadingWish;
use crate::app::App;
use crate::app::line_input::{LineKey, LineRequest};
use crate::command::{Command, CommandSpec, TABLE};
use crate::index::choice_filter::ChoiceFilter;
use crate::index::fold::fold;
use crate::key::{Chord, Key};
use crate::texts::{self, Phrase, line_mode};

/// How many commands are named where a word is none.
const NEAREST: usize = 3;

/// A word of the line mode that is no command of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineWord {
    /// To read something.
    Read(ReadingWish),
    /// To empty the field.
    Empty,
}

/// What is to be done for a line, one step after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineStep {
    /// The application is asked for this.
    Request(LineRequest),
    /// What was typed is confirmed, unless there are rows by now to choose from.
    Confirm,
    /// This is read.
    Read(ReadingWish),
    /// Where a field has the keyboard by then, this is typed into it.
    Type(String),
    /// This is said.
    Say(String),
}

/// How many letters of a command are enough where no other begins with them.
const BEGINNING: usize = 3;

/// Among how many rows one is found by how it begins.
const MOST_NAMED: usize = 500;

const ENTER: LineKey = LineKey::Chord(Chord::plain(Key::Enter));

/// The words of the line mode.
const WORDS: [(Phrase, LineWord); 5] = [
    (line_mode::MORE, LineWord::Read(ReadingWish::More)),
    (line_mode::BEFORE, LineWord::Read(ReadingWish::Before)),
    (line_mode::ALL, LineWord::Read(ReadingWish::All)),
    (line_mode::HERE, LineWord::Read(ReadingWish::Here)),
    (line_mode::EMPTY, LineWord::Empty),
];

/// Returns what is to be done for a line.
pub fn understand(app: &App, line: &str) -> Vec<LineStep> {
    let place = place(app);
    let is_typing = place.prompt().is_some();
    if !is_typing {
        let line = line.trim();
        return order(app, &*place, line.strip_prefix(':').filter(|word| !word.is_empty()).unwrap_or(line));
    }
    match line.strip_prefix(':') {
        Some(text) if text.starts_with(':') => type_text(&*place, text),
        Some(word) => order(app, &*place, word.trim()),
        None if line.is_empty() => vec![key(ENTER)],
        // Nobody looks for the way out in the text that leads in.
        None if line.trim_end().eq_ignore_ascii_case("esc") => vec![key(LineKey::Chord(Chord::plain(Key::Esc)))],
        None if line.starts_with(' ') => type_text(&*place, line.trim()),
        None => {
            match number(line).filter(|_| place.narrows()).and_then(|(number, rest)| row(app, &*place, number, rest)) {
                Some(steps) => steps,
                None => type_text(&*place, line),
            }
        }
    }
}

fn key(key: LineKey) -> LineStep {
    LineStep::Request(LineRequest::Key(key))
}

/// Returns the steps that give a text to the field that has the keyboard: it is confirmed, unless
/// it only narrows rows to choose from.
fn type_text(place: &dyn LinePlace, text: &str) -> Vec<LineStep> {
    let typed = LineStep::Request(LineRequest::Text(text.to_owned()));
    if place.narrows() { vec![typed] } else { vec![typed, LineStep::Confirm] }
}

/// Returns the steps of a line that is no text.
fn order(app: &App, place: &dyn LinePlace, line: &str) -> Vec<LineStep> {
    if line.is_empty() {
        return vec![key(ENTER)];
    }
    if let Some((number, rest)) = number(line) {
        let unknown = || vec![LineStep::Say(texts::line_mode::no_row(app.lang(), number.row))];
        return row(app, place, number, rest).unwrap_or_else(unknown);
    }
    match word(app, line) {
        Some((word, rest)) => said(place, word, rest),
        None => match named_row(place, line).and_then(|number| row(app, place, number, "")) {
            Some(steps) => steps,
            None => vec![LineStep::Say(no_such_word(app, line))],
        },
    }
}

/// Returns the steps of a word, with the text behind it for the field that it opens.
fn said(place: &dyn LinePlace, word: SaidWord, rest: &str) -> Vec<LineStep> {
    let step = match word {
        SaidWord::Key(said) => key(said),
        SaidWord::Line(LineWord::Read(wanted)) => LineStep::Read(wanted),
        SaidWord::Line(LineWord::Empty) => return type_text(place, ""),
    };
    let text = (!rest.is_empty()).then(|| LineStep::Type(rest.to_owned()));
    [step].into_iter().chain(text).collect()
}

/// Returns true for words that only close something, behind which no text stands.
fn closes(word: SaidWord) -> bool {
    let esc = Chord::plain(Key::Esc);
    match word {
        SaidWord::Key(LineKey::Chord(chord)) => chord == esc,
        SaidWord::Key(LineKey::Command(command)) => matches!(command, Command::Cancel | Command::Quit),
        SaidWord::Line(_) => true,
    }
}

/// A row, perhaps with a column: `3`, `3.2`; `3.` only goes there.
#[derive(Debug, Clone, Copy)]
struct RowNumber {
    row: usize,
    column: Option<usize>,
    goes_only: bool,
}

/// Returns the number at the beginning of a line, and the rest of it.
fn number(line: &str) -> Option<(RowNumber, &str)> {
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (row, column) = first.split_once('.').map_or((first, None), |(row, column)| (row, Some(column)));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if row.is_empty() || !is_number(row) || !column.is_none_or(is_number) {
        return None;
    }
    let number = RowNumber {
        row: row.parse().ok()?,
        column: column.filter(|column| !column.is_empty()).and_then(|column| column.parse().ok()),
        goes_only: column.is_some(),
    };
    Some((number, rest.trim()))
}

/// Returns the only row whose text begins with a line.
fn named_row(place: &dyn LinePlace, line: &str) -> Option<RowNumber> {
    let folded = fold(line).plain().to_owned();
    let begins =
        |text: &str| folded.chars().count() >= BEGINNING && fold(text.trim_start()).plain().starts_with(&folded);
    let rows = (0..place.count().min(MOST_NAMED)).filter_map(|index| place.row(index));
    let mut named = rows.filter(|row| begins(&row.text)).filter_map(|row| row.number);
    let row = named.next().filter(|_| named.next().is_none())?;
    Some(RowNumber { row, column: None, goes_only: false })
}

/// Returns the steps for a row: to choose it, or what is said behind its number; `None` when there
/// is no such row.
fn row(app: &App, place: &dyn LinePlace, number: RowNumber, rest: &str) -> Option<Vec<LineStep>> {
    let target = match place.target(number.row, number.column)? {
        LineTarget::Row(target) => target,
        LineTarget::Choice(index) => return Some(vec![LineStep::Request(LineRequest::Choice(index))]),
    };
    if rest.is_empty() {
        let then = (place.number_chooses() && !number.goes_only).then_some(ENTER);
        let read = then.is_none().then_some(LineStep::Read(ReadingWish::News));
        let step = LineStep::Request(LineRequest::Row(target, then));
        return Some([step].into_iter().chain(read).collect());
    }
    let Some((word, rest)) = word(app, rest) else { return Some(vec![LineStep::Say(no_such_word(app, rest))]) };
    let (then, more) = match word {
        SaidWord::Key(key) => (Some(key), Vec::new()),
        SaidWord::Line(_) => (None, said(place, word, "")),
    };
    let step = LineStep::Request(LineRequest::Row(target, then));
    let text = (!rest.is_empty()).then(|| LineStep::Type(rest.to_owned()));
    Some([step].into_iter().chain(more).chain(text).collect())
}

/// What a word is.
#[derive(Debug, Clone, Copy)]
enum SaidWord {
    Key(LineKey),
    Line(LineWord),
}

/// Returns what the line begins with, the longest that means something, and the rest of it.
fn word<'l>(app: &App, line: &'l str) -> Option<(SaidWord, &'l str)> {
    let ends = line.match_indices(' ').map(|(at, _)| at).chain([line.len()]);
    let mut ends: Vec<usize> = ends.collect();
    ends.reverse();
    let whole = ends.into_iter().find_map(|end| Some((whole_word(app, &line[..end])?, line[end..].trim())));
    whole
        .filter(|(word, rest)| rest.is_empty() || !closes(*word))
        .or_else(|| {
            let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
            Some((begun_word(app, first)?, rest.trim()))
        })
        .or_else(|| sign_before_text(app, line))
}

/// Returns the key of a sign that stands right before its text: `/name`.
fn sign_before_text<'l>(app: &App, line: &'l str) -> Option<(SaidWord, &'l str)> {
    let (sign, text) = line.split_at_checked(line.chars().next()?.len_utf8())?;
    let is_sign = sign.chars().all(|c| c.is_ascii_punctuation());
    Some((whole_word(app, sign).filter(|_| is_sign && !text.is_empty())?, text.trim()))
}

/// Returns the command whose name or label a word begins, where that is only one of those that mean
/// something here.
fn begun_word(app: &App, word: &str) -> Option<SaidWord> {
    let folded = fold(word).plain().to_owned();
    let begins = |text: &str| folded.chars().count() >= BEGINNING && fold(text).plain().starts_with(&folded);
    let is_begun = |spec: &&CommandSpec| begins(spec.name()) || labels(app, spec).into_iter().any(begins);
    let mut begun = TABLE.iter().filter(|spec| is_bound(app, spec.command)).filter(is_begun);
    let only = begun.next().filter(|_| begun.next().is_none())?;
    Some(SaidWord::Key(LineKey::Command(only.command)))
}

/// Returns what a command is called in both languages, also as this session calls it.
fn labels(app: &App, spec: &CommandSpec) -> [&'static str; 4] {
    let here = app.name_of_command(spec.command);
    [spec.label.de, spec.label.en, here.de, here.en]
}

fn whole_word(app: &App, word: &str) -> Option<SaidWord> {
    let folded = fold(word).plain().to_owned();
    let is = |phrase: Phrase| [phrase.de, phrase.en].iter().any(|other| fold(other).plain() == folded);
    if let Some((_, own)) = WORDS.into_iter().find(|(phrase, _)| is(*phrase)) {
        return Some(SaidWord::Line(own));
    }
    match chord(word) {
        // The pages of the screen are not those that are read.
        Some(chord) if chord == Chord::plain(Key::PageDown) => {
            return Some(SaidWord::Line(LineWord::Read(ReadingWish::More)));
        }
        Some(chord) if chord == Chord::plain(Key::PageUp) => {
            return Some(SaidWord::Line(LineWord::Read(ReadingWish::Before)));
        }
        Some(chord) => return Some(SaidWord::Key(LineKey::Chord(chord))),
        None => {}
    }
    let is_named = |spec: &&CommandSpec| {
        spec.bindings.iter().any(|binding| binding.name == folded)
            || labels(app, spec).into_iter().any(|label| fold(label).plain() == folded)
    };
    let named: Vec<&CommandSpec> = TABLE.iter().filter(is_named).collect();
    let command = nearest(app, &named)?.command;
    let command = match command {
        // Redrawing reads the place once more.
        Command::Redraw => return Some(SaidWord::Line(LineWord::Read(ReadingWish::Place))),
        Command::Back if !is_bound(app, command) => Command::Cancel,
        command => command,
    };
    Some(SaidWord::Key(LineKey::Command(command)))
}

/// Returns the key of this name, with `-` or `+` between its parts, and as German keyboards have
/// them.
fn chord(word: &str) -> Option<Chord> {
    if word.chars().count() == 1 {
        return Chord::parse(word);
    }
    let word = word.to_lowercase();
    let parts: Vec<&str> = word.split(['-', '+']).collect();
    let parts = parts.into_iter().map(|part| match part {
        "strg" => "ctrl",
        "umschalt" => "shift",
        "pgdn" => "pagedown",
        "pgup" => "pageup",
        "entf" => "delete",
        "pos1" => "home",
        "ende" => "end",
        part => part,
    });
    Chord::parse(&parts.collect::<Vec<_>>().join("+"))
}

fn is_bound(app: &App, command: Command) -> bool {
    let contexts = app.contexts();
    let mut bindings = command.spec().bindings.iter();
    bindings.any(|binding| binding.contexts.iter().any(|context| contexts.contains(context)))
}

/// Returns the command that means something where the keyboard is, the innermost first.
fn nearest<'c>(app: &App, named: &[&'c CommandSpec]) -> Option<&'c CommandSpec> {
    let within = |context, spec: &&&CommandSpec| spec.bindings.iter().any(|binding| binding.contexts.contains(context));
    let here = app.contexts().iter().find_map(|context| named.iter().find(|spec| within(context, spec)));
    here.or(named.first()).copied()
}

/// Returns what is said of a word that is no command, with those that it may have been meant for.
fn no_such_word(app: &App, line: &str) -> String {
    let (lang, word) = (app.lang(), line.split(' ').next().unwrap_or_default());
    let filter = ChoiceFilter::new(word);
    let mut like: Vec<_> = TABLE
        .iter()
        .filter(|spec| is_bound(app, spec.command))
        .filter_map(|spec| {
            let label = app.name_of_command(spec.command).get(lang);
            Some((filter.rank_with(label, &[spec.name()])?, label))
        })
        .collect();
    like.sort_by_key(|(rank, _)| *rank);
    like.dedup_by_key(|(_, label)| *label);
    if like.is_empty() {
        return line_mode::unknown_word(lang, word);
    }
    let list: Vec<&str> = like.iter().take(NEAREST).map(|(_, label)| *label).collect();
    line_mode::did_you_mean(lang, word, &list.join(", "))
}
