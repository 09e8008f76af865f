package ai.qnp.core.relay;

import ai.qnp.core.openai.BodyBytes;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.ErrorClassifier;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.FetchedFile;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One call to one target: the request in the vendor's words, sent, and its answer read. */
final class UpstreamCall {
    private final Upstreams upstreams;
    private final Progress progress;
    private final Target target;

    UpstreamCall(Upstreams upstreams, Progress progress, Target target) {
        this.upstreams = upstreams;
        this.progress = progress;
        this.target = target;
    }

    /** What sending gave. */
    sealed interface Sent {
        /** An answer with a status of 2xx has begun. */
        record Answering(Exchange exchange, List<String> dropped) implements Sent {}

        /** None will come. */
        record Failed(Failure failure) implements Sent {}
    }

    /** Encodes, fetching the files that the vendor wants as bytes, sends, and waits for the answer's head. */
    Sent send(Function<EncodingContext, Encoded> encoder, ErrorClassifier errors) {
        EncodingContext context =
                new EncodingContext(target.model(), progress.consumption().facts(target), Map.of());
        return switch (encoder.apply(context)) {
            case Encoded.Unsupported(Failure failure) -> new Sent.Failed(failure);
            case Encoded.Ready ready -> open(ready, errors);
            case Encoded.NeedsFiles(Set<String> addresses) -> {
                Map<String, FetchedFile> files = new HashMap<>();
                Failure failure = null;
                for (String address : addresses) {
                    switch (progress.fetched(address, upstreams.files())) {
                        case RemoteFiles.Fetched.Complete(FetchedFile file) -> files.put(address, file);
                        case RemoteFiles.Fetched.Refused(String reason) -> failure = notFetched(reason);
                    }
                }
                yield failure == null
                        ? switch (encoder.apply(context.with(files))) {
                            case Encoded.Ready ready -> open(ready, errors);
                            case Encoded.Unsupported(Failure unsupported) -> new Sent.Failed(unsupported);
                            // not reached: all that it can need is there
                            case Encoded.NeedsFiles again -> new Sent.Failed(notFetched("a file is still missing"));
                        }
                        : new Sent.Failed(failure);
            }
        };
    }

    /** Another vendor may fetch the file itself, so the next target is tried. */
    private Failure notFetched(String reason) {
        String name = target.provider().profile().name();
        return new Failure(
                FailureClass.UNSUPPORTED,
                null,
                name + " takes files only as bytes, and a file of this request can't be fetched for it: " + reason
                        + ". Send it as a base64 data URI",
                "unsupported_parameter",
                "messages",
                null);
    }

    private Sent open(Encoded.Ready ready, ErrorClassifier errors) {
        return switch (opened(ready.request())) {
            case Opened.NoAnswer(Failure failure) -> new Sent.Failed(failure);
            case Opened.Answering(Exchange exchange) -> {
                progress.timing().headCame();
                boolean answers = exchange.status() >= 200 && exchange.status() <= 299;
                yield answers
                        ? new Sent.Answering(exchange, ready.dropped())
                        : new Sent.Failed(refused(exchange, errors));
            }
        };
    }

    private Opened opened(UpstreamRequest request) {
        long asked = upstreams.time().nanos();
        try {
            return upstreams.transport().open(target, request, progress.call().firstByteLimit());
        } finally {
            progress.timing().waitedForUpstream(asked);
        }
    }

    private Failure refused(Exchange exchange, ErrorClassifier errors) {
        JsonText body = switch (read(exchange, upstreams.settings().maxErrorBytes())) {
            case BodyRead.Bytes(JsonText text, boolean cut) -> text;
            case BodyRead.Broken broken -> JsonText.of("");
        };
        return errors.classify(exchange.status(), exchange.headers(), body);
    }

    /** What reading a whole answer gave. */
    sealed interface Whole {
        /** All of it. */
        record Body(JsonText text) implements Whole {}

        /** It broke, or is too large. */
        record Failed(Failure failure) implements Whole {}
    }

    /** Reads the answer to its end. */
    Whole whole(Exchange exchange) {
        int limit = upstreams.settings().maxAnswerBytes();
        return switch (read(exchange, limit)) {
            case BodyRead.Broken(Failure failure) -> new Whole.Failed(failure);
            case BodyRead.Bytes(JsonText text, boolean cut) ->
                cut
                        ? new Whole.Failed(Failure.of(
                                FailureClass.INVALID_ANSWER,
                                "the provider's answer is larger than " + limit + " bytes"))
                        : new Whole.Body(text);
        };
    }

    /** What reading a body gave. */
    private sealed interface BodyRead {
        /** Its bytes, {@code cut} when there were more than the limit. */
        record Bytes(JsonText text, boolean cut) implements BodyRead {}

        /** Why it broke. */
        record Broken(Failure failure) implements BodyRead {}
    }

    private BodyRead read(Exchange exchange, int limit) {
        long asked = upstreams.time().nanos();
        InputStream body = new TimelyBody(exchange.body(), progress);
        try {
            byte[] bytes = BodyBytes.read(body, -1, limit);
            boolean cut = bytes.length == limit && body.read() >= 0;
            if (cut) {
                exchange.abort();
            } else {
                exchange.finish();
            }
            return new BodyRead.Bytes(JsonText.of(bytes), cut);
        } catch (SocketTimeoutException late) {
            exchange.abort();
            return new BodyRead.Broken(Failure.of(FailureClass.TIMED_OUT, TimelyBody.why(late)));
        } catch (IOException brokenOff) {
            exchange.abort();
            return new BodyRead.Broken(Failure.of(FailureClass.CUT_OFF, "the provider's answer broke off"));
        } finally {
            progress.timing().waitedForUpstream(asked);
        }
    }
}
