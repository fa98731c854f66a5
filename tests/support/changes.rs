//! A headless screen of an import: the real plan, model and view, driven by keys.

use jiff::civil::date;
use ocop::app::import_review::{self, ImportReviewData, ImportReviewModel, ReviewEffect};
use ocop::app::keymap;
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::view::{self, Appearance};
use ocop::wording::locale::{Language, Locale};
use ocop_index::Product;
use ocop_index::change::{ChangePlan, ImportMode, ProductDraft, RowOrigin, Verdict};
use ocop_index::product::{Producer, Recognition};
use ocop_index::source::builtin;
use ocop_index::source::problem::{ImportProblem, ProblemReason};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};

/// A person who looks at what a list would change.
pub struct Changes {
    pub model: ImportReviewModel,
    look: Appearance,
    /// What left the screen.
    pub wishes: Vec<ReviewEffect>,
}

/// A row of a list.
pub fn row(name: &str, producer: &str, star: u8, when: &str) -> Product {
    Product {
        name: name.into(),
        producer: Some(Producer {
            name: producer.into(),
            ..Producer::default()
        }),
        recognitions: vec![Recognition {
            star: Some(star),
            when: when.parse().ok(),
            ..Recognition::default()
        }],
        ..Product::default()
    }
}

/// The same in a district.
pub fn at(district: &str, product: Product) -> Product {
    let mut product = product;
    product.place.district = Some(district.into());
    product
}

/// The built-in catalogue against a list with something of nearly every kind.
pub fn material() -> ImportReviewData {
    let old = builtin::load_products().unwrap();
    let coto = "Cơ sở chế biến Thanh Măng";
    let rows = [
        row("Nấm linh chi vàng", "HTX Nấm Hoành Bồ", 4, "2026-10-01"),
        row("Bánh gật gù Tiên Yên", "HTX Bánh gật gù", 3, "2026-10-01"),
        row("Cá duội khô", coto, 4, "2026-10-01"),
        row("Chả hải sản", coto, 4, "2026-10-01"),
        row("Cá thu một nắng", coto, 3, "2026-10-01"),
        at(
            "Uông Bí",
            row("Rượu mơ Yên Tử", "Công ty Yên Tử", 4, "2026-10-01"),
        ),
    ];
    let drafts = rows.into_iter().zip(5..);
    let drafts =
        drafts.map(|(product, row)| ProductDraft::new(RowOrigin::new(0, row), product, false));
    let plan = ChangePlan::new(&old, drafts, ImportMode::Merge, date(2026, 11, 24));
    let problems = vec![
        (
            0,
            ImportProblem::new(12, "", "Tổng cộng: 6", ProblemReason::Footer),
        ),
        (
            0,
            ImportProblem::new(8, "Hạng sao", "6", ProblemReason::StarOutside),
        ),
        (
            0,
            ImportProblem::new(9, "Huyện", "Hạ Lông", ProblemReason::PlaceUnknown),
        ),
    ];
    ImportReviewData {
        plan,
        current_products: old,
        problems,
        files: vec!["ds-2026.xlsx".into()],
        notes: Vec::new(),
    }
}

impl Changes {
    pub fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, Language::Vi, ThemeName::Dark, false)
    }

    pub fn with(width: u16, height: u16, lang: Language, theme: ThemeName, ascii: bool) -> Self {
        Self::of(
            material(),
            (width, height),
            Locale::new(lang),
            Appearance::new(theme, ascii),
        )
    }

    pub fn of(
        material: ImportReviewData,
        (width, height): (u16, u16),
        locale: Locale,
        look: Appearance,
    ) -> Self {
        let model = ImportReviewModel::new(locale, material);
        let wishes = Vec::new();
        let mut screen = Self {
            model,
            look,
            wishes,
        };
        screen.send(Msg::Resize { width, height });
        screen
    }

    pub fn send(&mut self, msg: Msg) {
        self.wishes
            .extend(import_review::update(&mut self.model, msg));
    }

    /// Presses keys, written as behind `--keys`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keymap::parse_key_script(keys).unwrap() {
            self.send(Msg::Key(key));
        }
        self
    }

    fn terminal(&self) -> Terminal<TestBackend> {
        let size = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        terminal
            .draw(|frame| view::import_review::draw_import_review(&self.model, &self.look, frame))
            .unwrap();
        terminal
    }

    pub fn buffer(&self) -> Buffer {
        self.terminal().backend().buffer().clone()
    }

    /// Where the real cursor is.
    pub fn cursor(&self) -> (u16, u16) {
        let position = self.terminal().backend().cursor_position();
        (position.x, position.y)
    }

    /// The screen as text, line ends trimmed.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width).max(1);
        let rows = buffer.content.chunks(width).map(|row| {
            let text: String = row.iter().map(Cell::symbol).collect();
            text.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    pub fn has(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The name and verdict of the selected entry.
    pub fn selected(&self) -> Option<(&str, Verdict)> {
        let entry = self.model.selected_entry()?;
        Some((entry.after.name.as_str(), entry.verdict))
    }

    pub fn verdicts(&self) -> Vec<Verdict> {
        let entries = self.model.data.plan.entries.iter();
        entries.map(|entry| entry.verdict).collect()
    }
}
