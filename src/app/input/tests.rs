//! What keys do to a typed text: given a text with its cursor (`|`) or selection (`[…]`), these
//! commands, that text.

use super::*;
use crate::command::Command as C;

#[test]
fn moves_and_erases_whole_graphemes() {
    let mut input = TextInput::new("Ko\u{308}ln", false);
    input.execute(Command::LineStart);
    input.execute(Command::TextRight);
    input.execute(Command::EraseRight);
    assert_eq!(input.text(), "Kln");
    input.execute(Command::TextUndo);
    input.insert('x');
    assert!(input.text().contains('x'));
}

#[test]
fn pasting_strips_control_and_is_one_step() {
    let mut input = TextInput::new("", false);
    assert!(input.paste("a\x1b[31mb\r\nc\n"));
    assert_eq!(input.text(), "ab c");
    input.execute(Command::TextUndo);
    assert_eq!(input.text(), "");
}

#[test]
fn the_text_of_the_beginning_comes_back_as_one_step() {
    let mut input = TextInput::new("0241 1", false);
    input.execute(Command::EraseToStart);
    "02421 5".chars().for_each(|c| input.insert(c));
    assert!(input.execute(Command::RevertText) && !input.is_changed());
    assert_eq!(input.text(), "0241 1");
    input.execute(Command::TextUndo);
    assert_eq!(input.text(), "02421 5");
}

#[test]
fn every_kind_of_line_break_is_kept_or_becomes_a_space() {
    for end in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let pasted = format!("Markt 1{end}{end}52349 Düren{end}");
        for (several_lines, wanted) in [(true, "Markt 1\n\n52349 Düren"), (false, "Markt 1  52349 Düren")] {
            let mut input = TextInput::new("", several_lines);
            assert!(!input.paste(&pasted), "nothing had to go: {end:?}");
            assert_eq!(input.text(), wanted, "{end:?}");
        }
    }
    let mut input = TextInput::new("", true);
    assert!(input.paste("a\u{7}\u{b}b"), "what is no line break still goes, and is told");
    assert_eq!(input.text(), "a\nb");
}

#[test]
fn a_field_of_one_line_takes_no_line_break() {
    let mut input = TextInput::new("a", false);
    assert!(!input.execute(Command::NewLine));
    let mut text = TextInput::new("a\nb", true);
    assert!(text.execute(Command::NewLine));
    assert_eq!(text.text(), "a\nb\n");
}

/// Returns an input with this text; `|` is the cursor.
fn given(marked: &str) -> TextInput {
    let cursor = marked.find('|').unwrap_or(marked.len());
    let mut input = TextInput::new(&marked.replace('|', ""), true);
    input.point(cursor);
    input
}

/// Returns the text with its cursor, or with what is selected in brackets.
fn seen(input: &TextInput) -> String {
    let (mut text, selection) = (input.text(), input.selection());
    if selection.is_empty() {
        text.insert(input.cursor(), '|');
    } else {
        text.insert(selection.end, ']');
        text.insert(selection.start, '[');
    }
    text
}

#[test]
fn the_keys_of_readline_do_what_they_do_there() {
    for (before, command, after) in [
        ("Köln und| Bonn", C::WordLeft, "Köln |und Bonn"),
        ("Köln |und Bonn", C::WordRight, "Köln und| Bonn"),
        ("a\nBo|nn", C::LineStart, "a\n|Bonn"),
        ("a|\nBonn", C::LineEnd, "a|\nBonn"),
        ("a\nBo|nn", C::TextStart, "|a\nBonn"),
        ("|a\nBonn", C::TextEnd, "a\nBonn|"),
        ("tel 02251/15-420|", C::EraseWord, "tel |"),
        ("tel 02251/15-420|", C::EraseWordLeft, "tel 02251/15-|"),
        ("|tel 02251", C::EraseWordRight, "| 02251"),
        ("a\nBo|nn", C::EraseToStart, "a\n|nn"),
        ("a\n|Bonn", C::EraseToStart, "a|Bonn"),
        ("Bo|nn\na", C::EraseToEnd, "Bo|\na"),
        ("Bonn|\na", C::EraseToEnd, "Bonn|a"),
        ("ab|c", C::SwapCharacters, "acb|"),
        ("abc|", C::SwapCharacters, "acb|"),
        ("a\nb|", C::SwapCharacters, "a\nb|"),
        ("Bad |Münstereifel jetzt", C::SwapWords, "Münstereifel Bad| jetzt"),
        ("eins zwei|", C::SwapWords, "zwei eins|"),
        ("eins|", C::SwapWords, "eins|"),
        ("|straße x", C::UpperWord, "STRASSE| x"),
        ("| ÄRGER", C::LowerWord, " ärger|"),
        ("|öRTLICH", C::CapitalWord, "Örtlich|"),
        ("Bad  | Münstereifel", C::EraseBlanks, "Bad|Münstereifel"),
        ("Bad|", C::EraseBlanks, "Bad|"),
        ("|", C::EraseWord, "|"),
        ("", C::EraseWordRight, "|"),
    ] {
        let mut input = given(before);
        assert!(input.execute(command), "{command:?}");
        assert_eq!(seen(&input), after, "{command:?} in {before:?}");
    }
}

