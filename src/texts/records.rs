//! What is said when records are added, renamed and deleted.

use super::Phrase;

/// What confirming a field of a new record is called, when others follow before there is a record.
pub const NEXT: Phrase = Phrase::new("Weiter", "Next");

/// What confirming the last field of a new record is called.
pub const CREATE: Phrase = Phrase::new("Anlegen", "Create");

texts! {
    only_cleared(done: &str, undo: &str, delete: &str) => "{done}; {undo} nimmt es zurück. Den ganzen Eintrag löscht {delete} auf seinem Namen." / "{done}; {undo} takes it back. {delete} on its name deletes the whole record.";
    new_title(what: &str) => "Neu: {what}" / "Add: {what}";
    delete_title(name: &str) => "Löschen? {name}" / "Delete {name}?";
    keep => "&Behalten" / "&No, keep as is";
    delete => "&Löschen (u macht es rückgängig)" / "&Really delete (u undoes it)";
    nothing_refers => "Nichts verweist darauf." / "Nothing refers to it.";
    may_be_left_out => "leer: unbekannt" / "empty: unknown";
    duplicated(name: &str) => "Kopie von {name} angelegt" / "copy of {name} created";
    duplicated_without(name: &str, keys: &str) => "Kopie von {name} angelegt, ohne {keys}: die gibt es nur einmal" / "copy of {name} created, without {keys}: no two records share them";
    add_title => "Neu" / "Add";
    sub_body => "Untergeordnetes Gremium" / "Body below this one";
    other_body => "Weiteres Gremium" / "Another body";
    in_list(list: &str) => "in: {list}" / "to: {list}";
    delete_with_references(count: usize) => "&Löschen und 1 Verweis darauf entfernen" | "&Löschen und {count} Verweise darauf entfernen" / "&Really delete, and remove 1 reference to it" | "&Really delete, and remove {count} references to it";
    delete_with_records(count: usize) => "Mit 1 Eintrag &löschen, der ohne ihn nicht bestehen kann" | "Mit {count} Einträgen &löschen, die ohne ihn nicht bestehen können" / "&Really delete with 1 record that cannot exist without it" | "&Really delete with {count} records that cannot exist without it";
    and_references(count: usize, what: &str) => "{what}; 1 Verweis entfernen" | "{what}; {count} Verweise entfernen" / "{what}; remove 1 reference" | "{what}; remove {count} references";
    delete_only => "&Nur diesen Eintrag löschen; Verweise darauf gehen danach ins Leere" / "Delete &only this record; references to it would be left dangling";
    referred_by(count: usize) => "1 Eintrag verweist darauf:" | "{count} Einträge verweisen darauf:" / "1 record refers to it:" | "{count} records refer to it:";
    cannot_be_without(count: usize) => "1 Eintrag kann ohne ihn nicht bestehen:" | "{count} Einträge können ohne ihn nicht bestehen:" / "1 record cannot exist without it:" | "{count} records cannot exist without it:";
    also_records(count: usize, what: &str) => "{what}, mit 1 weiteren Eintrag" | "{what}, mit {count} weiteren Einträgen" / "{what}, with 1 more record" | "{what}, with {count} more records";
    also_references(count: usize, what: &str) => "{what}, 1 Verweis entfernt" | "{what}, {count} Verweise entfernt" / "{what}, 1 reference removed" | "{what}, {count} references removed";
    left_dangling(count: usize, what: &str) => "{what}; 1 Verweis geht ins Leere (p zeigt ihn)" | "{what}; {count} Verweise gehen ins Leere (p zeigt sie)" / "{what}; 1 reference is left dangling (p shows it)" | "{what}; {count} references are left dangling (p shows them)";
    references_carried(count: usize) => "1 Verweis angepasst" | "{count} Verweise angepasst" / "1 reference updated" | "{count} references updated";
    and_more(count: usize) => "… und 1 weiterer" | "… und {count} weitere" / "… and 1 more" | "… and {count} more";
}
