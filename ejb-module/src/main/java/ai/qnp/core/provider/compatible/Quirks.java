package ai.qnp.core.provider.compatible;

import java.util.List;

/**
 * Where an OpenAI-compatible vendor differs. A vendor without request rules gets the client's own bytes with a few
 * replaced; one with rules gets a tree that they have changed, one after the other.
 *
 * @param outputCap the name under which the output cap is sent
 * @param takesStreamOptions whether {@code stream_options} may be sent; usage is then always asked for
 * @param takesOtherMessageFields whether messages may have {@code cache_control}, reasoning and the like, which OpenAI
 *     itself does not know
 * @param requestRules what it takes otherwise than OpenAI, applied in order
 * @param answers what it gives otherwise
 * @param errors what its errors say otherwise
 */
public record Quirks(
        OutputCap outputCap,
        boolean takesStreamOptions,
        boolean takesOtherMessageFields,
        List<RequestRule> requestRules,
        AnswerRules answers,
        ErrorRules errors) {
    /** A server that does as OpenAI's documents say, with the names that older servers know. */
    public static final Quirks NONE =
            new Quirks(OutputCap.AS_GIVEN, true, true, List.of(), AnswerRules.NONE, ErrorRules.NONE);

    /** A vendor that does as OpenAI's documents say and takes nothing of another vendor's. */
    public static final Quirks STRICT =
            new Quirks(OutputCap.MAX_COMPLETION_TOKENS, true, false, List.of(), AnswerRules.NONE, ErrorRules.NONE);

    /** The name of the field that bounds the output. */
    public enum OutputCap {
        /** Whatever the client wrote. */
        AS_GIVEN,
        /** The older name. */
        MAX_TOKENS,
        /** The newer name. */
        MAX_COMPLETION_TOKENS
    }

    public Quirks {
        requestRules = List.copyOf(requestRules);
    }

    /** The same with another name for the output cap. */
    public Quirks capAs(OutputCap name) {
        return new Quirks(name, takesStreamOptions, takesOtherMessageFields, requestRules, answers, errors);
    }

    /** The same, never sent {@code stream_options}. */
    public Quirks withoutStreamOptions() {
        return new Quirks(outputCap, false, takesOtherMessageFields, requestRules, answers, errors);
    }

    /** The same with rules for requests. */
    public Quirks requests(RequestRule... rules) {
        return new Quirks(outputCap, takesStreamOptions, takesOtherMessageFields, List.of(rules), answers, errors);
    }

    /** The same with rules for answers. */
    public Quirks answers(AnswerRules rules) {
        return new Quirks(outputCap, takesStreamOptions, takesOtherMessageFields, requestRules, rules, errors);
    }

    /** The same with rules for errors. */
    public Quirks errors(ErrorRules rules) {
        return new Quirks(outputCap, takesStreamOptions, takesOtherMessageFields, requestRules, answers, rules);
    }
}
