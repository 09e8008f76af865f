package ai.qnp.core.relay;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.ForeignFields;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.relay.Attempt.Begun;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.routing.Target;
import java.util.ArrayList;
import java.util.List;

/** A chat completion asked of one target. */
final class ChatAttempt {
    /** Opening chunks that are held back, at most; a vendor that sends more of them is not answering. */
    private static final int MAX_OPENING_CHUNKS = 64;

    private final UpstreamCall call;
    private final Upstreams upstreams;
    private final Progress progress;
    private final Target target;
    private final ChatTranslator translator;

    ChatAttempt(UpstreamCall call, Upstreams upstreams, Progress progress, Target target) {
        this.call = call;
        this.upstreams = upstreams;
        this.progress = progress;
        this.target = target;
        this.translator = target.provider().chat();
    }

    Begun begin(ChatRequest given) {
        List<String> foreign =
                ForeignFields.in(given, target.provider().profile().foreignFields());
        ChatRequest request = ForeignFields.without(foreign, given);
        return switch (call.send(context -> translator.encode(request, context), translator)) {
            case UpstreamCall.Sent.Failed(Failure failure) -> new Begun.Failed(failure);
            case UpstreamCall.Sent.Answering(Exchange exchange, List<String> dropped) ->
                Attempt.guarded(exchange, () -> answered(request, exchange, Attempt.both(dropped, foreign)));
        };
    }

    private Begun answered(ChatRequest request, Exchange exchange, List<String> dropped) {
        AnswerContext context = progress.answerContext(target, request.choices());
        if (!request.stream()) {
            return whole(exchange, context, dropped);
        }
        return hold(
                new LiveStream(
                        exchange,
                        translator.reducer(context),
                        upstreams.settings().maxAnswerBytes(),
                        progress,
                        upstreams.time()),
                dropped);
    }

    private Begun whole(Exchange exchange, AnswerContext context, List<String> dropped) {
        return switch (call.whole(exchange)) {
            case UpstreamCall.Whole.Failed(Failure failure) -> new Begun.Failed(failure);
            case UpstreamCall.Whole.Body(JsonText text) -> decoded(translator.decode(text, context), dropped);
        };
    }

    private Begun decoded(Decoded decoded, List<String> dropped) {
        return switch (decoded) {
            case Decoded.Failed(Failure failure) -> new Begun.Failed(failure);
            case Decoded.Completion completion -> {
                progress.consumption().reported(completion.usage());
                progress.finishedBecause(completion.finishReason());
                progress.consumption().produced(completion.completionCharacters());
                yield new Begun.Whole(completion.json(), dropped);
            }
        };
    }

    private static Begun hold(LiveStream stream, List<String> dropped) {
        List<StreamPart> held = new ArrayList<>();
        while (held.size() <= MAX_OPENING_CHUNKS) {
            StreamPart part = stream.next();
            switch (part) {
                case StreamPart.Failed(Failure failure) -> {
                    return new Begun.Failed(failure);
                }
                case StreamPart.End() -> {
                    return new Begun.Failed(
                            Failure.of(FailureClass.INVALID_ANSWER, "the provider's stream ended with nothing in it"));
                }
                case StreamPart.UsageReport report -> held.add(report);
                case StreamPart.Chunk chunk -> {
                    held.add(chunk);
                    if (!chunk.opening()) {
                        return new Begun.Streaming(stream, held, dropped);
                    }
                }
            }
        }
        stream.abort();
        return new Begun.Failed(
                Failure.of(FailureClass.INVALID_ANSWER, "the provider's stream never came to any content"));
    }
}
