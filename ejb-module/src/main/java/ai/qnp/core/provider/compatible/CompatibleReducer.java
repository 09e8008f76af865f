package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest.Span;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.provider.compatible.Scanned.Choice;
import ai.qnp.core.provider.compatible.Scanned.Completion;
import ai.qnp.core.sse.SseEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes chunks on as they are.
 *
 * @param progress which choices began and ended, and whether anything real came
 */
record CompatibleReducer(Quirks quirks, AnswerContext context, Progress progress) implements ChunkReducer {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
    private static final String EMPTY_ARRAY = "[]";
    private static final String NULL = "null";

    @Override
    public Step reduce(SseEvent event) {
        byte[] json = event.data().utf8();
        if (isBlank(json)) {
            return new Step(this, List.of());
        }
        if (isDone(json)) {
            return new Step(this, List.of(progress.anyReal() ? new StreamPart.End() : nothingCame()));
        }
        return switch (CompletionScan.scan(json)) {
            case Scanned.NotAnObject() ->
                failed(Failure.of(
                        FailureClass.INVALID_ANSWER, "the provider's stream holds an event that is no JSON object"));
            case Scanned.ErrorObject() -> failed(ErrorClasses.inBand(json));
            case Completion chunk -> chunk(json, chunk);
        };
    }

    @Override
    public List<StreamPart> end() {
        if (progress.isComplete()) {
            return List.of();
        }
        return List.of(
                progress.anyReal()
                        ? new StreamPart.Failed(Failure.of(
                                FailureClass.CUT_OFF, "the provider's stream ended in the middle of the answer"))
                        : nothingCame());
    }

    private static StreamPart nothingCame() {
        return new StreamPart.Failed(
                Failure.of(FailureClass.INVALID_ANSWER, "the provider's stream ended without an answer"));
    }

    private Step failed(Failure failure) {
        return new Step(this, List.of(new StreamPart.Failed(failure)));
    }

    private Step chunk(byte[] json, Completion chunk) {
        List<Choice> choices = chunk.choices() == null ? List.of() : chunk.choices();
        String finishReason = finishReason(choices);
        if (finishReason != null && quirks.failingFinishReasons().contains(finishReason)) {
            return failed(
                    Failure.of(FailureClass.SERVER_ERROR, "the provider ended the answer with '" + finishReason + "'"));
        }
        List<StreamPart> parts = new ArrayList<>(2);
        if (!choices.isEmpty()) {
            parts.add(content(json, chunk, choices, finishReason));
        }
        if (chunk.usage() != null) {
            parts.add(new StreamPart.UsageReport(chunk.usage(), usageJson(json, chunk, choices)));
        }
        return new Step(after(choices), parts);
    }

    private CompatibleReducer after(List<Choice> choices) {
        Progress after = progress.after(choices);
        return after.equals(progress) ? this : new CompatibleReducer(quirks, context, after);
    }

    private StreamPart content(byte[] json, Completion chunk, List<Choice> choices, @Nullable String finishReason) {
        boolean isReal = false;
        int characters = 0;
        for (Choice choice : choices) {
            isReal |= choice.isReal();
            characters += choice.characters();
        }
        return new StreamPart.Chunk(without(chunk.usageSpan(), NULL, json, chunk), !isReal, finishReason, characters);
    }

    /** A vendor's own usage chunk stays as it is; usage beside choices gets a chunk of its own. */
    private JsonText usageJson(byte[] json, Completion chunk, List<Choice> choices) {
        return without(choices.isEmpty() ? null : chunk.choicesSpan(), EMPTY_ARRAY, json, chunk);
    }

    private JsonText without(@Nullable Span span, String replacement, byte[] json, Completion chunk) {
        if (span == null && !chunk.missing().any()) {
            return JsonText.of(json);
        }
        Splices splices = new Splices(json);
        if (span != null) {
            splices.replace(span.start(), span.end(), replacement);
        }
        if (chunk.missing().any()) {
            splices.replace(
                    chunk.afterOpeningBrace(),
                    chunk.afterOpeningBrace(),
                    MissingFields.prefix(chunk.missing(), "chat.completion.chunk", context));
        }
        return JsonText.of(splices.apply());
    }

    private static @Nullable String finishReason(List<Choice> choices) {
        for (Choice choice : choices) {
            if (choice.finishReason() != null) {
                return choice.finishReason();
            }
        }
        return null;
    }

    private static boolean isBlank(byte[] data) {
        for (byte character : data) {
            if (character > ' ' || character < 0) {
                return false;
            }
        }
        return true;
    }

    /** Some servers put spaces around it. */
    private static boolean isDone(byte[] data) {
        int start = 0;
        while (start < data.length && data[start] == ' ') {
            start++;
        }
        int end = data.length;
        while (end > start && data[end - 1] == ' ') {
            end--;
        }
        return Arrays.equals(data, start, end, DONE, 0, DONE.length);
    }
}
