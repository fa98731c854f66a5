//! Kinds as official lists name them.

use proptest::prelude::*;

use crate::source::cell::kind_words::*;

#[test]
fn no_phrase_of_a_producer_has_more_words_than_the_longest() {
    let words = |(phrase, _): &(&str, _)| phrase.split(' ').count();
    let longest = PRODUCER_PHRASES.iter().map(words).max();
    assert_eq!(longest, Some(MAX_PRODUCER_PHRASE_WORDS));
}

#[test]
fn the_first_word_of_a_name_tells_its_kind() {
    for (name, kind) in [
        ("Công ty CP Ngọc trai Hạ Long", Enterprise),
        ("Cty TNHH MTV Long Hải", Enterprise),
        ("CTy TNHH TRÀ VINH FARM", Enterprise),
        ("C.ty CP Hải sản", Enterprise),
        ("CTCP Thủy sản", Enterprise),
        ("CÔNG TY THHH SACHI NGUYỄN", Enterprise),
        ("DNTN Thuận Phát", Enterprise),
        ("Doanh nghiệp", Enterprise),
        ("DN tư nhân Hòa Bình", Enterprise),
        ("Chi nhánh Công ty CP Vĩnh Hảo", Enterprise),
        ("Công ty CP dịch vụ HTX Hà Nội", Enterprise),
        ("Công ty TNHH SXKD tổng hợp Đông Á", Enterprise),
        ("CONG TY CO PHAN", Enterprise),
        ("HTX Cam 10/10", Cooperative),
        ("Hợp tác xã (HTX) Tuệ Lâm", Cooperative),
        ("HTXNN Đồng Tiến", Cooperative),
        ("HTX SXKD dịch vụ Lê Minh", Cooperative),
        ("Chi nhánh HTX Việt Hoàng", Cooperative),
        ("LHHTX miền núi", Cooperative),
        ("QTDND Trà Cổ", Cooperative),
        ("hop tac xa Thai An", Cooperative),
        ("THT rau an toàn", CooperativeGroup),
        ("Tổ hợp tác nuôi ong", CooperativeGroup),
        ("Tổ hội nghề nghiệp nuôi tôm", CooperativeGroup),
        ("hộ anh Hoàng Văn Cường", Household),
        ("Hộ", Household),
        ("HỘ ÔNG PHAN VĂN KHÔI", Household),
        ("HKD Bến Đá (Dương Quang Cảnh)", Household),
        ("Hộ kinh doan Mạnh Hà", Household),
        ("Ho kinh doanh Manh Ha", Household),
        ("Hộ SXKD", Household),
        ("Hộ (cơ sở) sản xuất", Household),
        ("cơ sở Thanh Liên", Household),
        ("CSSX kẹo lạc", Household),
        ("Xưởng mộc An", Household),
        ("Nhà hàng Cua Vàng", Household),
        ("Đại lý Thanh Hà", Household),
        ("1. Hộ Nguyễn Văn A", Household),
        ("Trang trại Đông Triều", Farm),
        ("Trại dế Thanh Tùng", Farm),
        ("Hội nông dân xã Mỹ Thọ", Other),
        ("Hội Sinh vật cảnh", Other),
        ("Trung tâm Khuyến nông", Other),
        ("Đoàn thanh niên xã", Other),
        ("Ban quản lý rừng", Other),
        ("UBND xã Lương Sơn", Other),
        ("Đơn vị sự nghiệp", Other),
        ("HO", Household),
        ("Đoàn", Other),
    ] {
        assert_eq!(parse_producer_kind(name), Some(kind), "{name}");
    }
    for kind in ProducerKind::ALL {
        assert_eq!(parse_producer_kind(kind.key()), Some(kind));
    }
}

#[test]
fn a_personal_name_has_no_kind() {
    for name in [
        "Tô Thị Nhung",
        "Hồ Văn Nam",
        "Hồ Thị Hội",
        "Đoàn Thị Hương",
        "Nguyễn Trung Tâm",
        "Bàn Văn Ba",
        "Nguyễn Văn Hộ",
        "Lý Thị Trại",
        "Dương Xương",
        "",
        "-",
    ] {
        assert_eq!(parse_producer_kind(name), None, "{name}");
    }
}

