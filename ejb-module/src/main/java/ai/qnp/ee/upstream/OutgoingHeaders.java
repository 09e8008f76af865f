package ai.qnp.ee.upstream;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.Secret;
import java.util.HashMap;
import java.util.Map;

/** What every call to a provider carries, the credential included. */
final class OutgoingHeaders {
    private static final String AGENT = "qnp";

    private OutgoingHeaders() {}

    static Map<String, String> of(ProviderProfile profile, Credential credential, boolean stream) {
        Map<String, String> headers = new HashMap<>(profile.headers());
        headers.put("Content-Type", "application/json");
        headers.put("Accept", stream ? "text/event-stream" : "application/json");
        headers.put("User-Agent", AGENT);
        Secret key = credential.apiKey();
        if (key != null) {
            headers.put(profile.auth().header(), profile.auth().prefix() + key.reveal());
        }
        return headers;
    }
}
