//! Accents from a keyboard that has none: on every line that is typed, at the caret, and never in a paste.

use ocop::app::model::Focus;
use ocop::app::msg::Msg;
use ocop::input_method::InputMethod;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ocop_index::Facet;

use crate::support::screen::Screen;

#[test]
fn one_key_goes_through_the_methods_and_the_line_says_which() {
    for key in ["<ctrl-g>", "<f2>"] {
        let mut screen = Screen::new(80, 24);
        screen.press(key);
        assert!(screen.shows("Tìm [Telex]: ") && screen.shows("dấu s f r x j"));
        screen.press("chả"); // A keyboard that composes by itself is let alone.
        assert_eq!(screen.model.input.text(), "chả");
        screen.press("<ctrl-u>").press(key).press("cha3");
        assert!(screen.shows("Tìm [VNI]: chả"), "{}", screen.text());
        screen.press("<ctrl-u>").press(key).press("cha3 char");
        assert!(screen.shows("Tìm: cha3 char"), "{}", screen.text());
    }
}

#[test]
fn letters_become_accents_while_they_are_typed_and_the_accents_bind() {
    let mut screen = Screen::new(120, 40);
    screen.press("<ctrl-g>");
    let mut seen = Vec::new();
    for key in ["c", "h", "a", "r", " ", "m", "u", "j", "w", "c"] {
        screen.press(key);
        seen.push(screen.model.input.text().to_owned());
    }
    let expected = "c|ch|cha|chả|chả |chả m|chả mu|chả mụ|chả mự|chả mực";
    assert_eq!(seen.join("|"), expected);
    assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
    assert!(!screen.shows("hiểu là"), "nothing had to be read otherwise");
    assert_eq!(
        screen.cursor().0,
        21,
        "the cursor stands behind what is seen"
    );
    // The same letter as a letter: the second key takes back what the first one did.
    screen.press("<ctrl-u>sao:4 traf<backspace><backspace>raf");
    assert_eq!(screen.model.input.text(), "sao:4 trà");
    assert!(screen.model.query.filter.is_chosen(Facet::Star, "4"));
    screen.press("<home>mawsm <end>s <ctrl-u>as ass");
    assert_eq!(screen.model.input.text(), "á as");
}

#[test]
fn the_last_word_is_what_it_is_when_the_line_is_left() {
    let mut screen = Screen::new(120, 40);
    screen.press("<ctrl-g>nguyen_van:co user");
    assert!(
        screen.model.input.text().ends_with(" ủe"),
        "it may still become one"
    );
    screen.press("<enter>");
    assert_eq!(screen.model.input.text(), "nguyen_van:co user");
    assert_eq!(screen.model.query.text.trim(), "user");
    // What was typed by one method is no matter of the next one.
    for switched in ["", "<ctrl-g>", "<ctrl-g><ctrl-g>", "<f2><f2><f2>"] {
        screen.press("/<ctrl-u>");
        screen.model.input.method = InputMethod::Telex;
        screen.press("char").press(switched).press("<enter>");
        assert_eq!(screen.model.input.text(), "chả");
    }
    screen.model.input.method = InputMethod::Telex;
    screen.press("/<ctrl-u>char mujwc<enter>");
    assert_eq!(screen.model.input.text(), "chả mực");
    assert_eq!(screen.model.focus, Focus::List);
}

#[test]
fn the_middle_of_the_line_takes_accents_and_a_paste_never_does() {
    let mut screen = Screen::new(120, 40);
    screen.press("<ctrl-g>mujc ong<left><left><left><left>");
    assert_eq!(screen.model.input.text_before_caret(), "mục");
    screen.press("w");
    assert_eq!(screen.model.input.text(), "mực ong");
    screen.press("<ctrl-u><ctrl-k>");
    screen.send(Msg::Paste("char mujwc organic".into()));
    assert_eq!(screen.model.input.text(), "char mujwc organic");
    screen.press(" box ");
    assert_eq!(screen.model.input.text(), "char mujwc organic bõ ");
    screen.press("boxx");
    assert_eq!(screen.model.input.text(), "char mujwc organic bõ box");
}

