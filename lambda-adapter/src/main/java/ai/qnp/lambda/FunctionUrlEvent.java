package ai.qnp.lambda;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function URL hands over for one HTTP request: payload format 2.0, as far as it is needed. Cookies and the query
 * mean nothing to this API.
 *
 * @param method in capitals
 * @param path as the client sent it, escapes and all
 * @param headers names in lower case; several values of one header are joined by commas
 * @param sourceIp the address that the connection came from
 * @param body null when there was none
 * @param base64 whether the body is base64 of the bytes, and not the text itself
 */
record FunctionUrlEvent(
        String method,
        String path,
        Map<String, String> headers,
        String sourceIp,
        @Nullable String body,
        boolean base64) {
    FunctionUrlEvent {
        headers = Map.copyOf(headers);
    }

    /** A header's value, by its name in lower case; null when it is absent. */
    @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** Keeps keys and prompts out of logs. */
    @Override
    public String toString() {
        return "FunctionUrlEvent[" + method + " " + path + "]";
    }
}
