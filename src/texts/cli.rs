//! What the command line says: answers, and why something was not done.

texts! {
    about => "Verzeichnis der Regionalen Bildungsnetzwerke im Regierungsbezirk Köln. Ohne Befehl öffnet sich die Bildschirmansicht." / "Directory of the regional education networks in the Regierungsbezirk Köln. Without a command the screen opens.";
    usage => "bildungsnetz [OPTIONEN] [DATEI]\n        bildungsnetz [OPTIONEN] BEFEHL …" / "bildungsnetz [OPTIONS] [FILE]\n       bildungsnetz [OPTIONS] COMMAND …";
    usage_word => "Aufruf:" / "Usage:";
    options_word => "[OPTIONEN]" / "[OPTIONS]";
    example(line: &str) => "Beispiel:\n  {line}" / "Example:\n  {line}";
    command_name => "BEFEHL" / "COMMAND";
    commands => "Befehle" / "Commands";
    arguments => "Argumente" / "Arguments";
    options => "Optionen" / "Options";
    global_options => "Optionen für alle Befehle" / "Options for all commands";
    after_help => "Eine Adresse ist TABELLE/KENNUNG[/FELD…], z. B. bodies/dueren-bildungsbuero/contact/phone.\nExit-Codes: 0 erledigt, 1 verneint, 2 Aufruf, 3 nicht lesbar, 4 nicht geschrieben, 5 gesperrt.\nBEFEHL --help zeigt die Argumente eines Befehls, bildungsnetz man alles." / "An address is TABLE/ID[/FIELD…], e.g. bodies/dueren-bildungsbuero/contact/phone.\nExit codes: 0 done, 1 negative answer, 2 usage, 3 unreadable, 4 not written, 5 locked.\nCOMMAND --help shows a command's arguments, bildungsnetz man everything.";

    unknown_command(word: &str) => "Einen Befehl „{word}“ gibt es nicht" / "There is no command “{word}”";
    unknown_argument(arg: &str) => "{arg} gibt es hier nicht" / "There is no {arg} here";
    surplus_argument(arg: &str) => "{arg} ist hier überzählig" / "{arg} is not expected here";
    hint_data(file: &str) => "Einen Datenbestand geben Sie mit --data {file} an" / "Give a dataset with --data {file}";
    hint_dashes(value: &str) => "Ein Wert, der so beginnt, steht hinter --: … -- {value}" / "Put a value that begins like this after --: … -- {value}";
    value_missing(arg: &str) => "Zu {arg} fehlt der Wert" / "{arg} needs a value";
    bad_value(value: &str, arg: &str) => "„{value}“ passt nicht zu {arg}" / "“{value}” does not fit {arg}";
    takes_no_value(arg: &str, value: &str) => "{arg} nimmt keinen Wert an (angegeben: „{value}“)" / "{arg} takes no value (given: “{value}”)";
    other_count(arg: &str, wanted: &str, given: &str) => "{arg} braucht eine andere Anzahl von Werten: {wanted} (angegeben: {given})" / "{arg} needs another number of values: {wanted} (given: {given})";
    equals_missing(arg: &str) => "Zwischen {arg} und seinem Wert fehlt =" / "{arg} needs = before its value";
    command_missing(command: &str) => "Zu „{command}“ fehlt ein Befehl" / "“{command}” needs a command";
    not_understood => "Der Aufruf wurde nicht verstanden" / "The call was not understood";
    missing(arg: &str) => "Es fehlt {arg}" / "Missing: {arg}";
    conflict(arg: &str, other: &str) => "{arg} und {other} schließen sich aus" / "{arg} cannot be used with {other}";
    not_utf8 => "Ein Argument ist kein UTF-8-Text" / "An argument is not UTF-8 text";
    possible(values: &str) => "Möglich: {values}" / "Possible: {values}";
    meant(suggestion: &str) => "Meinten Sie {suggestion}?" / "Did you mean {suggestion}?";
    see_help(command: &str) => "{command} zeigt, was möglich ist" / "{command} shows what is possible";
    no_format(format: &str) => "Die Ausgabe als {format} gibt es für diesen Befehl nicht" / "This command has no output as {format}";
    two_files => "DATEI und --data geben beide einen Datenbestand an" / "FILE and --data both give a dataset";
    restricted_file => "Mit diesem Zugang lässt sich kein anderer Datenbestand öffnen" / "No other dataset can be opened in restricted mode";
    restricted_nothing => "Für diesen Zugang ist kein Datenbestand festgelegt" / "No dataset is set for restricted mode";
    hint_restricted(path: &str) => "Die Administration legt ihn in {path} fest (data = …) oder mit --data DATEI vor --restricted." / "The administrator sets it in {path} (data = …) or with --data FILE before --restricted.";
    bad_clock(now: &str) => "Die Uhr dieses Rechners zeigt {now}" / "The clock of this machine shows {now}";

    several_problems(count: usize) => "1 Fehler in den Einstellungen" | "{count} Fehler in den Einstellungen (bildungsnetz doctor)" / "1 mistake in the configuration" | "{count} mistakes in the configuration (bildungsnetz doctor)";
    no_terminal => "Die Bildschirmansicht braucht ein Terminal für Ein- und Ausgabe" / "The screen needs a terminal for input and output";
    dumb => "Das Terminal (TERM=dumb) kann keine Bildschirmansicht zeigen" / "The terminal (TERM=dumb) cannot show a screen";
    hint_no_terminal => "Befehle wie list, find und contact brauchen keines; bildungsnetz --help zeigt alle (bei ssh: ssh -t)" / "Commands like list, find and contact need none; bildungsnetz --help lists all (with ssh: ssh -t)";
    terminal_failed(error: &str) => "Fehler des Terminals: {error}" / "Terminal error: {error}";

    hint_open(file: &str) => "bildungsnetz {file} öffnet sie." / "bildungsnetz {file} opens it.";
    hint_make_default(line: &str, path: &str) => "Damit sie ohne Angabe gilt, steht in {path}: {line}" / "To use it without naming it, put into {path}: {line}";
    shipped_name => "mitgelieferter Datenbestand" / "dataset that comes with the program";
    standard_input => "Standardeingabe" / "standard input";
    read_twice => "Die Standardeingabe (-) lässt sich nur einmal lesen" / "Standard input (-) can be read only once";
    hint_parse => "Die Datei wurde nicht verändert; berichtigen Sie die Stelle in einem Editor." / "The file was not changed; correct this place in an editor.";
    hint_line_ends => "Speichern Sie die Datei im Editor mit Zeilenenden von Unix (LF), oder: tr '\\r' '\\n' < ALT.ron > NEU.ron" / "Save the file with Unix line ends (LF) in an editor, or: tr '\\r' '\\n' < OLD.ron > NEW.ron";
    markers_read(place: &str) => "{place}: Konfliktmarken; gelesen wird die Fassung „ours“. Öffnen Sie die Datei zum Entscheiden mit bildungsnetz oder git mergetool." / "{place}: Conflict markers; the version “ours” is read. Open the file with bildungsnetz or git mergetool to decide.";
    markers_refuse => "Konfliktmarken: Entscheiden Sie sie zuerst, mit bildungsnetz DATEI oder git mergetool." / "Conflict markers: decide them first, with bildungsnetz FILE or git mergetool.";
    hint_markers(line: usize) => "In Zeile {line} steht der Rest einer Zusammenführung (<<<<<<<); entscheiden Sie sich dort für eine Fassung." / "Line {line} has a leftover of a merge (<<<<<<<); decide on one version there.";
    hint_record => "Die anderen Einträge sind nicht betroffen; berichtigen Sie diesen in einem Editor." / "The other records are not affected; correct this one in an editor.";
    hint_locked => "Es wurde nichts geschrieben; versuchen Sie es gleich noch einmal." / "Nothing was written; try again in a moment.";
    hint_unchanged => "Es wurde nichts geschrieben; die Datei ist unverändert." / "Nothing was written; the file is unchanged.";
    hint_find(text: &str, table: &str) => "bildungsnetz find {text} oder bildungsnetz list {table} zeigt, was es gibt" / "bildungsnetz find {text} or bildungsnetz list {table} shows what there is";
    hint_clear => "--clear entfernt den Wert." / "--clear removes the value.";
    output_failed(error: &str) => "Die Ausgabe ließ sich nicht schreiben: {error}" / "The output could not be written: {error}";
    saved_but_not_printed(error: &str) => "Es ist gespeichert; nur die Ausgabe ließ sich nicht schreiben: {error}" / "It is saved; only the output could not be written: {error}";
    input_failed(error: &str) => "Die Eingabe ließ sich nicht lesen: {error}" / "The input could not be read: {error}";
}

