//! What is said when something is undone or redone, in this session or from an earlier save.

texts! {
    undone(name: &str) => "Rückgängig gemacht: {name}" / "Undone: {name}";
    redone(name: &str) => "Wiederholt: {name}" / "Redone: {name}";
    not_undone(name: &str) => "Nicht rückgängig gemacht: {name} – inzwischen von anderen geändert. u geht weiter zurück." / "Not undone: {name} – others have changed it since. u goes further back.";
    not_redone(name: &str) => "Nicht wiederholt: {name} – inzwischen von anderen geändert." / "Not redone: {name} – others have changed it since.";
    taken_back(place: &str, when: &str) => "Rückgängig gemacht, was {when} gespeichert wurde: {place} – noch nicht gespeichert" / "Undone what was saved {when}: {place} – not saved yet";
    not_taken_back(place: &str, when: &str, reason: &str) => "Nicht rückgängig gemacht: {reason} ({place}, {when}). u geht weiter zurück." / "Not undone: {reason} ({place}, {when}). u goes further back.";
    changed_since_by(who: &str) => "{who} hat es inzwischen geändert" / "{who} has changed it since";
    changed_since => "es wurde inzwischen geändert" / "it has been changed since";
    gone_since => "das gibt es nicht mehr" / "it no longer exists";
    is_referred_to(count: usize) => "1 Eintrag verweist darauf" | "{count} Einträge verweisen darauf" / "1 record refers to it" | "{count} records refer to it";
    nothing_earlier => "Es gibt nichts rückgängig zu machen." / "There is nothing to undo.";
    of_today(time: &str) => "heute {time}" / "today {time}";
    of_yesterday(time: &str) => "gestern {time}" / "yesterday {time}";
    of_day(day: &str, time: &str) => "am {day} um {time}" / "on {day} at {time}";
}
