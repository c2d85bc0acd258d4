//! The availability of commands, and the reason why one is unavailable.
//!
//! Independent of keys and screens: a condition sees only the facts. Entry point: the table of
//! commands names the conditions.

use super::{CommandContext, Phrase};

type Availability = Result<(), Phrase>;

fn needs(fact: bool, de: &'static str, en: &'static str) -> Availability {
    if fact { Ok(()) } else { Err(Phrase::new(de, en)) }
}

pub fn always(_: &CommandContext) -> Availability {
    Ok(())
}

pub fn whole(facts: &CommandContext) -> Availability {
    if facts.loading { Err(super::READING) } else { Ok(()) }
}

pub fn writable(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(
        !facts.undecided,
        "erst die Konflikte entscheiden; Strg-S zeigt sie",
        "decide the conflicts first; Ctrl-S shows them",
    )?;
    needs(!facts.read_only, "nur zum Lesen geöffnet", "opened for reading only")
}

pub fn record(facts: &CommandContext) -> Availability {
    needs(facts.record, "kein Eintrag gewählt", "no record selected")
}

pub fn copyable(facts: &CommandContext) -> Availability {
    if facts.dialog { Ok(()) } else { record(facts) }
}

pub fn value(facts: &CommandContext) -> Availability {
    writable(facts)?;
    record(facts)
}

pub fn sourced(facts: &CommandContext) -> Availability {
    value(facts)?;
    needs(facts.sourced, "dazu gehört keine Quelle", "it has no source")
}

pub fn item(facts: &CommandContext) -> Availability {
    writable(facts)?;
    needs(facts.item, "nur Punkte einer Liste lassen sich verschieben", "only items of a list can be moved")
}

pub fn unrestricted(facts: &CommandContext) -> Availability {
    needs(!facts.restricted, "in diesem Zugang nicht erlaubt", "not allowed in this access")
}

pub fn editor(facts: &CommandContext) -> Availability {
    unrestricted(facts)?;
    value(facts)
}

pub fn undo(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(
        facts.undo,
        "es gibt nichts zurückzunehmen; H zeigt früher Gespeichertes",
        "there is nothing to undo; H shows what was saved before",
    )
}

pub fn redo(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(facts.redo, "es gibt nichts zu wiederholen", "there is nothing to redo")
}

pub fn savable(facts: &CommandContext) -> Availability {
    if facts.only_copy { Ok(()) } else { unsaved(facts) }
}
pub fn unsaved(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(facts.unsaved, "alles ist gespeichert", "everything is saved")
}

pub fn back(facts: &CommandContext) -> Availability {
    needs(facts.back, "hier begann der Weg", "this is where you started")
}

pub fn forward(facts: &CommandContext) -> Availability {
    needs(facts.forward, "weiter vorn war noch niemand", "there is nothing further ahead")
}

pub fn conflict(facts: &CommandContext) -> Availability {
    needs(facts.conflict, "hier ist nichts zu entscheiden", "there is nothing to decide here")
}

pub fn droppable(facts: &CommandContext) -> Availability {
    needs(facts.droppable, "hier gibt es nichts zu verwerfen", "there is nothing to drop here")
}

pub fn several_lines(facts: &CommandContext) -> Availability {
    needs(facts.several_lines, "hier passt nur eine Zeile", "only one line fits here")
}

pub fn fields(facts: &CommandContext) -> Availability {
    needs(facts.fields, "hier ist nur dieses eine Feld", "this is the only field here")
}

pub fn typed(facts: &CommandContext) -> Availability {
    needs(facts.typed, "kein geschlossenes Feld enthielt Getipptes", "no closed field held typed text")
}

pub fn put_off(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(facts.put_off, "es ist nichts zurückgestellt", "nothing has been put off")
}

pub fn found(facts: &CommandContext) -> Availability {
    needs(facts.found, "zuerst mit / etwas suchen", "first look for something with /")
}
