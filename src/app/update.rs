//! The dispatcher: events in, effects out. Only dispatches; the work is done in the other
//! modules of `app`.

use crate::command::{Command, Context};
use crate::key::{Chord, Key};
use crate::keymap::Resolved;
use crate::model::provenance::source_of;
use crate::texts::query_examples::filter_example;
use crate::texts::{self, Phrase};

use super::dialog::open::AnyDialog;
use super::dialog::panel::DialogPanel;
use super::dialogs::progress::AwaitedJob;
use super::editor::Editor;
use super::marked::MarkRequest;
use super::screens::directory::pane::Pane;
use super::workspace::Workspace;
use super::{App, Copied, Effect, Event, Focus, HistoryQuestion, Tone};

impl Workspace {
    fn switch_language(&mut self) {
        use crate::texts::Lang;
        self.settings.lang = if self.lang() == Lang::De { Lang::En } else { Lang::De };
    }
}

impl App {
    /// Handles one event and returns the effects for the edge.
    #[must_use = "an effect that is not carried out is lost, be it text to keep safe or a save"]
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::MoreInput => self.screens.directory.more_input_pending = true,
            Event::Key(_) => {}
            _ => self.flush_deferred(),
        }
        match event {
            Event::Key(chord) => self.key(chord),
            Event::Pointer(action, place) => self.pointed(action, place),
            Event::Line(request) => self.take_line(request),
            Event::Paste(text) => self.paste(&text),
            Event::InputProblem(problem) => self.tell_input_problem(problem),
            Event::Background { is_light } => self.workspace.settings.follow_background(is_light),
            Event::Resize(size) => self.size = size,
            Event::Day(today) => self.workspace.settings.today = today,
            // Everything else is up to date, and every frame waits for this.
            Event::MoreInput | Event::FrameDue => return std::mem::take(&mut self.effects),
            Event::Problem(reason) => self.show_error(reason),
            Event::FurtherProblem(reason) => self.show_also(&reason),
            Event::ContinueWork => self.continue_work(),
            Event::Loading(percent) => self.read_so_far(percent),
            Event::Complete(doc, index, read_only) => self.complete(*doc, *index, read_only),
            Event::FileChanged(theirs) => self.theirs(*theirs),
            Event::Marked(merged) => self.marked(*merged),
            Event::History(question, past) => self.show_value_history(question, past),
            Event::Earlier(values) => self.found_earlier(values),
            Event::FileGone => self.file_gone(),
            Event::FileBack => self.file_back(),
            Event::FileSpoiled(spoiled) => self.file_spoiled(spoiled),
            Event::PresenceChanged(others) => self.sync.others = others,
            Event::Recovered(offers) => self.offer(offers),
            Event::Saving(percent) => self.written_so_far(percent),
            Event::Saved(answer) => self.saved(answer),
            Event::Proposed(answer) => self.proposed(answer),
            Event::Proposals(all, news) => self.proposals_read(all, news.as_deref()),
            Event::Exporting(percent) => self.exported_so_far(percent),
            Event::Exported(answer) => self.exported(answer),
            Event::Importing(percent) => self.show_progress(AwaitedJob::Import, percent),
            Event::Imported(answer) => self.imported(answer),
            Event::Syncing(percent) => self.show_progress(AwaitedJob::Sync, percent),
            Event::Synced(end) => self.synced(end),
            Event::FolderListed(listing) => self.complete_path(listing),
            Event::Views(answer) => self.views_answered(answer),
            Event::Edited(address, answer) => self.edited(address, answer),
            Event::Copied(Ok(copied)) => self.copied(copied),
            Event::Copied(Err(reason)) => self.show_error(reason),
        }
        self.end_asking();
        self.tell_mistake();
        self.tell_of_conditions();
        self.refresh();
        self.show_editor();
        self.refresh_dialog(false);
        self.keep_drafts();
        // Persisting comes before any other effect, which may take long.
        self.effects.sort_by_key(|effect| !matches!(effect, Effect::Keep(_)));
        std::mem::take(&mut self.effects)
    }

    /// Says what is wrong with what is being typed on the screen.
    fn tell_mistake(&mut self) {
        let complaint = self.screens.shown().complaint(self.lang());
        if let Some(complaint) = complaint.filter(|_| self.message.is_none() && self.dialogs.is_empty()) {
            self.show_error(complaint);
        }
    }

    /// Says, where a filter is begun, that it takes conditions too.
    fn tell_of_conditions(&mut self) {
        let awaited = self.screens.shown().awaited_query().filter(|_| self.dialogs.is_empty());
        if let Some(table) = awaited.filter(|_| self.message.is_none()) {
            let table = table.map(|table| self.workspace.doc.schema().table(table).name);
            let example = filter_example(table).get(self.lang());
            self.show_info(texts::search::or_condition(self.lang(), example));
        }
    }

    /// Keeps an open field visible: when its row is not on the page, its page is opened, or it is
    /// closed and its text asked about.
    fn show_editor(&mut self) {
        if self.is_editor_shown() {
            return;
        }
        self.finish_page();
        self.refresh();
        if !self.is_editor_shown() {
            self.lose_editor();
        }
    }

    fn is_editor_shown(&self) -> bool {
        self.screens.directory.editor.is_none()
            || (self.screens.is_directory() && self.screens.directory.detail.editor_cells() > 0)
    }

    /// Returns the contexts of the keyboard, innermost first.
    pub fn contexts(&self) -> &'static [Context] {
        match self.dialogs.top() {
            Some(dialog) => dialog.panel().contexts(),
            None => self.contexts_below(),
        }
    }

    /// Returns the contexts of the keyboard with all dialogs closed.
    pub fn contexts_below(&self) -> &'static [Context] {
        if self.offered_statement().is_some() { Context::Offer.stack() } else { self.screens.shown().contexts() }
    }

    /// Returns what a command is called where the keyboard is: in a window and on the screens above
    /// the directory, quitting only closes.
    pub fn label(&self, command: Command) -> &'static str {
        let is_skipped = self.screens.directory.editor.as_ref().is_some_and(Editor::may_stay_open);
        let label = match (command, self.dialogs.top()) {
            (Command::Confirm, None) if is_skipped => return texts::edit::leave_open(self.lang()),
            (Command::Choose, Some(dialog)) => dialog.action(),
            (Command::Quit, Some(_)) => Command::Cancel.spec().label,
            (Command::Quit, None) if !self.screens.is_directory() => Command::Cancel.spec().label,
            _ => self.name_of_command(command),
        };
        label.get(self.lang())
    }

    /// Returns what a command is called in this session: where changes are proposed, saving is
    /// proposing.
    pub fn name_of_command(&self, command: Command) -> Phrase {
        match command {
            Command::Save if self.workspace.file.proposes => texts::proposals::LABEL,
            _ => command.spec().label,
        }
    }

    /// Returns what a command does where the cursor stands; empty where it does nothing there.
    pub fn label_here(&self, command: Command) -> String {
        let exact = self.screens.shown().label(command, &self.workspace).filter(|_| self.dialogs.is_empty());
        exact.unwrap_or_else(|| self.label(command).to_owned())
    }

    /// Says that a key does nothing here, and which key shows those that do.
    fn explain_unbound(&mut self, chord: Option<Chord>) {
        let lang = self.lang();
        let told = match chord == Some(Chord::plain(Key::Char(' '))) {
            true => texts::keys::unbound_space(lang).to_owned(),
            false => texts::keys::unbound(lang, &chord.map(|chord| chord.label(lang)).unwrap_or_default()),
        };
        let help = self.workspace.settings.keymap.key_in(Command::Help, self.contexts());
        self.show_error(match help {
            Some(help) => texts::keys::all_keys(lang, &told, &help.label(lang)),
            None => told,
        });
    }

    pub(super) fn key(&mut self, chord: Chord) {
        let answers = |panel: &mut DialogPanel| chord.char().is_some_and(|typed| panel.to_answer(typed));
        let resolved = if self.dialogs.panel_mut().is_some_and(answers) {
            Resolved::Run(Command::Choose)
        } else if self.retype_doubtful(chord) {
            chord.char().map_or(Resolved::Unbound, Resolved::Insert)
        } else {
            self.workspace.settings.keymap.resolve(self.contexts(), chord, &self.facts())
        };
        self.follow(resolved, Some(chord));
    }

    /// Does what a key or the name of a command means.
    pub(super) fn follow(&mut self, resolved: Resolved, chord: Option<Chord>) {
        self.sync.sync_wait.received = None;
        let command = if let Resolved::Run(command) = resolved { Some(command) } else { None };
        if self.end_completing(command) {
            return;
        }
        let goes_on = match resolved {
            Resolved::Unbound | Resolved::Unavailable(..) => true,
            Resolved::Run(command) => matches!(command, Command::Quit | Command::Save),
            Resolved::Insert(_) => false,
        };
        if goes_on && self.dialogs.top().is_some_and(AnyDialog::lets_through) {
            self.close_dialog();
            return match chord {
                Some(chord) => self.key(chord),
                None => self.follow(resolved, None),
            };
        }
        // What is confirmed decides itself whether its source is to be given.
        let decides = matches!(resolved, Resolved::Run(Command::StillTrue));
        let offered = self.offered_statement().filter(|_| !decides).cloned();
        // An unreadable letter is usually followed by the rest of its word.
        let not_utf8 = texts::keys::not_utf8(self.lang());
        let told = self.message.take_if(|shown| !matches!(resolved, Resolved::Insert(_)) || shown.text != not_utf8);
        if chord == Some(Chord::plain(Key::Enter)) && told.is_some_and(|told| told.tone == Tone::Outcome) {
            return;
        }
        match resolved {
            Resolved::Run(command) => self.execute(command),
            Resolved::Unavailable(command, reason) => self.explain_unavailable(command, reason),
            Resolved::Insert(c) => self.insert(c),
            Resolved::Unbound if chord.is_some_and(|chord| self.select_by(chord)) => {}
            Resolved::Unbound => self.explain_unbound(chord),
        }
        self.keep_cut_text();
        self.screens.directory.unsourced =
            self.screens.directory.unsourced.take().filter(|statement| offered.as_ref() != Some(statement));
        self.ask_whose_word();
    }

    fn insert(&mut self, c: char) {
        self.type_into_field(|field| field.insert(c));
    }

    /// Executes a command in the current context.
    pub fn execute(&mut self, command: Command) {
        if !command.is_move() {
            self.flush_deferred();
        }
        if self.screens.directory.focus == Focus::Detail {
            self.finish_page();
        }
        if self.complete_query(command) || self.execute_in_field(command) || self.execute_anywhere(command) {
            return;
        }
        if !self.dialogs.is_empty() {
            self.execute_in_dialog(command);
        } else if !(self.execute_on_screen(command) || self.execute_on_page(command)) {
            let (label, lang) = (command.spec().label.get(self.lang()), self.lang());
            self.show_error(texts::keys::not_here(lang, label));
        }
    }

    /// Executes a command called by its name, or says why it is not available.
    pub(super) fn call(&mut self, command: Command) {
        match (command.spec().available)(&self.facts()) {
            Ok(()) => self.execute(command),
            Err(reason) => self.explain_unavailable(command, reason),
        }
    }

    fn explain_unavailable(&mut self, command: Command, reason: Phrase) {
        if command == Command::Save {
            // That everything is saved is true only while the file is there.
            self.request(Effect::LookAtFile);
        }
        self.show_error(reason.get(self.lang()));
    }

    /// Executes commands that mean the same everywhere.
    fn execute_anywhere(&mut self, command: Command) -> bool {
        match command {
            Command::Save => self.save(),
            Command::Cancel => self.cancel(),
            Command::Interrupt => self.interrupt(),
            Command::Suspend => self.request(Effect::Suspend),
            Command::Redraw => self.request(Effect::Redraw),
            Command::Mouse => self.switch_mouse(),
            Command::Help => self.show_help(),
            Command::Palette => self.show_palette(),
            Command::Search => self.show_search(),
            Command::Changes => self.show_changes(),
            Command::Problems => self.show_problems(),
            Command::History => self.ask_history(),
            Command::AllChanges if self.dialogs.is_empty() => self.ask_all_history(),
            Command::Export => self.ask_for_export(),
            Command::Import => self.ask_for_import(),
            Command::Sync => self.sync_with_others(),
            Command::About => self.show_about(),
            Command::Undo if self.drafts.set_aside.is_last_step() => self.bring_last_text_back(),
            Command::RecallText => self.recall_text(),
            Command::Recover => self.ask_about_recovery(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Copy if self.copies_marked() => self.copy_marked(),
            // A list with marks of its own takes those away.
            Command::Unmark if !self.screens.shown().has_marks() => self.change_marks(MarkRequest::Clear),
            Command::ChangeMarked => self.change_marked(),
            Command::Language => self.workspace.switch_language(),
            _ => return self.open_screen(command),
        }
        true
    }

    /// Executes commands of the directory that change the dataset or open a dialog.
    fn execute_on_page(&mut self, command: Command) -> bool {
        if !self.screens.is_directory() {
            return false;
        }
        let is_editing = self.screens.directory.editor.is_some();
        match command {
            Command::Confirm if is_editing => self.confirm_field(),
            Command::NextField if is_editing => self.edit_next(1),
            Command::PreviousField if is_editing => self.edit_next(-1),
            Command::Open => self.enter_value(),
            Command::Edit => self.start_edit(),
            Command::GiveSource => self.give_source(),
            Command::StillTrue if !self.workspace.marked.is_empty() => {
                let marked = self.workspace.marked.addresses(&self.workspace.doc);
                self.confirm_all(&marked);
            }
            Command::StillTrue => self.confirm_statement(),
            Command::NoLongerTrue => self.no_longer_true_here(),
            Command::Mark | Command::MarkRange | Command::MarkAll => self.mark_here(command),
            Command::EditRecord => self.edit_externally(),
            Command::Add => self.add(),
            Command::Duplicate => self.duplicate(),
            Command::Delete if self.screens.directory.acts_on_marks(&self.workspace) => self.preview_removal(),
            Command::Delete => self.delete(),
            Command::MoveUp => self.move_item(-1),
            Command::MoveDown => self.move_item(1),
            Command::Filter => self.ask_what_to_find(),
            _ => return false,
        }
        true
    }

    /// Handles Enter on a row that neither leads on nor unfolds: edits its value, or adds the first
    /// record of an empty section.
    fn enter_value(&mut self) {
        match self.screens.directory.detail.row() {
            Some(row) if row.address.is_some() => self.start_edit(),
            Some(row) if row.offers => self.add_here(),
            _ => {}
        }
    }

    /// Closes the innermost thing; destroys nothing.
    fn cancel(&mut self) {
        let is_closed = self.close_dialog() || self.close_editor() || self.end_offer() || self.return_to_view();
        let (screens, context) = self.screens_mut();
        if !is_closed && !screens.shown_mut().cancel(context) {
            screens.leave_shown();
        }
    }

    fn copied(&mut self, copied: Copied) {
        let lang = self.lang();
        let text = if copied.cleaned {
            texts::clipboard::copied_clean(lang, copied.characters)
        } else {
            texts::clipboard::copied(lang, copied.characters)
        };
        self.show_info(texts::clipboard::beginning(lang, &text, &copied.beginning));
    }

    fn interrupt(&mut self) {
        let inside = !self.dialogs.is_empty()
            || self.screens.directory.editor.is_some()
            || self.screens.directory.panes.iter().any(Pane::is_typing);
        if inside { self.cancel() } else { self.quit() }
    }

    /// Requests the history of the value under the cursor, of the record its row stands for, or of
    /// the one shown.
    fn ask_history(&mut self) {
        let Some(address) = self.screens.directory.place_here(&self.workspace) else { return };
        let place = self.workspace.name_of(&address);
        let schema = self.workspace.doc.schema();
        let source = source_of(&self.workspace.doc, &address).map(|source| source.display(schema).to_string());
        self.request(Effect::History(HistoryQuestion { address: address.display(schema).to_string(), source, place }));
    }

    /// Requests the history of the whole dataset.
    pub(super) fn ask_all_history(&mut self) {
        let place = texts::value_history::everything(self.lang()).to_owned();
        self.request(Effect::History(HistoryQuestion { address: String::new(), source: None, place }));
    }
}
