//! The arguments of the example. It must not guess; an argument that is not understood ends the run.

use std::ffi::OsString;
use std::path::PathBuf;

/// How to call it.
pub(crate) const USAGE: &str = "usage: latency [--json] [ROWS]...\n       latency --data-dir DIR \
                                --queries FILE.jsonl [--peers] [--json]";

/// The sizes of made-up catalogues when none is asked for.
const SIZES: [usize; 3] = [336, 20_000, 100_000];

/// A run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// What is searched.
    pub(crate) work: Work,
    /// One JSON object a catalogue instead of a table.
    pub(crate) json: bool,
}

/// Which catalogue.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Made up, of these sizes, with the peers.
    MadeUp(Vec<usize>),
    /// The one of a data folder.
    Folder {
        /// The folder.
        data_dir: PathBuf,
        /// The log of questions.
        queries: PathBuf,
        /// Whether the peers answer it too.
        peers: bool,
    },
}

impl Arguments {
    /// Parses the arguments after the program's name.
    pub(crate) fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut words = words.into_iter();
        let (mut data_dir, mut queries) = (None, None);
        let (mut peers, mut json) = (false, false);
        let mut sizes = Vec::new();
        while let Some(word) = words.next() {
            let shown = word.to_string_lossy().into_owned();
            let mut path = || {
                let path = words.next().map(PathBuf::from);
                path.ok_or_else(|| format!("{shown} needs a path behind it"))
            };
            match shown.as_str() {
                "--data-dir" => data_dir = Some(path()?),
                "--queries" => queries = Some(path()?),
                "--peers" => peers = true,
                "--json" => json = true,
                number => match number.parse() {
                    Ok(rows) if rows > 0 => sizes.push(rows),
                    _ => return Err(format!("{shown} is neither an option nor a number of rows")),
                },
            }
        }
        let work = match (data_dir, queries) {
            (Some(_), Some(_)) if !sizes.is_empty() => {
                return Err("a data folder has the rows it has; leave the number out".into());
            }
            (Some(data_dir), Some(queries)) => Work::Folder {
                data_dir,
                queries,
                peers,
            },
            (None, None) if sizes.is_empty() => Work::MadeUp(SIZES.to_vec()),
            (None, None) => Work::MadeUp(sizes),
            _ => return Err("--data-dir and --queries belong together".into()),
        };
        Ok(Self { work, json })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, String> {
        Arguments::read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_means_the_usual_sizes_and_numbers_mean_others() {
        assert_eq!(read("").unwrap().work, Work::MadeUp(SIZES.to_vec()));
        let asked = read("1000000 --json").unwrap();
        assert_eq!(asked.work, Work::MadeUp(vec![1_000_000]));
        assert!(asked.json);
    }

    #[test]
    fn half_a_question_is_refused() {
        for line in [
            "--data-dir d",
            "--queries q",
            "--queries",
            "0",
            "many",
            "--data-dir d --queries q 336",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
