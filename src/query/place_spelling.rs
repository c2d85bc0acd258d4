//! The ways in which people write the name of a place that a dataset writes otherwise: the table of
//! words and abbreviations, and what it makes of a typed name.
//!
//! Knows no dataset: whether there is such a place is for [`super::places`] to find out. Everything
//! typed is compared, and returned, in its folded form. Entry points: [`spellings`], [`parts`],
//! [`heads_and_tails`].

use crate::index::fold::fold;

/// Words that mean the same in the name of a place.
const ABBREVIATIONS: [&[&str]; 4] = [
    &["sankt", "st.", "st", "skt."],
    &["bad", "b."],
    &["oberbergischer", "oberbergischen"],
    &["rheinisch-bergischer", "rheinisch-bergischen", "rhein.-berg."],
];

/// Words before a name that say what kind of place it is, those of one kind together. The first is
/// the word that datasets use.
const KINDS: [&[&str]; 5] = [
    &["kreis", "landkreis", "lkr.", "lk"],
    &["stadt", "bundesstadt", "kreisstadt", "hansestadt", "stadtkreis"],
    &["gemeinde", "kommune", "ort", "ortschaft"],
    &["stadteregion", "staedteregion", "stadte-region", "staedte-region", "stadtregion", "region"],
    &["stadtteil", "stadtbezirk", "ortsteil", "bezirk"],
];

/// What may stand before such a word.
const ADJECTIVES: [&str; 3] = ["kreisfreie ", "kreisangehorige ", "grosse "];

/// Words after which it is said where a place lies.
const LOCATIONS: [&str; 9] = ["an", "am", "a.", "in", "im", "i.", "bei", "b.", "rhld."];

/// Marks between a place and another one, or a part of it.
const SEPARATORS: [char; 7] = [',', ';', '/', '(', ')', '|', '·'];

/// Those of them that list equals, so that what stands beside a place is no part of it.
const LISTING: [char; 4] = [',', ';', '|', '·'];

/// What lies around every place, and so tells nothing more about one.
const AROUND: [&str; 5] = ["rheinland", "nrw", "nordrhein-westfalen", "deutschland", "germany"];

/// What may stand before a postcode.
const COUNTRY_CODES: [&str; 2] = ["de", "d"];

/// How many words of a name are tried as the place.
const MOST: usize = 6;

/// Returns groups of words that mean the same in the name of a place; the first is the one that
/// datasets use.
pub fn same_words() -> impl Iterator<Item = &'static [&'static str]> {
    ABBREVIATIONS.into_iter()
}

/// Returns the words that say what kind of place a name is, or where it lies, and not which one.
pub fn general_words() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().flatten().copied().chain(ADJECTIVES.map(str::trim_end)).chain(LOCATIONS).chain(AROUND)
}

/// Returns how else a place may be written, the nearest to what was typed first.
pub fn spellings(typed: &str) -> Vec<String> {
    let typed = clean(typed);
    let mut found = vec![without_country_code(&typed).unwrap_or_else(|| typed.clone())];
    let written: Vec<String> = ABBREVIATIONS.iter().flat_map(|same| replaced(&found[0], same)).collect();
    found.extend(written);
    for place in found.clone() {
        found.extend(without_location(&place));
    }
    for place in found.clone() {
        found.extend(of_kind(&place));
    }
    let mut seen = vec![typed];
    found.retain(|spelling| {
        !spelling.is_empty() && !seen.contains(spelling) && {
            seen.push(spelling.clone());
            true
        }
    });
    found
}

/// Splits what names several places, or a place and a part of it, at marks between them. A word
/// for a kind of place belongs to what it stands beside: `Düren, Kreis`.
pub fn parts(typed: &str) -> Vec<String> {
    let typed = clean(typed);
    let parts: Vec<&str> = typed.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [name, kind] if KINDS.iter().any(|kinds| kinds.contains(&kind)) => vec![format!("{kind} {name}")],
        [_] => Vec::new(),
        _ => parts.into_iter().map(str::to_owned).collect(),
    }
}

/// Returns true when names are listed: `52351, Düren`.
pub fn is_list(typed: &str) -> bool {
    typed.contains(LISTING)
}

/// Returns the words of what was typed, without the marks between them.
pub fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed.split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)).filter(|word| !word.is_empty())
}

/// Returns the ways to divide a name at its hyphens and blanks, the longest head first.
pub fn heads_and_tails(typed: &str) -> Vec<(String, String)> {
    let typed = clean(typed);
    let cuts = typed.match_indices(['-', ' ']).map(|(at, _)| at).take(MOST);
    let mut divided: Vec<(String, String)> =
        cuts.map(|at| (typed[..at].trim().to_owned(), typed[at + 1..].trim().to_owned())).collect();
    divided.retain(|(head, _)| !head.is_empty());
    divided.reverse();
    divided
}

/// Returns true when the end of a name stands after a hyphen, as a part of a town does, and is one
/// word.
pub fn is_hyphenated(typed: &str, tail: &str) -> bool {
    let typed = clean(typed);
    let head = typed.strip_suffix(tail).unwrap_or_default();
    head.trim_end().ends_with('-') && !tail.contains(' ')
}