#[test]
fn what_is_typed_one_after_the_other_is_one_character_where_it_is_seen_as_one() {
    let mut input = TextInput::new("", false);
    // A dead key that sends the letter first, and an emoji that comes in parts.
    "o\u{308}👩\u{200d}🏫".chars().for_each(|c| input.insert(c));
    assert_eq!(input.text(), "o\u{308}👩\u{200d}🏫");
    input.execute(C::TextLeft);
    assert_eq!(input.cursor(), "o\u{308}".len());
    input.execute(C::EraseLeft);
    assert_eq!(input.text(), "👩\u{200d}🏫");
    input.execute(C::EraseRight);
    assert!(input.is_empty());
}

#[test]
fn motions_select_and_what_is_typed_replaces_the_selection() {
    for (before, motions, selected) in [
        ("Köln |und Bonn", vec![C::WordRight], "Köln [und] Bonn"),
        ("Köln und| Bonn", vec![C::TextLeft, C::TextLeft], "Köln u[nd] Bonn"),
        ("Köln |und Bonn", vec![C::LineEnd, C::TextLeft], "Köln [und Bon]n"),
        ("a|b\ncd", vec![C::TextDown], "a[b\nc]d"),
        ("a|b", vec![C::TextRight, C::TextLeft], "a|b"),
    ] {
        let mut input = given(before);
        motions.iter().for_each(|motion| assert!(input.extend(*motion)));
        assert_eq!(seen(&input), selected);
        // The same without Shift, on terminals that do not tell it.
        let mut input = given(before);
        input.execute(C::SelectText);
        motions.iter().for_each(|motion| assert!(input.execute(*motion)));
        assert_eq!(seen(&input), selected);
        input.insert('x');
        assert_eq!(input.text(), format!("{}x{}", before_selected(selected), behind_selected(selected)));
        input.execute(C::TextUndo);
        assert_eq!(input.text(), before.replace('|', ""));
    }
    let mut input = given("Köln |und Bonn");
    input.extend(C::WordRight);
    input.execute(C::EraseLeft);
    assert_eq!(seen(&input), "Köln | Bonn");
    let mut input = given("Köln |und Bonn");
    input.extend(C::WordRight);
    input.execute(C::TextLeft);
    assert_eq!(input.selected_text(), None, "a motion ends the selection");
    assert!(!given("a").extend(C::EraseLeft), "only motions select");
}

fn before_selected(marked: &str) -> &str {
    &marked[..marked.find(['[', '|']).unwrap()]
}

fn behind_selected(marked: &str) -> &str {
    &marked[marked.find([']', '|']).unwrap() + 1..]
}

#[test]
fn typing_is_undone_a_word_at_a_time_and_done_again() {
    let mut input = TextInput::new("", false);
    "Bad Münstereifel 53902".chars().for_each(|c| input.insert(c));
    let mut undone = Vec::new();
    for _ in 0..4 {
        input.execute(C::TextUndo);
        undone.push(input.text());
    }
    assert_eq!(undone, ["Bad Münstereifel ", "Bad ", "", ""]);
    for wanted in ["Bad ", "Bad Münstereifel ", "Bad Münstereifel 53902", "Bad Münstereifel 53902"] {
        input.execute(C::TextRedo);
        assert_eq!(input.text(), wanted);
    }
    // Erasing is undone a word at a time, too, and apart from what was typed.
    for _ in 0..7 {
        input.execute(C::EraseLeft);
    }
    assert_eq!(input.text(), "Bad Münstereife");
    input.execute(C::TextUndo);
    assert_eq!(input.text(), "Bad Münstereifel");
    input.execute(C::TextUndo);
    assert_eq!(input.text(), "Bad Münstereifel 53902");
    input.insert('!');
    input.execute(C::TextRedo);
    assert_eq!(input.text(), "Bad Münstereifel 53902!", "what is typed leaves nothing to do again");
    // Moving in between begins another step.
    input.execute(C::TextLeft);
    input.insert('0');
    input.execute(C::TextUndo);
    assert_eq!(input.text(), "Bad Münstereifel 53902!");
}

#[test]
fn texts_cut_one_after_the_other_come_back_as_one() {
    let mut ring = kill_ring::KillRing::default();
    let mut input = given("eins zwei |drei vier");
    for command in [C::EraseWord, C::EraseWord, C::EraseWordRight] {
        input.execute(command);
        ring.add(input.take_cut().unwrap());
    }
    assert_eq!(ring.newest(), Some("eins zwei drei"));
    input.execute(C::LineEnd);
    input.execute(C::EraseToStart);
    ring.add(input.take_cut().unwrap());
    assert_eq!(ring.newest(), Some(" vier"));
    assert!(!input.paste_instead("x"), "nothing has been inserted");
    input.paste(" vier");
    assert!(input.paste_instead(ring.older().unwrap()));
    assert_eq!(input.text(), "eins zwei drei");
    assert!(input.paste_instead(ring.older().unwrap()), "after the oldest the newest");
    assert_eq!(input.text(), " vier");
    input.execute(C::TextLeft);
    assert!(!input.is_just_pasted(), "a motion ends it");
}

#[test]
fn up_and_down_follow_the_lines_that_are_seen_and_keep_the_column() {
    let mut input = given("eins zwei| drei\n\nvier fünf");
    input.fit(10);
    // "eins ", "zwei drei", "", "vier fünf"
    let mut columns = Vec::new();
    for command in [C::TextDown, C::TextDown, C::TextDown, C::TextDown, C::TextUp, C::TextUp, C::TextUp] {
        input.execute(command);
        columns.push(seen(&input).find('|').unwrap());
    }
    assert_eq!(columns, [15, 20, 20, 20, 15, 9, 4]);
}
