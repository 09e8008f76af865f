package ai.qnp.core.provider.google;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thought signatures on their way through a client's conversation and back, where Google's own OpenAI compatibility
 * keeps them (ai.google.dev/gemini-api/docs/thought-signatures, read 2026-11).
 */
final class Signatures {
    static final String EXTRA_CONTENT = "extra_content";
    /**
     * What Google takes for a call that it did not make itself, another vendor's in an earlier turn: the words {@code
     * skip_thought_signature_validator} as bytes in base64.
     */
    static final String FOREIGN = "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=";

    private static final String VENDOR = "google";
    private static final String SIGNATURE = "thought_signature";
    private static final String OF_PART = "thoughtSignature";

    private Signatures() {}

    /** The signature of one of Google's parts; null when it has none. */
    static @Nullable String ofPart(JsonNode part) {
        String signature = part.path(OF_PART).asString("");
        return signature.isEmpty() ? null : signature;
    }

    /** Keeps a signature in a tool call, an image, a message or a delta. */
    static void keep(ObjectNode entry, @Nullable String signature) {
        if (signature != null) {
            entry.putObject(EXTRA_CONTENT).putObject(VENDOR).put(SIGNATURE, signature);
        }
    }

    /** What a client brings back; null for nothing. */
    static @Nullable String broughtBack(JsonNode entry) {
        String signature =
                entry.path(EXTRA_CONTENT).path(VENDOR).path(SIGNATURE).asString("");
        return signature.isEmpty() ? null : signature;
    }

    /** Puts a signature on one of Google's parts. */
    static void sign(ObjectNode part, @Nullable String signature) {
        if (signature != null) {
            part.put(OF_PART, signature);
        }
    }
}
