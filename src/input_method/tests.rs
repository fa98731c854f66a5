//! Every word of the built-in data typed in several ways, and words of other languages.

use std::collections::BTreeSet;

use ocop_index::Sort;
use ocop_index::query::language::QueryField;
use ocop_index::query::language::field::{sort_names, yes_no_names};
use ocop_index::vietnamese::letter;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{InputMethod, WordAtCaret};

/// A line after these keys, `<` being a Backspace.
fn typed(method: InputMethod, keys: &str) -> String {
    let (mut line, mut word) = (String::new(), WordAtCaret::default());
    for key in keys.chars() {
        if key == '<' {
            line.pop();
            continue;
        }
        if let Some(change) = word.press_key(method, &line, key) {
            line.truncate(change.start);
            line += &change.text;
        }
        if !method.is_word_char(key) {
            line.push(key);
        }
    }
    line
}

fn telex(keys: &str) -> String {
    typed(InputMethod::Telex, keys)
}

fn vni(keys: &str) -> String {
    typed(InputMethod::Vni, keys)
}

/// The words of the built-in data, in lower case.
fn words() -> BTreeSet<String> {
    let texts = [
        include_str!("../../index/data/quangninh.jsonl"),
        include_str!("../../index/data/communes.tsv"),
        include_str!("../../index/data/districts.tsv"),
        include_str!("../../index/data/provinces.tsv"),
        include_str!("../../index/data/units.tsv"),
        include_str!("../../index/data/specialties.tsv"),
        include_str!("../../index/data/groups.tsv"),
    ];
    let text: String = texts.join("\n").nfc().collect();
    let words = text.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// A letter as its bare letter, the keys of its quality and of its tone in Telex and VNI.
fn keys_of(c: char) -> (char, [&'static str; 2], [&'static str; 2]) {
    let marks: String = std::iter::once(c).nfd().collect();
    let tone = marks
        .chars()
        .find_map(letter::tone_from_mark)
        .unwrap_or(letter::LEVEL_TONE);
    let tone = usize::from(tone - 1);
    let plain = marks
        .chars()
        .filter(|mark| letter::tone_from_mark(*mark).is_none());
    let plain: String = plain.nfc().collect();
    let plain = plain.chars().next().unwrap();
    let quality = match plain {
        'â' => ["a", "6"],
        'ê' => ["e", "6"],
        'ô' => ["o", "6"],
        'ă' => ["w", "8"],
        'ơ' | 'ư' => ["w", "7"],
        'đ' => ["d", "9"],
        _ => ["", ""],
    };
    let tones = [["", "f", "r", "x", "s", "j"], ["", "2", "3", "4", "1", "5"]];
    (
        letter::bare_letter(plain),
        quality,
        [tones[0][tone], tones[1][tone]],
    )
}

/// Three ways to type a word: its tone at the end, its tone after its vowel, every mark at the end.
fn ways(word: &str, method: usize) -> [String; 3] {
    let (mut end, mut early, mut bare) = (String::new(), String::new(), String::new());
    let (mut qualities, mut tones) = (String::new(), String::new());
    for (plain, quality, tone) in word.chars().map(keys_of) {
        let (quality, tone) = (quality[method], tone[method]);
        end.push(plain);
        end += quality;
        early.push(plain);
        early += quality;
        early += tone;
        bare.push(plain);
        // One horn is for both letters of ươ.
        if !(plain == 'o' && matches!(quality, "w" | "7") && qualities.ends_with(quality)) {
            qualities += quality;
        }
        tones += tone;
    }
    if bare.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        [end + &tones, early, bare + &qualities + &tones]
    } else {
        // Initials, such as VPĐP: each mark belongs to its letter.
        [end, early.clone(), early]
    }
}

