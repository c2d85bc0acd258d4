//! What is said about taking records out, on the screen and the command line.

texts! {
    csv => "Tabelle für Programme: jedes Feld eine Spalte" / "table for programs: a column for each field";

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
