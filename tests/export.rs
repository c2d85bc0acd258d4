//! Taking records out from the screen: what is asked, and what the program says of it.

mod support;

use std::path::Path;

use bildungsnetz::app::Effect;
use bildungsnetz::app::event::Event;
use bildungsnetz::app::export::{ExportAnswer, ExportOrder, ExportProduct, ExportScope};
use bildungsnetz::exchange::ExportForm;
use bildungsnetz::model::{BODIES, SHIPPED};
use bildungsnetz::storage::site_folder::SiteReport;
use bildungsnetz::texts::Lang;
use support::Screen;

/// The export that was asked for.
fn ordered(screen: &mut Screen) -> ExportOrder {
    let order = screen.effects.drain(..).find_map(|effect| match effect {
        Effect::Export(order) => Some(*order),
        _ => None,
    });
    order.unwrap_or_else(|| panic!("nothing is to be written:\n{}", screen.text()))
}

#[test]
fn one_key_and_three_times_enter_take_the_record_out() {
    let mut screen = Screen::shipped();
    screen.keys("/düren<enter>>").shows("Ausgeben: was?").shows("1  Dieser Eintrag: Kreis Düren");
    screen.keys("<enter>").shows("Ausgeben: in welchem Format?").shows("1  Excel-Mappe, ein Blatt je Tabelle");
    screen.keys("<enter>").shows("Ausgeben: in welche Datei?").sees_cursor_behind("dueren.xlsx");
    screen.keys("<enter>").shows("Wird geschrieben: 0 %").shows("Esc bricht ab.");
    let order = ordered(&mut screen);
    assert_eq!(order.product, ExportProduct::Form(ExportForm::Xlsx));
    assert_eq!(order.path.as_path(), Path::new("dueren.xlsx"));
    assert!(matches!(&order.scope, ExportScope::Records(slots) if slots.len() == 1), "{order:?}");
    screen.event(Event::Exporting(42)).shows("Wird geschrieben: 42 %");
    let done = ExportAnswer::Done { path: "/tmp/dueren.xlsx".into(), records: 1, unreadable: 0, left_out: Vec::new() };
    screen.event(Event::Exported(done)).hides("Ausgeben").shows("/tmp/dueren.xlsx: 1 Eintrag geschrieben");
}

#[test]
fn a_list_is_taken_out_in_its_order() {
    let mut screen = Screen::shipped();
    screen.keys("1>").shows("Diese Liste: 11 Regionen");
    screen.keys("22").sees_cursor_behind("regionen.csv");
    screen.keys("<enter>");
    let order = ordered(&mut screen);
    assert_eq!(order.product, ExportProduct::SpreadsheetCsv);
    let ExportScope::Records(slots) = order.scope else { panic!("everything") };
    assert_eq!(slots, screen.app.screens.directory.panes[0].items);
}

#[test]
fn rows_of_a_view_are_a_list() {
    let mut screen = Screen::new(SHIPPED, Lang::En, (120, 40));
    screen.keys("O>").shows("Export: what?").shows("This list: 11 Regions");
    screen.keys("<esc><esc>V>").shows("This list: ");
}

#[test]
fn this_record_is_the_one_under_the_cursor() {
    let mut screen = Screen::shipped();
    screen.keys("/düren<enter>3Q<down>>").hides("Dieser Eintrag: Kreis Düren");
    screen.shows("Dieser Eintrag: ");
}

#[test]
fn a_table_is_taken_out_with_the_columns_it_shows() {
    let mut screen = Screen::shipped();
    screen.keys("2Q>").shows("Diese Tabelle mit ihren Spalten: ");
    screen.keys("<down><enter>").shows("1  Excel-Mappe").hides("vCard");
    screen.keys("<enter><enter>");
    let order = ordered(&mut screen);
    let names: Vec<String> = order.scope.columns().unwrap().iter().map(|column| column.name()).collect();
    assert_eq!(names, ["name", "level", "regions", "contact/phone"]);
    let all = order.scope.selection(screen.app.workspace.data());
    assert_eq!(all.tables().map(|(_, slots)| slots.len()).sum::<usize>(), screen.app.workspace.doc.slots(BODIES).len());
}

