package ai.qnp.core.relay;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.routing.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One target's try at a request, up to the point where its answer is known to be real. */
final class Attempt {
    private final Upstreams upstreams;
    private final Progress progress;

    Attempt(Upstreams upstreams, Progress progress) {
        this.upstreams = upstreams;
        this.progress = progress;
    }

    /** How an attempt began. */
    sealed interface Begun {
        /** Why there is no answer; null when there is one. */
        default @Nullable Failure failure() {
            return null;
        }

        /** A whole answer is here. */
        record Whole(JsonText json, List<String> dropped) implements Begun {
            public Whole {
                dropped = List.copyOf(dropped);
            }
        }

        /**
         * Something real has come.
         *
         * @param held the opening chunks and the first real part, to be sent first
         */
        record Streaming(LiveStream stream, List<StreamPart> held, List<String> dropped) implements Begun {
            public Streaming {
                held = List.copyOf(held);
                dropped = List.copyOf(dropped);
            }
        }

        /** No answer. */
        record Failed(Failure failure) implements Begun {}
    }

    Begun begin(Target target, ModelRequest request) {
        UpstreamCall call = new UpstreamCall(upstreams, progress, target);
        Begun begun = switch (request) {
            case ChatRequest chat -> new ChatAttempt(call, upstreams, progress, target).begin(chat);
            case EmbeddingsRequest embeddings -> new EmbeddingsAttempt(call, progress, target).begin(embeddings);
            case ImagesRequest images -> new ImagesAttempt(call, progress, target).begin(images);
        };
        return begun instanceof Begun.Failed(Failure failure) ? new Begun.Failed(masked(failure, target)) : begun;
    }

    /** A vendor's message may quote the credential. */
    static Failure masked(Failure failure, Target target) {
        Secret key = target.credential().apiKey();
        return key == null ? failure : failure.without(key);
    }

    /** A vendor that has no such endpoint. */
    static Begun lacks(Target target, String what) {
        return new Begun.Failed(new Failure(
                FailureClass.UNSUPPORTED,
                null,
                target.provider().profile().name() + " has no " + what + ": name another provider's model",
                "unsupported_parameter",
                "model",
                null));
    }

    /** Runs a step on a running answer; a bug in it must not leave the upstream running. */
    static <T> T guarded(Exchange exchange, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException bug) {
            exchange.abort();
            throw bug;
        }
    }

    static List<String> both(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        others.stream().filter(other -> !all.contains(other)).forEach(all::add);
        return all;
    }
}
