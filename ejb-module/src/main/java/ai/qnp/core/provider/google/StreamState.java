package ai.qnp.core.provider.google;

import ai.qnp.core.openai.AnswerFrame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has come.
 *
 * @param frame the answer's id, time and model; null before the first event
 * @param usage the counts so far
 * @param choices those that began, by Google's index; one as a rule
 * @param blocked whether Google blocked the prompt
 * @param real whether anything but the opening came
 */
record StreamState(
        @Nullable AnswerFrame frame,
        UsageCounts usage,
        Map<Integer, ChoiceState> choices,
        boolean blocked,
        boolean real) {
    /** An honest stream has no more. */
    static final int MAX_CHOICES = 128;

    static final StreamState BEGINNING = new StreamState(null, UsageCounts.NONE, Map.of(), false, false);

    StreamState {
        choices = Map.copyOf(choices);
    }
}
