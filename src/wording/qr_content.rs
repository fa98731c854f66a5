//! What the QR codes of a product say: an address to open, a number to call, at least the name.
//!
//! Shops come first, then the telephone number, then the sources; only what the record has. Must not: make an address
//! of text that is none.

use ocop_index::product::Product;
use ocop_index::source::cell::contact;

/// The content of a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrContent {
    /// What it is, as a key in `locale.toml`.
    pub kind: &'static str,
    /// The text of the code.
    pub text: String,
}

/// The codes of a product, the most useful first; never empty.
pub fn collect_qr_contents(product: &Product) -> Vec<QrContent> {
    let shops = product.channels.iter();
    let shops = shops.filter_map(|channel| channel.link.clone());
    let phone = product.producer.as_ref();
    let phone = phone.and_then(|producer| parse_phone_link(producer.phone.as_deref()?));
    let recognitions = product.recognitions.iter();
    let recognition_sources = recognitions.filter_map(|recognition| recognition.source.clone());
    let sources = product.sources.iter().cloned().chain(recognition_sources);
    let is_address = |text: &String| {
        ["https://", "http://"]
            .iter()
            .any(|scheme| text.starts_with(scheme))
    };
    let kinds = [
        ("scan.shop", shops.filter(is_address).collect()),
        ("scan.phone", Vec::from_iter(phone)),
        (
            "scan.source",
            sources.filter(is_address).collect::<Vec<_>>(),
        ),
    ];
    let mut contents: Vec<QrContent> = Vec::new();
    for (kind, texts) in kinds {
        for text in texts {
            if !contents.iter().any(|known| known.text == text) {
                contents.push(QrContent { kind, text });
            }
        }
    }
    if contents.is_empty() {
        let (kind, text) = ("scan.name", product.name.clone());
        contents.push(QrContent { kind, text });
    }
    contents
}

/// A link to call the first telephone number of the text, which the importer's reader splits.
fn parse_phone_link(written: &str) -> Option<String> {
    let first = contact::split_contacts(written).phones.into_iter().next()?;
    let is_sign = |c: &char| c.is_ascii_digit() || *c == '+';
    let digits: String = first.chars().filter(is_sign).collect();
    Some(format!("tel:{digits}"))
}

#[cfg(test)]
mod tests {
    use super::parse_phone_link;

    #[test]
    fn a_number_is_called_as_it_is_written() {
        assert_eq!(
            parse_phone_link("0912 345.678").as_deref(),
            Some("tel:0912345678")
        );
        assert_eq!(
            parse_phone_link("+84 (203) 3825 123; 0912").as_deref(),
            Some("tel:+842033825123")
        );
        for two in [
            "0912345678 - 0987654321",
            "0912345678 0987654321",
            "0912 345 678 – 0987 654 321",
            "0912345678/0987654321",
            "ĐT: 0912.345.678 hoặc 0987.654.321",
        ] {
            assert_eq!(
                parse_phone_link(two).as_deref(),
                Some("tel:0912345678"),
                "{two}"
            );
        }
        assert_eq!(parse_phone_link("xem biển"), None);
        assert_eq!(parse_phone_link("114"), None);
    }
}
