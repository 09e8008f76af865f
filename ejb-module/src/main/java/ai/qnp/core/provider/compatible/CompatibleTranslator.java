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

    private final String vendor;
    private final Quirks quirks;

    /**
     * Makes the translator of a vendor.
     *
     * @param vendor the vendor's name for people
     */
    public CompatibleTranslator(String vendor, Quirks quirks) {
        this.vendor = vendor;
        this.quirks = quirks;
    }

    @Override
    public Encoded encode(ChatRequest request, EncodingContext context) {
        if (!quirks.requestRules().isEmpty()) {
            return RequestTree.of(request, context, PATH, vendor, quirks);
        }
        JsonText body = RequestBytes.of(request, context.model(), quirks);
        return new Encoded.Ready(new UpstreamRequest(PATH, body, request.stream()), List.of());
    }

    @Override
    public Decoded decode(JsonText body, AnswerContext context) {
        return switch (scan(body.utf8())) {
            case Scanned.NotAnObject() -> invalid("the provider's answer is no JSON object");
            case Scanned.ErrorObject() -> new Decoded.Failed(ErrorClasses.inBand(body.utf8(), quirks.errors()));
            case Completion completion -> completion(body.utf8(), completion, context);
        };
    }

    private Scanned scan(byte[] json) {
        return CompletionScan.scan(json, AnswerKind.WHOLE, quirks.answers());
    }

    private Decoded completion(byte[] json, Completion completion, AnswerContext context) {
        for (Choice choice : completion.choicesOrNone()) {
            String finishReason = choice.finishReason();
            if (finishReason != null && quirks.answers().failing().contains(finishReason)) {
                return new Decoded.Failed(Failure.of(
                        FailureClass.SERVER_ERROR, "the provider ended the answer with '" + finishReason + "'"));
            }
        }
        if (!completion.isOdd()) {
            return passed(json, completion, context);
        }
        byte[] repaired = new AnswerRepair(AnswerKind.WHOLE, quirks.answers(), context, Progress.NONE).repaired(json);
        return scan(repaired) instanceof Completion better
                ? passed(repaired, better, context)
                : passed(json, completion, context);
    }

    private static Decoded passed(byte[] json, Completion completion, AnswerContext context) {
        List<Choice> choices = completion.choicesOrNone();
        if (choices.stream().noneMatch(Choice::isReal)) {
            return invalid("the provider's answer is empty");
        }
        long characters = 0;
        for (Choice choice : choices) {
            characters += choice.characters();
        }
        Splices splices = new Splices(json);
        AnswerFields.of(json, completion.frame(), context).into(splices, json, completion.frame(), AnswerKind.WHOLE);
        return new Decoded.Completion(
                JsonText.of(splices.apply()), choices.getFirst().finishReason(), completion.usage(), characters);
    }

    private static Decoded invalid(String message) {
        return new Decoded.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    @Override
    public ChunkReducer reducer(AnswerContext context) {
        return new CompatibleReducer(quirks, context, null, Progress.NONE);
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return ErrorClasses.ofAnswer(status, headers, body.utf8(), quirks.errors());
    }
}
