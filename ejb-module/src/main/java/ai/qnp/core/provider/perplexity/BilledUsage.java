package ai.qnp.core.provider.perplexity;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.provider.compatible.UsageRule;
import ai.qnp.core.provider.compatible.UsageRule.Told;
import java.util.Set;

/**
 * What Perplexity bills beside tokens: a fee by how much a request searched; and where it researches in depth, the tokens
 * it read to cite them, each query, and reasoning that its completion tokens leave out.
 */
final class BilledUsage {
    private static final String CITATIONS = "citation_tokens";
    private static final String QUERIES = "num_search_queries";
    private static final String CONTEXT = "search_context_size";
    private static final String REASONING = "reasoning_tokens";

    static final UsageRule RULE = new UsageRule(Set.of(CITATIONS, QUERIES, CONTEXT, REASONING), BilledUsage::read);

    private BilledUsage() {}

    private static TokenUsage read(TokenUsage counted, Told told) {
        // the default size is low
        String size = told.words().getOrDefault(CONTEXT, "low");
        Terms terms = counted.terms().searching(size).calling("web_search", told.count(QUERIES));
        long citations = told.count(CITATIONS);
        TokenUsage usage = counted.on(terms).with(TokenPart.CITATION, citations);
        return citations == 0 ? usage : usage.plus(TokenUsage.of(0, told.count(REASONING)));
    }
}