#[test]
fn every_word_of_the_built_in_data_comes_out_as_it_is_written() {
    // A tone in an unusual position, and two syllables in one word.
    let others = ["qúy", "thuỷ", "hoá", "đắklắk"];
    let marked = words().into_iter().filter(|word| !word.is_ascii());
    let (mut count, mut wrong) = (0, Vec::new());
    for word in marked.filter(|word| !others.contains(&word.as_str())) {
        let capital = |text: &str| {
            let first = text.chars().next().unwrap();
            let rest = &text[first.len_utf8()..];
            format!("{}{rest}", first.to_uppercase())
        };
        for (number, method) in [InputMethod::Telex, InputMethod::Vni]
            .into_iter()
            .enumerate()
        {
            for keys in ways(&word, number) {
                for (keys, word) in [(capital(&keys), capital(&word)), (keys, word.clone())] {
                    let seen = typed(method, &keys);
                    if seen != word {
                        wrong.push(format!("{keys}: {seen} for {word}"));
                    }
                }
            }
        }
        count += 1;
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 500, "{count}");
}

#[test]
fn words_without_marks_come_out_or_need_one_key_twice() {
    for word in words().into_iter().filter(|word| word.is_ascii()) {
        let doubled = |index: usize| format!("{}{}", &word[..=index], &word[index..]);
        let comes_out =
            telex(&word) == word || (0..word.len()).any(|index| telex(&doubled(index)) == word);
        assert!(comes_out, "{word}: {}", telex(&word));
        assert_eq!(vni(&word), word);
    }
}

/// Keys in Telex and the text they make.
const TELEX: &str = "char chả mujwc mực mucwj mực muwcj mực hoangf hoàng hofang hoàng dduwowngf đường duongwfd đường \
    dduongwf đường duowngdf đường ruouwj rượu nuocws nước nguoiwf người nguwowif người tieengs tiếng tiengse tiếng \
    tienges tiếng hoaf hòa thuyr thủy khoer khỏe quys quý quees quế gif gì giaf già gieengs giếng giuwax giữa \
    khuya khuya thuowr thuở huowng hương w ư tw tư nhuw như nhw như uow ươ muaw mưa xoawn xoăn quawn quăn hoacwj hoặc \
    ddaats đất dad đa dand đan xoongf xồng xooongf xoongf ngoeoj ngoẹo ddawks đắk kroong krông tuaanf tuần \
    luaatj luật khuyeens khuyến yeens yến oocs ốc tams tám tamsz tam tasf tà dduwa đưa Ddoong Đông DDOONG ĐÔNG \
    DDAMAF ĐẦM AAms Ấm Wowp Ươp qdd qđ hdd hđ cuwus cứu luwuf lừu huouw hươu ngheeu nghêu \
    ass as off of aaa aa eee ee ooo oo ddd dd ww w www ww uww uw oww ow aww aw mass mas dadd dad lisst list wwas was \
    dataa data boxx box maxx max test tét tesst test besst best beee bee";

