//! What is said about taking records out, on the screen and the command line.

use super::Lang;

/// Returns the headings of the sheet that says what the columns mean.
pub fn columns_headings(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::De => ["Tabelle", "Spalte", "Bedeutung", "Stelle im Datenbestand"],
        Lang::En => ["Table", "Column", "Meaning", "Place in the dataset"],
    }
}

texts! {
    columns_sheet => "Spalten" / "Columns";
    no_columns(form: &str) => "{form} hat keine Spalten, die man wählen kann" / "{form} has no columns to choose";
    not_this_table(form: &str, table: &str) => "{form} hat keinen Platz für {table}" / "{form} has no place for {table}";
    this_table => "Diese Tabelle mit ihren Spalten" / "This table with its columns";
    csv => "CSV-Tabelle, jedes Feld eine Spalte" / "CSV table, a column for each field";
    xlsx => "Excel-Mappe, ein Blatt je Tabelle" / "Excel workbook, a sheet for each table";
    json => "JSON für Programme" / "JSON for programs";
    jsonl => "JSON für Programme, ein Eintrag je Zeile" / "JSON for programs, a record on each line";
    md => "Markdown, zum Lesen und Weitergeben" / "Markdown, to read and pass on";
    text => "Text für Mail und Protokoll" / "Text for mail and minutes";
    vcard => "vCard für Adressbücher" / "vCard for address books";
    ical => "iCalendar: Sitzungen und Maßnahmen mit genauem Tag" / "iCalendar: meetings and measures with an exact day";
    geojson => "GeoJSON für Karten" / "GeoJSON for maps";
    hsds => "HSDS 3.0 (Open Referral), Datenpaket aus Tabellen" / "HSDS 3.0 (Open Referral), a data package of tables";
    hsds_json => "HSDS 3.0 (Open Referral), JSON" / "HSDS 3.0 (Open Referral), JSON";
    oparl => "OParl 1.1 für Ratsinformationssysteme" / "OParl 1.1 for council information systems";
    dcat => "DCAT-AP.de, Beschreibung für Open-Data-Portale" / "DCAT-AP.de, a description for open-data portals";
    left_out(count: usize) => "1 Eintrag passt nicht in dieses Format und fehlt." | "{count} Einträge passen nicht in dieses Format und fehlen." / "1 record does not fit into this form and is left out." | "{count} records do not fit into this form and are left out.";
    without_day(count: usize) => "1 Eintrag ohne genauen Tag steht nicht im Kalender." | "{count} Einträge ohne genauen Tag stehen nicht im Kalender." / "1 record without an exact day is not in the calendar." | "{count} records without an exact day are not in the calendar.";
    no_service(count: usize) => "1 Engagement mit unbekanntem Status ist kein Angebot (service); es steht bei seinem Netzwerk." | "{count} Engagements mit unbekanntem Status sind keine Angebote (service); sie stehen bei ihrem Netzwerk." / "1 engagement whose status is unknown is no service; it stands with its network." | "{count} engagements whose status is unknown are no services; they stand with their networks.";
    without_region(count: usize) => "1 Eintrag ohne Region hat in OParl keinen Platz und fehlt." | "{count} Einträge ohne Region haben in OParl keinen Platz und fehlen." / "1 record without a region has no place in OParl and is left out." | "{count} records without a region have no place in OParl and are left out.";
    needs_licence => "DCAT-AP.de verlangt eine Lizenz: --licence ADRESSE" / "DCAT-AP.de requires a licence: --licence ADDRESS";
    hint_licence => "z. B. http://dcat-ap.de/def/licenses/dl-by-de/2.0 (Datenlizenz Deutschland, Namensnennung)" / "e.g. http://dcat-ap.de/def/licenses/dl-by-de/2.0 (Datenlizenz Deutschland, attribution)";
    only_for_form(option: &str, form: &str) => "{option} gilt nur für --as {form}" / "{option} is for --as {form} only";
    nameless(count: usize, mask: &str) => "1 Eintrag nennt Personen; ihre Namen fehlen oder sind durch {mask} ersetzt." | "{count} Einträge nennen Personen; ihre Namen fehlen oder sind durch {mask} ersetzt." / "1 record names persons; their names are left out or replaced by {mask}." | "{count} records name persons; their names are left out or replaced by {mask}.";
    hint_with_names => "Mit --with-names stehen sie darin." / "--with-names includes them.";
    cut(address: &str, longest: usize) => "{address}: ein Text ist länger als die {longest} Zeichen einer Zelle und fehlt" / "{address}: a text is longer than the {longest} characters of a cell and is missing";

    spreadsheet => "CSV-Tabelle für Excel und LibreOffice" / "CSV table for Excel and LibreOffice";
    to_clipboard(form: &str) => "In die Zwischenablage: {form}" / "To the clipboard: {form}";
    this_record => "Dieser Eintrag" / "This record";
    this_list => "Diese Liste" / "This list";
    marked => "Markiertes" / "What is marked";
    everything(count: usize) => "Alles: 1 Eintrag" | "Alles: {count} Einträge" / "Everything: 1 record" | "Everything: {count} records";
    scope_title => "Ausgeben: was?" / "Export: what?";
    form_title => "Ausgeben: in welchem Format?" / "Export: in which form?";
    path_title => "Ausgeben: in welche Datei?" / "Export: to which file?";
    path_hint => "Ohne Ordner liegt sie dort, wo das Programm gestartet wurde. Namen von Personen werden nicht ausgegeben." / "Without a folder it lies where the program was started. Names of persons are not in it.";
    running(percent: usize) => "Wird geschrieben: {percent} %" / "Writing: {percent} %";
    escape_cancels => "Esc bricht ab." / "Esc cancels.";
    replace_title(path: &str) => "{path} gibt es schon" / "{path} exists already";
    keep => "&Behalten, anderen Namen wählen" / "&Keep it, choose another name";
    replace => "&Ersetzen" / "&Replace it";
    directory_name => "verzeichnis" / "directory";
    unreadable_left(count: usize) => "1 Eintrag ist nicht lesbar" | "{count} Einträge sind nicht lesbar" / "1 record cannot be read" | "{count} records cannot be read";
    unreadable => "nicht lesbar; bildungsnetz check zeigt, warum" / "cannot be read; bildungsnetz check shows why";
    written(count: usize, path: &str) => "{path}: 1 Eintrag geschrieben" | "{path}: {count} Einträge geschrieben" / "{path}: 1 record written" | "{path}: {count} records written";
    nothing => "Nichts passt; es wurde nichts geschrieben." / "Nothing matches; nothing was written.";
    no_form => "Welches Format? --as FORM, oder eine Datei mit bekannter Endung: -o DATEI" / "Which form? --as FORM, or a file with a known ending: -o FILE";
    several_files(form: &str) => "{form} braucht für jede Tabelle eine Datei" / "{form} needs a file for each table";
    hint_folder => "--table TABELLE wählt eine; mit -o ORDNER bekommt jede Tabelle ihre Datei in diesem Ordner." / "--table TABLE chooses one; with -o FOLDER each table gets its file in that folder.";
    one_table(option: &str) => "{option} gilt für eine Tabelle: --table TABELLE" / "{option} is for one table: --table TABLE";
    not_for_terminal(form: &str) => "{form} ist kein Text; nennen Sie eine Datei: -o DATEI" / "{form} is no text; name a file: -o FILE";
    only_for_csv(option: &str) => "{option} gilt nur für CSV" / "{option} is for CSV only";
    personal(column: &str) => "{column} enthält Namen von Personen; mit --with-names gehören sie dazu" / "{column} holds names of persons; --with-names includes them";
    format_is_form => "export nimmt --as statt --format" / "export takes --as instead of --format";
    is_dataset(path: &str) => "{path} ist der Datenbestand selbst oder gehört zu ihm" / "{path} is the dataset itself or belongs to it";
    restricted => "Mit diesem Zugang wird in keine Datei geschrieben; ohne -o kommt die Ausgabe hierher" / "In restricted mode no file is written; without -o the output comes here";
    cancelled => "Abgebrochen; es wurde nichts geschrieben." / "Cancelled; nothing was written.";
}