texts! {
    no_table(name: &str) => "Eine Tabelle „{name}“ gibt es nicht" / "There is no table “{name}”";
    only_a_table(name: &str) => "{name} ist eine ganze Tabelle; hier wird ein Eintrag erwartet" / "{name} is a whole table; a record is expected here";
    address_form => "Eine Adresse ist TABELLE/KENNUNG[/FELD…], z. B. bodies/dueren-bildungsbuero/contact/phone" / "An address is TABLE/ID[/FIELD…], e.g. bodies/dueren-bildungsbuero/contact/phone";
    no_record(address: &str) => "{address} gibt es nicht" / "There is no {address}";
    no_field(address: &str) => "Ein Feld {address} gibt es nicht" / "There is no field {address}";
    no_column(place: &str, typed: &str) => "{place} hat kein Feld „{typed}“" / "{place} has no field “{typed}”";
    no_values => "Keines dieser Felder ist angegeben" / "None of these fields is given";
    no_value(address: &str) => "{address} gibt es nicht" / "There is no {address}";
    unknown_value(address: &str) => "{address} ist nicht angegeben" / "{address} is not given";
    no_place(typed: &str) => "Zu „{typed}“ ist kein Ort, keine Postleitzahl und keine Region bekannt" / "No town, postcode or region is known for “{typed}”";
    no_action_field(typed: &str) => "Ein Handlungsfeld „{typed}“ gibt es nicht" / "There is no action field “{typed}”";
    several_fields(typed: &str) => "„{typed}“ passt zu mehreren Handlungsfeldern" / "“{typed}” matches several action fields";
    no_choice(typed: &str) => "„{typed}“ ist hier nicht vorgesehen" / "“{typed}” is not one of the choices";
    no_levels(table: &str) => "{table} hat keine Ebenen; --level gibt es nur bei bodies" / "{table} has no levels; --level only works with bodies";
    unread(count: usize) => "1 Eintrag ist nicht lesbar und fehlt hier; bildungsnetz check zeigt, wo." | "{count} Einträge sind nicht lesbar und fehlen hier; bildungsnetz check zeigt, wo." / "1 record cannot be read and is missing here; bildungsnetz check shows where." | "{count} records cannot be read and are missing here; bildungsnetz check shows where.";
    nothing_found(typed: &str) => "Nichts gefunden zu „{typed}“" / "Nothing found for “{typed}”";

    set_a_record(address: &str) => "{address} ist ein ganzer Eintrag; set ändert ein Feld" / "{address} is a whole record; set changes a field";
    has_no_source(address: &str) => "Zu {address} gibt es keine Quelle" / "{address} has no source";
    source_given(source: &str, as_of: &str, checked: &str) => "{source}: Stand {as_of}, geprüft {checked}" / "{source}: as of {as_of}, checked {checked}";
    confirmed(sources: &str, day: &str) => "{sources}: geprüft {day}" / "{sources}: checked {day}";
    hint_give_source => "set mit --source und --as-of nennt Quelle und Tag." / "set with --source and --as-of gives source and day.";
    old_source(source: &str, age: &str) => "{source} ist noch die bisherige, {age}; mit --source und --as-of geben Sie Quelle und Stand im selben Aufruf an." / "{source} is still the previous one, {age}; give source and date in the same call with --source and --as-of.";
    missing_source(source: &str) => "{source} ist nicht angegeben; mit --source und --as-of geben Sie Quelle und Stand im selben Aufruf an." / "{source} is not given; give source and date in the same call with --source and --as-of.";
    other_value(address: &str) => "{address} hat einen anderen Wert; es wurde nichts geschrieben" / "{address} has a different value; nothing was written";
    is_required(address: &str) => "{address} darf nicht leer sein" / "{address} must not be empty";
    only_one(table: &str) => "{table} gibt es genau einmal" / "There is exactly one {table}";
    no_id => "Die Kennung (id) ist kein Text" / "The identifier (id) is not a text";
    not_a_record => "Das ist kein Eintrag" / "This is not a record";
    record_form => "z. B. (name: \"Neues Feld\")" / "e.g. (name: \"New field\")";
    no_list(address: &str) => "{address} ist keine Liste" / "{address} is not a list";
    still_referred(count: usize, address: &str) => "{address} bleibt: 1 Eintrag verweist noch darauf" | "{address} bleibt: {count} Einträge verweisen noch darauf" / "{address} is kept: 1 record still refers to it" | "{address} is kept: {count} records still refer to it";
    hint_clear_references => "--clear-references entfernt auch die Verweise" / "--clear-references removes the references, too";
    cannot_be_without(count: usize, address: &str) => "{address} bleibt: 1 Eintrag kann ohne ihn nicht bestehen" | "{address} bleibt: {count} Einträge können ohne ihn nicht bestehen" / "{address} is kept: 1 record cannot exist without it" | "{address} is kept: {count} records cannot exist without it";
    unchanged => "Nichts zu ändern; die Datei ist unverändert." / "Nothing to change; the file is unchanged.";
    changed(address: &str, old: &str, new: &str) => "{address}: {old} → {new}" / "{address}: {old} → {new}";
    added(address: &str) => "{address} hinzugefügt" / "{address} added";
    removed(address: &str) => "{address} entfernt" / "{address} removed";
    removed_value(address: &str, old: &str) => "{address}: {old} entfernt" / "{address}: {old} removed";
    saved(path: &str) => "{path} gespeichert" / "{path} saved";
    quoted(text: &str) => "„{text}“" / "“{text}”";
}

