package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.compatible.Scanned.Choice;
import ai.qnp.core.provider.compatible.Scanned.Completion;
import java.util.List;

/** Chat completions for vendors that speak OpenAI's own words. Unknown fields pass both ways. */
public final class CompatibleTranslator implements ChatTranslator {
    private static final String PATH = "/chat/completions";

    private final Quirks quirks;

    /** Makes the translator of a vendor. */
    public CompatibleTranslator(Quirks quirks) {
        this.quirks = quirks;
    }

    @Override
    public Encoded encode(ChatRequest request, EncodingContext context) {
        JsonText body = RequestBytes.of(request, context.model(), quirks);
        return new Encoded.Ready(new UpstreamRequest(PATH, body, request.stream()), List.of());
    }

    @Override
    public Decoded decode(JsonText body, AnswerContext context) {
        return switch (CompletionScan.scan(body.utf8())) {
            case Scanned.NotAnObject() -> invalid("the provider's answer is no JSON object");
            case Scanned.ErrorObject() -> new Decoded.Failed(ErrorClasses.inBand(body.utf8()));
            case Completion completion -> completion(body, completion, context);
        };
    }

    private Decoded completion(JsonText body, Completion completion, AnswerContext context) {
        List<Choice> choices = completion.choices() == null ? List.of() : completion.choices();
        if (choices.stream().noneMatch(Choice::isReal)) {
            return invalid("the provider's answer is empty");
        }
        long characters = 0;
        for (Choice choice : choices) {
            characters += choice.characters();
            String finishReason = choice.finishReason();
            if (finishReason != null && quirks.failingFinishReasons().contains(finishReason)) {
                return new Decoded.Failed(Failure.of(
                        FailureClass.SERVER_ERROR, "the provider ended the answer with '" + finishReason + "'"));
            }
        }
        return new Decoded.Completion(
                filled(body, completion, context), choices.getFirst().finishReason(), completion.usage(), characters);
    }

    private static JsonText filled(JsonText body, Completion completion, AnswerContext context) {
        if (!completion.missing().any()) {
            return body;
        }
        int inside = completion.afterOpeningBrace();
        String prefix = MissingFields.prefix(completion.missing(), "chat.completion", context);
        return JsonText.of(
                new Splices(body.utf8()).replace(inside, inside, prefix).apply());
    }

    private static Decoded invalid(String message) {
        return new Decoded.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    @Override
    public ChunkReducer reducer(AnswerContext context) {
        return new CompatibleReducer(quirks, context, Progress.NONE);
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return ErrorClasses.ofAnswer(status, headers, body.utf8());
    }
}
