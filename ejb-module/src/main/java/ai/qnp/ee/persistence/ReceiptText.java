package ai.qnp.ee.persistence;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.routing.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An outcome's plan and attempts as the JSON text in its usage record's row. */
final class ReceiptText {
    private static final int MAX_TEXT = 2_000;

    private ReceiptText() {}

    static String write(Outcome outcome) {
        ObjectNode receipt = Json.MAPPER.createObjectNode();
        ArrayNode plan = receipt.putArray("plan");
        for (Plan.Considered considered : outcome.plan()) {
            ObjectNode line = plan.addObject()
                    .put("provider", storable(considered.provider()))
                    .put("model", storable(considered.model()))
                    .put("chosen", considered.chosen())
                    .put("reason", storable(considered.reason()));
            if (considered.step() > 0) {
                line.put("step", considered.step());
            }
        }
        ArrayNode attempts = receipt.putArray("attempts");
        for (Attempted attempt : outcome.attempts()) {
            ObjectNode node = attempts.addObject()
                    .put("provider", storable(attempt.provider()))
                    .put("model", storable(attempt.model()))
                    .put("credential", storable(attempt.credential()))
                    .put("ms", attempt.took().toMillis());
            putMillis(node, "began_ms", attempt.began());
            putMillis(node, "first_byte_ms", attempt.firstByte());
            Failure failure = attempt.failure();
            if (failure != null) {
                putFailure(node.putObject("failure"), failure);
            }
        }
        return receipt.toString();
    }

    private static void putFailure(ObjectNode node, Failure failure) {
        node.put("class", failure.failureClass().name().toLowerCase(Locale.ROOT))
                .put("status", failure.status())
                .put("message", storable(failure.message()))
                .put("code", storable(failure.code()))
                .put("param", storable(failure.param()));
        putMillis(node, "retry_after_ms", failure.retryAfter());
    }

    private static void putMillis(ObjectNode node, String field, @Nullable Duration span) {
        if (span != null) {
            node.put(field, span.toMillis());
        }
    }

    private static @Nullable Duration millis(JsonNode node, String field) {
        return node.has(field) ? Duration.ofMillis(node.path(field).asLong()) : null;
    }

    static List<Plan.Considered> readPlan(String text) {
        return Json.MAPPER.readTree(text).path("plan").values().stream()
                .map(node -> new Plan.Considered(
                        node.path("provider").asString(),
                        node.path("model").asString(),
                        node.path("chosen").asBoolean(),
                        node.path("reason").asString(),
                        node.path("step").asInt(0)))
                .toList();
    }

    static List<Attempted> readAttempts(String text) {
        return Json.MAPPER.readTree(text).path("attempts").values().stream()
                .map(node -> new Attempted(
                        node.path("provider").asString(),
                        node.path("model").asString(),
                        node.path("credential").asString(),
                        node.has("failure") ? readFailure(node.path("failure")) : null,
                        Duration.ofMillis(node.path("ms").asLong()),
                        millis(node, "began_ms"),
                        millis(node, "first_byte_ms")))
                .toList();
    }

    private static Failure readFailure(JsonNode node) {
        return new Failure(
                FailureClass.valueOf(node.path("class").asString().toUpperCase(Locale.ROOT)),
                node.hasNonNull("status") ? node.path("status").asInt() : null,
                node.path("message").asString(),
                textOrNull(node.path("code")),
                textOrNull(node.path("param")),
                millis(node, "retry_after_ms"));
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static @Nullable String storable(@Nullable String text) {
        return StorableText.of(text, MAX_TEXT);
    }
}
