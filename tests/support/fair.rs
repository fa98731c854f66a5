//! A fair played without a terminal: the real model, update, search service, store of work and drawing.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::civil::date;
use ocop::app::fair::board::FairBoard;
use ocop::app::fair::effect::FairEffect;
use ocop::app::fair::model::{FairModel, FairRest, FairStart};
use ocop::app::fair::update;
use ocop::app::keymap;
use ocop::app::msg::{Msg, ReloadOutcome};
use ocop::app::screen_look::ScreenLook;
use ocop::catalog::FacetValueNames;
use ocop::catalog::work::link_work;
use ocop::runtime::search_service::{CatalogLocation, SearchService, ServedCatalog};
use ocop::runtime::work_service::{WorkFiles, WorkService};
use ocop::user_state::remark_drafts;
use ocop::view::Appearance;
use ocop::view::fair::draw_fair;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::{Language, Locale};
use ocop::work::events::event::ReviewId;
use ocop::work::events::product_ref::ProductRef;
use ocop::work::lists::entry_subject::EntrySubject;
use ocop::work::lists::list_act::{
    EntryValue, ListDays, ListId, ListKind, ListStart, Price, Stock, TextEntry,
};
use ocop::work::lists::list_drafts::draft_list_start;
use ocop::work::lists::list_position::position_after;
use ocop::work::lists::product_list::{ProductList, ProductLists};
use ocop::work::reviews::verdict_kind::built_in_verdicts;
use ocop::work::store::open_work::OpenWork;
use ocop::work::store::work_error::WorkError;
use ocop_index::product::Product;
use ocop_index::source::builtin;
use ocop_index::{Catalog, store};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The name of the list of these tests.
pub const FAIR: &str = "Hội chợ hè 2026";

/// Id, telephone number of the producer, stand, price and unit of each product of the list.
const ENTRIES: &[(&str, Option<&str>, &str, u64, &str)] = &[
    ("qn-003", Some("0912345678"), "A01", 250_000, "chai"),
    ("qn-004", Some("0912345678"), "A01", 180_000, "chai"),
    ("qn-011", Some("02033821234"), "A02", 45_000, "chục"),
    ("qn-015", None, "A12", 950_000, "kg"),
    ("qn-017", None, "B03", 1_200_000, "hộp"),
    ("qn-018", None, "B03", 120_000, "hộp"),
    ("qn-022", None, "B04", 220_000, "chai"),
    ("qn-026", Some("0203 3888 999"), "B05", 990_000, "hộp"),
    ("qn-030", Some("0987654321"), "C01", 150_000, "kg"),
    ("qn-081", None, "C02", 350_000, "con"),
];

/// The built-in products, some with telephone numbers.
pub fn products() -> Vec<Product> {
    let mut products = builtin::load_products().unwrap();
    for product in &mut products {
        let entry = ENTRIES.iter().find(|entry| entry.0 == product.id);
        let phone = entry.and_then(|entry| entry.1).map(str::to_owned);
        if let (Some(phone), Some(producer)) = (phone, &mut product.producer) {
            producer.phone = Some(phone);
        }
    }
    products
}

fn catalog() -> Arc<Catalog> {
    Arc::new(store::build_in_memory(&products(), date(2026, 11, 24)).unwrap())
}

/// Makes the list in a store: ten products and one text.
pub fn make_list(path: &Path) -> ListId {
    let mut work = OpenWork::open(path, "an").unwrap();
    let now = Timestamp::now();
    let start = ListStart {
        name: FAIR.to_owned(),
        kind: ListKind::Fair,
        place: Some("Hạ Long".to_owned()),
        days: ListDays {
            first: Some(date(2026, 11, 20)),
            last: Some(date(2026, 11, 25)),
        },
    };
    let begun = work.record(vec![draft_list_start(start)], now).unwrap();
    let list = begun[0].id;
    let products = products();
    let mut previous: Option<String> = None;
    let mut add = |subject: EntrySubject, values: Vec<EntryValue>| {
        let position = position_after(previous.as_deref());
        let mut drafts = vec![
            work.log()
                .draft_list_member(list, &subject, position.clone()),
        ];
        let values = values.into_iter();
        drafts.extend(values.map(|value| work.log().draft_entry_field(list, &subject, value)));
        work.record(drafts, now).unwrap();
        previous = Some(position);
    };
    for (id, _, stand, dong, unit) in ENTRIES {
        let product = products.iter().find(|product| product.id == *id).unwrap();
        let price = Price {
            dong: *dong,
            unit: Some((*unit).to_owned()),
        };
        let values = vec![
            EntryValue::Stand(Some((*stand).to_owned())),
            EntryValue::Price(Some(price)),
            EntryValue::Stock(Some(Stock::InStock)),
        ];
        add(
            EntrySubject::Product(ProductRef::from_product(product)),
            values,
        );
    }
    let text = TextEntry {
        name: "Mực một nắng bà Tư".to_owned(),
        producer: Some("Hộ bà Tư Vân Đồn".to_owned()),
    };
    let price = Price {
        dong: 280_000,
        unit: Some("kg".to_owned()),
    };
    let values = vec![
        EntryValue::Stand(Some("D07".to_owned())),
        EntryValue::Price(Some(price)),
    ];
    add(EntrySubject::Text(text), values);
    list
}

