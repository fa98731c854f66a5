//! The commands about a person's own work: reviews, verdicts, remarks, proposals and labels.

use super::proposal_words::{ProposalWords, parse_proposal};
use super::review_words::find_review_command;
use super::typed_word::{ProductSelector, is_word_of, parse_selector};
use crate::work::labels::label_book::LABEL_SIGN;

/// What a line asks of the store of work. Without a selector the product read last is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinearWorkCommand {
    /// Lists the reviews.
    ListReviews,
    /// Opens the review of this name.
    OpenReview(String),
    /// Starts a review of this name with the products of the list.
    StartReview(String),
    /// Reads the next product that is not reviewed; the next page where no review is open.
    NextProduct,
    /// Gives a verdict, in these words.
    GiveVerdict(Option<ProductSelector>, String),
    /// Puts a product off.
    Postpone(Option<ProductSelector>),
    /// Writes a remark.
    WriteRemark(Option<ProductSelector>, String),
    /// Tells how far the open review is.
    TellProgress,
    /// Lists the products whose verdicts differ.
    ListDisagreements,
    /// Ends a disagreement by a verdict in these words.
    Settle(Option<ProductSelector>, String),
    /// Lists the proposals.
    ListProposals,
    /// Proposes a correction of the catalogue.
    Propose(ProposalWords),
    /// Reads what applying the proposals would change.
    HearChanges,
    /// Applies the proposals that were read.
    ApplyHeard,
    /// Does what a command of `ocop review` with these words does.
    RunReview(Vec<String>),
    /// Lists the labels.
    ListLabels,
    /// Reads the labels of a product.
    ReadLabels(ProductSelector),
    /// Sets a label, written `LABEL` or `LABEL=VALUE`.
    SetLabel(Option<ProductSelector>, String),
    /// Takes a label off.
    DropLabel(Option<ProductSelector>, String),
    /// Lists the product lists.
    ListLists,
    /// Reads the product list of this name, or does something in the one read last.
    InLists(String),
}

/// The commands by their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedWorkCommand {
    Next,
    Review,
    Verdict,
    Postpone,
    Remark,
    Progress,
    Disagreements,
    Settle,
    Propose,
    Apply,
    Labels,
    Label,
    SetLabel,
    DropLabel,
    Lists,
}

/// A command with its arguments; `None` when it does not take these, and the line is a search.
pub(super) fn build_work_command(
    command: NamedWorkCommand,
    arguments: &[&str],
) -> Option<LinearWorkCommand> {
    use NamedWorkCommand as N;
    Some(match (command, arguments) {
        (N::Next, []) => LinearWorkCommand::NextProduct,
        (N::Lists, []) => LinearWorkCommand::ListLists,
        (N::Lists, words) => LinearWorkCommand::InLists(words.join(" ")),
        (N::Review, []) => LinearWorkCommand::ListReviews,
        // Without a name that is asked for.
        (N::Review, [word, name @ ..]) => {
            let name = name.join(" ");
            if is_word_of("linear.words_open_review", word) {
                LinearWorkCommand::OpenReview(name)
            } else if is_word_of("linear.words_start_review", word) {
                LinearWorkCommand::StartReview(name)
            } else {
                LinearWorkCommand::RunReview(find_review_command(arguments)?)
            }
        }
        (N::Propose, []) => LinearWorkCommand::ListProposals,
        (N::Propose, words) => LinearWorkCommand::Propose(parse_proposal(words)?),
        (N::Apply, []) => LinearWorkCommand::HearChanges,
        (N::Apply, [word]) if is_word_of("linear.words_agree", word) => {
            LinearWorkCommand::ApplyHeard
        }
        (N::Verdict, arguments) => {
            let (selector, words) = split_judged(arguments);
            LinearWorkCommand::GiveVerdict(selector, words)
        }
        (N::Settle, arguments) => {
            let (selector, words) = split_judged(arguments);
            LinearWorkCommand::Settle(selector, words)
        }
        (N::Postpone, []) => LinearWorkCommand::Postpone(None),
        (N::Postpone, [product]) => LinearWorkCommand::Postpone(Some(parse_product(product)?)),
        // The text is asked for.
        (N::Remark, []) => LinearWorkCommand::WriteRemark(None, String::new()),
        (N::Remark, [first, rest @ ..]) => {
            // `ghi chú 2 số sai` is a remark that begins with a number; a colon says that it is a product.
            match first.strip_suffix(':').and_then(parse_selector) {
                Some(selector) => LinearWorkCommand::WriteRemark(Some(selector), rest.join(" ")),
                None => LinearWorkCommand::WriteRemark(None, arguments.join(" ")),
            }
        }
        (N::Progress, []) => LinearWorkCommand::TellProgress,
        (N::Disagreements, []) => LinearWorkCommand::ListDisagreements,
        (N::Labels, []) => LinearWorkCommand::ListLabels,
        (N::Label, [product]) if !product.contains(LABEL_SIGN) => {
            LinearWorkCommand::ReadLabels(parse_selector(product)?)
        }
        // The word means longans too: `nhãn lồng` is a search.
        (N::Label, [_, ..]) => {
            let (selector, label) = split_selector(arguments);
            let is_label = selector.is_some() || label.contains(LABEL_SIGN);
            is_label.then_some(LinearWorkCommand::SetLabel(selector, label))?
        }
        (N::SetLabel, [_, ..]) => {
            let (selector, label) = split_selector(arguments);
            LinearWorkCommand::SetLabel(selector, label)
        }
        (N::DropLabel, [_, ..]) => {
            let (selector, label) = split_selector(arguments);
            LinearWorkCommand::DropLabel(selector, label)
        }
        _ => return None,
    })
}

