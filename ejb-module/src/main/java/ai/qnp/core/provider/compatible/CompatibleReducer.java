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
 * Passes chunks on as they are, but for those that deviate.
 *
 * @param fields what the chunks have in common, null before the first
 * @param progress which choices began and ended, and whether anything real came
 */
record CompatibleReducer(
        Quirks quirks, AnswerContext context, @Nullable AnswerFields fields, Progress progress)
        implements ChunkReducer {
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
        return switch (CompletionScan.scan(json, AnswerKind.STREAM, quirks.answers())) {
            case Scanned.NotAnObject() ->
                failed(Failure.of(
                        FailureClass.INVALID_ANSWER, "the provider's stream holds an event that is no JSON object"));
            case Scanned.ErrorObject() -> failed(ErrorClasses.inBand(json, quirks.errors()));
            case Completion chunk -> chunk(json, chunk);
        };
    }

    @Override
    public List<StreamPart> end() {
        if (progress.isComplete(context.choices())) {
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
        List<Choice> choices = chunk.choicesOrNone();
        String finishReason = finishReason(choices);
        if (finishReason != null && quirks.answers().failing().contains(finishReason)) {
            return failed(
                    Failure.of(FailureClass.SERVER_ERROR, "the provider ended the answer with '" + finishReason + "'"));
        }
        if (!chunk.isOdd() && choices.stream().noneMatch(progress::isDeviating)) {
            return passed(json, chunk);
        }
        byte[] repaired = new AnswerRepair(AnswerKind.STREAM, quirks.answers(), context, progress).repaired(json);
        return CompletionScan.scan(repaired, AnswerKind.STREAM, quirks.answers()) instanceof Completion completion
                ? passed(repaired, completion)
                : passed(json, chunk);
    }

    private Step passed(byte[] json, Completion chunk) {
        List<Choice> choices = chunk.choicesOrNone();
        AnswerFields common = fields == null ? AnswerFields.of(json, chunk.frame(), context) : fields;
        List<StreamPart> parts = new ArrayList<>(2);
        if (!choices.isEmpty()) {
            Span usage = chunk.usageSpan();
            parts.add(content(choices, without(usage, NULL, json, chunk, common)));
        }
        if (chunk.usage() != null) {
            // a vendor's own usage chunk stays as it is; usage beside choices gets a chunk of its own
            Span content = choices.isEmpty() ? null : chunk.choicesSpan();
            parts.add(new StreamPart.UsageReport(chunk.usage(), without(content, EMPTY_ARRAY, json, chunk, common)));
        }
        return new Step(after(choices, common), parts);
    }

    private CompatibleReducer after(List<Choice> choices, AnswerFields common) {
        Progress after = progress.after(choices);
        if (after.equals(progress)) {
            return this;
        }
        // Azure's first event has neither choices nor names: it says nothing for the others
        return new CompatibleReducer(quirks, context, choices.isEmpty() ? fields : common, after);
    }

    private static StreamPart content(List<Choice> choices, JsonText json) {
        boolean isReal = false;
        int characters = 0;
        for (Choice choice : choices) {
            isReal |= choice.isReal();
            characters += choice.characters();
        }
        return new StreamPart.Chunk(json, !isReal, finishReason(choices), characters);
    }

    private static JsonText without(
            @Nullable Span span, String replacement, byte[] json, Completion chunk, AnswerFields common) {
        Splices splices = new Splices(json);
        if (span != null) {
            splices.replace(span.start(), span.end(), replacement);
        }
        common.into(splices, json, chunk.frame(), AnswerKind.STREAM);
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
