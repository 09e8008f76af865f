package ai.qnp.ee.signin;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What browsers are asked about passkeys, as WebAuthn has it.
 *
 * @param publicUrl how browsers reach this server: passkeys are bound to its host name
 */
record PasskeyOptions(URI publicUrl) {
    private static final long PATIENCE_MS = 300_000;
    private static final int ED25519 = -8;
    private static final int ES256 = -7;
    private static final int RS256 = -257;

    /** To which name passkeys are bound. */
    String party() {
        return Objects.requireNonNullElse(publicUrl.getHost(), "");
    }

    /** Where passkeys are made and used: scheme, host and port. */
    String origin() {
        return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }

    /** For making one: discoverable, so that nobody need type who they are, and only with the person verified. */
    ObjectNode toMake(Account account, byte[] challenge, List<String> existing) {
        String name = Objects.requireNonNullElse(account.email(), "operator");
        ObjectNode options = options(challenge);
        options.putObject("rp").put("id", party()).put("name", "QNP");
        options.putObject("user")
                .put("id", base64(account.id().getBytes(StandardCharsets.UTF_8)))
                .put("name", name)
                .put("displayName", name);
        ArrayNode algorithms = options.putArray("pubKeyCredParams");
        for (int algorithm : new int[] {ED25519, ES256, RS256}) {
            algorithms.addObject().put("type", "public-key").put("alg", algorithm);
        }
        options.putObject("authenticatorSelection")
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", "required");
        ArrayNode excluded = options.putArray("excludeCredentials");
        existing.forEach(id -> excluded.addObject().put("type", "public-key").put("id", id));
        return options.put("attestation", "none");
    }

    /** For using one, whosever it is. */
    ObjectNode toUse(byte[] challenge) {
        return options(challenge).put("rpId", party()).put("userVerification", "required");
    }

    private static ObjectNode options(byte[] challenge) {
        return Json.MAPPER
                .createObjectNode()
                .put("challenge", base64(challenge))
                .put("timeout", PATIENCE_MS);
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