/// The list as a store has it.
pub fn read_list(path: &Path) -> ProductList {
    let work = OpenWork::open(path, "người xem").unwrap();
    let mut lists = ProductLists::gather(work.log()).lists;
    lists.retain(|list| list.name == FAIR);
    lists.remove(0)
}

struct FairFiles {
    store: PathBuf,
    person: String,
    catalog: Arc<Mutex<Arc<Catalog>>>,
}

impl FairFiles {
    fn drafts(&self) -> PathBuf {
        self.store.with_extension("drafts")
    }
}

impl WorkFiles for FairFiles {
    fn open_store(&mut self, _: bool) -> Result<Option<OpenWork>, String> {
        let opened = OpenWork::open(&self.store, &self.person);
        opened.map(Some).map_err(|error| format!("{error:?}"))
    }

    fn link_products(&mut self, work: &mut OpenWork) -> Result<(), String> {
        link_work(work, &self.catalog()).map_err(|error| format!("{error:?}"))
    }

    fn describe_error(&self, error: &WorkError) -> String {
        format!("{error:?}")
    }

    fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(&self.catalog.lock().unwrap())
    }

    fn open_review(&mut self, _: &OpenWork) -> Option<ReviewId> {
        None
    }

    fn remember_open_review(&mut self, _: &OpenWork, _: Option<ReviewId>) {}

    fn load_drafts(&mut self) -> HashMap<String, String> {
        remark_drafts::load_drafts(&self.drafts(), &self.store).unwrap()
    }

    fn keep_draft(&mut self, id: &str, text: Option<&str>) -> Result<(), String> {
        remark_drafts::keep_draft(&self.drafts(), &self.store, id, text).unwrap();
        Ok(())
    }
}

/// A person at a fair.
pub struct Fair {
    pub model: FairModel,
    search: SearchService,
    work: WorkService,
    /// The person left.
    pub has_left: bool,
    /// Answers are held back, as a slow search would.
    pub is_slow: bool,
    held: Vec<FairEffect>,
    /// The catalogue that the store of work sees.
    work_catalog: Arc<Mutex<Arc<Catalog>>>,
}

/// How a fair is opened.
pub struct Opening<'a> {
    pub folder: &'a Path,
    pub size: (u16, u16),
    pub language: Language,
    pub is_ascii: bool,
    pub counts_questions: bool,
}

impl Fair {
    /// The fair of a folder, whose list is made where it is missing.
    pub fn open(folder: &Path, size: (u16, u16)) -> Self {
        Self::open_as(
            "an",
            &Opening {
                folder,
                size,
                language: Language::Vi,
                is_ascii: false,
                counts_questions: false,
            },
        )
    }

    /// The same, where what visitors ask is counted.
    pub fn counting(folder: &Path) -> Self {
        Self::open_as(
            "an",
            &Opening {
                folder,
                size: (80, 24),
                language: Language::Vi,
                is_ascii: false,
                counts_questions: true,
            },
        )
    }

    pub fn open_as(person: &str, opening: &Opening<'_>) -> Self {
        let store = opening.folder.join("work.db");
        if !store.exists() {
            make_list(&store);
        }
        let (catalog, locale) = (catalog(), Locale::new(opening.language));
        let list = read_list(&store);
        let mut model = FairModel::new(FairStart {
            locale: locale.clone(),
            board: FairBoard::new(list),
            value_names: FacetValueNames::from_catalog(&catalog, &locale),
            counts_questions: opening.counts_questions,
        });
        model.look = ScreenLook {
            theme: if opening.is_ascii {
                ThemeName::Mono
            } else {
                ThemeName::Dark
            },
            ascii: opening.is_ascii,
            fine_symbols: false,
        };
        let location = CatalogLocation {
            data_dir: PathBuf::new(),
            read_only: true,
        };
        let served = ServedCatalog {
            catalog: Arc::clone(&catalog),
            generation: None,
        };
        let work_catalog = Arc::new(Mutex::new(catalog));
        let files = FairFiles {
            store,
            person: person.to_owned(),
            catalog: Arc::clone(&work_catalog),
        };
        let work = WorkService::new(Box::new(files), locale.clone(), built_in_verdicts());
        let mut fair = Self {
            model,
            search: SearchService::from_served(location, served, locale).for_list(),
            work,
            has_left: false,
            is_slow: false,
            held: Vec::new(),
            work_catalog,
        };
        let (width, height) = opening.size;
        fair.send(Msg::Resize { width, height });
        let first = update::start(&mut fair.model);
        fair.perform(first);
        let mut told = Vec::new();
        fair.work.start(&mut |msg| told.push(msg));
        for msg in told {
            fair.send(msg);
        }
        fair
    }

