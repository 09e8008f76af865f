package ai.qnp.core.relay;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingVector;
import ai.qnp.core.openai.EmbeddingsJson;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.ForeignFields;
import ai.qnp.core.relay.Attempt.Begun;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.routing.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings asked of one target: a batch beyond the vendor's limit in several calls, one after the other, joined in
 * order. All vectors come from one model or there is no answer.
 */
final class EmbeddingsAttempt {
    private final UpstreamCall call;
    private final Progress progress;
    private final Target target;
    private final List<EmbeddingVector> vectors = new ArrayList<>();
    private List<String> dropped = List.of();
    private TokenUsage used = TokenUsage.NONE;
    private boolean allReported = true;

    EmbeddingsAttempt(UpstreamCall call, Progress progress, Target target) {
        this.call = call;
        this.progress = progress;
        this.target = target;
    }

    Begun begin(EmbeddingsRequest given) {
        EmbeddingsTranslator translator = target.provider().embeddings();
        if (translator == null) {
            return Attempt.lacks(target, "embeddings");
        }
        dropped = ForeignFields.in(given.fields(), target.provider().profile().foreignFields());
        EmbeddingsRequest request = ForeignFields.without(dropped, given);
        int limit = translator.maxInputs(target.model());
        int count = request.inputs().size();
        for (int from = 0; from < count; from += limit) {
            EmbeddingsRequest batch = count <= limit
                    ? request
                    : request.of(request.inputs().subList(from, Math.min(count, from + limit)));
            Failure failure = ask(translator, batch);
            if (failure != null) {
                // the batches before were answered, and are paid
                progress.consumption().reported(from > 0 ? used : null);
                return new Begun.Failed(failure);
            }
        }
        TokenUsage usage = allReported ? used : progress.consumption().estimate(request);
        progress.consumption().reported(usage);
        return new Begun.Whole(EmbeddingsJson.of(vectors, request.format(), target.model(), usage), dropped);
    }

    private @Nullable Failure ask(EmbeddingsTranslator translator, EmbeddingsRequest batch) {
        if (progress.timing().isPastDeadline()) {
            return Failure.of(FailureClass.TIMED_OUT, "the request's deadline ran out between two batches");
        }
        return switch (call.send(context -> translator.encode(batch, context), translator)) {
            case UpstreamCall.Sent.Failed(Failure failure) -> failure;
            case UpstreamCall.Sent.Answering(Exchange exchange, List<String> left) -> {
                dropped = Attempt.both(dropped, left);
                yield switch (call.whole(exchange)) {
                    case UpstreamCall.Whole.Failed(Failure failure) -> failure;
                    case UpstreamCall.Whole.Body(JsonText text) -> take(translator.decode(text), batch);
                };
            }
        };
    }

    private @Nullable Failure take(DecodedEmbeddings decoded, EmbeddingsRequest batch) {
        return switch (decoded) {
            case DecodedEmbeddings.Failed(Failure failure) -> failure;
            case DecodedEmbeddings.Vectors(List<EmbeddingVector> some, @Nullable TokenUsage usage) -> {
                if (some.size() != batch.inputs().size()) {
                    yield Failure.of(
                            FailureClass.INVALID_ANSWER,
                            "the provider answered with " + some.size() + " embeddings for "
                                    + batch.inputs().size() + " inputs");
                }
                vectors.addAll(some);
                allReported &= usage != null;
                used = usage == null ? used : used.plus(usage);
                yield null;
            }
        };
    }
}