/// The product that a word names; a colon behind it says nothing.
fn parse_product(word: &str) -> Option<ProductSelector> {
    parse_selector(word.strip_suffix(':').unwrap_or(word))
}

/// The product that the first word names, and the words of a verdict. A number alone is that of a product, whose
/// verdict is asked for: nobody writes one on the wrong product by leaving a word out.
fn split_judged(arguments: &[&str]) -> (Option<ProductSelector>, String) {
    match arguments {
        [only] if parse_product(only).is_some() => (parse_product(only), String::new()),
        _ => split_selector(arguments),
    }
}

/// The product that the first word names, where others follow, and the other words.
fn split_selector(arguments: &[&str]) -> (Option<ProductSelector>, String) {
    if let [first, rest @ ..] = arguments
        && !rest.is_empty()
        && !first.contains(LABEL_SIGN)
        && let Some(selector) = parse_product(first)
    {
        return (Some(selector), rest.join(" "));
    }
    (None, arguments.join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::command::{CommandNames, LinearCommand};
    use super::*;

    #[test]
    fn a_line_about_work_names_a_product_or_means_the_one_read_last() {
        let names = CommandNames::new();
        let number = |number| Some(ProductSelector::Number(number));
        for (line, command) in [
            ("rà soát", LinearWorkCommand::ListReviews),
            ("RA SOAT", LinearWorkCommand::ListReviews),
            (
                "review open Quý IV",
                LinearWorkCommand::OpenReview("Quý IV".into()),
            ),
            (
                "ra soat mo quy iv",
                LinearWorkCommand::OpenReview("quy iv".into()),
            ),
            (
                "rà soát mới Quý IV",
                LinearWorkCommand::StartReview("Quý IV".into()),
            ),
            ("tiếp", LinearWorkCommand::NextProduct),
            ("next", LinearWorkCommand::NextProduct),
            (
                "kết luận 3 đúng",
                LinearWorkCommand::GiveVerdict(number(3), "đúng".into()),
            ),
            (
                "ket luan can sua",
                LinearWorkCommand::GiveVerdict(None, "can sua".into()),
            ),
            // A number alone is a product, never a verdict on the one read last.
            (
                "verdict 2",
                LinearWorkCommand::GiveVerdict(number(2), String::new()),
            ),
            (
                "kết luận 2: 1",
                LinearWorkCommand::GiveVerdict(number(2), "1".into()),
            ),
            (
                "giải quyết 1",
                LinearWorkCommand::Settle(number(1), String::new()),
            ),
            (
                "ghi chú",
                LinearWorkCommand::WriteRemark(None, String::new()),
            ),
            (
                "ghi chú 1:",
                LinearWorkCommand::WriteRemark(number(1), String::new()),
            ),
            ("rà soát mới", LinearWorkCommand::StartReview(String::new())),
            ("review open", LinearWorkCommand::OpenReview(String::new())),
            (
                "verdict qn-043 right",
                LinearWorkCommand::GiveVerdict(
                    Some(ProductSelector::Id("qn-043".into())),
                    "right".into(),
                ),
            ),
            ("để sau", LinearWorkCommand::Postpone(None)),
            ("postpone 3", LinearWorkCommand::Postpone(number(3))),
            (
                "ghi chú 2 số sai",
                LinearWorkCommand::WriteRemark(None, "2 số sai".into()),
            ),
            (
                "ghi chu 2: số sai",
                LinearWorkCommand::WriteRemark(number(2), "số sai".into()),
            ),
            ("tien do", LinearWorkCommand::TellProgress),
            ("disagreements", LinearWorkCommand::ListDisagreements),
            (
                "giai quyet 1 dung",
                LinearWorkCommand::Settle(number(1), "dung".into()),
            ),
            ("các nhãn", LinearWorkCommand::ListLabels),
            (
                "nhãn 3",
                LinearWorkCommand::ReadLabels(ProductSelector::Number(3)),
            ),
            (
                "nhan 3 lo trinh=da lap",
                LinearWorkCommand::SetLabel(number(3), "lo trinh=da lap".into()),
            ),
            (
                "label OCOP 2026=yes",
                LinearWorkCommand::SetLabel(None, "OCOP 2026=yes".into()),
            ),
            (
                "gắn nhãn xuất khẩu",
                LinearWorkCommand::SetLabel(None, "xuất khẩu".into()),
            ),
            (
                "bỏ nhãn 3 lộ trình",
                LinearWorkCommand::DropLabel(number(3), "lộ trình".into()),
            ),
        ] {
            assert_eq!(
                names.parse_line(line),
                LinearCommand::Work(command),
                "{line}"
            );
        }
    }

    #[test]
    fn words_that_only_begin_like_a_command_are_searched() {
        let names = CommandNames::new();
        for words in [
            "nhãn",
            "nhãn lồng",
            "long nhãn",
            "rà soát lại",
            "next year",
            "tiếp thị",
            "để sau lưng",
            "review of tea",
            "tiến độ chậm",
        ] {
            assert_eq!(
                names.parse_line(words),
                LinearCommand::Search(words.into()),
                "{words}"
            );
        }
        // A letter stays what it is.
        assert_eq!(names.parse_line("n"), LinearCommand::NextPage);
    }
}
