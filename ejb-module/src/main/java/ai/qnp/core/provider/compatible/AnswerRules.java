package ai.qnp.core.provider.compatible;

import java.util.Map;
import java.util.Set;

/**
 * Where a vendor's answers differ. An answer or chunk goes on byte for byte unless a scan finds something odd in it: one
 * of the odd fields here, or something that no client of OpenAI's expects (content that is no text, a tool call without
 * an index). Only then is a tree built, rewritten and put right.
 *
 * @param finishReasons the vendor's words and OpenAI's for them; others stay as they are
 * @param failing finish reasons that mean a failure, not an end
 * @param oddFields names of fields in the answer, a choice, a message or a delta that call for the rewrite
 * @param usage what its answers tell of their price
 * @param rewrite puts the vendor's words into OpenAI's
 */
public record AnswerRules(
        Map<String, String> finishReasons,
        Set<String> failing,
        Set<String> oddFields,
        UsageRule usage,
        AnswerRewrite rewrite) {
    /** Answers in OpenAI's own words. */
    public static final AnswerRules NONE =
            new AnswerRules(Map.of(), Set.of(), Set.of(), UsageRule.OPENAI, (answer, kind) -> {});

    public AnswerRules {
        finishReasons = Map.copyOf(finishReasons);
        failing = Set.copyOf(failing);
        oddFields = Set.copyOf(oddFields);
    }

    /** The same with finish reasons that mean something else. */
    public AnswerRules finishing(Map<String, String> reasons) {
        return new AnswerRules(reasons, failing, oddFields, usage, rewrite);
    }

    /** The same with finish reasons that mean a failure. */
    public AnswerRules failingWith(String... reasons) {
        return new AnswerRules(finishReasons, Set.of(reasons), oddFields, usage, rewrite);
    }

    /** The same with a rewrite for answers that hold any of the fields, or content that is no text. */
    public AnswerRules rewriting(AnswerRewrite by, String... fields) {
        return new AnswerRules(finishReasons, failing, Set.of(fields), usage, by);
    }

    /** The same with another way to tell what an answer's price depends on. */
    public AnswerRules counting(UsageRule rule) {
        return new AnswerRules(finishReasons, failing, oddFields, rule, rewrite);
    }
}
