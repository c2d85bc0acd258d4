//! What is said about proposals: changes that somebody who does not save asks for.

use super::Phrase;

/// What saving is called where it proposes.
pub const LABEL: Phrase = Phrase::new("Vorschlagen", "Propose");

texts! {
    unreadable(path: &str, why: &str) => "{path} ist kein brauchbarer Vorschlag und wird übergangen: {why}" / "{path} is no usable proposal and is passed over: {why}";
    too_many(path: &str, most: usize) => "{path} enthält mehr als {most} Dateien; die späteren werden übergangen." / "{path} holds more than {most} files; the later ones are passed over.";
    fault_absent => "darin steht kein Vorschlag" / "there is no proposal in it";
    fault_damaged => "der Text ist abgeschnitten oder verändert" / "the text is cut or altered";
    fault_newer => "eine neuere Programmversion hat ihn gemacht" / "a later version of this program made it";
    fault_too_long => "er ist länger, als ein Vorschlag sein darf (1 MB)" / "it is longer than a proposal may be (1 MB)";
    fault_senseless => "er nennt keine Änderung oder etwas, was diese Programmversion nicht kennt" / "it names no change, or something that this version does not know";
    not_answered(cause: &str) => "Übernommen und gespeichert; beim Vorschlag konnte es nicht vermerkt werden: {cause}" / "Taken and saved; it could not be noted with the proposal: {cause}";
}

texts! {
    proposal => "Vorschlag" / "Proposal";
    number => "Nr." / "No.";
    now => "Jetzt" / "Now";
    then => "Damals" / "Then";
    proposed_value => "Vorgeschlagen" / "Proposed";
    standing => "Stand" / "State";
    fits => "wartet" / "waits";
    is_there => "steht schon da" / "is there already";
    is_other => "seither geändert" / "changed since";
    is_gone => "Eintrag ist fort" / "record is gone";
    items(count: usize) => "1 Eintrag" | "{count} Einträge" / "1 item" | "{count} items";
    the_record => "der Eintrag" / "the record";
    no_record => "kein Eintrag" / "no record";
    new_record => "neuer Eintrag" / "new record";
    removed_record => "Eintrag löschen" / "delete the record";
    other_text => "anderer Wortlaut der Datei" / "other text of the file";
    was_taken(who: &str, when: &str) => "übernommen von {who}, {when}" / "taken by {who}, {when}";
    was_taken_changed(who: &str, when: &str) => "geändert übernommen von {who}, {when}" / "taken with changes by {who}, {when}";
    was_declined(who: &str, when: &str) => "abgelehnt von {who}, {when}" / "declined by {who}, {when}";
    was_withdrawn(who: &str, when: &str) => "zurückgezogen von {who}, {when}" / "withdrawn by {who}, {when}";
    because(said: &str, reason: &str) => "{said}: {reason}" / "{said}: {reason}";
}

texts! {
    proposed(id: &str) => "Vorgeschlagen, nicht gespeichert: {id}" / "Proposed, not saved: {id}";
    not_put(folder: &str) => "Neben dem Datenbestand lässt sich nichts ablegen: {folder} ist nicht beschreibbar" / "Nothing can be put beside the dataset: {folder} is not writable";
    hint_print => "Mit --print wird der Vorschlag als Text ausgegeben, den Sie schicken können" / "With --print the proposal is printed as text that you can send";
    print_needs_propose => "--print gehört zu --propose" / "--print belongs to --propose";
    restricted_propose => "Ob an diesem Zugang vorgeschlagen wird, ist festgelegt und lässt sich nicht angeben" / "Whether this access proposes is set and cannot be given";
    not_with_propose => "Mit --propose wird nur vorgeschlagen; Vorschläge beantwortet, wer den Datenbestand schreiben darf" / "With --propose things are only proposed; those who may write the dataset answer proposals";
    no_proposal(typed: &str) => "Es gibt keinen Vorschlag „{typed}“" / "There is no proposal “{typed}”";
    several(typed: &str) => "Mehrere Vorschläge heißen „{typed}…“" / "Several proposals are called “{typed}…”";
    nothing_waits => "Es wartet kein Vorschlag." / "No proposal waits.";
    none_of_yours => "Sie haben nichts vorgeschlagen." / "You have proposed nothing.";
    taken(ids: &str) => "Übernommen: {ids}" / "Taken: {ids}";
    step_taken(ids: &str) => "Vorschlag {ids} übernommen" / "took proposal {ids}";
    were_there => "Was vorgeschlagen war, stand schon da; der Vorschlag ist erledigt." / "What was proposed was there already; the proposal is done.";
    no_change(id: &str, number: usize, count: usize) => "{id} hat keine Änderung {number}, sondern 1 bis {count}" / "{id} has no change {number} but 1 to {count}";
    answered(id: &str, number: usize) => "Änderung {number} von {id} ist schon beantwortet" / "Change {number} of {id} is answered already";
    all_answered(id: &str) => "{id} ist schon beantwortet" / "{id} is answered already";
    impossible(id: &str) => "{id} lässt sich hier nicht mehr eintragen; es wurde nichts geändert" / "{id} can no longer be entered here; nothing was changed";
    does_not_fit(count: usize, id: &str) => "{id} passt an einer Stelle nicht mehr; es wurde nichts geändert" | "{id} passt an {count} Stellen nicht mehr; es wurde nichts geändert" / "{id} no longer fits in one place; nothing was changed" | "{id} no longer fits in {count} places; nothing was changed";
    conflict(place: &str, theirs: &str, ours: &str, base: &str) => "{place}: vorgeschlagen {theirs}, jetzt {ours}, damals {base}" / "{place}: proposed {theirs}, now {ours}, then {base}";
    hint_conflict => "Der Bildschirm fragt an diesen Stellen; --change N übernimmt einzelne Änderungen" / "The screen asks about these places; --change N takes single changes";
    needs_reason => "Zum Ablehnen gehört ein Grund: --reason" / "Declining takes a reason: --reason";
    declined(id: &str) => "Abgelehnt: {id}" / "Declined: {id}";
    not_yours(id: &str) => "{id} hat jemand anders vorgeschlagen" / "Somebody else proposed {id}";
    withdrawn(id: &str) => "Zurückgezogen: {id}" / "Withdrawn: {id}";
    not_added(path: &str, why: &str) => "{path}: {why}" / "{path}: {why}";
    other_dataset(name: &str) => "Der Vorschlag wurde zu einem Datenbestand namens {name} gemacht." / "The proposal was made for a dataset called {name}.";
    added(id: &str, who: &str) => "Aufgenommen: {id}, von {who}" / "Added: {id}, by {who}";
    by_proposal(who: &str, proposer: &str) => "{who}, auf Vorschlag von {proposer}" / "{who}, proposed by {proposer}";
}

