//! What the law says about a recognition, as text that names the article it rests on.

use jiff::civil::Date;
use ocop_index::product::{DateOrYear, Recognition};
use ocop_index::rating_law::{self, LawPassage, LawReference};
use ocop_index::status::{self, ProductStatus};

use crate::wording::locale::Locale;

/// A passage of a law: `Điều 4.3 QĐ 26/2026/QĐ-TTg`, or the law alone where no source names the passage.
pub fn reference_text(locale: &Locale, reference: &LawReference) -> String {
    let act: (&str, &dyn std::fmt::Display) = ("act", &reference.act);
    let text = match &reference.passage {
        None => return reference.act.to_owned(),
        Some(LawPassage::Article(article)) => {
            locale.fill("law.article", &[act, ("article", article)])
        }
        Some(LawPassage::Annex(annex, clause)) => {
            locale.fill("law.annex", &[act, ("annex", annex), ("clause", clause)])
        }
    };
    match &reference.amended_by {
        Some(by) => locale.fill("law.amended", &[("passage", &text), ("by", by)]),
        None => text,
    }
}

fn join_references<'a>(
    locale: &Locale,
    references: impl IntoIterator<Item = &'a LawReference>,
) -> String {
    let references = references.into_iter();
    let texts: Vec<String> = references
        .map(|reference| reference_text(locale, reference))
        .collect();
    texts.join(&format!(" {} ", locale.t("record.or")))
}

/// The passage on which the 36 months of a certificate given at that time rest; `None` before the first law.
pub fn validity_basis(locale: &Locale, when: DateOrYear) -> Option<String> {
    let references = rating_law::validity_references(when);
    (!references.is_empty()).then(|| join_references(locale, &references))
}

/// For how long a recognition is valid: `hiệu lực 36 tháng (Điều 4.3 QĐ 26/2026/QĐ-TTg)`.
pub fn describe_validity(locale: &Locale, when: DateOrYear) -> String {
    let unknown = || locale.t("law.before_the_first").to_owned();
    let basis = validity_basis(locale, when).unwrap_or_else(unknown);
    locale.fill(
        "record.months",
        &[("n", &status::VALID_MONTHS), ("basis", &basis)],
    )
}

/// The law in force at a recognition and the level that recognised then: `theo khoản 1 Phụ lục II QĐ 148/QĐ-TTg, cấp
/// huyện công nhận`. Where the law before still held for dossiers filed earlier, that is said too.
pub fn describe_law(locale: &Locale, recognition: &Recognition) -> Option<String> {
    let star = recognition
        .star
        .filter(|star| *star >= status::MIN_CERTIFIED_STARS)?;
    let when = recognition.when?;
    let laws = rating_law::laws_for_recognition(when, recognition.kind);
    let first = laws.first()?.level_for_star(star)?;
    let agreed = laws
        .iter()
        .all(|law| law.level_for_star(star) == Some(first));
    let joined = join_references(locale, laws.iter().map(|law| &law.says_who));
    let text = if agreed {
        let level = locale.t(&format!("level.{}", first.key())).to_owned();
        locale.fill("record.law_level", &[("law", &joined), ("level", &level)])
    } else {
        locale.fill("record.law", &[("law", &joined)])
    };
    // On a day of the overlap, when the dossier was filed decides between the two.
    let overlap = laws
        .iter()
        .filter(|_| laws.len() > 1)
        .find_map(|law| law.pending_from);
    Some(match (overlap, when) {
        (Some(day), DateOrYear::Day(_)) => {
            let basis = reference_text(locale, &rating_law::PENDING_DOSSIERS);
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("day", &locale.format_date(day)), ("basis", &basis)];
            format!("{text} · {}", locale.fill("record.old_rules", &values))
        }
        _ => text,
    })
}

