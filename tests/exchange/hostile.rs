//! Files that lie about themselves, and what spreadsheets do to honest ones: nothing panics, and
//! memory stays in proportion to the file.

use std::io::{Cursor, Write as _};

use bildungsnetz::exchange::import::{ImportError, ImportForm, ImportedCell, ImportedTable, read};
use bildungsnetz::model::BODIES;
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Bytes that reading a small file may take at most at one time.
const BOUND: u64 = 32 << 20;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A sheet of a workbook: its name, whether it is seen, and the XML of its rows.
struct Sheet<'s> {
    name: &'s str,
    state: &'s str,
    rows: String,
}

impl Sheet<'_> {
    fn of(rows: &str) -> Sheet<'_> {
        Sheet { name: "Gremien", state: "visible", rows: rows.to_owned() }
    }
}

/// The parts of a workbook with these sheets and shared texts.
fn parts(sheets: &[Sheet<'_>], shared: &str) -> Vec<(String, String)> {
    let numbered = || sheets.iter().enumerate().map(|(at, sheet)| (at + 1, sheet));
    let listed: String = numbered()
        .map(|(number, sheet)| {
            format!(
                "<sheet name=\"{}\" sheetId=\"{number}\" state=\"{}\" r:id=\"r{number}\"/>",
                sheet.name, sheet.state
            )
        })
        .collect();
    let relations: String = numbered()
        .map(|(number, _)| {
            format!("<Relationship Id=\"r{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/s{number}.xml\"/>")
        })
        .collect();
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let styles = "<numFmts/><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "{HEAD}<Relationships xmlns=\"{package}\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("{HEAD}<Relationships xmlns=\"{package}\">{relations}</Relationships>"),
        ),
        ("xl/styles.xml".to_owned(), format!("{HEAD}<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>")),
        ("xl/sharedStrings.xml".to_owned(), format!("{HEAD}{shared}")),
    ];
    parts.extend(numbered().map(|(number, sheet)| {
        (format!("xl/worksheets/s{number}.xml"), format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{}</sheetData></worksheet>", sheet.rows))
    }));
    parts
}

fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TEXTS: &str = "<sst uniqueCount=\"2\"><si><t>Kennung</t></si><si><t>Telefon</t></si></sst>";

fn book(rows: &str) -> Vec<u8> {
    packed(&parts(&[Sheet::of(rows)], TEXTS))
}

fn tables(bytes: &[u8]) -> Result<Vec<ImportedTable>, ImportError> {
    read(ImportForm::Xlsx, bytes, Some(BODIES))
}

/// The cells of the only sheet, row by row, as they are.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let table = tables(bytes).unwrap().remove(0);
    let text = |cell: &ImportedCell| match cell {
        ImportedCell::Text(text) => text.clone(),
        ImportedCell::Number(text) => format!("number {text}"),
        ImportedCell::Date(text) => format!("day {text}"),
        ImportedCell::Json(json) => json.to_string(),
    };
    let row = |cells: &[(usize, ImportedCell)]| cells.iter().map(|(at, cell)| format!("{at} {}", text(cell))).collect();
    table.rows.iter().map(|row_read| row(&row_read.cells)).collect()
}

const HEADING: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";

#[test]
fn cells_are_what_the_sheet_shows() {
    let rows = format!(
        "{HEADING}<row r=\"2\"/><row r=\"4\"><c r=\"A4\" t=\"str\"><f>A1&amp;\"x\"</f><v>dueren</v></c>\
         <c r=\"B4\" t=\"inlineStr\"><is><r><t xml:space=\"preserve\">02421 </t></r><r><t>22-0</t></r></is></c></row>\
         <row r=\"5\"><c r=\"A5\"><v>5358</v></c><c r=\"B5\" s=\"1\"><v>41447</v></c></row>\
         <row r=\"6\"><c r=\"A6\" t=\"e\"><v>#REF!</v></c><c r=\"B6\"><f>1+1</f></c></row>"
    );
    let found = cells(&book(&rows));
    assert_eq!(found[0], ["0 dueren", "1 02421 22-0"]);
    assert_eq!(found[1], ["0 number 5358", "1 day 2013-06-22"]);
    assert_eq!(found[2], ["0 #REF!"]);
    let lines: Vec<usize> = tables(&book(&rows)).unwrap()[0].rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [4, 5, 6]);
}

#[test]
fn a_title_above_the_headings_and_merged_cells_are_no_columns() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Liste der Büros</t></is></c></row>\
                <row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c></row>\
                <row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"B4\"/></row>";
    let table = tables(&book(rows)).unwrap().remove(0);
    assert_eq!((table.columns, table.rows.len()), (vec!["Kennung".to_owned(), "Telefon".to_owned()], 1));
}

