package ai.qnp.core.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The most that a request can cost at one target.
 *
 * @param fixed USD for the prompt, and for what is made by the piece
 * @param perOutputToken USD for a token of the longest answers allowed, all choices together
 * @param outputTokens the most that each choice can have; 0 where an answer has no tokens
 * @param promptTokens of the fixed part, the tokens of a chat's prompt
 * @param perPromptToken USD for one of them
 */
public record CostBound(
        BigDecimal fixed, BigDecimal perOutputToken, long outputTokens, long promptTokens, BigDecimal perPromptToken) {
    /** The same for a target that goes beyond what it is expected to use. */
    public CostBound with(ExcessTokens.Excess excess) {
        return new CostBound(
                fixed.add(perPromptToken.multiply(BigDecimal.valueOf(excess.prompt())))
                        .add(perOutputToken.multiply(BigDecimal.valueOf(excess.output()))),
                perOutputToken,
                outputTokens,
                promptTokens,
                perPromptToken);
    }

    /** The most, with all the output. */
    public BigDecimal total() {
        return withOutput(outputTokens);
    }

    /** The most with an answer of no more tokens than that. */
    public BigDecimal withOutput(long tokens) {
        return fixed.add(perOutputToken.multiply(BigDecimal.valueOf(Math.min(tokens, outputTokens))))
                .setScale(Cost.SCALE, RoundingMode.UP);
    }

    /** How many output tokens an amount pays for beside the rest; never more than {@link #outputTokens}. */
    public long outputTokensFor(BigDecimal amount) {
        BigDecimal left = amount.subtract(fixed);
        if (left.signum() < 0) {
            return 0;
        }
        if (perOutputToken.signum() == 0) {
            return outputTokens;
        }
        return left.divide(perOutputToken, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(outputTokens))
                .longValueExact();
    }
}
