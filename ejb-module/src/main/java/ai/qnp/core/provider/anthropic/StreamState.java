package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.AnswerFrame;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How far a stream has come.
 *
 * @param frame the answer's id, time and model
 * @param usage the counts so far
 * @param open the blocks that have not stopped, by Anthropic's index; one at a time as a rule
 * @param listed how many entries of each list were begun
 * @param contentLength characters of text so far
 * @param real whether anything but the opening came
 * @param answered whether the tool was called that stands for the answer
 * @param finished whether the finish reason was told
 */
record StreamState(
        AnswerFrame frame,
        UsageCounts usage,
        Map<Integer, OpenBlock> open,
        Listed listed,
        long contentLength,
        boolean real,
        boolean answered,
        boolean finished) {
    StreamState {
        open = Map.copyOf(open);
    }

    /** Counts of entries that clients join by their index. */
    record Listed(int toolCalls, int reasoningDetails, int annotations, int citations, int providerContent) {
        static final Listed NONE = new Listed(0, 0, 0, 0, 0);

        Listed andToolCall() {
            return new Listed(toolCalls + 1, reasoningDetails, annotations, citations, providerContent);
        }

        Listed andReasoningDetail() {
            return new Listed(toolCalls, reasoningDetails + 1, annotations, citations, providerContent);
        }

        Listed andProviderContent() {
            return new Listed(toolCalls, reasoningDetails, annotations, citations, providerContent + 1);
        }

        Listed and(OpenBlock.Cited cited) {
            int web = (int) cited.inOrder().stream().filter(Citations::isWeb).count();
            int all = (int) cited.inOrder().stream().filter(JsonNode::isObject).count();
            return new Listed(toolCalls, reasoningDetails, annotations + web, citations + all, providerContent);
        }
    }

    /** The frame with what the vendor says of its answer. */
    static AnswerFrame named(AnswerFrame frame, JsonNode message) {
        return new AnswerFrame(
                message.path("id").asString(frame.id()),
                frame.created(),
                message.path("model").asString(frame.model()),
                ServiceTiers.of(message.path("usage")));
    }

    static StreamState begin(AnswerFrame frame) {
        return new StreamState(frame, UsageCounts.NONE, Map.of(), Listed.NONE, 0, false, false, false);
    }
}