#[test]
fn hidden_sheets_are_not_read() {
    let sheet =
        |name, state| Sheet { name, state, rows: HEADING.to_owned() + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>" };
    let sheets = [sheet("Liste", "hidden"), sheet("Büros", "visible"), sheet("x", "veryHidden")];
    let titles: Vec<String> =
        tables(&packed(&parts(&sheets, TEXTS))).unwrap().into_iter().map(|table| table.title).collect();
    assert_eq!(titles, ["Büros"]);
}

#[test]
fn a_number_of_texts_that_is_not_there_takes_no_memory() {
    for count in ["99999999999", "18446744073709551615", "999999999999999999999999"] {
        let shared = TEXTS.replace("\"2\"", &format!(" '{count}'")).replace("uniqueCount=", "uniqueCount = ");
        let bytes = packed(&parts(&[Sheet::of(HEADING)], &shared));
        assert!(matches!(tables(&bytes), Err(ImportError::Malformed { .. })), "{count}");
    }
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused_whatever_it_says() {
    let rows = format!("{HEADING}{}", " ".repeat(80 << 20));
    let bytes = book(&rows);
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    assert_eq!(tables(&bytes), Err(ImportError::TooLarge));
    // The same with a small size in its directory.
    let size = u32::try_from(rows.len() + parts(&[Sheet::of("")], "")[5].1.len()).unwrap().to_le_bytes();
    let mut lying = bytes;
    let places: Vec<usize> =
        lying.windows(4).enumerate().filter(|(_, window)| *window == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    places.iter().for_each(|at| lying[*at..at + 4].copy_from_slice(&100_u32.to_le_bytes()));
    assert!(
        matches!(tables(&lying), Err(ImportError::Malformed { .. })),
        "{:?}",
        tables(&lying).map(|tables| tables.len())
    );
}

#[test]
fn a_long_text_in_very_many_cells_is_refused() {
    let shared = format!("<sst><si><t>{}</t></si><si><t>b</t></si></sst>", "x".repeat(30_000));
    let row = |number: usize| format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"s\"><v>0</v></c></row>");
    let rows: String = (1..50_000).map(row).collect();
    let bytes = packed(&parts(&[Sheet::of(&rows)], &shared));
    let mut outcome = None;
    let taken = allocation_counter::measure(|| outcome = Some(tables(&bytes)));
    assert_eq!(outcome, Some(Err(ImportError::TooLarge)));
    assert!(taken.bytes_max < 200 << 20, "{}", taken.bytes_max);
}

#[test]
fn cells_that_are_not_there_take_no_memory() {
    let far = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"XFD1\" t=\"s\"><v>1</v></c></row>";
    let many: String = (0..2_000).map(|at| format!("<c><v>{at}</v></c>")).collect();
    let row = |number: usize| format!("<row r=\"{}\"><c><v>{number}</v></c></row>", number * 50);
    let rows: String = (1..20_000).map(row).collect();
    for rows in [format!("{far}{rows}"), format!("<row r=\"1\">{many}</row>{rows}")] {
        let bytes = book(&rows);
        let taken = allocation_counter::measure(|| assert_eq!(tables(&bytes).unwrap()[0].rows.len(), 19_999));
        assert!(taken.bytes_max < BOUND, "{}", taken.bytes_max);
    }
}

/// Reads bytes in a form, and checks that little memory is taken.
fn does_no_harm(form: ImportForm, bytes: &[u8]) -> Result<(), TestCaseError> {
    // A panic is told only where nothing is counted.
    drop(read(form, bytes, Some(BODIES)));
    let taken = allocation_counter::measure(|| drop(read(form, bytes, Some(BODIES))));
    prop_assert!(taken.bytes_max < BOUND, "{} bytes", taken.bytes_max);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_part_of_a_workbook_does_harm(
        part in 0..6_usize,
        at in any::<prop::sample::Index>(),
        insert in "[<>/\"= a-zA-Z0-9:&;#.-]{0,40}",
        cut in 0..60_usize,
        numbers in prop::collection::vec(any::<u64>(), 4),
    ) {
        let rows = format!(
            "{HEADING}<row r=\"{}\"><c r=\"ZZ{}\" t=\"s\"><v>{}</v></c><c s=\"1\"><v>{}e9</v></c></row>",
            numbers[0], numbers[1], numbers[2], numbers[3]
        );
        let mut parts = parts(&[Sheet::of(&rows), Sheet::of(HEADING)], TEXTS);
        let text = &mut parts[part].1;
        let chars: Vec<char> = text.chars().collect();
        let begin = at.index(chars.len());
        *text = chars[..begin].iter().chain(insert.chars().collect::<Vec<char>>().iter()).chain(chars.iter().skip(begin + cut)).collect();
        does_no_harm(ImportForm::Xlsx, &packed(&parts))?;
    }

    #[test]
    fn no_bytes_of_an_archive_do_harm(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), end in any::<prop::sample::Index>()) {
        let mut bytes = book(&format!("{HEADING}<row r=\"2\"><c><v>1</v></c></row>"));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        does_no_harm(ImportForm::Xlsx, &bytes)?;
        bytes.truncate(end.index(bytes.len()));
        does_no_harm(ImportForm::Xlsx, &bytes)?;
    }

    #[test]
    fn no_bytes_do_harm_in_any_form(bytes in prop::collection::vec(any::<u8>(), 0..2_000), text in "[\\[\\]{}(),;:\"'a-z0-9= \t\n\r\\\\]{0,300}") {
        for form in ImportForm::all() {
            does_no_harm(form, &bytes)?;
            does_no_harm(form, text.as_bytes())?;
        }
    }
}
