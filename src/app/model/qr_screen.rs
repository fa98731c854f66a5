//! What of a record a telephone can take from the screen: an address to open, a number to call, at least the name.
//!
//! Where it is sold comes first, then whom to call, then where it is written; only what the record has. Must not: make
//! an address of what is none.

use ocop_index::product::Product;
use ocop_index::source::cell::contact;

/// Something to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrContent {
    /// What it is, as a key of the table.
    pub kind: &'static str,
    /// What is in the code.
    pub text: String,
}

/// Which of them is shown, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QrScreen {
    /// Its place.
    pub index: usize,
    /// Dark and light have changed places, for terminals of dark letters that show no colours.
    pub is_inverted: bool,
}

/// What can be scanned of a product, the most useful first; never nothing.
pub fn collect_qr_contents(product: &Product) -> Vec<QrContent> {
    let shops = product.channels.iter();
    let shops = shops.filter_map(|channel| channel.link.clone());
    let phone = product.producer.as_ref();
    let phone = phone.and_then(|producer| parse_phone_link(producer.phone.as_deref()?));
    let acts = product.recognitions.iter();
    let acts = acts.filter_map(|recognition| recognition.source.clone());
    let sources = product.sources.iter().cloned().chain(acts);
    let is_address = |text: &String| {
        ["https://", "http://"]
            .iter()
            .any(|way| text.starts_with(way))
    };
    let kinds = [
        ("scan.shop", shops.filter(is_address).collect()),
        ("scan.phone", Vec::from_iter(phone)),
        (
            "scan.source",
            sources.filter(is_address).collect::<Vec<_>>(),
        ),
    ];
    let mut scans: Vec<QrContent> = Vec::new();
    for (kind, texts) in kinds {
        for text in texts {
            if !scans.iter().any(|known| known.text == text) {
                scans.push(QrContent { kind, text });
            }
        }
    }
    if scans.is_empty() {
        let (kind, text) = ("scan.name", product.name.clone());
        scans.push(QrContent { kind, text });
    }
    scans
}

/// The first of the numbers that are written there, to be called; where one ends is for the importer to say.
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
