package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.JmxSession;
import ai.qnp.acceptance.upstream.Answers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the operator is told about the server, held against what can be known of it otherwise. */
@AcceptanceTest
class SystemIT {
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern LIBERTY = Pattern.compile("<liberty.version>([^<]+)</liberty.version>");
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*");

    private final Gateway gateway;

    SystemIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private JsonNode system() {
        return gateway.manage().call("GET", "/system", null).expect(200).json();
    }

    @Test
    void namesWhatRuns() throws Exception {
        String build = Files.readString(root().resolve("pom.xml"));

        JsonNode system = system();

        assertThat(system.path("version").asString()).isEqualTo(first(VERSION, build));
        assertThat(system.path("liberty").asString()).isEqualTo(first(LIBERTY, build));
        try (JmxSession jmx = JmxSession.attach(gateway.process())) {
            RuntimeMXBean process = ManagementFactory.getPlatformMXBean(jmx.connection(), RuntimeMXBean.class);
            MemoryMXBean memory = ManagementFactory.getPlatformMXBean(jmx.connection(), MemoryMXBean.class);
            assertThat(Instant.parse(system.path("started_at").asString()))
                    .isEqualTo(Instant.ofEpochMilli(process.getStartTime()));
            assertThat(system.path("java").asString())
                    .isEqualTo(process.getSystemProperties().get("java.runtime.version"));
            assertThat(system.at("/memory/heap_max_bytes").asLong())
                    .isEqualTo(memory.getHeapMemoryUsage().getMax());
        }
        assertThat(system.at("/memory/heap_used_bytes").asLong())
                .isPositive()
                .isLessThan(system.at("/memory/heap_max_bytes").asLong());
        assertThat(system.at("/memory/threads").asInt()).isGreaterThan(10);
    }

    @Test
    void namesItsDatabase() throws Exception {
        JsonNode database = system().path("database");

        assertThat(database.path("schema").asInt()).isEqualTo(newestMigration());
        assertThat(database.path("answer_ms").asDouble()).isPositive().isLessThan(5_000);
        if (Gateway.onPostgres()) {
            assertThat(database.path("product").asString()).isEqualTo("PostgreSQL");
            assertThat(database.path("version").asString()).isEqualTo(ofPostgres("show server_version"));
            assertThat(database.path("embedded").asBoolean()).isFalse();
        } else {
            assertThat(database.path("product").asString()).isEqualTo("H2");
            assertThat(database.path("embedded").asBoolean()).isTrue();
        }
    }

    @Test
    void countsAsJmxDoes() {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.fails(500, Answers.error("broken", "server_error", "broken")));
        Caller caller = gateway.callerOver(provider);
        JsonNode before = Eventually.get("quiet", () -> system().path("gateway"), counts -> inFlight(counts) == 0);

        // when
        caller.chat(Caller.ask("m1")).expect(502);

        // then
        JsonNode after = Eventually.get("an end", () -> system().path("gateway"), counts -> inFlight(counts) == 0);
        assertThat(after.path("requests").asLong())
                .isEqualTo(before.path("requests").asLong() + 1);
        assertThat(after.path("failed_requests").asLong())
                .isEqualTo(before.path("failed_requests").asLong() + 1);
        assertThat(before.path("failures_by_provider").has(provider)).isFalse();
        assertThat(after.path("failures_by_provider").path(provider).asLong()).isEqualTo(1);
    }

    private static long inFlight(JsonNode counts) {
        return counts.path("in_flight").asLong(-1);
    }

    @Test
    void showsEveryNodeOnItsDatabase() throws Exception {
        JsonNode nodes = system().path("nodes");

        assertThat(nodes).singleElement().satisfies(node -> {
            assertThat(node.path("own").asBoolean()).isTrue();
            assertThat(node.path("alive").asBoolean()).isTrue();
        });
        if (Gateway.onPostgres()) {
            onPostgres("insert into nodes (id, started_at, beat) values ('another', now(), 1)");
            JsonNode both = system().path("nodes");
            onPostgres("delete from nodes where id = 'another'");

            assertThat(both).hasSize(2);
            assertThat(both.path(1).path("id").asString()).isEqualTo("another");
            assertThat(both.path(1).path("own").asBoolean()).isFalse();
            assertThat(both.path(1).path("alive").asBoolean()).isTrue();
        }
    }

    @Test
    void saysWhatIsSwitchedOnAndNoSecret() {
        String body = gateway.manage().call("GET", "/system", null).expect(200).body();

        JsonNode parts = system().path("parts");
        assertThat(parts.toString())
                .isEqualTo("{\"sign_in\":[\"admin-token\"],\"sign_up\":false,\"payments\":false,"
                        + "\"billing\":\"credits\",\"trusted_proxies\":0}");
        assertThat(body).doesNotContain(Gateway.ADMIN_TOKEN, Gateway.OPENAI_SECRET, Gateway.ANTHROPIC_SECRET, "c41d");
    }

    private static int newestMigration() throws IOException {
        Path scripts = root().resolve("ejb-module/src/main/resources/db/migration");
        try (Stream<Path> files = Files.walk(scripts)) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(script -> Integer.parseInt(script.group(1)))
                    .max()
                    .orElseThrow();
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Path root() {
        return Path.of(System.getProperty("qnp.root"));
    }

    private String ofPostgres(String query) throws SQLException {
        try (Connection connection = postgres();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void onPostgres(String change) throws SQLException {
        try (Connection connection = postgres();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    private Connection postgres() throws SQLException {
        return Objects.requireNonNull(gateway.postgres()).getPostgresDatabase().getConnection();
    }
}
