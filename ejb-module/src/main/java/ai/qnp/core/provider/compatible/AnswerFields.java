package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest.Span;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.compatible.Scanned.Frame;
import ai.qnp.core.provider.compatible.Scanned.FrameField;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What every answer must have, and every chunk of a stream the same: each as it stands in JSON. A vendor's own where it
 * has one.
 */
record AnswerFields(JsonText id, JsonText created, JsonText model) {
    /** Of an answer, or of a stream's first chunk. */
    static AnswerFields of(byte[] json, Frame frame, AnswerContext context) {
        return new AnswerFields(
                isFit(frame.id()) ? copied(json, frame.id()) : quoted(context.completionId()),
                isFit(frame.created())
                        ? copied(json, frame.created())
                        : JsonText.of(Long.toString(context.created().getEpochSecond())),
                isFit(frame.model()) ? copied(json, frame.model()) : quoted(context.model()));
    }

    private static boolean isFit(@Nullable FrameField field) {
        return field != null && field.isFit();
    }

    private static JsonText copied(byte[] json, @Nullable FrameField field) {
        return field == null
                ? JsonText.of("")
                : JsonText.of(Arrays.copyOfRange(
                        json, field.span().start(), field.span().end()));
    }

    private static JsonText quoted(String text) {
        return JsonText.of(Json.MAPPER.writeValueAsBytes(text));
    }

    /** Puts into an answer or chunk what it lacks, and in the place of what differs. */
    void into(Splices splices, byte[] json, Frame frame, AnswerKind kind) {
        StringBuilder absent = new StringBuilder();
        put("id", frame.id(), id, splices, json, absent);
        if (frame.object() == null || !frame.object().isFit()) {
            put("object", frame.object(), quoted(kind.object()), splices, json, absent);
        }
        put("created", frame.created(), created, splices, json, absent);
        put("model", frame.model(), model, splices, json, absent);
        if (!absent.isEmpty()) {
            splices.replace(frame.afterOpeningBrace(), frame.afterOpeningBrace(), absent.toString());
        }
    }

    private static void put(
            String name,
            @Nullable FrameField field,
            JsonText wanted,
            Splices splices,
            byte[] json,
            StringBuilder absent) {
        if (field == null) {
            absent.append('"').append(name).append("\":").append(wanted).append(',');
            return;
        }
        Span span = field.span();
        byte[] bytes = wanted.utf8();
        if (!Arrays.equals(json, span.start(), span.end(), bytes, 0, bytes.length)) {
            splices.replace(span.start(), span.end(), wanted.toString());
        }
    }
}
