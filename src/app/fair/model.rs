//! The state of the fair mode.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use ocop_index::search::SearchHit;

use super::answer::{FairAnswer, FairHit};
use super::board::FairBoard;
use super::card::FairCard;
use super::paused_question::{MissingAnswer, PausedQuestion};
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::Keymap;
use crate::app::model::work_desk::SavingState;
use crate::app::notice::Notice;
use crate::app::screen_area::WindowSize;
use crate::app::screen_look::ScreenLook;
use crate::app::store_work::ActNumber;
use crate::catalog::FacetValueNames;
use crate::wording::locale::Locale;
use crate::work::lists::entry_subject::{EntryKey, EntrySubject};

/// After so long without a key a letter that leads nowhere begins another question.
pub const WORD_REST: Duration = Duration::from_secs(2);

/// After so long without a key the words of a question are finished: the next letter begins another one.
pub const QUESTION_REST: Duration = Duration::from_secs(5);

/// After so long without a key the next visitor finds the screen empty.
pub const VISITOR_REST: Duration = Duration::from_secs(60);

/// What a pause means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FairRest {
    /// A pause between two words, or two questions.
    Word,
    /// The question is finished.
    Question,
    /// The visitor is gone.
    Visitor,
}

/// The state.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and all combinations occur"
)]
pub struct FairModel {
    /// The sentences.
    pub locale: Locale,
    /// How the screen looks.
    pub look: ScreenLook,
    /// The window.
    pub size: WindowSize,
    /// The keys of a line.
    pub keymap: Keymap,
    /// What visitors ask for is counted.
    pub counts_questions: bool,
    /// The names of values, to read a question.
    pub value_names: FacetValueNames,
    /// The list.
    pub board: FairBoard,
    /// The records of its products, by their ids.
    pub records: HashMap<String, SearchHit>,
    /// The line that is always ready.
    pub question: InputLine,
    /// The question is finished: the next letter replaces it.
    pub is_finished: bool,
    /// Somebody did something with the answer: it is no guess any more.
    pub(super) is_used: bool,
    /// The question that somebody paused behind.
    pub(super) paused: Option<PausedQuestion>,
    /// The whole catalogue is asked, not only the list.
    pub is_whole_catalogue: bool,
    /// The answer shown; `None` for an empty screen.
    pub answer: Option<FairAnswer>,
    /// The number of the newest query.
    pub query_number: u64,
    /// The number of the newest query that was answered, or failed.
    pub answered_number: u64,
    /// What stands over the answer.
    pub panel: Option<FairPanel>,
    /// One product to be compared with another.
    pub compared: Option<FairHit>,
    /// What the person should know until the next key.
    pub notice: Option<Notice>,
    /// Acts of this sitting.
    pub acts: FairActs,
    /// What was typed of remarks and is not written, by [`draft_key`].
    pub drafts: HashMap<String, String>,
    /// The key was pressed that makes the next digit a function key.
    pub(super) awaits_digit: bool,
    /// Keys that wait for the answer.
    pub(super) waiting_keys: Vec<KeyPress>,
    /// The products that queries are restricted to, as the search service has them.
    pub(super) handed_over: Option<Vec<std::sync::Arc<str>>>,
    /// Entries whose asking was counted for this question.
    pub(super) counted: HashSet<EntrySubject>,
    /// The records of the list's products are to be loaded.
    pub(super) wants_records: bool,
    /// There is a newer catalogue, to be opened when the screen is empty.
    pub(super) has_newer_catalog: bool,
}

/// What stands over the answer.
#[derive(Clone, Debug)]
pub enum FairPanel {
    /// A remark is typed.
    Remark(Box<FairRemark>),
    /// Whether to leave: the word that was typed.
    Leave(InputLine),
    /// The QR code with this number, over the whole window.
    QrCode(usize),
    /// Two products beside each other.
    Comparison(Box<[FairHit; 2]>),
}

/// A remark that is being typed.
#[derive(Clone, Debug)]
pub struct FairRemark {
    /// The entry.
    pub entry: EntryKey,
    /// What it is about.
    pub subject: EntrySubject,
    /// Its name.
    pub name: String,
    /// The remark before.
    pub text_before: String,
    /// The line.
    pub input: InputLine,
}

/// Acts of this sitting.
#[derive(Debug, Default)]
pub struct FairActs {
    /// How many there were.
    pub count: ActNumber,
    /// Those that are not on the disk yet, in their order.
    pub unsaved: Vec<UnsavedFairAct>,
    /// Those that can be taken back, the last one at the end.
    pub done: Vec<(ActNumber, String)>,
    /// How saving goes.
    pub saving: SavingState,
}

