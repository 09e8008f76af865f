package ai.qnp.web.manage;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.Json;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.BudgetUse;
import ai.qnp.ee.admin.IssuedKey;
import ai.qnp.ee.admin.KeySettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** API keys as JSON. */
final class KeyJson {
    private KeyJson() {}

    static ObjectNode key(ApiKey key) {
        KeySettings settings = key.settings();
        ObjectNode node =
                object().put("id", key.id()).put("name", settings.name()).put("prefix", key.prefix());
        ArrayNode chain = node.putArray("chain");
        settings.chain().forEach(step -> chain.add(step(step)));
        putAll(
                node.putArray("permissions"),
                settings.permissions().stream()
                        .sorted()
                        .map(Permission::wireName)
                        .toList());
        putAll(node.putArray("allowed_ips"), settings.allowedIps());
        putAll(node.putArray("allowed_referrers"), settings.allowedReferrers());
        node.set("budget", budget(key));
        node.set("limits", limits(settings.limits()));
        node.set("log_bodies", logBodies(settings.logBodies()));
        return node.put("expires_at", time(settings.expiresAt()))
                .put("created_at", time(key.createdAt()))
                .put("revoked_at", time(key.revokedAt()))
                .put("rotated_from", key.rotatedFrom())
                .put("last_used_at", time(key.lastUsedAt()));
    }

    private static JsonNode budget(ApiKey key) {
        Budget budget = key.settings().budget();
        BudgetUse use = key.budgetUse();
        if (budget == null || use == null) {
            return NullNode.getInstance();
        }
        return object().put("amount_usd", MoneyText.of(budget.amount()))
                .put("period", budget.period().wireName())
                .put("spent_usd", MoneyText.of(use.spent()))
                .put("resets_at", time(use.resetsAt()));
    }

    private static JsonNode limits(KeyLimits limits) {
        return limits.equals(KeyLimits.NONE)
                ? NullNode.getInstance()
                : object().put("rpm", limits.rpm()).put("tpm", limits.tpm()).put("rpd", limits.rpd());
    }

    private static JsonNode logBodies(@Nullable BodyLogging logBodies) {
        return logBodies == null
                ? NullNode.getInstance()
                : object().put("retention_days", logBodies.retentionDays()).put("max_bytes", logBodies.maxBytes());
    }

    /** The only time that a key's text is shown. */
    static ObjectNode issuedKey(IssuedKey issued) {
        return key(issued.key()).put("key", issued.text().reveal());
    }

    private static ObjectNode step(ChainStep step) {
        ObjectNode node = object().put("provider", step.provider());
        putAll(node.putArray("models"), step.models());
        return node.put("credential", step.credential());
    }

    private static void putAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
