//! Fits the names of regions into the heads of narrow columns: in full, on several lines, or
//! abbreviated so that they stay distinct.
//!
//! Pure text. Entry point: [`heads`].

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::width;

/// Cells from which an abbreviation ends with a full stop.
const WITH_STOP: usize = 7;

/// Returns heads for columns of `cells` cells and at most `lines` lines. The names are broken
/// between words if that suffices for all of them. Else they are abbreviated: to two columns where
/// two lines let them stand above each other by turns, else to one.
pub fn heads(names: &[String], cells: usize, lines: usize) -> Vec<Vec<String>> {
    let broken: Option<Vec<Vec<String>>> = names.iter().map(|name| breaks(name, cells, lines)).collect();
    broken.unwrap_or_else(|| if lines > 1 { staggered(names, cells) } else { in_one_line(names, cells) })
}

fn in_one_line(names: &[String], cells: usize) -> Vec<Vec<String>> {
    abbreviate(names, cells).into_iter().map(|head| vec![head]).collect()
}

/// Returns heads of two columns each, by turns on the upper and the lower line. The last is on the
/// upper one, which the totals leave free.
fn staggered(names: &[String], cells: usize) -> Vec<Vec<String>> {
    let heads = abbreviate(names, 2 * cells + 1).into_iter().enumerate();
    let is_upper = |number: usize| (names.len() - 1 - number).is_multiple_of(2);
    heads.map(|(number, head)| if is_upper(number) { vec![head, String::new()] } else { vec![head] }).collect()
}

/// Returns the width of the narrowest column in which all names fit in full on at most `lines`
/// lines.
pub fn whole(names: &[String], lines: usize) -> usize {
    let widest = names.iter().map(|n| width(n)).max().unwrap_or(0);
    let fits = |cells: &usize| names.iter().all(|name| breaks(name, *cells, lines).is_some());
    (1..widest).find(fits).unwrap_or(widest)
}

/// Breaks the name after spaces and hyphens into lines of at most `cells` cells. Returns `None`
/// when it takes more lines or a word is too long.
fn breaks(name: &str, cells: usize, lines: usize) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    for word in words(name) {
        match out.last_mut() {
            Some(line) if width(line) + width(word.trim_end()) <= cells => line.push_str(word),
            _ => out.push(word.to_owned()),
        }
    }
    let out: Vec<String> = out.into_iter().map(|line| line.trim_end().to_owned()).collect();
    (out.len() <= lines && out.iter().all(|line| width(line) <= cells)).then_some(out)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split_inclusive([' ', '-', '–'])
}

/// Returns one line for each name, as distinct as possible.
fn abbreviate(names: &[String], cells: usize) -> Vec<String> {
    let mut taken = HashSet::new();
    let choose = |name: &String| {
        let forms = forms(name, cells);
        let free = forms.iter().find(|form| !taken.contains(*form)).or(forms.first()).cloned().unwrap_or_default();
        taken.insert(free.clone());
        free
    };
    names.iter().map(choose).collect()
}

/// Returns short forms of a name, best first: the full name, the beginning of the last word (which
/// distinguishes `Rhein-Erft` from `Rhein-Sieg`), the same after the initial of the first word, the
/// beginning without gaps.
fn forms(name: &str, cells: usize) -> Vec<String> {
    if width(name) <= cells {
        return vec![name.to_owned()];
    }
    let last = words(name).last().unwrap_or(name);
    let initial = cut(name, 1);
    let squeezed: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    vec![shortened(last, cells), shortened(&format!("{initial}{last}"), cells), shortened(&squeezed, cells)]
}

/// Returns a word as it is or abbreviated, with a full stop where that leaves most of the word.
fn shortened(word: &str, cells: usize) -> String {
    if width(word) <= cells || cells < WITH_STOP { cut(word, cells) } else { format!("{}.", cut(word, cells - 1)) }
}

/// Returns the beginning that fits into `cells` cells.
fn cut(text: &str, cells: usize) -> String {
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += width(grapheme);
        used <= cells
    };
    text.graphemes(true).take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn narrow_heads_stay_different_and_readable() {
        let names = names(&["StädteRegion Aachen", "Bonn", "Düren", "Rhein-Berg", "Rhein-Erft", "Rhein-Sieg"]);
        assert_eq!(heads(&names, 4, 1).concat(), ["Aach", "Bonn", "Düre", "Berg", "Erft", "Sieg"]);
        let names = super::tests::names(&["Neustadt Nord", "Altstadt Nord", "Ortsteil Nordwest"]);
        assert_eq!(heads(&names, 4, 1).concat(), ["Nord", "ANor", "ONor"]);
    }

    #[test]
    fn heads_of_two_columns_stand_above_each_other_by_turns() {
        let heads = heads(&names(&["Bonn", "Rhein-Erft", "Leverkusen"]), 4, 2);
        assert_eq!(heads, [vec!["Bonn", ""], vec!["Erft"], vec!["Leverkus.", ""]]);
    }

    #[test]
    fn heads_are_broken_between_words_where_that_does_for_all() {
        let names = names(&["StädteRegion Aachen", "Rhein-Erft", "Köln"]);
        assert_eq!(heads(&names, 12, 2), [vec!["StädteRegion", "Aachen"], vec!["Rhein-Erft"], vec!["Köln"]]);
        assert_eq!(whole(&names, 2), 12);
        assert_eq!(whole(&names, 1), 19);
    }
}
