//! Where the keyboard is: which commands its keys can run, and what the help calls the place.
//!
//! Knows neither keys nor screens. Entry point: [`Context`].

use crate::texts::Phrase;

/// A keyboard context; a command lists the contexts in which its keys work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, including text inputs.
    Global,
    /// Anything that is not a text input: movement.
    Move,
    /// The main screen: panes and detail.
    Browse,
    /// One of the three panes.
    Pane,
    /// The detail view.
    Detail,
    /// The detail view after a change whose source can be given.
    Offer,
    /// The guide ("Ich möchte …").
    Guide,
    /// The matrix region × field.
    Matrix,
    /// A screen that lists what the networks do.
    View,
    /// One row a network.
    Overview,
    /// Who sits where.
    Network,
    /// The process from meeting to measure.
    Process,
    /// The calendar of meetings.
    Meetings,
    /// The map of the district.
    Map,
    /// What is unknown, old, unchecked, uncertain or wrong.
    Review,
    /// The records of a table, in columns.
    Table,
    /// What others propose.
    Proposals,
    /// What a change of many records will do.
    Preview,
    /// A list to choose from (changes, problems, confirmations).
    List,
    /// A list with an input line above it (search, palette, reference picker, help).
    Pick,
    /// A prompt that takes a query: the search, the filter of a list.
    Query,
    /// The filter of a pane while it is typed.
    Filter,
    /// A text field.
    Text,
    /// A text field for the path of a file.
    Path,
}

impl Context {
    /// Returns the name of the context in the help.
    pub fn label(self) -> Phrase {
        match self {
            Context::Global => Phrase::new("Überall", "Everywhere"),
            Context::Move => Phrase::new("Überall, wo man nicht tippt", "Everywhere but where one types"),
            Context::Browse => Phrase::new("Verzeichnis", "Directory"),
            Context::Pane => Phrase::new("In den Listen", "In the panes"),
            Context::Detail => Phrase::new("In der Einzelansicht", "In the detail view"),
            Context::Offer => Phrase::new("Nach einer Änderung", "After a change"),
            Context::Guide => Phrase::new("Wegweiser", "Guide"),
            Context::Matrix => Phrase::new("Matrix", "Matrix"),
            Context::View => Phrase::new("In den Listen und Übersichten", "In lists and overviews"),
            Context::Overview => Phrase::new("Übersicht", "Overview"),
            Context::Network => Phrase::new("Wer sitzt wo", "Who sits where"),
            Context::Process => Phrase::new("Prozess", "Process"),
            Context::Meetings => Phrase::new("Sitzungen", "Meetings"),
            Context::Map => Phrase::new("Karte", "Map"),
            Context::Review => Phrase::new("Durchsicht", "Review"),
            Context::Table => Phrase::new("Tabelle", "Table"),
            Context::Proposals => Phrase::new("Vorschläge", "Proposals"),
            Context::Preview => Phrase::new("Vorschau", "Preview"),
            Context::List => Phrase::new("In einem Fenster", "In a window"),
            Context::Pick => Phrase::new("Auswahl mit Eingabe", "Choosing by typing"),
            Context::Query => Phrase::new("Beim Eingeben einer Abfrage", "While typing a query"),
            Context::Filter => Phrase::new("Beim Filtern einer Liste", "While filtering a pane"),
            Context::Text => Phrase::new("Im Textfeld", "In a text field"),
            Context::Path => Phrase::new("Beim Eingeben eines Dateinamens", "While naming a file"),
        }
    }

    /// Returns true when the commands of the context can be called by name. Movement and typing
    /// cannot.
    pub fn is_called_by_name(self) -> bool {
        match self {
            Context::Global
            | Context::Browse
            | Context::Pane
            | Context::Detail
            | Context::Guide
            | Context::Matrix
            | Context::View
            | Context::Overview
            | Context::Network
            | Context::Process
            | Context::Meetings
            | Context::Map
            | Context::Review
            | Context::Table
            | Context::Proposals
            | Context::Preview => true,
            Context::Move
            | Context::Offer
            | Context::List
            | Context::Pick
            | Context::Query
            | Context::Filter
            | Context::Text
            | Context::Path => false,
        }
    }

    /// Returns the context and its fallbacks, innermost first.
    pub const fn stack(self) -> &'static [Context] {
        use Context::*;
        match self {
            Global => &[Global],
            Move => &[Move, Global],
            Browse => &[Browse, Move, Global],
            Pane => &[Pane, Browse, Move, Global],
            Detail => &[Detail, Browse, Move, Global],
            Offer => &[Offer, Detail, Browse, Move, Global],
            Guide => &[Guide, Move, Global],
            Matrix => &[Matrix, Move, Global],
            View => &[View, Move, Global],
            Overview => &[Overview, View, Move, Global],
            Network => &[Network, View, Move, Global],
            Process => &[Process, View, Move, Global],
            Meetings => &[Meetings, View, Move, Global],
            Map => &[Map, View, Move, Global],
            Review => &[Review, View, Move, Global],
            Table => &[Table, View, Move, Global],
            Proposals => &[Proposals, View, Move, Global],
            Preview => &[Preview, View, Move, Global],
            List => &[List, Move, Global],
            Pick => &[Pick, Global],
            Query => &[Query, Pick, Global],
            Filter => &[Filter, Query, Pick, Global],
            Text => &[Text, Global],
            Path => &[Path, Text, Global],
        }
    }

    /// All contexts, in the order of the help.
    pub const ALL: [Context; 24] = [
        Context::Browse,
        Context::Pane,
        Context::Detail,
        Context::Offer,
        Context::Move,
        Context::Guide,
        Context::Matrix,
        Context::View,
        Context::Overview,
        Context::Network,
        Context::Process,
        Context::Meetings,
        Context::Map,
        Context::Review,
        Context::Table,
        Context::Proposals,
        Context::Preview,
        Context::Text,
        Context::Path,
        Context::Pick,
        Context::Query,
        Context::Filter,
        Context::List,
        Context::Global,
    ];
}
