package ai.qnp.core.relay;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** One call to one target, up to the point where its answer is known to be real. */
final class Attempt {
    /** Opening chunks that are held back, at most; a vendor that sends more of them is not answering. */
    private static final int MAX_OPENING_CHUNKS = 64;

    private final Transport transport;
    private final RelaySettings settings;
    private final Time time;
    private final ChatRequest request;
    private final Progress progress;

    Attempt(Transport transport, RelaySettings settings, Time time, ChatRequest request, Progress progress) {
        this.transport = transport;
        this.settings = settings;
        this.time = time;
        this.request = request;
        this.progress = progress;
    }

    /** How an attempt began. */
    sealed interface Begun {
        /** A whole answer is here. */
        record Whole(Decoded.Completion completion, List<String> dropped) implements Begun {}

        /**
         * Something real has come.
         *
         * @param held the opening chunks and the first real part, to be sent first
         */
        record Streaming(LiveStream stream, List<StreamPart> held, List<String> dropped) implements Begun {
            public Streaming {
                held = List.copyOf(held);
            }
        }

        /** No answer. */
        record Failed(Failure failure) implements Begun {}
    }

    Begun begin(Target target) {
        ChatTranslator translator = target.provider().chat();
        return switch (translator.encode(request, EncodingContext.of(target.model()))) {
            case Encoded.Unsupported(Failure failure) -> new Begun.Failed(failure);
            case Encoded.NeedsFiles needs -> throw new IllegalStateException("later");
            case Encoded.Ready(UpstreamRequest upstream, List<String> dropped) -> ask(target, upstream, dropped);
        };
    }

    private Begun ask(Target target, UpstreamRequest upstream, List<String> dropped) {
        long asked = time.nanos();
        Opened opened;
        try {
            opened = transport.open(target, upstream, progress.call().firstByteLimit());
        } finally {
            progress.waitedForUpstream(asked);
        }
        return switch (opened) {
            case Opened.NoAnswer(Failure failure) -> new Begun.Failed(failure);
            case Opened.Answering(Exchange exchange) -> {
                try {
                    yield answered(target, exchange, dropped);
                } catch (RuntimeException bug) {
                    exchange.abort();
                    throw bug;
                }
            }
        };
    }

    private Begun answered(Target target, Exchange exchange, List<String> dropped) {
        if (exchange.status() < 200 || exchange.status() > 299) {
            return new Begun.Failed(refused(target, exchange));
        }
        AnswerContext context = new AnswerContext(
                "chatcmpl-" + progress.call().requestId(), progress.arrivedAt(), target.model(), request.choices());
        ChatTranslator translator = target.provider().chat();
        return request.stream()
                ? hold(
                        new LiveStream(
                                exchange, translator.reducer(context), settings.maxAnswerBytes(), progress, time),
                        dropped)
                : whole(exchange, translator, context, dropped);
    }

    private Failure refused(Target target, Exchange exchange) {
        JsonText body = switch (read(exchange, settings.maxErrorBytes())) {
            case BodyRead.Bytes(JsonText text, boolean cut) -> text;
            case BodyRead.Broken broken -> JsonText.of("");
        };
        return target.provider().chat().classify(exchange.status(), exchange.headers(), body);
    }

    private Begun whole(Exchange exchange, ChatTranslator translator, AnswerContext context, List<String> dropped) {
        return switch (read(exchange, settings.maxAnswerBytes())) {
            case BodyRead.Broken(Failure failure) -> new Begun.Failed(failure);
            case BodyRead.Bytes(JsonText text, boolean cut) ->
                cut
                        ? new Begun.Failed(Failure.of(
                                FailureClass.INVALID_ANSWER,
                                "the provider's answer is larger than " + settings.maxAnswerBytes() + " bytes"))
                        : decoded(translator.decode(text, context), dropped);
        };
    }

    private Begun decoded(Decoded decoded, List<String> dropped) {
        return switch (decoded) {
            case Decoded.Failed(Failure failure) -> new Begun.Failed(failure);
            case Decoded.Completion completion -> {
                progress.used(completion.usage());
                progress.finishedBecause(completion.finishReason());
                progress.produced(completion.completionCharacters());
                yield new Begun.Whole(completion, dropped);
            }
        };
    }

    private Begun hold(LiveStream stream, List<String> dropped) {
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

    /** What reading a body gave. */
    private sealed interface BodyRead {
        /** Its bytes, {@code cut} when there were more than the limit. */
        record Bytes(JsonText text, boolean cut) implements BodyRead {}

        /** Why it broke. */
        record Broken(Failure failure) implements BodyRead {}
    }

    private BodyRead read(Exchange exchange, int limit) {
        long asked = time.nanos();
        try {
            byte[] bytes = exchange.body().readNBytes(limit);
            boolean cut = bytes.length == limit && exchange.body().read() >= 0;
            if (cut) {
                exchange.abort();
            } else {
                exchange.finish();
            }
            return new BodyRead.Bytes(JsonText.of(bytes), cut);
        } catch (SocketTimeoutException silent) {
            exchange.abort();
            return new BodyRead.Broken(
                    Failure.of(FailureClass.TIMED_OUT, "the provider sent nothing more within the idle limit"));
        } catch (IOException brokenOff) {
            exchange.abort();
            return new BodyRead.Broken(Failure.of(FailureClass.CUT_OFF, "the provider's answer broke off"));
        } finally {
            progress.waitedForUpstream(asked);
        }
    }
}