texts! {
    unknown => "Unbekannt" / "Unknown";
    referred => "Verweise darauf" / "Referred to by";
    region_of(region: &str, towns: &str) => "{region} ({towns})" / "{region} ({towns})";
    no_office => "Zu dieser Region ist kein Büro eingetragen." / "No office is recorded for this region.";
    region => "Region" / "Region";
    stated_by => "Angabe von" / "Stated by";
    office => "Büro" / "Office";
    address => "Adresse" / "Address";
    name => "Name" / "Name";
    found_by => "Gefunden in" / "Found in";
    group(count: usize, title: &str) => "{title} (1)" | "{title} ({count})" / "{title} (1)" | "{title} ({count})";

    check_unlisted(count: usize, severity: &str, rule: &str) => "… und ein weiterer Befund: {severity} {rule} (alle mit --all)" | "… und {count} weitere Befunde: {severity} {rule} (alle mit --all)" / "… and one more finding: {severity} {rule} (all with --all)" | "… and {count} more findings: {severity} {rule} (all with --all)";
    check_summary(errors: &str, warnings: &str, notes: &str) => "Fehler: {errors}, Warnungen: {warnings}, Hinweise: {notes}" / "errors: {errors}, warnings: {warnings}, notes: {notes}";
    unknown_rule(name: &str, known: &str) => "Eine Prüfregel „{name}“ gibt es nicht (möglich: {known})" / "There is no rule “{name}” (possible: {known})";
    line => "Zeile" / "Line";
    column => "Spalte" / "Column";
    severity => "Schwere" / "Severity";
    rule => "Regel" / "Rule";
    message => "Meldung" / "Message";

    place => "Wo" / "Where";
    keys => "Tasten" / "Keys";
    key => "Taste" / "Key";
    label => "Befehl" / "Command";
    meaning => "Wirkung" / "What it does";
    setting => "Einstellung" / "Setting";
    value => "Wert" / "Value";
    origin => "Herkunft" / "Origin";
    built_in => "eingebaut" / "built in";
    data_folder => "eigener Datenordner" / "user's data folder";
}

