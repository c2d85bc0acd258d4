//! The table of commands: bindings, label, help, and availability with the reason.
//!
//! Dispatch (`keymap`), footer, help, palette, config overrides and the key table of docs/keys.md
//! are all derived from [`TABLE`]; a command without a row does not compile. Must not *do*
//! anything: `app` executes commands.

mod availability;
mod context;
mod purpose;

use crate::texts::Phrase;

pub use availability::CommandContext;
pub use context::Context;
pub use purpose::Purpose;

/// Returns whether a command is available, or why not.
pub type Available = fn(&CommandContext) -> Result<(), Phrase>;

/// The keys of a command in some contexts. A command has several where a key of one context means
/// something else in another.
#[derive(Debug)]
pub struct Binding {
    /// The command.
    pub command: Command,
    /// Its name in the config.
    pub name: &'static str,
    /// Contexts in which the keys work.
    pub contexts: &'static [Context],
    /// Default chords.
    pub keys: &'static [&'static str],
}

impl Binding {
    /// Returns true for the first binding of commands without which work could not be kept or the
    /// program left: no setting takes its last key.
    pub fn is_essential(&self) -> bool {
        use Command::{Cancel, Interrupt, Quit, Save};
        matches!(self.command, Save | Quit | Cancel | Interrupt) && self.name == self.command.spec().name()
    }
}

/// Returns the bindings of all commands, in the order of the table.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().flat_map(|spec| spec.bindings)
}

/// How much lower the priority of a change is where one looks around.
const AFTER_LOOKING_AROUND: u8 = 10;

/// A row of the table.
#[derive(Debug)]
pub struct CommandSpec {
    /// The command.
    pub command: Command,
    /// Its bindings, at least one. Footer and sentences show the keys of the first.
    pub bindings: &'static [Binding],
    /// Priority in the footer: where there is no room for all, the lower ones are shown, and they
    /// stand further left; 0 is never shown there.
    pub footer: u8,
    /// A word or two for footer and palette.
    pub label: Phrase,
    /// A sentence for the help.
    pub help: Phrase,
    /// Its availability.
    pub available: Available,
}

impl CommandSpec {
    /// Returns the name of the command: that of its first binding.
    pub fn name(&self) -> &'static str {
        self.bindings[0].name
    }

    /// Returns its priority in the footer where the keyboard is; `None` when it has no place there.
    /// In a list and a table one looks around: what changes the selected record comes after that.
    pub fn footer_rank(&self, here: Context) -> Option<u8> {
        let changes = matches!(self.command, Command::Edit | Command::EditRow | Command::Add | Command::StillTrue);
        let looks_around = matches!(here, Context::Pane | Context::Overview | Context::Network | Context::Table);
        let later = if looks_around && changes { AFTER_LOOKING_AROUND } else { 0 };
        let has_columns = matches!(here, Context::Overview | Context::Network | Context::Meetings | Context::Table);
        match self.command {
            // The columns stand beside what sorts by them.
            Command::Right if has_columns => Some(Command::SortRows.spec().footer),
            // From the history of one place, the whole is next.
            Command::AllChanges if here == Context::List => Some(Command::Drop.spec().footer),
            // Proposals are there to be answered.
            Command::OpenRow if here == Context::Proposals => Some(Command::ChangeProposed.spec().footer),
            // The card is there to be passed on.
            Command::Copy if here == Context::Guide => Some(Command::GuideBack.spec().footer),
            _ => (self.footer > 0).then_some(self.footer + later),
        }
    }
}

/// Declares the commands: `Up "up" [Move Pick] ["up"], "up-letter" [Move] ["k"] 0 always …`, that
/// is each binding with its name, contexts and keys, then the place in the footer, the condition,
/// label and help.
macro_rules! commands {
    ($($command:ident $($name:literal [$($context:ident)+] [$($key:literal)*]),+ $footer:literal $available:ident
        $de:literal / $en:literal, $help_de:literal / $help_en:literal;)+) => {
        /// An action of the program, triggered by a key or from the palette.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "label and help of each command say it")]
        pub enum Command { $($command),+ }

        /// All commands, in the order of the help.
        pub static TABLE: &[CommandSpec] = &[$(CommandSpec {
            command: Command::$command,
            bindings: &[$(Binding {
                command: Command::$command,
                name: $name,
                contexts: &[$(Context::$context),+],
                keys: &[$($key),*],
            }),+],
            footer: $footer,
            label: Phrase::new($de, $en),
            help: Phrase::new($help_de, $help_en),
            available: availability::$available,
        }),+];
    };
}

impl Command {
    /// Returns the command's row.
    pub fn spec(self) -> &'static CommandSpec {
        &TABLE[self as usize]
    }

    /// Returns true when its keys work in a text field.
    pub fn works_while_typing(self) -> bool {
        let mut contexts = self.spec().bindings.iter().flat_map(|binding| binding.contexts);
        contexts.any(|context| matches!(context, Context::Text | Context::Global))
    }

    /// Returns true for commands that only move a cursor.
    pub fn is_move(self) -> bool {
        use Command::{Down, First, HalfDown, HalfUp, Last, PageDown, PageUp, Up};
        matches!(self, Up | Down | PageUp | PageDown | HalfUp | HalfDown | First | Last)
    }
}

