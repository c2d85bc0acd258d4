//! What `publish` says.

texts! {
    published(files: usize, written: usize, removed: usize, folder: &str) => "Eine Datei ({written} geschrieben, {removed} entfernt): {folder}" | "{files} Dateien ({written} geschrieben, {removed} entfernt): {folder}" / "One file ({written} written, {removed} removed): {folder}" | "{files} files ({written} written, {removed} removed): {folder}";
    as_of(day: &str) => "Alter und Fristen sind gerechnet zum {day}; --date setzt einen anderen Tag." / "Ages and due dates are computed as of {day}; --date sets another day.";
    kept(path: &str) => "{path} gehört nicht mehr dazu, wurde aber von Hand geändert und bleibt." / "{path} is no longer part of it, but was changed by hand and stays.";
    not_ours(path: &str) => "{path} ist weder leer noch eine Webseite aus diesem Programm" / "{path} is neither empty nor a site that was published here";
    hint_not_ours => "Nichts wurde geschrieben. Nennen Sie einen leeren oder neuen Ordner." / "Nothing was written. Name an empty or new folder.";
    foreign(path: &str) => "{path} stammt nicht von diesem Programm und wird nicht überschrieben" / "{path} is not ours and is not overwritten";
    hint_foreign => "Verschieben Sie die Datei, und veröffentlichen Sie noch einmal." / "Move the file away and publish again.";
    busy(path: &str) => "In {path} wird gerade veröffentlicht" / "Somebody is publishing to {path} at this moment";
    cancelled => "Abgebrochen; was schon geschrieben ist, bleibt, und der nächste Lauf vervollständigt es." / "Cancelled; what is written stays, and the next run completes it.";
    label => "Webseite: ein Ordner für den Webserver" / "Web site: a folder for the web server";
    title => "Veröffentlichen: in welchen Ordner?" / "Publish: to which folder?";
    hint => "Ein neuer oder leerer Ordner, oder der, in dem zuletzt veröffentlicht wurde. Namen von Personen werden nicht veröffentlicht." / "A new or empty folder, or the one published to last. Names of persons are not in it.";
    folder => "webseite" / "website";
    no_base_url(url: &str) => "„{url}“ ist keine Adresse; sie beginnt mit https://" / "“{url}” is no address; one begins with https://";
    no_day(typed: &str) => "„{typed}“ ist kein Tag, z. B. 2026-11-29 oder heute" / "“{typed}” is no day, e.g. 2026-11-29 or today";
}
