package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.AnswerFrame;
import java.util.Map;

/**
 * How far a stream has come.
 *
 * @param frame the answer's id, time and model
 * @param usage the counts so far
 * @param open the blocks that have not stopped, by Anthropic's index; one at a time as a rule
 * @param toolCalls how many began
 * @param reasoningDetails how many entries began
 * @param listed how many citations and provider blocks were told
 * @param contentLength characters of text so far
 * @param real whether anything but the opening came
 * @param finished whether the finish reason was told
 */
record StreamState(
        AnswerFrame frame,
        UsageCounts usage,
        Map<Integer, OpenBlock> open,
        int toolCalls,
        int reasoningDetails,
        Listed listed,
        long contentLength,
        boolean real,
        boolean finished) {
    /** More are never open in an honest stream. */
    static final int MAX_OPEN = 64;

    StreamState {
        open = Map.copyOf(open);
    }

    /** Counts of entries that clients join by their index. */
    record Listed(int annotations, int citations, int providerContent) {
        static final Listed NONE = new Listed(0, 0, 0);
    }

    static StreamState begin(AnswerFrame frame) {
        return new StreamState(frame, UsageCounts.NONE, Map.of(), 0, 0, Listed.NONE, 0, false, false);
    }
}
