package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Requests;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What becomes of a request for a vendor, for tests of single fields. */
public final class Sending {
    private static final String MESSAGES = "[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private final Provider provider;
    private final String model;

    /** To a vendor's model. */
    public Sending(Provider provider, String model) {
        this.provider = provider;
        this.model = model;
    }

    /** To another model of the vendor. */
    public Sending to(String otherModel) {
        return new Sending(provider, otherModel);
    }

    /** What is sent for a short message and these fields. */
    public JsonNode fields(String fields) {
        return body("{\"model\":\"m\",\"messages\":" + MESSAGES + "," + fields + "}");
    }

    /** What is sent for these messages. */
    public JsonNode messages(String messages) {
        return body("{\"model\":\"m\",\"messages\":" + messages + "}").path("messages");
    }

    /** What is sent. */
    public JsonNode body(String request) {
        return switch (encoded(request)) {
            case Encoded.Ready ready ->
                Json.MAPPER.readTree(ready.request().body().utf8());
            case Encoded.Unsupported(Failure failure) -> throw new AssertionError(failure.message());
            case Encoded.NeedsFiles files -> throw new AssertionError("needs files");
        };
    }

    /** The fields that are named as left out, for a short message and these fields. */
    public List<String> dropped(String fields) {
        return switch (encoded("{\"model\":\"m\",\"messages\":" + MESSAGES + "," + fields + "}")) {
            case Encoded.Ready ready -> ready.dropped();
            case Encoded.Unsupported(Failure failure) -> throw new AssertionError(failure.message());
            case Encoded.NeedsFiles files -> throw new AssertionError("needs files");
        };
    }

    /** The field for which a short message with these fields is refused. */
    public String refused(String fields) {
        return refusedBody("{\"model\":\"m\",\"messages\":" + MESSAGES + "," + fields + "}");
    }

    /** The field for which a request is refused. */
    public String refusedBody(String request) {
        return switch (encoded(request)) {
            case Encoded.Unsupported(Failure failure) -> String.valueOf(failure.param());
            case Encoded.Ready ready ->
                throw new AssertionError("sent: " + ready.request().body());
            case Encoded.NeedsFiles files -> throw new AssertionError("needs files");
        };
    }

    private Encoded encoded(String request) {
        return provider.chat().encode(Requests.read(request), EncodingContext.of(model));
    }
}