texts! {
    version => "Version" / "Version";
    terminal => "Terminal" / "Terminal";
    redirected => "Ein- oder Ausgabe umgeleitet" / "input or output redirected";
    not_set => "nicht gesetzt" / "not set";
    colours => "Farben" / "Colours";
    true_colour => "24 Bit" / "24 bit";
    sixteen_colours => "16 Farben des Terminals" / "the terminal's 16 colours";
    characters => "Zeichen" / "Characters";
    language => "Sprache" / "Language";
    dataset => "Datenbestand" / "Dataset";
    records(count: usize) => "1 Eintrag" | "{count} Einträge" / "1 record" | "{count} records";
    writing => "Schreiben" / "Writing";
    not_possible => "nicht möglich" / "not possible";
    goes_to(path: &str) => "nach {path}" / "to {path}";
    lock => "Sperre" / "Lock";
    lock_free => "frei" / "free";
    lock_held_by_somebody => "gehalten; von wem, ist nicht vermerkt" / "held; it does not say by whom";
    lock_held(holder: &str) => "gehalten von {holder}" / "held by {holder}";
    leftover => "Überrest" / "Leftover";
    configuration => "Einstellungen" / "Configuration";
    is_read => "gelesen" / "read";
    is_missing => "nicht vorhanden" / "absent";
    clipboard => "Zwischenablage" / "Clipboard";
    clipboard_tmux => "OSC 52 durch tmux (set -g allow-passthrough on)" / "OSC 52 through tmux (set -g allow-passthrough on)";
    clipboard_screen => "OSC 52 durch screen" / "OSC 52 through screen";
    clipboard_direct => "OSC 52 an das Terminal" / "OSC 52 to the terminal";
    over_ssh => ", über SSH" / ", over SSH";
    state_folder => "Zustandsordner" / "State folder";
    dataset_folder => "Datenordner" / "Data folder";
    backup_folder => "Sicherungskopien" / "Backups";
    presence_folder => "Anwesenheit" / "Presence";
    history_file => "Verlauf" / "History";
    clock => "Uhr" / "Clock";
    repository => "Git" / "Git";
    with_room(path: &str, free: u64) => "{path}, {free} MB frei" / "{path}, {free} MB free";
    no_folder => "Diesen Ordner gibt es nicht, und er lässt sich nicht anlegen." / "This folder does not exist and cannot be created.";
    unwritable(path: &str, error: &str) => "In {path} lässt sich nicht schreiben ({error}); lassen Sie sich Schreibrechte geben." / "{path} cannot be written to ({error}); ask for write access.";
    little_room => "Für das Speichern mit Sicherungskopie ist das zu wenig; schaffen Sie Platz." / "That is too little for a save with its backup; free some space.";
    no_utf8 => "Angezeigt wird nur ASCII; setzen Sie LANG oder LC_CTYPE auf eine UTF-8-Einstellung, z. B. de_DE.UTF-8." / "Only ASCII is shown; set LANG or LC_CTYPE to a UTF-8 locale, e.g. de_DE.UTF-8.";
    hint_clock => "Die Uhr geht falsch; Alter, Verlauf und Sicherungskopien hängen davon ab. Lassen Sie sie stellen." / "The clock is wrong; ages, history and backups depend on it. Have it corrected.";
    git_by_records(program: &str) => "führt mit {program} nach Einträgen zusammen" / "merges by record with {program}";
    git_by_lines => "führt nach Zeilen zusammen; bildungsnetz git setup richtet es ein" / "merges by line; bildungsnetz git setup sets it up";
    git_not_set_up => "Die Datei ist für bildungsnetz eingetragen, dieser Klon aber nicht eingerichtet; rufen Sie bildungsnetz git setup auf." / "The file is registered for bildungsnetz, but this clone is not set up; run bildungsnetz git setup.";
    git_driver_gone(entry: &str, program: &str) => "{entry} nennt {program}, das sich nicht starten lässt; bildungsnetz git setup berichtigt das." / "{entry} names {program}, which cannot be started; bildungsnetz git setup corrects that.";
    git_driver_unguarded(entry: &str) => "{entry} stammt von einer früheren Programmversion: Ließe sich das Programm nicht starten, bliebe die eigene Fassung ohne Konfliktmarken stehen. bildungsnetz git setup erneuert den Eintrag." / "{entry} is from an earlier version: if the program could not be started, our version would be left without conflict markers. bildungsnetz git setup renews the entry.";
    git_refuses(why: &str) => "git lehnt ab: {why}" / "git refuses: {why}";
    no_home => "Ohne HOME gibt es keinen Ort für Einstellungen und Datenordner; setzen Sie HOME." / "Without HOME there is no place for the configuration and the data folder; set HOME.";
    editor => "Editor" / "Editor";
    not_allowed => "mit diesem Zugang nicht erlaubt" / "not allowed in restricted mode";
    no_editor => "Dieses Programm gibt es nicht; setzen Sie VISUAL oder EDITOR." / "There is no such program; set VISUAL or EDITOR.";
    healthy => "Alles in Ordnung." / "Everything is fine.";
    problems(count: usize) => "1 Punkt ist zu klären." | "{count} Punkte sind zu klären." / "1 problem to resolve." | "{count} problems to resolve.";
}
