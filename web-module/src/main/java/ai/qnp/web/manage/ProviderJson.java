package ai.qnp.web.manage;

import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.Trouble;
import ai.qnp.core.health.UnwellTarget;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.operations.ProviderStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
