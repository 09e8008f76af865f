package ai.qnp.ee.payments;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.Texts;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads Stripe's events: the signature by Stripe's own library, the fields by name, so that an endpoint which was made for
 * another version of Stripe's API than the library's is understood as well.
 */
final class StripeEvents {
    /** How old a signature may be. Stripe signs anew each time that it sends an event. */
    private static final long TOLERANCE_SECONDS = 300;

    private static final int MAX_ID = 200;

    private StripeEvents() {}

    /** The event, when it is signed by who knows the secret, and lately. */
    static Answer<PaymentEvent> read(byte[] body, @Nullable String signature, Secret secret, Instant now) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!isGenuine(text, signature == null ? "" : signature, secret, now)) {
            return refused(
                    "invalid_signature",
                    "The header Stripe-Signature does not fit the body, is too old, or was made with another secret.");
        }
        try {
            return event(Json.MAPPER.readTree(text));
        } catch (JacksonException malformed) {
            return refused("invalid_event", "The body is not valid JSON.");
        }
    }

    private static boolean isGenuine(String body, String signature, Secret secret, Instant now) {
        try {
            return Webhook.Signature.verifyHeader(
                    body, signature, secret.reveal(), TOLERANCE_SECONDS, Clock.fixed(now, ZoneOffset.UTC));
        } catch (SignatureVerificationException forged) {
            return false;
        } catch (RuntimeException garbage) {
            // the library trusts the header to be well-formed: no number, no "="
            return false;
        }
    }

    private static Answer<PaymentEvent> event(JsonNode event) {
        String id = event.path("id").asString("");
        String type = event.path("type").asString("");
        JsonNode created = event.path("created");
        if (id.isBlank() || !Texts.isShortLine(id, MAX_ID) || !created.canConvertToLong()) {
            return refused("invalid_event", "The body is no event: it needs an id and the time of its making.");
        }
        return new Answer.Done<>(
                new PaymentEvent(id, type, Instant.ofEpochSecond(created.asLong()), StripeEffects.of(type, event)));
    }

    private static <T> Answer<T> refused(String code, String message) {
        return new Answer.Refused<>(ApiError.invalid(code, message, null));
    }
}