commands! {
    Edit "edit" [Detail Pane] ["e" "f2"] 1 no_heading "Bearbeiten" / "Edit", "Wert an Ort und Stelle ändern" / "change the value in place";
    Add "add" [Detail Pane Process Meetings Table] ["a"] 2 writable "Neu" / "Add", "Eintrag oder Listenpunkt anlegen: zeigt, was hier möglich ist, das Nächstliegende zuerst; bei nur einem beginnt gleich die Eingabe" / "add a record or list item: shows what is possible here, the nearest first; where there is only one thing, asks for that at once";
    Delete "delete" [Detail Pane] ["d" "delete"] 0 no_heading "Löschen" / "Delete", "Eintrag löschen, Feld leeren, Listenpunkt entfernen; zeigt vorher, was darauf verweist" / "delete a record, clear a field, remove a list item; shows first what refers to it";
    Duplicate "duplicate" [Detail Pane] ["D"] 0 value "Duplizieren" / "Duplicate", "neuen Eintrag nach dem Vorbild dieses anlegen; sein Name öffnet sich" / "create a new record modelled on this one; its name opens";
    EditRecord "edit-record" [Detail Pane] ["E"] 0 editor "Im Editor" / "Edit in editor", "den ganzen Eintrag in $VISUAL oder $EDITOR bearbeiten" / "edit the whole record in $VISUAL or $EDITOR";
    StillTrue "still-true" [Detail Pane] ["t"] 3 sourced "Stimmt noch" / "Still true", "Angabe heute geprüft: setzt das Datum „Geprüft“ ihrer Quelle auf heute" / "statement checked today: sets the date “Checked” of its source to today";
    NoLongerTrue "no-longer-true" [Detail Pane Review] ["T"] 0 writable "Stimmt nicht mehr" / "No longer true", "Angabe stimmt nicht mehr: fragt, was stattdessen gilt – ein anderer Wert, unbekannt oder beendet" / "statement no longer true: asks what is instead – another value, unknown or ended";
    Mark "mark" [Detail Pane View] ["space"] 0 whole "Markieren" / "Mark", "Eintrag oder Angabe markieren; t bestätigt dann alle markierten, A ändert alle auf einmal" / "mark the record or statement; t then confirms all that are marked, A changes all at once";
    MarkRange "mark-range" [Pane View] ["+"] 0 whole "Bis hier markieren" / "Mark up to here", "alles von der letzten Markierung bis hier markieren" / "mark everything from the last mark up to here";
    MarkAll "mark-all" [Pane View] ["*"] 0 whole "Alle markieren" / "Mark all", "alle gezeigten markieren; noch einmal nimmt die Markierungen zurück" / "mark all that are shown; again takes the marks away";
    ChangeMarked "change-marked" [Detail Pane View] ["A"] 3 marked_writable "Markierte ändern" / "Change marked", "alle markierten ändern: Feld ändern oder leeren, Listenpunkt, bestätigen, löschen, kopieren; zeigt vorher, was sich ändert" / "change all that are marked: change or clear a field, list item, confirm, delete, copy; shows first what changes";
    Unmark "unmark" [Detail Pane View] ["-"] 0 marked "Nichts markieren" / "Unmark all", "alle Markierungen zurücknehmen" / "take all marks away";
    ApplyChange "apply-change" [Preview] ["enter"] 1 writable "Übernehmen" / "Apply", "alles auf einmal ändern, was nicht ausgelassen ist, auch was der Filter verbirgt; als ein Schritt" / "change everything that is not left out at once, also what the filter hides; as one step";
    LeaveOut "leave-out" [Preview] ["space"] 2 always "Auslassen" / "Leave out", "die Zeile auslassen oder wieder hereinnehmen" / "leave the row out or take it in again";
    ChangeSource "change-source" [Preview] ["t"] 3 always "Quelle" / "Source", "sagen, woher alle geänderten Werte sind; ohne das behält jeder seine bisherige Quelle" / "say where all changed values are from; otherwise each keeps its former source";
    LeaveOutRefused "leave-out-refused" [Preview] ["x"] 3 always "Unmögliches auslassen" / "Leave out impossible", "alles auslassen, was nicht möglich ist, oder wieder hereinnehmen" / "leave out everything that is not possible, or take it in again";
    SameRecord "same-record" [Preview] ["="] 4 of_file "Ist dasselbe wie …" / "Is the same as …", "sagen, welcher vorhandene Eintrag mit einer Zeile der Datei gemeint ist" / "say which existing record a row of the file means";
    MoveUp "move-up" [Detail] ["K"] 0 item "Nach oben verschieben" / "Move up", "Listenpunkt nach oben verschieben" / "move the list item up";
    MoveDown "move-down" [Detail] ["J"] 0 item "Nach unten verschieben" / "Move down", "Listenpunkt nach unten verschieben" / "move the list item down";
    NextSection "next-section" [Detail] ["b"] 0 always "Abschnitt" / "Section", "zum nächsten Abschnitt der Seite" / "to the next section of the page";
    PreviousSection "previous-section" [Detail] ["B"] 0 always "Abschnitt zurück" / "Section back", "zum vorigen Abschnitt der Seite" / "to the previous section of the page";
    FoldSection "fold-section" [Detail] ["x"] 0 always "Abschnitt klappen" / "Fold section", "den Abschnitt zu- oder aufklappen; auf seiner Überschrift auch mit Enter, ← und →" / "fold or unfold the section; on its heading with Enter, ← and → too";
    FoldSections "fold-sections" [Detail] ["X"] 0 always "Alle klappen" / "Fold all", "alle Abschnitte der Seite zu- oder aufklappen" / "fold or unfold all sections of the page";
    Filter "filter" [Browse] ["/" "f"] 8 always "Filtern" / "Filter", "Liste eingrenzen, während man tippt; in der Einzelansicht: Text finden" / "narrow the list while typing; in the detail view: find text";
    Search "search" [Browse Guide Matrix View] ["s" "ctrl+f"] 4 always "Suchen" / "Search", "alles durchsuchen: Namen, Orte, Postleitzahlen, Wortlaut, Kontakte" / "search everything: names, towns, postcodes, wording, contacts";
    Guide "guide" [Browse Matrix View] ["i"] 5 whole "Wegweiser" / "Guide", "vom Anliegen zum zuständigen Büro" / "from a concern to the office to contact";
    Matrix "matrix" [Browse Guide View] ["m"] 6 whole "Matrix" / "Matrix", "Regionen × Handlungsfelder auf einen Blick" / "regions × action fields at a glance";
    Overview "overview" [Browse Guide Matrix View] ["O"] 0 whole "Übersicht" / "Overview", "alle Netzwerke im Vergleich: Vertrag, Lenkungskreis, Konferenzen, Stand" / "all networks compared: contract, steering committee, conferences, age";
    Network "who-sits-where" [Browse Guide Matrix View] ["W"] 0 whole "Wer sitzt wo" / "Who sits where", "Einrichtungen, Gremien, Handlungsfelder: was sich überschneidet, worum sich niemand kümmert" / "institutions, bodies, action fields: what overlaps, and what nobody deals with";
    Process "process" [Browse Guide Matrix View] ["P"] 0 whole "Prozess" / "Process", "was aus Empfehlungen wurde: Sitzung, Empfehlung, Beschluss, Maßnahme" / "what came of recommendations: meeting, recommendation, decision, measure";
    Meetings "meetings" [Browse Guide Matrix View] ["S"] 0 whole "Sitzungen" / "Meetings", "kommende und frühere Sitzungen; wer überfällig ist" / "coming and earlier meetings; who is overdue";
    Proposals "proposals" [Browse Guide Matrix View] ["Z"] 0 whole "Vorschläge" / "Proposals", "was andere vorschlagen und noch niemand beantwortet hat, nach Regionen; eigene Vorschläge" / "what others propose and nobody has answered, by region; one's own proposals";
    Map "map" [Browse Guide Matrix View] ["M"] 0 whole "Karte" / "Map", "der Bezirk als Karte: Regionen, Stand eines Handlungsfelds, Aktualität, Vollständigkeit" / "the district as a map: regions, state of an action field, currency, completeness";
    Review "review" [Browse Guide Matrix View] ["V"] 0 whole "Durchsicht" / "Review", "alles Unbekannte, Alte, Ungeprüfte und Unsichere, das Nützlichste zuerst" / "everything unknown, old, unchecked or uncertain, the most useful first";
    Tables "tables" [Browse Guide Matrix View] ["Q"] 0 whole "Tabelle" / "Table", "alle Einträge einer Tabelle in Spalten: eingrenzen, sortieren, Werte zählen" / "all records of a table in columns: narrow, sort, count values";
    Open "open" [Browse] ["enter"] 0 always "Öffnen" / "Open", "zur Einzelansicht; dort: dem Verweis folgen, auf- oder zuklappen, bearbeiten" / "go to the detail view; there: follow the link, fold or unfold, edit";
    GiveSource "give-source" [Offer List] ["tab"] 1 gives_source "Quelle angeben" / "Add source", "zur geänderten Angabe Quelle und Stand angeben; jede andere Taste behält die bisherige Quelle" / "give the source and date of the changed statement; any other key keeps the present source";
    NextPane "next-pane" [Browse] ["tab"] 9 always "Bereich" / "Pane", "zum nächsten Bereich" / "to the next pane";
    PreviousPane "previous-pane" [Browse] ["shift+tab"] 0 always "Bereich zurück" / "Pane back", "zum vorigen Bereich" / "to the previous pane";
    Pane1 "regions" [Browse] ["1"] 0 always "Regionen" / "Regions", "zu den Regionen" / "to the regions";
    Pane2 "bodies" [Browse] ["2"] 0 always "Gremien" / "Bodies", "zu den Gremien" / "to the bodies";
    Pane3 "fields" [Browse] ["3"] 0 always "Handlungsfelder" / "Action fields", "zu den Handlungsfeldern" / "to the action fields";
    Pane4 "detail" [Browse] ["4"] 0 always "Einzelansicht" / "Detail", "zur Einzelansicht" / "to the detail view";
    Related "related" [Browse] ["r"] 10 always "Bezug" / "Related", "in den anderen Listen nur zeigen, was mit der Auswahl zu tun hat" / "show only what is related to the selection in the other panes";
    Sort "sort" [Pane] ["o"] 0 always "Sortieren" / "Sort", "nach Namen (DIN 5007-1) oder wie in der Datei" / "by name (DIN 5007-1) or as in the file";
    Back "back" [Browse] ["backspace" "," "ctrl+h"] 0 back "Zurück" / "Back", "zum vorigen Eintrag, wie im Browser" / "to the previous record, as in a browser";
    Forward "forward" [Browse] ["."] 0 forward "Vorwärts" / "Forward", "wieder vorwärts, wie im Browser" / "forward again, as in a browser";
    FindNext "find-next" [Browse Matrix] ["n"] 0 found "Nächster Treffer" / "Next hit", "zum nächsten Treffer" / "to the next hit";
    FindPrevious "find-previous" [Browse Matrix] ["N"] 0 found "Voriger Treffer" / "Previous hit", "zum vorigen Treffer" / "to the previous hit";
    Copy "copy" [Browse Guide Matrix View List] ["y"] 0 copyable "Kopieren" / "Copy", "Wert oder Zeile in die eigene Zwischenablage kopieren, auch über SSH (OSC 52)" / "copy the value or row to your clipboard, over SSH too (OSC 52)";
    CopyPage "copy-page" [Browse Guide Matrix View List] ["Y"] 0 copyable "Seite kopieren" / "Copy page", "Seite, Karte, Matrix oder Fenster als Text kopieren, zum Einfügen in eine Nachricht" / "copy the page, card, matrix or window as text, to paste into a message";
    CopySource "copy-as-ron" [Browse Guide Matrix View] ["C"] 0 record "Als RON kopieren" / "Copy as RON", "den Eintrag kopieren, wie er in der Datei steht" / "copy the record as it stands in the file";
    Export "export" [Browse Guide Matrix View] [">"] 0 whole "Ausgeben" / "Export", "Eintrag, Liste oder alles in eine Datei ausgeben: Excel, CSV, JSON, Text für eine Mail" / "take a record, the list or everything out to a file: Excel, CSV, JSON, text for a mail";
    Import "import" [Browse Guide Matrix View] ["I"] 0 importable "Einlesen" / "Import", "Einträge aus einer Datei übernehmen: Excel, CSV, JSON, vCard; zeigt vorher, was sich ändert" / "take records in from a file: Excel, CSV, JSON, vCard; shows first what changes";
    Sync "sync" [Browse Guide Matrix View] ["ctrl+g"] 0 syncable "Abgleichen" / "Sync", "Gespeichertes über git mit anderen Rechnern abgleichen; fragt bei Konflikten" / "sync what is saved with other machines by git; asks about conflicts";
    Undo "undo" [Browse Matrix View] ["u"] 0 undo "Rückgängig" / "Undo", "letzten Schritt rückgängig machen; danach, was Sie früher gespeichert haben" / "undo the last step, then what you saved earlier";
    Redo "redo" [Browse Matrix View] ["ctrl+r" "U"] 0 redo "Wiederholen" / "Redo", "rückgängig gemachten Schritt wiederholen" / "redo the step that was undone";
    RecallText "recall-text" [Browse Guide Matrix View List] ["z"] 1 typed "Text zurück" / "Text back", "eingegebenen Text aus einem geschlossenen Feld zurückholen" / "bring back text typed into a field that was closed";
    Recover "recover" [Browse Guide Matrix View] ["R"] 0 put_off "Zurückgestelltes" / "Postponed", "zurückgestellte, nicht gespeicherte Änderungen von früher ansehen" / "look at postponed unsaved changes of earlier sessions";
    Changes "changes" [Browse Guide Matrix View] ["c"] 0 unsaved "Änderungen" / "Changes", "ungespeicherte Änderungen ansehen, einzelne verwerfen" / "look at the unsaved changes, discard single ones";
    History "history" [Browse] ["H"] 0 record "Verlauf" / "History", "was hier früher stand und wer es geändert hat; Enter stellt es wieder her" / "what this said before and who changed it; Enter restores it";
    AllChanges "all-changes" [List Guide Matrix View] ["H"] 0 all_changes "Alle Änderungen" / "All changes", "was im ganzen Verzeichnis zuletzt gespeichert wurde und von wem; auf Verzeichnis und Seite mit H, H" / "what was saved last in the whole directory and by whom; from directory and page with H, H";
    Problems "problems" [Browse Guide Matrix View] ["p"] 7 whole "Befunde" / "Findings", "was fehlt, falsch oder veraltet ist" / "what is missing, wrong or out of date";
    AllFields "all-fields" [Matrix] ["v"] 4 always "Alle zeigen" / "Show all", "nur die Anliegen der Öffentlichkeit oder alle Handlungsfelder" / "only the public concerns or all action fields";
    OpenCell "open-cell" [Matrix] ["enter"] 1 always "Öffnen" / "Open", "Engagement der Zelle öffnen" / "open the engagement of the cell";
    OpenRegion "open-region" [Matrix] ["r"] 2 always "Region" / "Region", "zur Region der Zelle" / "to the region of the cell";
    OpenField "open-field" [Matrix] ["f"] 2 always "Feld" / "Field", "zum Handlungsfeld der Zelle" / "to the action field of the cell";
    OpenOffice "open-office" [Matrix] ["b"] 2 always "Büro" / "Office", "zum Bildungsbüro der Region" / "to the education office of the region";
    FindName "find-name" [Matrix] ["/"] 3 rows "Finden" / "Find", "zum Handlungsfeld oder zur Region dieses Namens gehen, während man tippt; n geht zum nächsten" / "go to the action field or region of this name while typing; n goes to the next";
    EditCell "edit-cell" [Matrix] ["e" "a"] 3 always "Bearbeiten" / "Edit", "Engagement der Zelle bearbeiten oder anlegen" / "edit or add the engagement of the cell";
    TakeProposed "take-proposed" [Proposals] ["t"] 1 rows "Übernehmen" / "Take", "die Änderung oder alle markierten übernehmen, als ein Schritt; was nicht mehr passt, wird gefragt" / "take the change or all that are marked, as one step; what no longer fits is asked";
    ChangeProposed "change-proposed" [Proposals] ["e" "f2"] 3 rows "Geändert übernehmen" / "Take changed", "übernehmen und den Wert gleich ändern; einen eigenen Vorschlag weiterbearbeiten" / "take it and change the value at once; go on with a proposal of one's own";
    DeclineProposed "decline-proposed" [Proposals] ["x"] 2 rows "Ablehnen" / "Decline", "die Änderung oder alle markierten ablehnen, mit einem Grund; einen eigenen Vorschlag zurückziehen" / "decline the change or all that are marked, with a reason; withdraw a proposal of one's own";
    ConfirmRows "confirm-rows" [Review] ["t"] 2 writable "Stimmt noch" / "Still true", "Angabe oder alle markierten heute geprüft: setzt das Datum „Geprüft“ ihrer Quellen auf heute" / "statement, or all that are marked, checked today: sets the date “Checked” of their sources to today";
    ReviewScope "review-scope" [Review] ["v"] 3 always "Auswahl" / "Narrow", "nur eine Region, ein Postfach, einen Grund oder ein Alter durchsehen" / "review only a region, a mailbox, a reason or an age";
    OpenRow "open-row" [View] ["enter"] 1 rows "Öffnen" / "Open", "zum Eintrag der Zeile, oder wohin die Spalte unter dem Cursor führt: die Fußzeile nennt es; Esc führt zurück" / "go to the record of the row, or where the column under the cursor leads: the footer says where; Esc leads back";
    EditRow "edit-row" [View] ["e" "f2"] 2 writable_row "Bearbeiten" / "Edit", "den Wert der Zeile ändern" / "change the value of the row";
    FilterRows "filter-rows" [View] ["/" "f"] 3 rows "Filtern" / "Filter", "nur Zeilen mit den eingegebenen Wörtern" / "only rows with the words typed";
    SortRows "sort-rows" [View] ["o"] 2 rows "Sortieren" / "Sort", "nach der Spalte unter dem Cursor, die ← und → wählen; noch einmal kehrt um; der Cursor geht in die erste Zeile" / "by the column under the cursor, which ← and → choose; again reverses; the cursor goes to the first row";
    OnlyOpen "only-open" [Process] ["v"] 2 always "Nur Offenes" / "Open only", "nur was offen ist, oder alles" / "only what is open, or everything";
    ByBody "by-body" [Meetings] ["v"] 2 always "Nach Gremien" / "By body", "letzte und nächste Sitzung je Gremium, oder alle Sitzungen" / "last and next meeting of each body, or all meetings";
    NextList "next-list" [Network] ["v"] 2 always "Liste" / "List", "die nächste Liste: Einrichtungen, Handlungsfelder, Gremien" / "the next list: institutions, action fields, bodies";
    NarrowRows "narrow-rows" [Process Meetings Network Review Table] ["r"] 2 always "Region" / "Region", "nur was zu der Region gehört, von der man kommt oder auf deren Zeile der Cursor steht; der Titel nennt sie; noch einmal: wieder alles, im Prozess erst Handlungsfeld und Jahr" / "only what belongs to the region one comes from, or to that of the row under the cursor; the title names it; again: everything, in the process first action field and year";
    ChooseTable "choose-table" [Table] ["v"] 2 always "Ansicht" / "View", "eine andere Tabelle oder eine gesicherte Ansicht zeigen; die gezeigte sichern" / "show another table or a saved view; save the one shown";
    NextTable "next-table" [Table] ["tab"] 0 always "Nächste Tabelle" / "Next table", "zur nächsten Tabelle" / "to the next table";
    PreviousTable "previous-table" [Table] ["shift+tab"] 0 always "Vorige Tabelle" / "Previous table", "zur vorigen Tabelle" / "to the previous table";
    CountValues "count-values" [Table] ["F"] 4 rows "Werte zählen" / "Count values", "wie oft jeder Wert der Spalte unter dem Cursor vorkommt; Enter grenzt auf ihn ein" / "how often each value of the column under the cursor occurs; Enter narrows to it";
    ChooseColumns "choose-columns" [Table] ["X"] 5 always "Spalten" / "Columns", "Spalten zeigen oder ausblenden" / "show or hide columns";
    HideColumn "hide-column" [Table] ["x"] 0 always "Spalte ausblenden" / "Hide column", "die Spalte unter dem Cursor ausblenden" / "hide the column under the cursor";
    ColumnLeft "column-left" [Table] ["H"] 0 always "Spalte nach links" / "Column left", "die Spalte unter dem Cursor nach links verschieben" / "move the column under the cursor to the left";
    ColumnRight "column-right" [Table] ["L"] 0 always "Spalte nach rechts" / "Column right", "die Spalte unter dem Cursor nach rechts verschieben" / "move the column under the cursor to the right";
    MapTopic "map-topic" [Map] ["v"] 1 rows "Färben" / "Colour", "Karte nach etwas anderem färben: Regionen, Handlungsfeld, Aktualität, Vollständigkeit" / "colour the map by something else: regions, action field, currency, completeness";
    FindPlace "find-place" [Map] ["/" "f"] 1 rows "Ort" / "Place", "zu einem Ort oder einer Postleitzahl gehen, während man tippt" / "go to a place or postcode while typing";
    MapField "map-field" [Map] ["F"] 1 rows "Handlungsfeld" / "Action field", "Handlungsfeld wählen, dessen Stand die Karte zeigt; auf und ab geht zum nächsten" / "choose the action field whose state the map shows; up and down go to the next";
    Legend "map-legend" [Map] ["L"], "matrix-legend" [Matrix] ["L"] 4 rows "Legende" / "Legend", "was Buchstaben, Zeichen und Farben bedeuten; noch einmal: zurück" / "what letters, signs and colours mean; again: back";
    NextRegion "next-region" [Map] ["tab"] 0 rows "Nächste Region" / "Next region", "zum größten Ort der nächsten Region" / "to the largest town of the next region";
    PreviousRegion "previous-region" [Map] ["shift+tab"] 0 rows "Vorige Region" / "Previous region", "zum größten Ort der vorigen Region" / "to the largest town of the previous region";
    FirstColumn "first-column" [Matrix] ["home"] 0 always "Erste Spalte" / "First column", "zur ersten Region" / "to the first region";
    LastColumn "last-column" [Matrix] ["end"] 0 always "Letzte Spalte" / "Last column", "zur letzten Region" / "to the last region";
    ColumnsRight "columns-right" [Matrix] ["tab"] 0 always "Spalten weiter" / "Columns forward", "um die sichtbaren Regionen weiterblättern" / "forward by the visible regions";
    ColumnsLeft "columns-left" [Matrix] ["shift+tab"] 0 always "Spalten zurück" / "Columns back", "um die sichtbaren Regionen zurückblättern" / "back by the visible regions";
    GuideNext "guide-next" [Guide] ["enter" "tab"] 1 always "Weiter" / "Next", "nächster Schritt, auf der Karte: zum Büro" / "next step; on the card: to the office";
    GuideBack "guide-back" [Guide] ["backspace" "shift+tab" "ctrl+h"] 2 always "Zurück" / "Back", "einen Schritt zurück" / "one step back";
    Up "up" [Move Pick] ["up"], "up-letter" [Move] ["k"], "up-typing" [Pick] ["ctrl+p"], "previous-row" [View] ["N"] 0 always "Nach oben" / "Up", "eine Zeile nach oben" / "one row up";
    Down "down" [Move Pick] ["down"], "down-letter" [Move] ["j"], "down-typing" [Pick] ["ctrl+n"], "next-row" [View] ["n"] 0 always "Nach unten" / "Down", "eine Zeile nach unten" / "one row down";
    Left "left" [Move] ["left" "h"] 0 always "Nach links" / "Left", "nach links, zur Liste" / "to the left, to the pane";
    Right "right" [Move] ["right" "l"] 0 always "Nach rechts" / "Right", "nach rechts, zur Einzelansicht" / "to the right, to the detail view";
    PageUp "page-up" [Move Pick] ["pageup"] 0 always "Seite nach oben" / "Page up", "eine Seite nach oben" / "one page up";
    PageDown "page-down" [Move Pick] ["pagedown"] 0 always "Seite nach unten" / "Page down", "eine Seite nach unten" / "one page down";
    HalfUp "half-up" [Move] ["ctrl+u" "ctrl+b"] 0 always "Halbe Seite nach oben" / "Half page up", "eine halbe Seite nach oben" / "half a page up";
    HalfDown "half-down" [Move] ["ctrl+d"] 0 always "Halbe Seite nach unten" / "Half page down", "eine halbe Seite nach unten" / "half a page down";
    First "first" [Move] ["home" "g"] 0 always "Anfang" / "First", "zum Anfang" / "to the beginning";
    Last "last" [Move] ["end" "G"] 0 always "Ende" / "Last", "zum Ende" / "to the end";
    Choose "choose" [List Pick] ["enter"] 1 always "Wählen" / "Choose", "Zeile wählen" / "choose the row";
    EditConflict "edit-conflict" [List] ["e"] 2 conflict "Anderes eingeben" / "Enter another", "bei einem Konflikt etwas anderes eingeben" / "enter something else for a conflict";
    Drop "drop" [List] ["x"] 2 droppable "Verwerfen" / "Discard", "diese eine Änderung verwerfen" / "discard this one change";
    Confirm "confirm" [Text] ["enter"] 1 always "Übernehmen" / "Apply", "Eingabe prüfen und übernehmen" / "check and apply what was typed";
    NewLine "new-line" [Text] ["ctrl+j" "alt+enter"] 3 several_lines "Neue Zeile" / "New line", "Zeilenumbruch in mehrzeiligem Text" / "line break in multi-line text";
    CompleteQuery "complete-query" [Query] ["tab"] 9 always "Vervollständigen" / "Complete", "vervollständigt die Abfrage: Felder, Auswahlen, Einträge; noch einmal: das Nächste. Wo nichts passt, geht der Filter einer Liste in die nächste" / "completes the query: fields, choices, records; again: the next. Where nothing fits, the filter of a pane goes to the next pane";
    CompleteQueryBack "complete-query-back" [Query] ["shift+tab"] 0 always "Vorschlag zurück" / "Proposal back", "zum vorigen Vorschlag; der Filter einer Liste geht in die vorige" / "to the previous proposal; the filter of a pane goes to the previous pane";
    NextField "next-field" [Text Pick] ["tab"] 4 next_field "Nächstes Feld" / "Next field", "übernehmen und das nächste Feld bearbeiten" / "apply and edit the next field";
    Complete "complete" [Path] ["tab"] 2 always "Ergänzen" / "Complete", "den Namen der Datei ergänzen, so weit er eindeutig ist; sonst zeigen, welche es gibt" / "complete the file name as far as it is certain, else show the names there are";
    PreviousField "previous-field" [Text] ["shift+tab"] 0 previous_field "Voriges Feld" / "Previous field", "übernehmen und das vorige Feld bearbeiten" / "apply and edit the previous field";
    TextLeft "text-left" [Text Pick] ["left" "ctrl+b"] 0 always "Zeichen links" / "Character left", "ein Zeichen nach links" / "one character to the left";
    TextRight "text-right" [Text Pick] ["right" "ctrl+f"] 0 always "Zeichen rechts" / "Character right", "ein Zeichen nach rechts" / "one character to the right";
    TextUp "text-up" [Text] ["up" "ctrl+p"] 0 always "Zeile nach oben" / "Line up", "eine Zeile nach oben" / "one line up";
    TextDown "text-down" [Text] ["down" "ctrl+n"] 0 always "Zeile nach unten" / "Line down", "eine Zeile nach unten" / "one line down";
    WordLeft "word-left" [Text Pick] ["ctrl+left" "alt+b" "alt+left"] 0 always "Wort links" / "Word left", "zum Anfang des Wortes" / "to the start of the word";
    WordRight "word-right" [Text Pick] ["ctrl+right" "alt+f" "alt+right"] 0 always "Wort rechts" / "Word right", "zum Ende des Wortes" / "to the end of the word";
    LineStart "line-start" [Text Pick] ["ctrl+a" "home"] 0 always "Zeilenanfang" / "Start of line", "zum Anfang der Zeile" / "to the start of the line";
    LineEnd "line-end" [Text Pick] ["ctrl+e" "end"] 0 always "Zeilenende" / "End of line", "zum Ende der Zeile" / "to the end of the line";
    TextStart "text-start" [Text Pick] ["ctrl+home" "alt+<"] 0 always "Textanfang" / "Start of text", "zum Anfang des Textes" / "to the start of the text";
    TextEnd "text-end" [Text Pick] ["ctrl+end" "alt+>"] 0 always "Textende" / "End of text", "zum Ende des Textes" / "to the end of the text";
    SelectText "select-text" [Text Pick] ["ctrl+space"] 0 always "Auswählen" / "Select", "Auswahl beginnen oder beenden: jede Bewegung wählt aus, wie mit gehaltener Umschalttaste (Umschalt-←, Strg-Umschalt-→ …); was man tippt, ersetzt die Auswahl" / "begin or end a selection: every motion selects, as with Shift held (Shift-←, Ctrl-Shift-→ …); what is typed replaces the selection";
    CutText "cut-text" [Text Pick] ["ctrl+x" "shift+delete"] 0 always "Ausschneiden" / "Cut", "die Auswahl ausschneiden, auch in die eigene Zwischenablage" / "cut the selection, to your clipboard too";
    CopyText "copy-text" [Text Pick] ["ctrl+insert" "alt+w"] 0 always "Auswahl kopieren" / "Copy selection", "die Auswahl kopieren, auch in die eigene Zwischenablage" / "copy the selection, to your clipboard too";
    EraseLeft "erase-left" [Text Pick] ["backspace" "ctrl+h"] 0 always "Zeichen löschen" / "Delete left", "Zeichen links löschen" / "delete the character to the left";
    EraseRight "erase-right" [Text Pick] ["delete" "ctrl+d"] 0 always "Zeichen rechts löschen" / "Delete right", "Zeichen rechts löschen" / "delete the character to the right";
    EraseWord "erase-word" [Text Pick] ["ctrl+w"] 0 always "Wort löschen" / "Delete word", "bis zum Leerzeichen links ausschneiden" / "cut to the blank on the left";
    EraseWordLeft "erase-word-left" [Text Pick] ["alt+backspace"] 0 always "Wort links löschen" / "Delete word left", "Wort links ausschneiden" / "cut the word to the left";
    EraseWordRight "erase-word-right" [Text Pick] ["ctrl+delete" "alt+d"] 0 always "Wort rechts löschen" / "Delete word right", "Wort rechts ausschneiden" / "cut the word to the right";
    EraseToStart "erase-to-start" [Text Pick] ["ctrl+u"] 0 always "Bis Anfang löschen" / "Delete to start", "bis zum Anfang der Zeile ausschneiden" / "cut to the start of the line";
    EraseToEnd "erase-to-end" [Text Pick] ["ctrl+k"] 0 always "Bis Ende löschen" / "Delete to end", "bis zum Ende der Zeile ausschneiden" / "cut to the end of the line";
    EraseBlanks "erase-blanks" [Text Pick] ["alt+\\"] 0 always "Leerzeichen löschen" / "Delete blanks", "die Leerzeichen um den Cursor löschen" / "delete the blanks around the cursor";
    RevertText "revert-text" [Text Pick] ["alt+r"] 0 always "Zurücksetzen" / "Revert", "den Text, mit dem das Feld sich öffnete, zurückholen" / "bring back the text that the field opened with";
    TextUndo "text-undo" [Text Pick] ["ctrl+7"] 0 always "Eingabe rückgängig" / "Undo typing", "Eingabe im Feld Wort für Wort rückgängig machen (auch Strg-_ und Strg-/)" / "undo typing in the field, a word at a time (Ctrl-_ and Ctrl-/ too)";
    TextRedo "text-redo" [Text Pick] ["ctrl+r"] 0 always "Eingabe wiederholen" / "Redo typing", "was im Feld rückgängig gemacht wurde, wiederholen" / "redo what was undone in the field";
    SwapCharacters "swap-characters" [Text Pick] ["ctrl+t"] 0 always "Zeichen tauschen" / "Swap characters", "die Zeichen links und rechts des Cursors vertauschen" / "swap the characters on both sides of the cursor";
    SwapWords "swap-words" [Text Pick] ["alt+t"] 0 always "Wörter tauschen" / "Swap words", "das Wort am Cursor mit dem davor vertauschen" / "swap the word at the cursor with the one before";
    UpperWord "upper-word" [Text Pick] ["alt+u"] 0 always "Großbuchstaben" / "Upper case", "das Wort in Großbuchstaben" / "the word in capital letters";
    LowerWord "lower-word" [Text Pick] ["alt+l"] 0 always "Kleinbuchstaben" / "Lower case", "das Wort in Kleinbuchstaben" / "the word in small letters";
    CapitalWord "capital-word" [Text Pick] ["alt+c"] 0 always "Groß beginnen" / "Capitalise", "das Wort mit großem Anfangsbuchstaben" / "the word with a capital first letter";
    InsertText "insert-text" [Text Pick] ["ctrl+y"] 0 cut_text "Text einfügen" / "Insert text", "zuletzt ausgeschnittenen Text einfügen, auch den eines geschlossenen Feldes" / "insert the text cut last, or that of a field that was closed";
    InsertOlder "insert-older" [Text Pick] ["alt+y"] 0 cut_text "Früheren einfügen" / "Insert older", "statt des eingefügten den davor ausgeschnittenen Text" / "the text cut before instead of the one inserted";
    Palette "palette" [Browse Guide Matrix View List] [":"] 0 always "Befehle" / "Commands", "Befehl mit seinem Namen ausführen" / "run a command by its name";
    Language "language" [Browse] [] 0 always "Sprache" / "Language", "zwischen Deutsch und Englisch wechseln" / "switch between German and English";
    About "about" [Browse] [] 0 always "Über" / "About", "Version, Datei, Quellen der Daten und Lizenzen" / "version, file, data sources and licences";
    Help "help" [Move] ["?"], "help-anywhere" [Global] ["f1"] 20 always "Hilfe" / "Help", "alle Tasten, durchsuchbar" / "all keys, searchable";
    Save "save" [Global] ["ctrl+s"], "write" [Browse] ["w"] 2 savable "Speichern" / "Save", "Datei speichern; w, falls Strg-S nicht ankommt" / "save the file; w if Ctrl-S does not arrive";
    Cancel "cancel" [Global] ["esc"] 19 always "Schließen" / "Close", "schließt, was zuletzt geöffnet wurde; dabei geht nichts verloren" / "close what was opened last; nothing is lost";
    Quit "quit" [Move] ["q"] 21 always "Beenden" / "Quit", "Fenster schließen oder Programm beenden; fragt bei ungespeicherten Änderungen" / "close the window or quit; asks if there are unsaved changes";
    Interrupt "interrupt" [Global] ["ctrl+c"] 0 always "Abbrechen" / "Interrupt", "Eingabe abbrechen, sonst Programm beenden" / "cancel the input, otherwise quit";
    Suspend "suspend" [Global] ["ctrl+z"] 0 unrestricted "Anhalten" / "Suspend", "zur Shell, zurück mit fg" / "go to the shell, back with fg";
    Mouse "mouse" [Global] ["f9"] 22 always "Maus" / "Mouse", "Maus ein oder aus: Klick wählt, Doppelklick öffnet, das Rad blättert; Umschalt-Ziehen markiert Text im Terminal wie ohne" / "mouse on or off: a click selects, a double click opens, the wheel scrolls; Shift-drag selects text in the terminal as without";
    Redraw "redraw" [Global] ["ctrl+l"] 0 always "Neu zeichnen" / "Redraw", "Bildschirm neu zeichnen" / "draw the screen again";
}

