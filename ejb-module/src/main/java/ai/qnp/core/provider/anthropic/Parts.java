package ai.qnp.core.provider.anthropic;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.StreamPart;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The parts that one event leads to. */
final class Parts {
    private final List<StreamPart> parts = new ArrayList<>(2);
    private boolean anyReal;

    static ObjectNode delta() {
        return Json.MAPPER.createObjectNode();
    }

    /** A delta with one entry of a list. */
    static ObjectNode listed(String field, ObjectNode entry) {
        ObjectNode delta = delta();
        delta.putArray(field).add(entry);
        return delta;
    }

    /** Something that may be held back, so that a failure can still fall back. */
    void opening(AnswerFrame frame, ObjectNode delta) {
        parts.add(new StreamPart.Chunk(frame.chunk(delta, null), true, null, 0));
    }

    void real(AnswerFrame frame, ObjectNode delta, int characters) {
        anyReal = true;
        parts.add(new StreamPart.Chunk(frame.chunk(delta, null), false, null, characters));
    }

    void finish(AnswerFrame frame, String finishReason) {
        anyReal = true;
        parts.add(new StreamPart.Chunk(frame.chunk(delta(), finishReason), false, finishReason, 0));
    }

    void usage(AnswerFrame frame, TokenUsage usage) {
        parts.add(new StreamPart.UsageReport(usage, frame.usageChunk(usage)));
    }

    void failed(Failure failure) {
        parts.add(new StreamPart.Failed(failure));
    }

    boolean anyReal() {
        return anyReal;
    }

    List<StreamPart> all() {
        return parts;
    }
}
