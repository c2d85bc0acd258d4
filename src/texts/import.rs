//! What is said about bringing records in, on the screen and the command line.

texts! {
    too_large(megabytes: usize) => "Die Datei ist zu groß; höchstens {megabytes} MB werden gelesen." / "The file is too large; at most {megabytes} MB are read.";
    too_many_cells => "Die Datei hat mehr Zellen, als gelesen werden; teilen Sie sie." / "The file has more cells than are read; divide it.";
    empty => "Die Datei hat keine Zeilen mit Einträgen." / "The file has no rows with records.";
    open_quote => "Ein Anführungszeichen wird nicht geschlossen; alles danach wäre eine einzige Zelle." / "A quotation mark is never closed; everything after it would be a single cell.";
    not_a_record => "Hier wird ein Eintrag erwartet: ein Objekt mit Feldern." / "A record is expected here: an object with fields.";
    repeated_field(name: &str) => "Das Feld „{name}“ steht in diesem Objekt zweimal; welcher Wert gilt, ist nicht zu erkennen." / "This object has the field “{name}” twice; which value is meant cannot be told.";
    no_column_names(first: &str) => "Hier ist keine Tabelle zu erkennen: Keine Überschrift nennt ein Feld, stattdessen steht dort „{first}“." / "This is no table: no column is called like a field. Where the headings should be, it says “{first}”.";
    several_sheets(titles: &str) => "Die Mappe hat mehrere Blätter mit Zeilen: {titles}." / "The workbook has several sheets with rows: {titles}.";
    no_sheet(title: &str, titles: &str) => "Die Mappe hat kein ausgefülltes Blatt „{title}“. Vorhanden: {titles}." / "The workbook has no sheet “{title}” with rows, but: {titles}.";
    hint_sheet => "--sheet BLATT sagt, welches gemeint ist." / "--sheet SHEET says which is meant.";
    skipped_sheets(titles: &str) => "Nicht gelesen: Blatt {titles}; --sheet BLATT liest es." / "Not read: sheet {titles}; --sheet SHEET reads it.";
    not_read_sheets(titles: &str) => "Nicht gelesen: Blatt {titles}." / "Not read: sheet {titles}.";
    count_skipped(titles: &str) => "nicht gelesen: Blatt {titles}" / "not read: sheet {titles}";
    sheet_title(file: &str) => "{file}: Welches Blatt?" / "{file}: which sheet?";
    sheet_rows(count: usize) => "1 Zeile" | "{count} Zeilen" / "1 row" | "{count} rows";
    is_pdf => "Das ist ein PDF. Übernommen werden Tabellen: Excel-Mappen (.xlsx) oder CSV." / "This is a PDF. Tables are taken in: Excel workbooks (.xlsx) or CSV.";
    is_old_excel => "Das ist eine Excel-Mappe im alten Format (.xls); speichern Sie sie als .xlsx." / "This is an Excel workbook of the old form (.xls); save it as .xlsx.";
    is_open_document => "Das ist ein OpenDocument (.ods, .odt); speichern Sie die Tabelle als .xlsx oder CSV." / "This is an OpenDocument (.ods, .odt); save the table as .xlsx or CSV.";
    is_word => "Das ist ein Word-Dokument; speichern Sie die Tabelle als Excel-Mappe (.xlsx) oder CSV." / "This is a Word document; save the table as an Excel workbook (.xlsx) or CSV.";
    is_web_page => "Das ist eine Webseite (HTML); speichern Sie die Tabelle als Excel-Mappe (.xlsx) oder CSV." / "This is a web page (HTML); save the table as an Excel workbook (.xlsx) or CSV.";
    is_binary => "Das ist weder Text noch eine Excel-Mappe (.xlsx)." / "This is neither text nor an Excel workbook (.xlsx).";
    malformed(form: &str, reason: &str) => "Das ist kein {form}: {reason}" / "This is no {form}: {reason}";
    no_table => "Welche Tabelle ist das?" / "Which table is this?";
    no_table_called(title: &str) => "„{title}“ ist keine Tabelle des Datenbestands." / "“{title}” is no table of the dataset.";
    hint_table => "--table TABELLE sagt, welche es ist." / "--table TABLE says which it is.";
    unknown_columns(count: usize) => "1 Spalte lässt sich keinem Feld zuordnen; es wurde nichts geändert." | "{count} Spalten lassen sich keinem Feld zuordnen; es wurde nichts geändert." / "1 column stands for no field; nothing is changed." | "{count} columns stand for no field; nothing is changed.";
    unknown_column(name: &str) => "Spalte „{name}“" / "Column “{name}”";
    nameless_column(place: usize) => "Spalte {place}, die keine Überschrift hat" / "Column {place}, which has no heading";
    a_field => "FELD" / "FIELD";
    former_source(count: usize) => "1 geänderter Wert behält seine bisherige Quelle; --source gibt an, woher er stammt." | "{count} geänderte Werte behalten ihre bisherige Quelle; --source gibt an, woher sie stammen." / "1 changed value keeps its former source; --source says where it comes from." | "{count} changed values keep their former source; --source says where they come from.";
    hint_map(argument: &str) => "--map {argument} ordnet sie einem Feld zu; ohne Feld dahinter, oder mit --map '*=' für alle, bleibt sie weg." / "--map {argument} says which field it is; without a field after it, or with --map '*=' for all, it is left out.";
    no_key(table: &str) => "Keine Spalte sagt, um welchen Eintrag es geht: {table} braucht id oder den Namen." / "No column says which record a row is about: {table} needs id or the name.";
    no_column(name: &str) => "--map {name}=…: Diese Spalte hat die Datei nicht." / "--map {name}=…: the file has no such column.";
    no_field(table: &str, name: &str) => "--map …={name}: {table} hat kein solches Feld." / "--map …={name}: {table} has no such field.";
    persons(count: usize) => "1 Karte gehört einer Person und wird nicht übernommen." | "{count} Karten gehören Personen und werden nicht übernommen." / "1 card is that of a person and is not taken in." | "{count} cards are those of persons and are not taken in.";
    count_persons(count: usize) => "1 Person weggelassen" | "{count} Personen weggelassen" / "1 person left out" | "{count} persons left out";
    cancelled => "Abgebrochen; es wurde nichts geändert." / "Cancelled; nothing is changed.";
    bad_map(argument: &str) => "--map {argument}: erwartet SPALTE=FELD" / "--map {argument}: expected COLUMN=FIELD";
    restricted => "Mit diesem Zugang wird keine Datei gelesen; mit - kommt sie aus der Eingabe." / "In restricted mode no file is read; with - it comes from standard input.";
    not_read(path: &str, reason: &str) => "{path} ist nicht lesbar: {reason}" / "{path} cannot be read: {reason}";

    path_title => "Einlesen: welche Datei?" / "Import: which file?";
    path_hint => "Excel, CSV, JSON, vCard oder RON. Tab ergänzt den Namen. Vor dem Übernehmen sehen Sie, was sich ändert." / "Excel, CSV, JSON, vCard or RON. Tab completes the name. You see the changes before they are made.";
    running(percent: usize) => "Wird gelesen und verglichen: {percent} %" / "Reading and comparing: {percent} %";
    table_title(file: &str) => "{file}: Was steht in den Zeilen?" / "{file}: what are the rows?";
    fitting(count: usize) => "1 Spalte passt" | "{count} Spalten passen" / "1 column fits" | "{count} columns fit";
    column_title(column: &str, number: usize, count: usize) => "{column}: welches Feld? ({number} von {count})" / "{column}: which field? ({number} of {count})";
    samples(values: &str) => "Dort steht z. B.: {values}" / "It says, for example: {values}";
    empty_column => "In dieser Spalte steht nichts." / "There is nothing in this column.";
    leave_out => "Weglassen" / "Leave it out";
    leave_out_rest(count: usize) => "Alle {count} übrigen weglassen" / "Leave out all {count} that remain";
    row(line: usize, file: &str) => "Zeile {line} in {file}" / "Line {line} of {file}";
    same_title(line: usize) => "Zeile {line}: dasselbe wie …" / "Line {line}: the same as …";
    hint_same(key: &str) => "{key} sagt, welcher Eintrag gemeint ist." / "{key} says which record is meant.";
    perhaps_same => "Vielleicht schon vorhanden; Tippen findet andere:" / "Perhaps there already; type to find others:";
    type_to_find => "Tippen findet vorhandene Einträge." / "Type to find records that are there.";
    stays_new => "Ein neuer Eintrag" / "A new record";
    only_new => "Das gilt nur für neue Einträge, die aus einer Datei kommen." / "This is for new records only that come from a file.";
    perhaps(name: &str) => "vielleicht: {name}" / "perhaps: {name}";
    will_import(file: &str) => "aus {file} übernehmen" / "take in from {file}";
    was_imported(count: usize, file: &str) => "1 Eintrag aus {file} übernommen" | "{count} Einträge aus {file} übernommen" / "1 record taken from {file}" | "{count} records taken from {file}";

    form => "Hier wird JSON der Form erwartet, die export ausgibt." / "JSON of the form that export writes is expected here.";
    spoilt(text: &str) => "Die Tabellenkalkulation hat {text} daraus gemacht; der Wert ist verloren. Spalte als Text formatieren und neu eintragen." / "The spreadsheet made {text} of it; the value is lost. Format the column as text and enter it again.";
    several(ids: &str) => "Mehrere Einträge passen: {ids}; die Spalte id sagt, welcher." / "Several records fit: {ids}; a column id says which.";
    no_reference(table: &str, typed: &str) => "Unter {table} gibt es „{typed}“ nicht." / "Among {table} there is no “{typed}”.";
    lacks(labels: &str) => "Diesen Eintrag gibt es nicht, und für einen neuen fehlt: {labels}." / "There is no such record, and a new one lacks: {labels}.";
    lacks_id(id: &str, labels: &str) => "Die Kennung {id} gibt es nicht, und für einen neuen Eintrag fehlt: {labels}." / "There is no identifier {id}, and a new record lacks: {labels}.";
    likely_same_row(line: usize) => "vielleicht derselbe Eintrag wie in Zeile {line}" / "perhaps the same record as in line {line}";
    perhaps_row(line: usize) => "vielleicht wie Zeile {line}" / "perhaps as line {line}";
    likely_same(addresses: &str) => "vielleicht schon vorhanden: {addresses}" / "perhaps there already: {addresses}";

    would_change(changed: usize, rows: usize) => "1 Eintrag würde sich ändern ({rows} Zeilen gelesen); nichts ist geschrieben." | "{changed} Einträge würden sich ändern ({rows} Zeilen gelesen); nichts ist geschrieben." / "1 record would change ({rows} rows read); nothing is written." | "{changed} records would change ({rows} rows read); nothing is written.";
    nothing_new(rows: usize) => "Nichts Neues: Was in der Zeile steht, ist schon da." | "Nichts Neues: Was in den {rows} Zeilen steht, ist schon da." / "Nothing new: the row says what is there already." | "Nothing new: all {rows} rows say what is there already.";
}
