package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.EncodingContext;

/**
 * The output cap of a request whose client gives none, since Anthropic demands one.
 *
 * @param answer tokens for the answer
 * @param most tokens that the model can give at all
 */
record OutputCap(long answer, long most) {
    /**
     * More is never asked for unless the client says so: every model since Claude 4 can give it, and at the speed of the
     * larger models it takes just under the ten minutes that a request may last.
     */
    static final long BOUND = 32_000;

    static OutputCap of(EncodingContext context, ClaudeVersion version) {
        Long known = context.facts() == null ? null : context.facts().maxOutputTokens();
        return known == null
                ? new OutputCap(version.defaultMaxTokens(), Long.MAX_VALUE)
                : new OutputCap(Math.min(known, BOUND), known);
    }

    /** Room for an answer behind the thinking. */
    long forThinking(long budget) {
        return Math.min(answer + budget, most);
    }
}
