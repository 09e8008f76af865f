package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers the parts that one event leads to, for vendors that speak other words. */
public final class StreamParts {
    private final List<StreamPart> parts = new ArrayList<>(2);
    private boolean anyReal;

    /** An empty delta. */
    public static ObjectNode delta() {
        return Json.MAPPER.createObjectNode();
    }

    /** A delta with one entry of a list. */
    public static ObjectNode listed(String field, ObjectNode entry) {
        ObjectNode delta = delta();
        delta.putArray(field).add(entry);
        return delta;
    }

    /** Something of the only choice that may be held back, so that a failure can still fall back. */
    public void opening(AnswerFrame frame, ObjectNode delta) {
        opening(frame, 0, delta);
    }

    /** Something of a choice that may be held back, so that a failure can still fall back. */
    public void opening(AnswerFrame frame, int choice, ObjectNode delta) {
        parts.add(new StreamPart.Chunk(frame.chunk(choice, delta, null, null), true, null, 0));
    }

    /** Something real of the only choice. */
    public void real(AnswerFrame frame, ObjectNode delta, int characters) {
        real(frame, 0, delta, null, characters);
    }

    /** Something real of a choice. */
    public void real(AnswerFrame frame, int choice, ObjectNode delta, @Nullable JsonNode logprobs, int characters) {
        anyReal = true;
        parts.add(new StreamPart.Chunk(frame.chunk(choice, delta, logprobs, null), false, null, characters));
    }

    /** The end of the only choice. */
    public void finish(AnswerFrame frame, String finishReason) {
        finish(frame, 0, finishReason);
    }

    /** The end of a choice. */
    public void finish(AnswerFrame frame, int choice, String finishReason) {
        anyReal = true;
        parts.add(new StreamPart.Chunk(frame.chunk(choice, delta(), null, finishReason), false, finishReason, 0));
    }

    /** The usage so far. */
    public void usage(AnswerFrame frame, TokenUsage usage) {
        parts.add(new StreamPart.UsageReport(usage, frame.usageChunk(usage)));
    }

    /** An error. */
    public void failed(Failure failure) {
        parts.add(new StreamPart.Failed(failure));
    }

    /** The vendor's own word that the answer is complete. */
    public void end() {
        parts.add(new StreamPart.End());
    }

    /** Whether anything but openings came. */
    public boolean anyReal() {
        return anyReal;
    }

    /** All of them, in order. */
    public List<StreamPart> all() {
        return parts;
    }
}
