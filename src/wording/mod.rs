//! Labels and sentences in Vietnamese and English.
//!
//! * [`locale`]: the one table of sentences, `locale.toml`. [`label`]: labels of facets, values and dates;
//!   [`grouping_label`]: of what lists are counted by.
//! * [`product_text`], [`explanation_text`], [`change_text`], [`correction_text`], [`generation_text`],
//!   [`problem_text`], [`no_results`], [`query_problem`], [`io_error`]: records, reasons and faults as text.
//! * [`left_out_filter`]: filters that were not understood. [`value_list`]: several values as one label.
//! * [`spoken_reading`], [`spoken_answer`]: what plain words were read as, and the answer to what they ask.
//! * [`product_column`]: the columns of a list. [`place_text`]: where a product is from. [`fitted_place`],
//!   [`fitted_producer`]: a place, a producer in little room.
//! * [`product_label`]: labels that people set on products. [`phone_text`]: telephone numbers in groups of digits.
//!   [`pasted_path`]: a path without the quotes that came with it.
//!   [`web_link`]: addresses that a terminal opens.
//! * [`time_span`]: spans of time. [`vietnam_time`]: moments in Vietnam. [`unfit_file`]: what is no file of the
//!   program.
//! * [`qr_content`], [`qr_code`]: what the codes of a product say, and such a text as modules.
//! * [`list_text`]: product lists, prices and stock.
//! * [`review_text`]: reviews, verdicts and events. [`sanitize`]: text that is safe to print. [`text_width`]: its width
//!   in terminal columns.
//!
//! Must not print, or import anything of the program but itself.

pub mod change_text;
pub mod correction_text;
pub mod end_of_validity;
pub mod engine_error;
pub mod explanation_text;
pub mod fitted_place;
pub mod fitted_producer;
pub mod generation_text;
pub mod grouping_label;
pub mod io_error;
pub mod joined_pieces;
pub mod label;
pub mod law_text;
pub mod left_out_filter;
pub mod list_text;
pub mod locale;
pub mod no_results;
pub mod pasted_path;
pub mod phone_text;
pub mod place_text;
pub mod problem_text;
pub mod product_card;
pub mod product_column;
pub mod product_label;
pub mod product_text;
pub mod qr_code;
pub mod qr_content;
pub mod query_problem;
pub mod review_text;
pub mod sanitize;
pub mod selection_text;
pub mod spoken_answer;
pub mod spoken_reading;
pub mod text_width;
pub mod time_span;
pub mod unfit_file;
pub mod value_list;
pub mod vietnam_time;
pub mod web_link;
