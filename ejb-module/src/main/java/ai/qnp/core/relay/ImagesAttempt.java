package ai.qnp.core.relay;

import ai.qnp.core.metering.ImagesMade;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.ForeignFields;
import ai.qnp.core.provider.ImagesTranslator;
import ai.qnp.core.relay.Attempt.Begun;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.routing.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images asked of one target. */
final class ImagesAttempt {
    private final UpstreamCall call;
    private final Progress progress;
    private final Target target;

    ImagesAttempt(UpstreamCall call, Progress progress, Target target) {
        this.call = call;
        this.progress = progress;
        this.target = target;
    }

    Begun begin(ImagesRequest given) {
        ImagesTranslator translator = target.provider().images();
        if (translator == null) {
            return Attempt.lacks(target, "image generation");
        }
        List<String> foreign =
                ForeignFields.in(given.fields(), target.provider().profile().foreignFields());
        ImagesRequest request = ForeignFields.without(foreign, given);
        return switch (call.send(context -> translator.encode(request, context), translator)) {
            case UpstreamCall.Sent.Failed(Failure failure) -> new Begun.Failed(failure);
            case UpstreamCall.Sent.Answering(Exchange exchange, List<String> dropped) ->
                switch (call.whole(exchange)) {
                    case UpstreamCall.Whole.Failed(Failure failure) -> new Begun.Failed(failure);
                    case UpstreamCall.Whole.Body(JsonText text) ->
                        decoded(
                                translator.decode(text, progress.answerContext(target, request.count())),
                                request,
                                Attempt.both(dropped, foreign));
                };
        };
    }

    private Begun decoded(DecodedImages decoded, ImagesRequest request, List<String> dropped) {
        return switch (decoded) {
            case DecodedImages.Failed(Failure failure) -> new Begun.Failed(failure);
            case DecodedImages.Made(JsonText json, int count, @Nullable TokenUsage usage) -> {
                progress.consumption().reported(usage);
                progress.consumption().made(new ImagesMade(count, request.quality(), request.size()));
                yield new Begun.Whole(json, dropped);
            }
        };
    }
}