#[test]
fn recognitions_in_words() {
    for (text, kind) in [
        ("cấp mới", RecognitionKind::New),
        ("Công nhận mới", RecognitionKind::New),
        ("lần đầu", RecognitionKind::New),
        ("Mới", RecognitionKind::New),
        ("cấp lại", RecognitionKind::Renewed),
        ("ĐÁNH GIÁ LẠI", RecognitionKind::Renewed),
        ("phan hang lai", RecognitionKind::Renewed),
        ("đánh giá, phân hạng lại", RecognitionKind::Renewed),
        ("công nhận lại", RecognitionKind::Renewed),
        ("nâng hạng", RecognitionKind::Upgraded),
        ("nâng sao", RecognitionKind::Upgraded),
        ("đánh giá lại, nâng hạng", RecognitionKind::Upgraded),
        ("hạ hạng", RecognitionKind::Downgraded),
        ("hạ sao", RecognitionKind::Downgraded),
        ("thu hồi", RecognitionKind::Withdrawn),
        ("rút sao", RecognitionKind::Withdrawn),
        ("tiềm năng 5 sao", RecognitionKind::Pending5),
        (
            "đề nghị Trung ương phân hạng 5 sao",
            RecognitionKind::Pending5,
        ),
        ("đề nghị", RecognitionKind::Proposed),
        ("đề nghị nâng hạng", RecognitionKind::Proposed),
        ("đề nghị thu hồi", RecognitionKind::WithdrawalProposed),
        ("đưa ra khỏi Chương trình", RecognitionKind::Left),
        ("dừng sản xuất", RecognitionKind::Left),
    ] {
        assert_eq!(parse_recognition_kind(text), Some(kind), "{text}");
    }
    for kind in RecognitionKind::ALL {
        assert_eq!(parse_recognition_kind(kind.key()), Some(kind));
    }
    for text in ["", "-", "không", "chưa cấp lại", "4 sao", "Nhà hàng"] {
        assert_eq!(parse_recognition_kind(text), None, "{text}");
    }
}

#[test]
fn lives_in_words() {
    for (text, kind) in [
        ("HIEULUC", LifeStatus::Valid),
        ("còn hiệu lực", LifeStatus::Valid),
        ("Đang hoạt động", LifeStatus::Valid),
        ("sắp hết hạn", LifeStatus::Valid),
        ("Cấp huyện đã xếp hạng", LifeStatus::Valid),
        ("Tỉnh đã xếp hạng", LifeStatus::Valid),
        ("Hoàn thành", LifeStatus::Valid),
        ("hết hạn", LifeStatus::Expired),
        ("Hết hiệu lực", LifeStatus::Expired),
        ("không còn hiệu lực", LifeStatus::Expired),
        ("HETHAN", LifeStatus::Expired),
        ("thu hồi", LifeStatus::Withdrawn),
        ("đã thu hồi", LifeStatus::Withdrawn),
        ("dừng sản xuất", LifeStatus::Left),
        ("ngừng hoạt động", LifeStatus::Left),
        ("không còn sản xuất", LifeStatus::Left),
        ("đưa ra khỏi Chương trình", LifeStatus::Left),
        ("Chưa nộp", LifeStatus::InProcess),
        ("Đang nộp", LifeStatus::InProcess),
        ("Chờ chấm", LifeStatus::InProcess),
        ("Không đạt", LifeStatus::InProcess),
    ] {
        assert_eq!(parse_life_status(text), Some(kind), "{text}");
    }
    for text in [
        "",
        "đề nghị thu hồi",
        "tạm dừng sản xuất",
        "không thu hồi",
        "chưa có hiệu lực",
        "tốt",
    ] {
        assert_eq!(parse_life_status(text), None, "{text}");
    }
}

#[test]
fn phrases_of_the_tables_are_folded() {
    let producers = PRODUCER_PHRASES
        .iter()
        .chain(&PRODUCER_PREFIXES)
        .chain(&WHOLE_CELL_PRODUCER_WORDS)
        .map(|(words, _)| *words);
    let recognitions = RECOGNITION_PHRASES.iter().map(|(words, _)| *words);
    let lives = LIFE_STATUS_PHRASES.iter().map(|(words, _)| *words);
    for phrase in producers.chain(recognitions).chain(lives) {
        assert_eq!(phrase::fold_line(phrase).trim(), phrase);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text: String) {
        let _ = (parse_producer_kind(&text), parse_recognition_kind(&text), parse_life_status(&text));
    }

    #[test]
    fn any_heap_of_kind_words_is_read(
        text in "(hộ|HTX|công ty|hội|đề nghị|thu hồi|5 sao|không|hết hạn|chưa| |[0-9]){0,12}"
    ) {
        let _ = (parse_producer_kind(&text), parse_recognition_kind(&text), parse_life_status(&text));
    }
}
