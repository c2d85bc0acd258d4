//! What is said about taking records out, on the screen and the command line.

/// The heading of the sheet that says what the columns mean; of no language, like their names.
pub const COLUMNS_HEADING: [&str; 6] = ["table", "column", "label_de", "label_en", "help_de", "help_en"];

texts! {
    csv => "CSV-Tabelle, jedes Feld eine Spalte" / "CSV table, a column for each field";
    xlsx => "Excel-Mappe, ein Blatt je Tabelle" / "Excel workbook, a sheet for each table";
    json => "JSON für Programme" / "JSON for programs";
    jsonl => "JSON für Programme, ein Eintrag je Zeile" / "JSON for programs, a record on each line";
    md => "Markdown, zum Lesen und Weitergeben" / "Markdown, to read and pass on";
    text => "Text für Mail und Protokoll" / "text for mail and minutes";
    cut(address: &str, longest: usize) => "{address}: ein Text ist länger als die {longest} Zeichen einer Zelle und fehlt" / "{address}: a text is longer than the {longest} characters of a cell and is missing";

    spreadsheet => "CSV-Tabelle für Excel und LibreOffice" / "CSV table for Excel and LibreOffice";
    to_clipboard(form: &str) => "In die Zwischenablage: {form}" / "To the clipboard: {form}";
    this_record => "Dieser Eintrag" / "This record";
    this_list => "Diese Liste" / "This list";
    marked => "Markiertes" / "What is marked";
    everything(count: usize) => "Alles: 1 Eintrag" | "Alles: {count} Einträge" / "Everything: 1 record" | "Everything: {count} records";
    scope_title => "Ausgeben: was?" / "Export: what?";
    form_title => "Ausgeben: in welcher Form?" / "Export: in which form?";
    path_title => "Ausgeben: in welche Datei?" / "Export: to which file?";
    path_hint => "Ohne Ordner liegt sie dort, wo das Programm gestartet wurde. Namen von Personen gehören nicht dazu." / "Without a folder it lies where the program was started. Names of persons are not in it.";
    running(percent: usize) => "Wird geschrieben: {percent} %" / "Writing: {percent} %";
    escape_cancels => "Esc bricht ab." / "Esc cancels.";
    no_path => "Wie soll die Datei heißen?" / "What is the file to be called?";
    replace_title(path: &str) => "{path} gibt es schon" / "{path} exists already";
    keep => "&Behalten, anderen Namen wählen" / "&Keep it, choose another name";
    replace => "&Ersetzen" / "&Replace it";
    directory_name => "verzeichnis" / "directory";
    unreadable_left(count: usize) => "1 Eintrag ist nicht lesbar" | "{count} Einträge sind nicht lesbar" / "1 record cannot be read" | "{count} records cannot be read";
    unreadable => "nicht lesbar; bildungsnetz check zeigt, warum" / "cannot be read; bildungsnetz check shows why";
    written(count: usize, path: &str) => "{path}: 1 Eintrag geschrieben" | "{path}: {count} Einträge geschrieben" / "{path}: 1 record written" | "{path}: {count} records written";
    nothing => "Nichts passt; es wurde nichts geschrieben." / "Nothing matches; nothing was written.";
    no_form => "Welche Form? --as FORM, oder eine Datei mit bekannter Endung: -o DATEI" / "Which form? --as FORM, or a file with a known ending: -o FILE";
    several_files(form: &str) => "{form} braucht für jede Tabelle eine Datei" / "{form} needs a file for each table";
    hint_folder => "--table TABELLE wählt eine; mit -o ORDNER bekommt jede Tabelle ihre Datei in diesem Ordner." / "--table TABLE chooses one; with -o FOLDER each table gets its file in that folder.";
    one_table(option: &str) => "{option} gilt für eine Tabelle: --table TABELLE" / "{option} is for one table: --table TABLE";
    not_for_terminal(form: &str) => "{form} ist kein Text; nennen Sie eine Datei: -o DATEI" / "{form} is no text; name a file: -o FILE";
    only_for_csv(option: &str) => "{option} gilt nur für CSV" / "{option} is for CSV only";
    personal(column: &str) => "{column} enthält Namen von Personen; mit --with-names gehören sie dazu" / "{column} holds names of persons; --with-names includes them";
    format_is_form => "export nimmt --as statt --format" / "export takes --as instead of --format";
    is_dataset(path: &str) => "{path} ist der Datenbestand selbst" / "{path} is the dataset itself";
    restricted => "Mit diesem Zugang wird in keine Datei geschrieben; ohne -o kommt die Ausgabe hierher" / "In restricted mode no file is written; without -o the output comes here";
    cancelled => "Abgebrochen; es wurde nichts geschrieben." / "Cancelled; nothing was written.";
}