/// Why commands that need all records, or change one, are unavailable.
pub const READING: Phrase =
    Phrase::new("Erst möglich, wenn die ganze Datei gelesen ist.", "Only possible once the whole file has been read.");

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::key::{Chord, Key};

    #[test]
    fn every_row_stands_at_its_commands_place_under_a_name_of_its_own() {
        let mut names = HashSet::new();
        for spec in TABLE {
            assert_eq!(spec.command.spec().name(), spec.name());
            for binding in spec.bindings {
                assert_eq!(binding.command, spec.command);
                assert!(names.insert(binding.name), "{} twice", binding.name);
            }
        }
    }

    #[test]
    fn chords_parse_and_are_unique_in_their_context() {
        let mut taken = HashMap::new();
        for binding in bindings() {
            for key in binding.keys {
                let chord = Chord::parse(key).unwrap_or_else(|| panic!("{key}"));
                for context in binding.contexts {
                    let other = taken.insert((*context, chord), binding.name);
                    assert_eq!(other, None, "{key} in {context:?}: {}", binding.name);
                }
            }
        }
    }

    #[test]
    fn every_command_with_keys_has_one_that_a_german_keyboard_types_without_alt_or_altgr() {
        // These are readline's, and what they do is also typed.
        let words = ["erase-word-left", "swap-words", "upper-word", "lower-word", "capital-word"];
        let readline = [&words[..], &["erase-blanks", "revert-text", "insert-older"]].concat();
        let named = |binding: &Binding| readline.contains(&binding.name);
        for binding in bindings().filter(|binding| !binding.keys.is_empty() && !named(binding)) {
            let easy = binding.keys.iter().any(|key| {
                let chord = Chord::parse(key).unwrap();
                !chord.alt && !matches!(chord.key, Key::Char('[' | ']' | '{' | '}' | '\\' | '|' | '@' | '~'))
            });
            assert!(easy, "{}", binding.name);
        }
    }
}
