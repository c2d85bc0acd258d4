//! What is said about proposals: changes that somebody who does not save asks for.

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
