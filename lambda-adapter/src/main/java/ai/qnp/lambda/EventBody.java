package ai.qnp.lambda;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The body of an event.
 *
 * @param limit in bytes, of the body itself and not of its base64
 */
record EventBody(FunctionUrlEvent event, long limit) implements RequestBody {
    @Override
    public Read read() {
        String text = event.body() == null ? "" : event.body();
        long atLeast = event.base64() ? text.length() / 4 * 3L - 2 : text.length();
        if (atLeast > limit) {
            return new Read.TooLarge(limit);
        }
        byte[] bytes;
        try {
            bytes = event.base64() ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return new Read.Broken();
        }
        return bytes.length > limit ? new Read.TooLarge(limit) : new Read.Complete(JsonText.of(bytes));
    }
}
