package ai.qnp.core.provider.google;

import ai.qnp.core.provider.AnswerContext;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Speech in OpenAI's words. Google's is what OpenAI calls {@code pcm16}: 16 bits, 24 kHz, one channel. */
final class Speech {
    static final String FORMAT = "pcm16";

    private Speech() {}

    /** Writes a whole message's {@code audio}; it can't be referred to in a later turn, so it has expired at once. */
    static void write(ObjectNode message, List<String> pieces, AnswerContext context, int choice) {
        message.putObject("audio")
                .put("id", CallIds.ofAudio(context.completionId(), choice))
                .put("expires_at", context.created().getEpochSecond())
                .put("data", joined(pieces))
                .put("transcript", "");
    }

    /** Writes one piece into a delta. */
    static ObjectNode writePiece(ObjectNode delta, String base64, AnswerContext context, int choice) {
        delta.putObject("audio")
                .put("id", CallIds.ofAudio(context.completionId(), choice))
                .put("data", base64);
        return delta;
    }

    private static String joined(List<String> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            pieces.forEach(piece -> bytes.writeBytes(Base64.getMimeDecoder().decode(piece)));
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IllegalArgumentException notBase64) {
            return String.join("", pieces);
        }
    }
}