#[test]
fn values_and_the_help_are_narrowed_with_accents_too() {
    let mut screen = Screen::new(120, 40);
    screen.press("<ctrl-g><tab>n/haj l");
    assert_eq!(screen.model.focus, Focus::Facets);
    let line = |screen: &Screen| {
        screen
            .model
            .facets
            .value_search
            .as_ref()
            .unwrap()
            .input
            .text()
            .to_owned()
    };
    assert_eq!(line(&screen), "hạ l");
    let find = screen.model.facets.value_search.as_ref().unwrap();
    assert_eq!(find.matching_values.len(), 1, "{:?}", find.matching_values);
    // The method may be changed there, for every line.
    screen.press("<ctrl-g><ctrl-u>d9o6ng");
    assert_eq!(line(&screen), "đông");
    assert!(screen.shows("Tìm [VNI]: "));
    screen.press("<esc>?phong1 to");
    let typed = |screen: &Screen| screen.model.palette().unwrap().input.text().to_owned();
    assert_eq!(typed(&screen), "phóng to");
    screen.press("<ctrl-g><ctrl-u>a1");
    assert_eq!(typed(&screen), "a1");
    assert_eq!(screen.model.input.method, InputMethod::Off);
}

#[test]
fn the_method_is_named_in_every_window() {
    for (width, height) in [(40, 10), (60, 20), (80, 24), (100, 30)] {
        for (lang, label) in [
            (Language::Vi, "Tìm [VNI]: mật ong"),
            (Language::En, "Find [VNI]: mật ong"),
        ] {
            let mut screen = Screen::with(width, height, lang, ThemeName::Mono, true);
            screen.press("<ctrl-g><ctrl-g>ma6t5 ong");
            assert!(screen.shows(label), "{}", screen.text());
        }
    }
}

#[cfg(unix)]
mod terminal {
    use crate::support::built_in::of_all;
    use crate::support::home::Home;
    use crate::support::pty::{CLASSIC, Terminal, program};

    #[test]
    fn a_console_without_an_input_method_writes_accents() {
        let home = Home::new();
        let mut terminal = Terminal::open(program(&home), CLASSIC);
        // All of it in one packet, as a bad line delivers it.
        terminal.press("\x07char mujwc");
        terminal.until("the accents", |seen| {
            seen.shows("Tìm [Telex]: chả mực") && seen.shows(&of_all("2 / {all}"))
        });
        terminal.press("\x7f\x7fawst \x1b[200~mujwc\x1b[201~");
        terminal.until("only what was typed", |seen| {
            seen.shows("[Telex]: chả mắt mujwc")
        });
        terminal.press("\x15\x1bOQtra2 d9a8ng1");
        terminal.until("the other method", |seen| seen.shows("[VNI]: trà đắng"));
        terminal.press("\x03");
        assert_eq!(terminal.end().code, 0);
    }

    #[test]
    fn the_config_file_says_how_a_person_types_every_day() {
        let home = Home::new();
        let config = home.path().join("own.toml");
        std::fs::write(&config, "typing = \"telex\"\n").unwrap();
        let mut command = program(&home);
        command.env("OCOP_CONFIG", &config);
        let mut terminal = Terminal::open(command, CLASSIC);
        terminal.press("maajt ong");
        terminal.until("the accents", |seen| seen.shows("Tìm [Telex]: mật ong"));
        std::fs::write(&config, "typing = \"telx\"\n").unwrap();
        let mut check = home.command(&["config", "check"]);
        let out = check.env("OCOP_CONFIG", &config).output().unwrap();
        let told = String::from_utf8(out.stdout).unwrap();
        assert!(told.contains("\"off\", \"telex\", \"vni\""), "{told}");
    }
}
