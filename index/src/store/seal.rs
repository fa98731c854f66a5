//! The seal of a manifest: the checksum of its own text, which is its last field. It is verified on the bytes, before
//! anything of them is parsed.

use super::checksum;

/// The name of the field, and what stands before its value.
const SEAL_FIELD: &str = "\"checksum\": \"";

/// True for a text whose last field is the checksum of the text while that field is empty.
pub(super) fn is_sealed(text: &str) -> bool {
    let Some((before, rest)) = text.rsplit_once(SEAL_FIELD) else {
        return false;
    };
    let Some((sum, after)) = rest.split_once('"') else {
        return false;
    };
    let open = [before, SEAL_FIELD, "\"", after].concat();
    after.trim() == "}" && checksum::checksum_bytes(open.as_bytes()) == sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_other_letter_breaks_the_seal() {
        let open = "{\n  \"format\": 2,\n  \"checksum\": \"\"\n}\n";
        let sum = checksum::checksum_bytes(open.as_bytes());
        let sealed = open.replace("\"\"", &format!("\"{sum}\""));
        assert!(is_sealed(&sealed));
        for at in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[at] ^= 1;
            let text = String::from_utf8(bytes).unwrap();
            assert!(!is_sealed(&text), "{text}");
        }
        for wrong in ["", "{}", &sealed.repeat(2), &sealed[..sealed.len() - 3]] {
            assert!(!is_sealed(wrong), "{wrong}");
        }
    }
}
