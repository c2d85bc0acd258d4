//! Records and values as they stand in the file.
//!
//! Entry points: [`list`] and [`value`].

/// Returns the lines of a list of records, each with its line break.
pub fn list<'t>(records: impl Iterator<Item = &'t str>) -> impl Iterator<Item = String> {
    let items = records.map(|record| format!("{record},\n"));
    std::iter::once("[\n".to_owned()).chain(items).chain(["]\n".to_owned()])
}

/// Returns one value or record.
pub fn value(text: &str) -> String {
    format!("{text}\n")
}