texts! {
    mode => "Vorschlag" / "proposal";
    none_open => "nichts offen" / "nothing open";
    open(count: usize) => "1 nicht vorgeschlagen" | "{count} nicht vorgeschlagen" / "1 not proposed" | "{count} not proposed";
    nothing_to_propose => "Es gibt nichts vorzuschlagen." / "There is nothing to propose.";
    why_title(count: usize) => "1 Änderung vorschlagen" | "{count} Änderungen vorschlagen" / "Propose 1 change" | "Propose {count} changes";
    why_prompt => "Warum? " / "Why? ";
    why_hint => "Ein Satz für die, die darüber entscheiden; er darf fehlen. Enter schlägt vor." / "A sentence for those who decide; it may be left out. Enter proposes.";
    step_proposed => "Vorgeschlagenes zurücknehmen" / "take back what was proposed";
    is_proposed(count: usize, key: &str) => "1 Änderung vorgeschlagen; hier steht wieder, was gespeichert ist. {key} holt sie zurück." | "{count} Änderungen vorgeschlagen; hier steht wieder, was gespeichert ist. {key} holt sie zurück." / "1 change proposed; this shows again what is saved. {key} brings it back." | "{count} changes proposed; this shows again what is saved. {key} brings them back.";
    not_proposed(why: &str) => "Nicht vorgeschlagen: {why}" / "Not proposed: {why}";
    propose_and_quit => "Vorschlagen und &beenden" / "&Propose and quit";
    to_send_title => "Vorschlag zum Verschicken" / "Proposal to send";
    to_send => "Schicken Sie diesen Text denen, die den Datenbestand pflegen; „proposals add“ nimmt ihn auf." / "Send this text to those who keep the dataset; “proposals add” takes it in.";
    copy_to_send => "Text kopieren" / "Copy the text";
}

