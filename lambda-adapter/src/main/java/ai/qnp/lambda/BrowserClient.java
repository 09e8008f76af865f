package ai.qnp.lambda;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.BrowserAccess;
import ai.qnp.core.relay.Client;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client whose answers tell browsers which page may read them, errors as well. The rule is {@link BrowserAccess}'s.
 *
 * @param client where they go
 * @param presentedKey the text that came as a key; null when none did
 * @param origin the {@code Origin} header
 */
record BrowserClient(
        Client client,
        BrowserAccess access,
        @Nullable String presentedKey,
        @Nullable String origin) implements Client {
    @Override
    public void whole(int status, Map<String, String> headers, JsonText body) throws ClientGone {
        client.whole(status, told(headers), body);
    }

    @Override
    public void stream(Map<String, String> headers, EventSource source) throws ClientGone {
        client.stream(told(headers), source);
    }

    private Map<String, String> told(Map<String, String> headers) {
        Map<String, String> more = new HashMap<>(headers);
        more.putAll(access.answer(presentedKey, origin, headers.keySet()));
        return more;
    }

    /** Keeps keys out of logs. */
    @Override
    public String toString() {
        return "BrowserClient[" + origin + "]";
    }
}
