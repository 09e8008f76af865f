package ai.qnp.ee.payments;

import ai.qnp.core.openai.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An event as Stripe sends it, signed as Stripe's documentation says, without Stripe's library. */
public record SignedEvent(String body, String signature) {
    /** Signs a body. */
    public static SignedEvent of(String body, String secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return new SignedEvent(
                    body, "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An event's body. */
    public static String body(String id, String type, Instant created, Map<String, ?> object, Map<String, ?> before) {
        return Json.MAPPER.writeValueAsString(Map.of(
                "id",
                id,
                "object",
                "event",
                "api_version",
                "2026-01-28.preview",
                "created",
                created.getEpochSecond(),
                "type",
                type,
                "data",
                Map.of("object", object, "previous_attributes", before)));
    }

    /** A Checkout session for credits. */
    public static Map<String, Object> checkout(String account, String payment, long cents, String paymentStatus) {
        return Map.of(
                "id",
                "cs_" + payment,
                "object",
                "checkout.session",
                "mode",
                "payment",
                "payment_status",
                paymentStatus,
                "payment_intent",
                payment,
                "amount_total",
                cents,
                "currency",
                "usd",
                "customer",
                "cus_" + account,
                "client_reference_id",
                account,
                "metadata",
                Map.of("qnp_account", account));
    }

    /** A charge of which so much was paid back. */
    public static Map<String, Object> refunded(String account, String payment, long cents) {
        return Map.of(
                "id",
                "ch_" + payment,
                "object",
                "charge",
                "payment_intent",
                payment,
                "amount_refunded",
                cents,
                "currency",
                "usd",
                "metadata",
                Map.of("qnp_account", account));
    }

    /** A subscription to the pro tier. */
    public static Map<String, Object> subscription(String account, String id, String status) {
        return Map.of(
                "id",
                id,
                "object",
                "subscription",
                "customer",
                "cus_" + account,
                "status",
                status,
                "metadata",
                Map.of("qnp_account", account));
    }
}