#[test]
fn everything_is_a_folder_of_csv_or_one_workbook() {
    let mut screen = Screen::shipped();
    screen.keys(">").shows("Alles: 425 Einträge");
    screen.keys("G<enter>3").sees_cursor_behind("verzeichnis");
    screen.keys("<esc>>").keys("G<enter>1").sees_cursor_behind("verzeichnis.xlsx");
}

#[test]
fn the_whole_directory_is_published_as_a_site() {
    let mut screen = Screen::shipped();
    screen.keys("/düren<enter>>1").hides("Webseite: ein Ordner");
    screen.keys("<esc>>G<enter>").shows("Webseite: ein Ordner für den Webserver");
    screen.keys("G<enter>").shows("Veröffentlichen: in welchen Ordner?").sees_cursor_behind("webseite");
    screen.keys("<enter>").shows("Wird geschrieben: 0 %");
    let order = ordered(&mut screen);
    assert_eq!((order.product, &order.scope), (ExportProduct::Site, &ExportScope::Everything));
    let report = SiteReport { files: 12, written: 3, removed: 1, kept: vec!["webseite/alt.html".into()] };
    screen.event(Event::Exported(ExportAnswer::Published { folder: "webseite".into(), report }));
    screen.hides("Veröffentlichen").shows("12 Dateien (3 geschrieben, 1 entfernt): webseite");
    screen.shows("webseite/alt.html gehört");
}

#[test]
fn escape_gives_a_running_export_up() {
    let mut screen = Screen::shipped();
    screen.keys(">G<enter>1<enter>");
    ordered(&mut screen);
    screen.keys("<esc>").hides("Wird geschrieben").shows("Abgebrochen; es wurde nichts geschrieben.");
    assert!(screen.effects.contains(&Effect::CancelExport), "{:?}", screen.effects);
    screen.effects.clear();
    screen.keys(">G<enter>1<esc>");
    assert!(!screen.effects.contains(&Effect::CancelExport), "nothing was running");
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_that_is_wanted() {
    let mut screen = Screen::shipped();
    screen.keys(">G<enter>1<enter>");
    let order = ordered(&mut screen);
    screen.event(Event::Exported(ExportAnswer::Exists(order.clone()))).shows("verzeichnis.xlsx gibt es schon");
    screen.keys("b").shows("Ausgeben: in welche Datei?");
    assert!(screen.effects.is_empty(), "{:?}", screen.effects);
    screen.event(Event::Exported(ExportAnswer::Exists(order))).keys("e");
    assert!(ordered(&mut screen).replaces);
}

#[test]
fn a_failure_is_said_where_another_file_can_be_named() {
    let mut screen = Screen::shipped();
    screen.keys(">G<enter>1<enter>");
    ordered(&mut screen);
    screen.event(Event::Exported(ExportAnswer::Failed("/nirgends gibt es nicht".into())));
    screen.shows("/nirgends gibt es nicht").shows("Ausgeben: in welche Datei?");
    screen.keys("<ctrl+u><enter>").shows("Wie soll die Datei heißen?");
    screen.keys("x.xlsx<enter>");
    assert_eq!(ordered(&mut screen).path, Path::new("x.xlsx"));
}

#[test]
fn a_few_records_go_to_the_clipboard_as_text() {
    let mut screen = Screen::shipped();
    screen.keys("/düren<enter>>1").shows("In die Zwischenablage: Text");
    screen.keys("G<up><enter>");
    let copied = screen.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    assert!(copied.is_some_and(|text| text.starts_with("Regionen\n\nKreis Düren\n")), "{copied:?}");
}

#[test]
fn a_restricted_account_writes_no_file() {
    let mut screen = Screen::shipped();
    screen.app.workspace.settings.restricted = true;
    screen.keys("/düren<enter>>1").shows("1  In die Zwischenablage: Text").hides("Excel");
    screen.keys("<esc>>").hides("Alles");
}
