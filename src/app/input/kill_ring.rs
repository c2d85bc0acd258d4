//! The texts that were cut, to be inserted elsewhere: one ring for all text fields.
//!
//! Cutting again at once, without another key between, adds to the text cut last, as in readline.
//! Entry points: [`KillRing::add`], [`KillRing::newest`], [`KillRing::older`].

/// Maximum number of texts.
const MOST: usize = 60;

/// What a field has cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutText {
    /// The text.
    pub text: String,
    /// Where it belongs when it continues the text cut just before; `None` for a text of its own.
    pub continues: Option<CutSide>,
}

/// The side of the cursor on which a text was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CutSide {
    /// Before the cursor.
    Before,
    /// Behind it.
    Behind,
}

/// The texts, the newest last.
#[derive(Debug, Default)]
pub struct KillRing {
    texts: Vec<String>,
    /// How far back the text is that was inserted last.
    back: usize,
}

impl KillRing {
    /// Adds a text.
    pub fn add(&mut self, cut: CutText) {
        self.back = 0;
        match (cut.continues, self.texts.last_mut()) {
            _ if cut.text.is_empty() => {}
            (Some(CutSide::Before), Some(last)) => last.insert_str(0, &cut.text),
            (Some(CutSide::Behind), Some(last)) => last.push_str(&cut.text),
            _ => self.texts.push(cut.text),
        }
        let excess = self.texts.len().saturating_sub(MOST);
        self.texts.drain(..excess);
    }

    /// Returns true when nothing has been cut yet.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Returns the text cut last.
    pub fn newest(&mut self) -> Option<&str> {
        self.back = 0;
        self.texts.last().map(String::as_str)
    }

    /// Returns the text cut before the one that was inserted last; after the oldest comes the
    /// newest.
    pub fn older(&mut self) -> Option<&str> {
        self.back = (self.back + 1) % self.texts.len().max(1);
        self.texts.iter().rev().nth(self.back).map(String::as_str)
    }
}