/// An act that is not on the disk yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsavedFairAct {
    /// Its number.
    pub number: ActNumber,
    /// What it does, in words.
    pub words: String,
    /// The person is told when it is saved.
    pub is_told: bool,
    /// The draft of the remark that it writes.
    pub draft: Option<String>,
}

/// What a fair mode begins with.
#[derive(Debug)]
pub struct FairStart {
    /// The sentences.
    pub locale: Locale,
    /// The list.
    pub board: FairBoard,
    /// The names of values.
    pub value_names: FacetValueNames,
    /// What visitors ask for is counted.
    pub counts_questions: bool,
}

impl FairModel {
    /// An empty screen.
    pub fn new(start: FairStart) -> Self {
        Self {
            locale: start.locale,
            look: ScreenLook::default(),
            size: WindowSize::default(),
            keymap: Keymap::default(),
            counts_questions: start.counts_questions,
            value_names: start.value_names.with_selection(),
            board: start.board,
            records: HashMap::new(),
            question: InputLine::default(),
            is_finished: false,
            is_used: false,
            paused: None,
            is_whole_catalogue: false,
            answer: None,
            query_number: 0,
            answered_number: 0,
            panel: None,
            compared: None,
            notice: None,
            acts: FairActs::default(),
            drafts: HashMap::new(),
            awaits_digit: false,
            waiting_keys: Vec::new(),
            handed_over: None,
            counted: HashSet::new(),
            wants_records: false,
            has_newer_catalog: false,
        }
    }

    /// True while a query is not answered.
    pub const fn awaits_answer(&self) -> bool {
        self.answered_number != self.query_number
    }

    /// The one under the cursor.
    pub fn selected_hit(&self) -> Option<&FairHit> {
        self.answer.as_ref().and_then(FairAnswer::selected_hit)
    }

    /// The card of the one under the cursor.
    pub fn selected_card(&self) -> Option<FairCard> {
        let hit = self.selected_hit()?;
        Some(FairCard::build(&self.locale, &self.board, hit))
    }

    /// True where nothing is asked, typed or shown.
    pub fn is_empty(&self) -> bool {
        self.question.text().is_empty()
            && self.answer.is_none()
            && self.panel.is_none()
            && self.compared.is_none()
            && !self.is_whole_catalogue
            && self.notice.is_none()
    }

    /// How long from the last key on the next pause takes, and what it means; `None` where no pause means anything.
    pub fn awaited_rest(&self) -> Option<(Duration, FairRest)> {
        if self.is_empty() {
            return None;
        }
        let is_typing = !self.is_finished && self.answer.is_some() && self.panel.is_none();
        let is_paused = || {
            let paused = self.paused.as_ref();
            paused.is_some_and(|paused| paused.text == self.question.text())
        };
        Some(if !is_typing || self.awaits_answer() {
            (VISITOR_REST, FairRest::Visitor)
        } else if is_paused() {
            (QUESTION_REST, FairRest::Question)
        } else {
            (WORD_REST, FairRest::Word)
        })
    }

    /// Something is done with the answer: the question is finished, and answered.
    pub(super) const fn use_answer(&mut self) {
        self.is_finished = true;
        self.is_used = true;
    }

    /// Forgets what belongs to the question before.
    pub(super) fn begin_question(&mut self) {
        self.counted.clear();
        self.is_used = false;
        self.paused = None;
    }

    /// Why the question is left without an answer; `None` where it has one, or is none.
    pub(super) fn missing_answer(&self) -> Option<MissingAnswer> {
        let answer = self.answer.as_ref().filter(|_| !self.awaits_answer())?;
        if answer.hits.is_empty() {
            Some(MissingAnswer::Nothing)
        } else {
            (answer.is_guess && !self.is_used).then_some(MissingAnswer::OnlyNear)
        }
    }

    /// Shows a sentence of something to know until the next key.
    pub(super) fn hint(&mut self, key: &str) {
        self.notice = Some(Notice::hint(self.locale.t(key)));
    }
}

/// Under which name the draft of the remark on an entry is kept.
pub fn draft_key(entry: &EntryKey) -> String {
    match entry {
        EntryKey::Product(id) => id.clone(),
        EntryKey::Lost(product) => product.id.clone(),
        EntryKey::Text(key) => format!("text:{}", key.replace('\n', "|")),
    }
}
