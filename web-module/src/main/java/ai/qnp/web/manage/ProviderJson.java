package ai.qnp.web.manage;

import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.Trouble;
import ai.qnp.core.health.UnwellTarget;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.ee.operations.ProviderReport;
import ai.qnp.ee.operations.ProviderStatus;
import ai.qnp.ee.platform.ProviderProbes;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of providers' health. */
final class ProviderJson {
    private ProviderJson() {}

    static ObjectNode provider(ProviderStatus status) {
        ObjectNode node = object().put("id", status.id())
                .put("name", status.name())
                .put("configured", status.configured())
                .put("state", word(status.state()))
                .put("cooling_until", time(status.coolsUntil()));
        putTrouble(node, status.last());
        node.put("attempts", status.attempts())
                .put("failed_attempts", status.failedAttempts())
                .put("calls_under_way", status.calls().underWay())
                .put("max_concurrent", status.calls().max())
                .put("calls_turned_away", status.calls().turnedAway());
        putProbe(node, status.probe());
        ArrayNode targets = node.putArray("targets");
        status.targets().forEach(target -> targets.add(target(target)));
        ArrayNode credentials = node.putArray("credentials");
        status.credentials().forEach(failing -> credentials.add(credential(failing)));
        return node;
    }

    private static ObjectNode target(UnwellTarget target) {
        ObjectNode node = object().put("model", target.key().model())
                .put("credential", target.key().credential())
                .put("state", target.coolsUntil() == null ? "probing" : "cooling_down")
                .put("cooling_until", time(target.coolsUntil()));
        putTrouble(node, target.last());
        return node;
    }

    private static ObjectNode credential(FailingCredential failing) {
        ObjectNode node =
                object().put("credential", failing.key().credential()).put("failing_since", time(failing.since()));
        putTrouble(node, failing.last());
        return node;
    }

    /** Why and since when its provider turns a credential down, as far as this server knows; null when it does not. */
    static JsonNode failing(String credentialId, ProviderReport report) {
        return report.failingCredentials().stream()
                .filter(failing -> failing.key().credential().equals(credentialId))
                .findFirst()
                .<JsonNode>map(ProviderJson::failing)
                .orElseGet(Json.MAPPER::nullNode);
    }

    private static ObjectNode failing(FailingCredential failing) {
        return object().put("since", time(failing.since()))
                .put("class", word(failing.last().failureClass()))
                .put("message", failing.last().message());
    }

    private static void putProbe(ObjectNode node, ProviderProbes.@Nullable Probed probe) {
        if (probe == null) {
            node.putNull("probe");
            return;
        }
        Failure failure = probe.failure();
        node.putObject("probe")
                .put("ok", failure == null)
                .put("at", time(probe.at()))
                .put("class", failure == null ? null : word(failure.failureClass()))
                .put("message", failure == null ? null : failure.message());
    }

    private static void putTrouble(ObjectNode node, @Nullable Trouble trouble) {
        if (trouble == null) {
            node.putNull("last_error");
            return;
        }
        node.putObject("last_error")
                .put("class", word(trouble.failureClass()))
                .put("message", trouble.message())
                .put("at", time(trouble.at()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
