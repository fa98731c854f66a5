//! The id of an event: 128 random bits, so that no two machines make the same one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The id of an event. Written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(u128);

/// The system gave no random bytes, or a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEventId;

impl EventId {
    /// A new id from the system's random bytes.
    ///
    /// # Errors
    /// Fails where the system has none, for example before its random pool is filled.
    pub fn random() -> Result<Self, NoEventId> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| NoEventId)?;
        Ok(Self::from_bytes(bytes))
    }

    /// The id with these bytes, the highest first.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    /// Its bytes, the highest first.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Its first eight digits: enough for a person to name it.
    pub fn short(self) -> String {
        format!("{:08x}", self.0 >> 96)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for EventId {
    type Err = NoEventId;

    fn from_str(text: &str) -> Result<Self, NoEventId> {
        let is_hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u128::from_str_radix(text, 16) {
            Ok(number) if is_hex => Ok(Self(number)),
            _ => Err(NoEventId),
        }
    }
}

impl Serialize for EventId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EventId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| de::Error::custom("an id has 32 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_and_nothing_else_is_one() {
        let id = EventId::random().unwrap();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(EventId::from_bytes(id.to_bytes()), id);
        assert!(id.to_string().starts_with(&id.short()));
        assert_ne!(EventId::random().unwrap(), id);
        for text in [
            "",
            "1",
            "+0000000000000000000000000000001",
            "g0000000000000000000000000000000",
        ] {
            assert_eq!(text.parse::<EventId>(), Err(NoEventId), "{text}");
        }
    }
}
