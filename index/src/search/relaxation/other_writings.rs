//! The query in other writings, as interpretations of the first stage.

use crate::search::cost::Cost;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::other_writing::OtherWriting;
use crate::search::interpret::respaced_query::respace_query;
use crate::search::interpret::tokenized_query::TokenizedQuery;
use crate::search::relaxation::QueryRelaxation;

impl QueryRelaxation<'_> {
    /// The query in every other writing that it has signs of.
    pub(super) fn interpret_other_writings(&self) -> Vec<Interpretation> {
        let (query, vocabulary) = (self.interpreter.query, &self.context.vocabulary);
        let writings = query.read_other_writings(vocabulary);
        let mut interpretations: Vec<Interpretation> = writings
            .iter()
            .flat_map(|writing| self.interpret_writing(writing))
            .collect();
        interpretations.extend(query.interpret_lost_letters(vocabulary));
        interpretations
    }

    /// A query in another writing, with its own and with other spaces.
    fn interpret_writing(&self, writing: &OtherWriting) -> Vec<Interpretation> {
        let vocabulary = &self.context.vocabulary;
        let respaced = respace_query(&writing.query, vocabulary);
        let respaced = respaced.iter().map(|other| (&other.query, other.cost));
        let spellings = std::iter::once((&writing.query, Cost::ZERO)).chain(respaced);
        let interpret = |(query, cost): (&TokenizedQuery, Cost)| {
            let interpreter = QueryInterpreter { vocabulary, query };
            let mut interpretations = interpreter.interpret_tokens(&query.tokens).into_iter();
            let interpretation = interpretations.next()?;
            let terms = interpretation.terms.into_iter();
            let terms = terms.map(|term| term.with_match_kind(writing.match_kind));
            let base_cost = interpretation.base_cost + writing.cost;
            let interpretation = Interpretation::new(terms.collect(), base_cost);
            Some(interpretation.with_respacing_cost(cost))
        };
        spellings.filter_map(interpret).collect()
    }
}