/// Until when an expired certificate may still be valid because the dossier of its re-rating was late; `None` where
/// that cannot be.
pub fn describe_late_rerating(
    locale: &Locale,
    state: &status::ProductState,
    day: Date,
) -> Option<String> {
    let expiry = state
        .expiry
        .filter(|expiry| expiry.earliest == expiry.latest)?;
    let expired = state.status == ProductStatus::Expired;
    let limit = rating_law::late_rerating_limit(expiry.latest, day).filter(|_| expired)?;
    let basis = reference_text(locale, &rating_law::LATE_RERATING);
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("date", &locale.format_date(limit)), ("basis", &basis)];
    Some(locale.fill("record.late_rerating", &values))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ocop_index::product::RecognitionKind;
    use ocop_index::status::RecognitionSummary;

    use super::*;
    use crate::wording::locale::Language;

    fn recognition(star: u8, when: &str) -> Recognition {
        Recognition {
            star: Some(star),
            when: when.parse().ok(),
            ..Recognition::default()
        }
    }

    #[test]
    fn every_sentence_of_the_law_names_its_article_in_both_languages() {
        let (vi, en) = (Locale::new(Language::Vi), Locale::new(Language::En));
        let validity = |locale, when: &str| describe_validity(locale, when.parse().unwrap());
        assert_eq!(
            validity(&vi, "2026-08-01"),
            "hiệu lực 36 tháng (Điều 4.3 QĐ 26/2026/QĐ-TTg)"
        );
        assert_eq!(
            validity(&en, "2025-01-17"),
            "valid for 36 months (art. 12.1 of 26/2026/QĐ-TTg)"
        );
        assert_eq!(validity(&vi, "2022"), "hiệu lực 36 tháng (1048/QĐ-TTg)");
        assert_eq!(
            validity(&vi, "2015"),
            "hiệu lực 36 tháng (chưa rõ căn cứ trước 1048/QĐ-TTg)"
        );
        let law = |locale, star, when| describe_law(locale, &recognition(star, when)).unwrap();
        assert_eq!(
            law(&vi, 3, "2024-03-01"),
            "theo khoản 1 Phụ lục II QĐ 148/QĐ-TTg, cấp huyện công nhận"
        );
        assert_eq!(
            law(&vi, 3, "2025-12-01"),
            "theo khoản 1 Phụ lục II QĐ 148/QĐ-TTg (1489/QĐ-TTg sửa đổi), cấp tỉnh công nhận"
        );
        assert_eq!(
            law(&en, 5, "2026-12-01"),
            "under art. 4.1 of 26/2026/QĐ-TTg, recognised at central level"
        );
    }

    #[test]
    fn in_the_sixty_days_of_both_laws_the_dossier_decides_and_the_article_is_named() {
        let vi = Locale::new(Language::Vi);
        let mut act = recognition(4, "2026-07-01");
        let text = describe_law(&vi, &act).unwrap();
        assert_eq!(
            text,
            "theo khoản 1 Phụ lục II QĐ 148/QĐ-TTg (1489/QĐ-TTg sửa đổi) hoặc Điều 4.1 QĐ 26/2026/QĐ-TTg, cấp tỉnh công \
             nhận · hồ sơ nộp trước 22/05/2026 theo quy định cũ (Điều 12.2 QĐ 26/2026/QĐ-TTg)"
        );
        // A re-rating by the old rules had to end within thirty days.
        act.kind = Some(RecognitionKind::Renewed);
        let text = describe_law(&vi, &act).unwrap();
        assert_eq!(text, "theo Điều 4.1 QĐ 26/2026/QĐ-TTg, cấp tỉnh công nhận");
    }

    #[test]
    fn an_expired_certificate_tells_until_when_a_late_dossier_keeps_it_valid() {
        let vi = Locale::new(Language::Vi);
        let late = |when: &str, day| {
            let act = RecognitionSummary::from(&recognition(4, when));
            describe_late_rerating(&vi, &status::derive_state([act], day), day)
        };
        assert_eq!(
            late("2023-10-01", date(2026, 11, 24)).unwrap(),
            "Nếu nộp muộn hồ sơ phân hạng lại, giấy chứng nhận còn hiệu lực đến khi có kết quả, chậm nhất 30/03/2027 \
             (Điều 12.3 QĐ 26/2026/QĐ-TTg)."
        );
        assert_eq!(late("2023-10-01", date(2026, 10, 1)), None);
        assert_eq!(late("2023-10-01", date(2027, 3, 31)), None);
        assert_eq!(late("2023", date(2027, 1, 5)), None);
    }
}
