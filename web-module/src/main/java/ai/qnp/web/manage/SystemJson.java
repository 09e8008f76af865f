package ai.qnp.web.manage;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.accounting.WatchedNode;
import ai.qnp.ee.operations.SystemStatus;
import ai.qnp.ee.persistence.DatabaseState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a server's state. */
final class SystemJson {
    private static final int NANOS_A_MICRO = 1_000;
    /** Of a millisecond: an embedded database answers in less than one. */
    private static final int DIGITS = 3;

    private SystemJson() {}

    static ObjectNode system(SystemStatus status) {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("version", status.program().version())
                .put("java", status.program().java())
                .put("liberty", status.program().liberty())
                .put("started_at", status.startedAt().toString());
        putDatabase(node.putObject("database"), status.database(), status.embedded());
        node.putObject("journal")
                .put("waiting_bytes", status.journal().waiting())
                .put("refused_bytes", status.journal().refused());
        ArrayNode nodes = node.putArray("nodes");
        status.nodes().forEach(each -> nodes.add(node(each)));
        putCounted(node.putObject("gateway"), status.counted());
        node.putObject("memory")
                .put("heap_used_bytes", status.memory().heapUsed())
                .put("heap_max_bytes", status.memory().heapMax())
                .put("threads", status.memory().threads());
        putParts(node.putObject("parts"), status.parts());
        return node;
    }

    private static void putDatabase(ObjectNode node, DatabaseState database, boolean embedded) {
        node.put("product", database.product())
                .put("version", database.version())
                .put("embedded", embedded)
                .put("schema", database.schema())
                .put("answer_ms", millis(database.answered()));
    }

    private static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / NANOS_A_MICRO, DIGITS);
    }

    private static ObjectNode node(WatchedNode node) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", node.id())
                .put("started_at", node.startedAt().toString())
                .put("last_beat_at", node.lastBeat().toString())
                .put("own", node.own())
                .put("alive", node.alive());
    }

    private static void putCounted(ObjectNode node, SystemStatus.Counted counted) {
        node.put("requests", counted.requests())
                .put("in_flight", counted.inFlight())
                .put("failed_requests", counted.failedRequests());
        putCounts(node.putObject("failures_by_provider"), counted.failures());
        putCounts(node.putObject("calls_under_way"), counted.callsUnderWay());
        putLines(node.putArray("unhealthy_targets"), counted.unhealthyTargets());
        putLines(node.putArray("failing_credentials"), counted.failingCredentials());
    }

    private static void putCounts(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }

    private static void putLines(ArrayNode node, List<String> lines) {
        lines.forEach(node::add);
    }

    private static void putParts(ObjectNode node, SystemStatus.Parts parts) {
        ArrayNode signIn = node.putArray("sign_in");
        parts.signIn().forEach(method -> signIn.add(method.wireName()));
        node.put("sign_up", parts.signUp())
                .put("payments", parts.payments())
                .put("billing", parts.billing() ? "credits" : "off")
                .put("trusted_proxies", parts.trustedProxies());
    }
}
