//! `ocop fair`: the fair mode of a list.

use clap::Args;

/// `ocop fair`.
#[derive(Debug, Args)]
pub struct FairArgs {
    /// The name of the list; its words need no quotes.
    #[arg(id = "fair_list", value_name = "NAME")]
    pub name: Vec<String>,
}

impl FairArgs {
    /// The name of the list; `None` where none is given.
    pub fn list_name(&self) -> Option<String> {
        let name = self.name.join(" ");
        Some(name).filter(|name| !name.trim().is_empty())
    }
}
