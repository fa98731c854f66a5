//! The words in which a person types a kind of producer, a kind of recognition and a status. The readers of an import
//! read each of them back.

use crate::product::{ProducerKind, RecognitionKind};
use crate::status::ProductStatus;

/// The plain name of a kind of producer.
pub(super) const fn producer_kind_words(kind: ProducerKind) -> &'static str {
    match kind {
        ProducerKind::Enterprise => "Doanh nghiệp",
        ProducerKind::Cooperative => "Hợp tác xã",
        ProducerKind::CooperativeGroup => "Tổ hợp tác",
        ProducerKind::Household => "Hộ, cơ sở sản xuất",
        ProducerKind::Farm => "Trang trại",
        ProducerKind::Other => "Khác",
    }
}

/// The words for a kind of recognition.
pub(super) const fn recognition_kind_words(kind: RecognitionKind) -> &'static str {
    match kind {
        RecognitionKind::New => "cấp mới",
        RecognitionKind::Renewed => "cấp lại",
        RecognitionKind::Upgraded => "nâng hạng",
        RecognitionKind::Downgraded => "hạ hạng",
        RecognitionKind::Withdrawn => "thu hồi",
        RecognitionKind::Pending5 => "tiềm năng 5 sao",
        RecognitionKind::Proposed => "đề nghị công nhận",
        RecognitionKind::WithdrawalProposed => "đề nghị thu hồi",
        RecognitionKind::Left => "đưa ra khỏi chương trình",
    }
}

/// The words for a status that somebody decides; the others follow from the recognitions and the day.
pub(super) const fn status_words(status: ProductStatus) -> Option<&'static str> {
    match status {
        ProductStatus::Withdrawn => Some("đã thu hồi"),
        ProductStatus::LeftProgramme => Some("dừng sản xuất"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::cell::kind_words::{
        LifeStatus, is_plain_kind, parse_life_status, parse_producer_kind, parse_recognition_kind,
    };

    #[test]
    fn an_import_reads_the_words_back() {
        for kind in ProducerKind::ALL {
            let words = producer_kind_words(kind);
            assert_eq!(parse_producer_kind(words), Some(kind), "{words}");
            assert!(is_plain_kind(words), "{words}");
        }
        for kind in RecognitionKind::ALL {
            let words = recognition_kind_words(kind);
            assert_eq!(parse_recognition_kind(words), Some(kind), "{words}");
        }
        for (status, expected) in [
            (ProductStatus::Withdrawn, LifeStatus::Withdrawn),
            (ProductStatus::LeftProgramme, LifeStatus::Left),
        ] {
            let words = status_words(status).unwrap();
            assert_eq!(parse_life_status(words), Some(expected), "{words}");
        }
    }
}