/// Returns true when words before a place belong to it: `im`, `Gemeinde`, or a street with a house
/// number.
pub fn leads_to_a_place(head: &str) -> bool {
    let is_known = |word: &str| LOCATIONS.contains(&word) || KINDS.iter().any(|kinds| kinds.contains(&word));
    // A postcode is longer, and a place itself.
    let is_house_number = |word: &str| word.len() < 5 && word.starts_with(|c: char| c.is_ascii_digit());
    head.split(' ').any(is_house_number) || head.split(' ').all(is_known)
}

/// Returns true when words after a place only say where it lies, or what kind of place it is.
pub fn says_where(tail: &str) -> bool {
    tail.split([' ', '-']).all(str::is_empty) || AROUND.contains(&tail) || leads_to_a_place(tail)
}

/// Returns the letters and digits of a name, for what people write as one word or with other marks.
pub fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the folded form of a name with single blanks.
pub fn clean(typed: &str) -> String {
    let folded = fold(typed);
    folded.words().map(|(plain, _)| plain).collect::<Vec<_>>().join(" ")
}

/// Returns `52062 aachen` for `d-52062 aachen`.
fn without_country_code(typed: &str) -> Option<String> {
    let code = COUNTRY_CODES.iter().find_map(|code| typed.strip_prefix(code))?;
    let postcode = code.trim_start_matches(['-', ' ', '.']);
    postcode.starts_with(|c: char| c.is_ascii_digit()).then(|| postcode.to_owned())
}

/// Returns the name with each other word of a row that means the same.
fn replaced(name: &str, same: &[&str]) -> Vec<String> {
    // An abbreviation may be written together with the name: `St.Augustin`.
    let apart = name.replace('.', ". ");
    let words: Vec<&str> = apart.split(' ').filter(|word| !word.is_empty()).collect();
    // Such a word alone is no name.
    let Some(at) = words.iter().position(|word| same.contains(word)).filter(|_| words.len() > 1) else {
        return Vec::new();
    };
    let with = |other: &&str| [&words[..at], &[*other], &words[at + 1..]].concat().join(" ");
    same.iter().filter(|other| **other != words[at]).map(with).collect()
}

/// Returns the name without what says where the place lies: `Bergheim (Erft)`, `Brühl im
/// Rheinland`.
fn without_location(name: &str) -> Option<String> {
    let mark = name.find(['(', '/']);
    let word = LOCATIONS.iter().filter_map(|word| {
        name.find(&format!(" {word}")).filter(|at| word.ends_with('.') || name[at + 1 + word.len()..].starts_with(' '))
    });
    let at = word.chain(mark).min()?;
    Some(name[..at].trim_end().to_owned())
}

/// Returns the name with the usual word for its kind of place, and without any.
fn of_kind(name: &str) -> Vec<String> {
    let name = ADJECTIVES.iter().find_map(|adjective| name.strip_prefix(adjective)).unwrap_or(name);
    for kinds in KINDS {
        for kind in kinds {
            let rest = name.strip_prefix(kind).and_then(|rest| rest.strip_prefix(' '));
            if let Some(rest) = rest {
                return vec![format!("{} {rest}", kinds[0]), rest.to_owned(), format!("{rest} {}", kinds[0])];
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_in_many_ways() {
        for (typed, one_of) in [
            ("St. Augustin", "sankt augustin"),
            ("St.Augustin", "sankt augustin"),
            ("Sankt Augustin", "st. augustin"),
            ("D-52062", "52062"),
            ("D 52062 Aachen", "52062 aachen"),
            ("DE-52062", "52062"),
            ("Landkreis Düren", "kreis duren"),
            ("Landkreis Düren", "duren"),
            ("Bundesstadt Bonn", "stadt bonn"),
            ("Kreisfreie Stadt Köln", "stadt koln"),
            ("Kreisstadt Euskirchen", "euskirchen"),
            ("Städte-Region Aachen", "stadteregion aachen"),
            ("Kreis Rhein-Sieg", "rhein-sieg"),
            ("Bergheim (Erft)", "bergheim"),
            ("Bergheim/Erft", "bergheim"),
            ("Bergheim a. d. Erft", "bergheim"),
            ("Brühl im Rheinland", "bruhl"),
            ("Stadt Hennef a.d. Sieg", "hennef"),
        ] {
            let spellings = spellings(typed);
            assert!(spellings.iter().any(|spelling| spelling == one_of), "{typed}: {spellings:?}");
        }
        for typed in ["Köln", "Düren", "52062", "st", "St.", "Bad", "Stadtlohn", "Amberg", "Imgenbroich", ""] {
            assert_eq!(spellings(typed), [""; 0], "{typed}");
        }
    }

    #[test]
    fn a_name_is_divided_at_marks_and_at_words() {
        assert_eq!(parts("Geilenkirchen, Kreis Heinsberg"), ["geilenkirchen", "kreis heinsberg"]);
        assert_eq!(parts("Köln (Ehrenfeld)"), ["koln", "ehrenfeld"]);
        assert_eq!(parts("Düren, Kreis"), ["kreis duren"]);
        assert_eq!(parts("Köln"), [""; 0]);
        let pair = |head: &str, tail: &str| (head.to_owned(), tail.to_owned());
        assert_eq!(
            heads_and_tails("Bad Honnef-Rhöndorf"),
            [pair("bad honnef", "rhondorf"), pair("bad", "honnef-rhondorf")]
        );
        assert_eq!(heads_and_tails("Köln-"), [pair("koln", "")]);
        assert_eq!(heads_and_tails("Köln"), []);
    }
}
