package ai.qnp.lambda;

import ai.qnp.core.relay.Endpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where a path leads. Paths are compared as they are written, so an odd spelling is no way in but unknown. */
sealed interface Route {
    /** One of the endpoints that models answer. */
    record Relayed(Endpoint endpoint) implements Route {}

    /** {@code /models}. */
    record Models() implements Route {}

    /** {@code /models/{id}}; the id may hold slashes. */
    record Model(String id) implements Route {}

    /** Anything else. */
    record Unknown() implements Route {}

    /** What every prefix serves is the same. */
    List<String> PREFIXES = List.of("/v1/", "/api/v1/", "/api/api/v1/");

    /** Finds the route of a path with its percent escapes. */
    static Route of(String path) {
        for (String prefix : PREFIXES) {
            if (path.startsWith(prefix)) {
                return below(path.substring(prefix.length()));
            }
        }
        return new Unknown();
    }

    private static Route below(String path) {
        return switch (path) {
            case "chat/completions" -> new Relayed(Endpoint.CHAT_COMPLETIONS);
            case "embeddings" -> new Relayed(Endpoint.EMBEDDINGS);
            case "images/generations" -> new Relayed(Endpoint.IMAGES);
            case "models" -> new Models();
            default ->
                path.startsWith("models/") && path.length() > "models/".length()
                        ? model(path.substring("models/".length()))
                        : new Unknown();
        };
    }

    private static Route model(String escaped) {
        try {
            // a plus means a space in forms only
            return new Model(URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badEscape) {
            return new Unknown();
        }
    }
}