#[test]
fn keys_work_at_once_or_later_and_twice_they_are_letters() {
    let pairs: Vec<&str> = TELEX.split_whitespace().collect();
    assert!(pairs.len() >= 160, "{}", pairs.len());
    let wrong = pairs.chunks(2).filter(|pair| telex(pair[0]) != pair[1]);
    let wrong: Vec<_> = wrong.map(|pair| (pair, telex(pair[0]))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for (keys, seen) in [
        ("tra2 hoa vang2", "trà hoa vàng"),
        ("cha3 mu7c5", "chả mực"),
        ("duong972", "đường"),
        ("D9a6m2 Ha2", "Đầm Hà"),
        ("xua6n", "xuân"),
        ("xoan8", "xoăn"),
        ("thuo73", "thuở"),
        ("ta1 ta12 ta10", "tá tà ta"),
        ("a11 a66 d99 u77", "a1 a6 d9 u7"),
        (
            "st25 500g qn-017 sao:4 omega3 b12 vitamin2 3 4",
            "st25 500g qn-017 sao:4 omega3 b12 vitamin2 3 4",
        ),
        (
            "nam:2020..2023 con_han:90 sao:>=4",
            "nam:2020..2023 con_han:90 sao:>=4",
        ),
    ] {
        assert_eq!(vni(keys), seen, "{keys}");
    }
}

#[test]
fn words_of_other_languages_and_the_query_language_stand_as_typed() {
    let words = "organic cafe ocop facebook zalo shopee website email gmail web wifi video yogurt detox \
        collagen matcha sandwich pizza google fresh green from xyzzy district: star:5 sort:star \
        seed press cross staff book zoom good food text sweet swim street view expired export word user two yes \
        https://ocop.gov.vn/san-pham?id=3 QN-01 VietGAP ISO HACCP \"organic\"";
    let seen = words
        .split_whitespace()
        .map(|word| telex(&format!("{word} ")));
    let seen: Vec<String> = seen.collect();
    assert_eq!(
        seen.concat().trim_end(),
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let fields = QueryField::all_fields().flat_map(QueryField::names);
    let orders = Sort::ALL.into_iter().flat_map(sort_names);
    let answers = [true, false].into_iter().flat_map(yes_no_names);
    for name in fields.chain(orders).chain(answers) {
        for line in [
            format!("{name}:"),
            format!("-{name}:4 "),
            format!("xep:{name} "),
        ] {
            assert_eq!(telex(&line), line);
            assert_eq!(vni(&line), line);
        }
    }
    assert_eq!(
        telex("huyeenj:\"haj long\" -nhoms:traf"),
        "huyện:\"hạ long\" -nhóm:trà"
    );
}

#[test]
fn a_key_that_can_mark_no_vowel_is_a_letter() {
    for keys in ["giw", "quw", "uwuw"] {
        assert_eq!(telex(keys), keys);
    }
}

#[test]
fn a_key_that_is_held_down_is_a_row_of_letters() {
    for (key, method) in [
        ("a", InputMethod::Telex),
        ("w", InputMethod::Telex),
        ("a1", InputMethod::Vni),
    ] {
        let keys = key.repeat(2000);
        assert_eq!(typed(method, &keys), keys);
    }
}

#[test]
fn what_is_seen_counts_whatever_was_typed() {
    for (keys, seen) in [
        ("char<rf", "chrf"),
        ("charm<<ar", "chả"),
        ("mujwc<c", "mực"),
        ("mujwc<<wj", "mự"),
        ("vieetj<<etj", "viẹt"),
        ("lisst<t", "list"),
        ("hoaf<", "hò"),
        ("hòa<as", "hóa"),
    ] {
        assert_eq!(telex(keys), seen, "{keys}");
    }
    // A word on the line takes keys as if it had just been typed; one with another language's marks does not.
    let mut word = WordAtCaret::default();
    let change = word.press_key(InputMethod::Telex, "gà mai", 'x').unwrap();
    assert_eq!((change.start, change.text.as_str()), (4, "mãi"));
    let change = WordAtCaret::default()
        .press_key(InputMethod::Telex, "càphê", 's')
        .unwrap();
    assert_eq!(change.text, "càphês");
    let change = WordAtCaret::default()
        .press_key(InputMethod::Telex, "ñandu", 's')
        .unwrap();
    assert_eq!(change.text, "ñandus");
}

proptest! {
    #[test]
    fn no_key_loses_a_letter_or_breaks_the_text(keys in "[a-zA-Z0-9 :đêáớ_-]{0,40}", vni in any::<bool>()) {
        let method = if vni { InputMethod::Vni } else { InputMethod::Telex };
        let line = typed(method, &keys);
        let is_composed: String = line.nfc().collect();
        prop_assert_eq!(&is_composed, &line);
        // Each word of keys leaves one word.
        prop_assert_eq!(line.matches(' ').count(), keys.matches(' ').count());
    }
}
