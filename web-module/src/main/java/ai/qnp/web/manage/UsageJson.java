package ai.qnp.web.manage;

import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.routing.Plan;
import ai.qnp.ee.admin.UsageField;
import ai.qnp.ee.admin.UsageSummary;
import ai.qnp.ee.admin.UsageTotals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests that were made, what became of them, and their sums, as JSON. */
final class UsageJson {
    private static final int OK = 200;

    private UsageJson() {}

    static ObjectNode usage(UsageRecord made) {
        ObjectNode node = object();
        for (UsageField field : UsageField.values()) {
            node.set(field.wireName(), value(field.of(made)));
        }
        return node;
    }

    /** The usage record, its count of attempts replaced by the attempts themselves, with the plan. */
    static ObjectNode receipt(Outcome outcome) {
        ObjectNode node = usage(outcome.record());
        node.set("plan", plan(outcome.plan()));
        ArrayNode attempts = node.putArray("attempts");
        outcome.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return node;
    }

    static ArrayNode plan(List<Plan.Considered> lines) {
        ArrayNode plan = Json.MAPPER.createArrayNode();
        for (Plan.Considered considered : lines) {
            ObjectNode line = plan.addObject()
                    .put("provider", considered.provider())
                    .put("model", considered.model())
                    .put("chosen", considered.chosen())
                    .put("reason", considered.reason());
            if (considered.step() > 0) {
                line.put("step", considered.step());
            }
        }
        return plan;
    }

    static ObjectNode summary(UsageSummary summary) {
        return Replies.list(summary.lines(), null, line -> {
            UsageTotals totals = line.totals();
            return object().put(summary.groupBy().wireName(), line.group())
                    .put("requests", totals.requests())
                    .put("errors", totals.errors())
                    .put("prompt_tokens", totals.promptTokens())
                    .put("completion_tokens", totals.completionTokens())
                    .put("cached_tokens", totals.cachedTokens())
                    .put("cache_write_tokens", totals.cacheWriteTokens())
                    .put("reasoning_tokens", totals.reasoningTokens())
                    .put("unpriced_requests", totals.unpriced())
                    .put("cost_usd", MoneyText.of(totals.cost()));
        });
    }

    static ObjectNode attempt(Attempted attempt) {
        Failure failure = attempt.failure();
        ObjectNode node = object().put("provider", attempt.provider())
                .put("model", attempt.model())
                .put("credential", attempt.credential());
        if (failure == null) {
            node.put("status", OK).putNull("error_class").putNull("message");
        } else {
            node.put("status", failure.status())
                    .put("error_class", failure.failureClass().name().toLowerCase(Locale.ROOT))
                    .put("message", failure.message());
        }
        node.put("ms", attempt.took().toMillis());
        putMillis(node, "began_ms", attempt.began());
        putMillis(node, "first_byte_ms", attempt.firstByte());
        return node;
    }

    /** A span that is not known, as a rehearsal's, is left out. */
    private static void putMillis(ObjectNode node, String field, @Nullable Duration span) {
        if (span != null) {
            node.put(field, span.toMillis());
        }
    }

    private static JsonNode value(@Nullable Object value) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (value) {
            case null -> nodes.nullNode();
            case String text -> nodes.stringNode(text);
            case Boolean flag -> nodes.booleanNode(flag);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Instant time -> nodes.stringNode(time.toString());
            case BigDecimal money -> nodes.stringNode(MoneyText.of(money));
            case Object other -> throw new IllegalStateException("no JSON for a " + other.getClass());
        };
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
