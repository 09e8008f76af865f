package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.provider.AnswerContext;
import java.util.Map;

/**
 * How far a stream has come.
 *
 * @param frame the answer's id, time and model
 * @param begun whether the role was told
 * @param calls the tool calls that have not ended, by Cohere's index; one at a time as a rule
 * @param toolCalls how many began
 * @param reasoning the entry of {@code reasoning_details} that is being told
 * @param annotations how many were told
 * @param citations how many were told
 * @param blockStarts where text blocks begin in the message's content, by Cohere's index; only those behind the first text
 * @param contentLength characters of text so far
 * @param real whether anything but the opening came
 * @param finished whether the finish reason was told
 */
record StreamState(
        AnswerFrame frame,
        boolean begun,
        Map<Integer, OpenCall> calls,
        int toolCalls,
        Reasoning reasoning,
        int annotations,
        int citations,
        Map<Integer, Long> blockStarts,
        long contentLength,
        boolean real,
        boolean finished) {
    /** More are never in an honest stream. */
    static final int MAX_OPEN = 64;

    StreamState {
        calls = Map.copyOf(calls);
        blockStarts = Map.copyOf(blockStarts);
    }

    /**
     * A tool call.
     *
     * @param index among the message's tool calls
     * @param anyPiece whether a piece of its arguments came
     */
    record OpenCall(int index, boolean anyPiece) {}

    /**
     * Entries of {@code reasoning_details}.
     *
     * @param count how many began
     * @param of what the last one tells: the index of a thinking block, or {@link #PLAN}
     */
    record Reasoning(int count, int of) {
        static final int PLAN = -1;
        static final Reasoning NONE = new Reasoning(0, Integer.MIN_VALUE);
    }

    static StreamState begin(AnswerContext context) {
        AnswerFrame frame =
                new AnswerFrame(context.completionId(), context.created().getEpochSecond(), context.model());
        return new StreamState(frame, false, Map.of(), 0, Reasoning.NONE, 0, 0, Map.of(), 0, false, false);
    }
}
