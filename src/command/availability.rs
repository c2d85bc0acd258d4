//! When a command is available, and the reason it gives when it is not.
//!
//! Must not know keys or screens: a condition sees the facts alone. Entry point: the table of commands names the conditions.

use super::{Facts, Phrase};

type Answer = Result<(), Phrase>;

fn needs(fact: bool, de: &'static str, en: &'static str) -> Answer {
    if fact { Ok(()) } else { Err(Phrase::new(de, en)) }
}

pub fn always(_: &Facts) -> Answer {
    Ok(())
}

pub fn whole(facts: &Facts) -> Answer {
    if facts.loading { Err(super::READING) } else { Ok(()) }
}

pub fn writable(facts: &Facts) -> Answer {
    whole(facts)?;
    needs(
        !facts.undecided,
        "erst die Konflikte entscheiden; Strg-S zeigt sie",
        "decide the conflicts first; Ctrl-S shows them",
    )?;
    needs(!facts.read_only, "nur zum Lesen geöffnet", "opened for reading only")
}

pub fn record(facts: &Facts) -> Answer {
    needs(facts.record, "kein Eintrag gewählt", "no record selected")
}

pub fn value(facts: &Facts) -> Answer {
    writable(facts)?;
    record(facts)
}

pub fn item(facts: &Facts) -> Answer {
    writable(facts)?;
    needs(facts.item, "nur Punkte einer Liste lassen sich verschieben", "only items of a list can be moved")
}

pub fn unrestricted(facts: &Facts) -> Answer {
    needs(!facts.restricted, "in diesem Zugang nicht erlaubt", "not allowed in this access")
}

pub fn editor(facts: &Facts) -> Answer {
    unrestricted(facts)?;
    value(facts)
}

pub fn undo(facts: &Facts) -> Answer {
    whole(facts)?;
    needs(
        facts.undo,
        "es gibt nichts zurückzunehmen; H zeigt früher Gespeichertes",
        "there is nothing to undo; H shows what was saved before",
    )
}

pub fn redo(facts: &Facts) -> Answer {
    whole(facts)?;
    needs(facts.redo, "es gibt nichts zu wiederholen", "there is nothing to redo")
}

pub fn savable(facts: &Facts) -> Answer {
    if facts.only_copy { Ok(()) } else { unsaved(facts) }
}
pub fn unsaved(facts: &Facts) -> Answer {
    whole(facts)?;
    needs(facts.unsaved, "alles ist gespeichert", "everything is saved")
}

pub fn back(facts: &Facts) -> Answer {
    needs(facts.back, "hier begann der Weg", "this is where you started")
}

pub fn forward(facts: &Facts) -> Answer {
    needs(facts.forward, "weiter vorn war noch niemand", "there is nothing further ahead")
}

pub fn conflict(facts: &Facts) -> Answer {
    needs(facts.conflict, "hier ist nichts zu entscheiden", "there is nothing to decide here")
}

pub fn droppable(facts: &Facts) -> Answer {
    needs(facts.droppable, "hier gibt es nichts zu verwerfen", "there is nothing to drop here")
}

pub fn several_lines(facts: &Facts) -> Answer {
    needs(facts.several_lines, "hier passt nur eine Zeile", "only one line fits here")
}

pub fn typed(facts: &Facts) -> Answer {
    needs(facts.typed, "kein geschlossenes Feld enthielt Getipptes", "no closed field held typed text")
}

pub fn put_off(facts: &Facts) -> Answer {
    whole(facts)?;
    needs(facts.put_off, "es ist nichts zurückgestellt", "nothing has been put off")
}

pub fn found(facts: &Facts) -> Answer {
    needs(facts.found, "zuerst mit / etwas suchen", "first look for something with /")
}
