package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Rehearsal;
import ai.qnp.core.routing.ChainWarning;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.SageTableText;
import ai.qnp.ee.admin.Rehearsed;
import ai.qnp.ee.admin.SagePreferences;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is said about chains and about Sage, as JSON. */
final class ChainJson {
    private ChainJson() {}

    static ObjectNode rehearsed(Rehearsed rehearsed) {
        Rehearsal rehearsal = rehearsed.rehearsal();
        ObjectNode node = object();
        node.set("outcome", outcome(rehearsal));
        switch (rehearsal.plan()) {
            case Plan.Route route -> {
                node.put("sage", wireName(route.intent()));
                node.set("plan", UsageJson.plan(route.considered()));
            }
            case Plan.NoRoute none -> node.putNull("sage").putArray("plan");
        }
        ArrayNode attempts = node.putArray("attempts");
        rehearsal.attempts().forEach(attempt -> {
            ObjectNode line = UsageJson.attempt(attempt);
            line.remove("ms");
            attempts.add(line);
        });
        node.set("warnings", warnings(rehearsed.warnings()));
        return node;
    }

    static ObjectNode linted(List<ChainWarning> warnings) {
        ObjectNode node = object();
        node.set("warnings", warnings(warnings));
        return node;
    }

    static ArrayNode warnings(List<ChainWarning> warnings) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        warnings.forEach(warning -> array.addObject()
                .put("code", warning.code())
                .put("step", warning.step())
                .put("message", warning.message()));
        return array;
    }

    static ObjectNode sage(SagePreferences preferences) {
        ObjectNode node = object();
        node.set("intents", SageTableText.write(preferences.table()));
        ArrayNode edited = node.putArray("edited");
        preferences.edited().stream().sorted().map(Intent::wireName).forEach(edited::add);
        Instant changedAt = preferences.changedAt();
        return node.put("changed_at", changedAt == null ? null : changedAt.toString());
    }

    /** What the client would get: an answer by a target, or an error. */
    private static ObjectNode outcome(Rehearsal rehearsal) {
        ApiError error = rehearsal.error();
        if (error == null) {
            Attempted last = rehearsal.attempts().getLast();
            return object().put("status", 200).put("provider", last.provider()).put("model", last.model());
        }
        ObjectNode node = object().put("status", error.status());
        if (error.retryAfter() != null) {
            node.put("retry_after", Math.max(1, error.retryAfter().toSeconds()));
        }
        node.set("error", Json.MAPPER.readTree(error.body().utf8()).path("error"));
        return node;
    }

    private static @Nullable String wireName(@Nullable Intent intent) {
        return intent == null ? null : intent.wireName();
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