    /// Another generation answers from now on.
    pub fn serve_products(&mut self, products: &[Product]) {
        let catalog = store::build_in_memory(products, date(2026, 11, 24)).unwrap();
        let catalog = Arc::new(catalog);
        *self.work_catalog.lock().unwrap() = Arc::clone(&catalog);
        let locale = self.model.locale.clone();
        let value_names = Box::new(FacetValueNames::from_catalog(&catalog, &locale));
        let location = CatalogLocation {
            data_dir: PathBuf::new(),
            read_only: true,
        };
        let catalog_size = catalog.len();
        let generation = Some(2);
        let served = ServedCatalog {
            catalog,
            generation,
        };
        self.search = SearchService::from_served(location, served, locale);
        self.send(Msg::Reloaded(ReloadOutcome::Opened {
            catalog_size,
            generation,
            value_names,
        }));
    }

    /// Presses keys, as scripts write them.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keymap::parse_key_script(keys).unwrap() {
            self.send(Msg::Key(key));
        }
        self
    }

    /// The pause that is waited for is over.
    pub fn rest(&mut self) -> Option<FairRest> {
        let rest = self.model.awaited_rest().map(|(_, rest)| rest);
        self.send(Msg::Idle);
        rest
    }

    /// Lets the pauses pass until nothing is waited for.
    pub fn wait_for_next_visitor(&mut self) {
        for _ in 0..3 {
            self.rest();
        }
        assert_eq!(self.rest(), None);
    }

    /// Sends a message, and everything that it leads to.
    pub fn send(&mut self, msg: Msg) {
        let effects = update::update(&mut self.model, msg);
        self.perform(effects);
    }

    /// Lets what was held back be answered.
    pub fn answer(&mut self) {
        self.is_slow = false;
        let held = std::mem::take(&mut self.held);
        self.perform(held);
    }

    /// Lets the store try again what it could not write.
    pub fn retry_work(&mut self) {
        let mut told = Vec::new();
        self.work.write_acts(&mut |msg| told.push(msg));
        for msg in told {
            self.send(msg);
        }
    }

    fn perform(&mut self, effects: Vec<FairEffect>) {
        let mut told = Vec::new();
        for effect in effects {
            match effect {
                FairEffect::Request(_) if self.is_slow => self.held.push(effect),
                FairEffect::Request(request) => self.search.add_request(request),
                FairEffect::Work(request) => {
                    self.work.add_request(request, &mut |msg| told.push(msg));
                    self.work.write_acts(&mut |msg| told.push(msg));
                }
                FairEffect::Leave => self.has_left = true,
                FairEffect::Redraw => {}
            }
        }
        let Ok(()) = self.search.answer_pending(|msg| {
            told.push(msg);
            Ok::<(), Infallible>(())
        });
        for msg in told {
            self.send(msg);
        }
    }

    /// The cells as drawn now.
    pub fn buffer(&self) -> Buffer {
        let size = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        let look = Appearance::from(self.model.look);
        terminal
            .draw(|frame| draw_fair(&self.model, &look, frame))
            .unwrap();
        terminal.backend().buffer().clone()
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        let rows = rows.map(|row| {
            row.iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect::<String>()
        });
        rows.map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    #[track_caller]
    pub fn assert_shows(&self, text: &str) {
        assert!(self.shows(text), "{text}\n{}", self.text());
    }

    #[track_caller]
    pub fn assert_hides(&self, text: &str) {
        assert!(!self.shows(text), "{text}\n{}", self.text());
    }

    /// The name of what is under the cursor.
    pub fn selected(&self) -> String {
        self.model
            .selected_card()
            .map(|card| card.name)
            .unwrap_or_default()
    }

    /// What stands in the line.
    pub fn line(&self) -> &str {
        self.model.question.text()
    }
}
