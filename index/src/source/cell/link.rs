//! Recognizes web and mail addresses among the words of a cell. It must not open them.

/// Endings by which a host name without a scheme counts as a web address. Other words with a point, such as `Q.Ninh`,
/// do not.
const HOST_ENDINGS: [&str; 14] = [
    ".vn", ".com", ".net", ".org", ".info", ".shop", ".store", ".asia", ".biz", ".me", ".io",
    ".site", ".online", ".gl",
];

/// True for a web address: `https://…`, `www.…`, `voso.vn/abc`.
pub(crate) fn is_web_address(word: &str) -> bool {
    parse_web_host(word).is_some()
}

/// The host of a web address in lower case, without `www.`: `https://www.Voso.vn/abc` is `voso.vn`.
pub(crate) fn parse_web_host(word: &str) -> Option<String> {
    if word.chars().any(char::is_whitespace) {
        return None;
    }
    let lower = word.to_lowercase();
    let scheme = ["https://", "http://"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let rest = scheme.unwrap_or(&lower);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host
        .rsplit('@')
        .next()
        .filter(|_| scheme.is_some())
        .unwrap_or(host);
    let (host, port) = host.split_once(':').unwrap_or((host, "0"));
    let name = host.strip_prefix("www.");
    let is_name = |host: &str| {
        host.contains('.')
            && host.split('.').all(|label| {
                !label.is_empty()
                    && label
                        .chars()
                        .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            })
    };
    let is_marked = scheme.is_some() || name.is_some();
    let has_known_ending =
        HOST_ENDINGS.iter().any(|ending| host.ends_with(ending)) && host.is_ascii();
    let host = name.unwrap_or(host);
    let is_web = is_name(host)
        && port.bytes().all(|b| b.is_ascii_digit())
        && (is_marked || has_known_ending);
    is_web.then(|| host.to_owned())
}

/// True for a mail address: `a@b.vn`.
pub(crate) fn is_mail_address(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else {
        return false;
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let has_valid_ending = host
        .rsplit('.')
        .next()
        .is_some_and(|end| end.len() > 1 && end.bytes().all(|b| b.is_ascii_alphabetic()));
    !name.is_empty()
        && name.chars().all(is_plain)
        && host.contains('.')
        && host.chars().all(is_plain)
        && host.split('.').all(|label| !label.is_empty())
        && has_valid_ending
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts_are_told() {
        for (word, name) in [
            ("https://www.Voso.vn/abc?x=1", "voso.vn"),
            ("http://ocop.com.vn", "ocop.com.vn"),
            ("www.chamuc.vn", "chamuc.vn"),
            ("shopee.vn/shop/12", "shopee.vn"),
            ("https://localhost.lan:8080/a", "localhost.lan"),
            ("zalo.me/0912345678", "zalo.me"),
        ] {
            assert_eq!(parse_web_host(word).as_deref(), Some(name), "{word}");
        }
        for word in [
            "Voso",
            "Q.Ninh",
            "3.11.2021",
            "a@b.vn",
            "https://",
            "TP.HCM",
            "",
            ".vn",
            "a b.vn",
        ] {
            assert_eq!(parse_web_host(word), None, "{word}");
        }
    }

    #[test]
    fn mail_addresses_are_told() {
        assert!(is_mail_address("ha.long-1@gmail.com"));
        for word in [
            "@b.vn", "a@b", "a@b.", "a@b@c.vn", "ab.vn", "a@.vn", "à@b.vn",
        ] {
            assert!(!is_mail_address(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_word_is_read(word: String) {
            let _ = (is_web_address(&word), is_mail_address(&word));
        }
    }
}