texts! {
    your_proposal(first: &str) => "Ihr Vorschlag „{first}“" / "Your proposal “{first}”";
    your_proposal_and_more(others: usize, first: &str) => "Ihr Vorschlag „{first}“ mit einer weiteren Änderung" | "Ihr Vorschlag „{first}“ mit {others} weiteren Änderungen" / "Your proposal “{first}” with 1 more change" | "Your proposal “{first}” with {others} more changes";
    yours_was_taken(what: &str) => "{what} wurde übernommen." / "{what} was taken.";
    yours_was_taken_changed(what: &str) => "{what} wurde mit Änderungen übernommen." / "{what} was taken with changes.";
    yours_was_declined(what: &str) => "{what} wurde abgelehnt." / "{what} was declined.";
    yours_was_declined_because(what: &str, reason: &str) => "{what} wurde abgelehnt: {reason}" / "{what} was declined: {reason}";
    more_news(others: usize) => "Auch über einen weiteren Ihrer Vorschläge ist entschieden; „proposals mine“ zeigt alle." | "Auch über {others} weitere Ihrer Vorschläge ist entschieden; „proposals mine“ zeigt alle." / "One more of your proposals was decided on; “proposals mine” shows them all." | "{others} more of your proposals were decided on; “proposals mine” shows them all.";
    and_more(count: usize) => "… und 1 weitere Änderung" | "… und {count} weitere Änderungen" / "… and 1 more change" | "… and {count} more changes";
    were_declined(count: usize) => "1 Änderung abgelehnt." | "{count} Änderungen abgelehnt." / "1 change declined." | "{count} changes declined.";
    continue_own => "Weiterbearbeiten" / "Continue";
    withdraw_own => "Zurückziehen" / "Withdraw";
    withdraw_title(count: usize) => "Vorschlag zurückziehen?" | "{count} Vorschläge zurückziehen?" / "Withdraw the proposal?" | "Withdraw {count} proposals?";
    own_of(when: &str, first: &str) => "Ihr Vorschlag vom {when}: {first}" / "Your proposal of {when}: {first}";
    own_of_and_more(others: usize, when: &str, first: &str) => "Ihr Vorschlag vom {when}: {first}, und 1 weitere Änderung" | "Ihr Vorschlag vom {when}: {first}, und {others} weitere Änderungen" / "Your proposal of {when}: {first}, and 1 more change" | "Your proposal of {when}: {first}, and {others} more changes";
    withdraw_whole => "Ein Vorschlag wird immer als Ganzes zurückgezogen." / "A proposal is always withdrawn as a whole.";
    withdraw_these(count: usize) => "&Zurückziehen" | "&Zurückziehen, alle {count}" / "&Withdraw it" | "&Withdraw all {count}";
    were_withdrawn(count: usize) => "Ihr Vorschlag ist zurückgezogen." | "{count} Ihrer Vorschläge sind zurückgezogen." / "Your proposal is withdrawn." | "{count} of your proposals are withdrawn.";
}

texts! {
    head(count: usize) => "1 Vorschlag" | "{count} Vorschläge" / "1 proposal" | "{count} proposals";
    screen_title => "Vorschläge" / "Proposals";
    place => "Stelle" / "Place";
    no_region => "Ohne Region" / "No region";
    you => "Sie" / "you";
    asked_by(who: &str, when: &str) => "Vorgeschlagen von {who}, {when}" / "Proposed by {who}, {when}";
    asked_because(why: &str) => "Begründung: {why}" / "Reason: {why}";
    with_more(count: usize) => "Damit ändert sich 1 weitere Angabe (Quelle oder Verweis)." | "Damit ändern sich {count} weitere Angaben (Quelle oder Verweise)." / "1 more statement changes with it (source or reference)." | "{count} more statements change with it (source or references).";
    not_there => "Den Eintrag gibt es noch nicht." / "The record does not exist yet.";
    only_own => "Zurückziehen lässt sich nur, was Sie selbst vorgeschlagen haben." / "Only what you proposed yourself can be withdrawn.";
    only_writers => "Über Vorschläge entscheidet, wer den Datenbestand schreiben darf." / "Those who may write the dataset decide on proposals.";
    step(count: usize) => "Vorschlag übernehmen" | "{count} Vorschläge übernehmen" / "take a proposal" | "take {count} proposals";
    took(count: usize, key: &str) => "Übernommen, noch nicht gespeichert; {key} nimmt es zurück." | "{count} Änderungen übernommen, noch nicht gespeichert; {key} nimmt sie zurück." / "Taken, not saved yet; {key} takes it back." | "{count} changes taken, not saved yet; {key} takes them back.";
    took_partly(refused: usize) => "1 Vorschlag passt nicht mehr; einzeln wird gefragt." | "{refused} Vorschläge passen nicht mehr; einzeln wird gefragt." / "1 proposal no longer fits; taken alone, it is asked about." | "{refused} proposals no longer fit; taken alone, they are asked about.";
    left => "Alles bleibt, wie es ist; der Vorschlag wartet, bis Sie ihn ablehnen." / "Everything stays as it is; the proposal waits until you decline it.";
    goes_on => "Ihr Vorschlag ist wieder offen; wird er neu vorgeschlagen, ersetzt das den alten." / "Your proposal is open again; proposing it anew replaces the old one.";
    decline_title(count: usize) => "1 Änderung ablehnen" | "{count} Änderungen ablehnen" / "Decline 1 change" | "Decline {count} changes";
    decline_hint => "Bitte ein Grund; wer es vorgeschlagen hat, liest ihn." / "Please give a reason; whoever proposed it reads it.";
    side_now => "Jetzt" / "Now";
    keep_now => "&Bestand behalten" / "Keep the &dataset's";
    side_proposed(who: &str) => "Vorgeschlagen von {who}" / "Proposed by {who}";
    take_side => "&Wie vorgeschlagen übernehmen" / "&Take the proposal";
}
