package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.JmxSession;
import ai.qnp.acceptance.upstream.Answers;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AcceptanceTest
class OperationsIT {
    private final Gateway gateway;

    OperationsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/health"})
    void isHealthy(String path) {
        Answer answer = gateway.http().send("GET", path, null).expect(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("UP");
    }

    @Test
    void isReadyOnlyWithItsDatabase() {
        Answer answer = gateway.http().send("GET", "/health/ready", null).expect(200);
        assertThat(answer.json().path("checks")).isNotEmpty();
        assertThat(answer.body()).containsIgnoringCase("database");
    }

    @Test
    void countsRequestsAndTellsNoSecret() {
        // given
        String provider = gateway.provider();
        Caller caller = gateway.callerOver(provider);
        caller.chat(Caller.ask("m1")).expect(200);

        // when
        Answer metrics = gateway.http().send("GET", "/metrics", null).expect(200);

        // then
        List<String> ours =
                metrics.body().lines().filter(line -> line.startsWith("qnp_")).toList();
        assertThat(ours).isNotEmpty().anyMatch(line -> line.contains("\"" + provider + "\""));
        assertThat(metrics.body())
                .containsPattern("qnp_settlement_seconds_bucket\\{[^}]*le=\"0.003\"[^}]*} [1-9]")
                .doesNotContain(caller.key(), Gateway.ADMIN_TOKEN, Gateway.OPENAI_SECRET, Gateway.secretOf(provider));
        assertThat(metrics.body()).as("not even a key's beginning").doesNotContainPattern("qnp-[0-9A-Za-z]{8}");
    }

    /** A quantile takes half a megabyte for each provider and status, and can't be added up over servers. */
    @Test
    void tellsTimesAsCountsByUpperBound() {
        // given
        String provider = gateway.provider();
        gateway.callerOver(provider).chat(Caller.ask("m1")).expect(200);

        // when
        String metrics =
                gateway.http().send("GET", "/metrics", null).expect(200).body();

        // then
        for (String name : List.of("qnp_request", "qnp_time_to_first_token", "qnp_gateway")) {
            assertThat(metrics.lines().filter(line -> line.contains("\"" + provider + "\"")))
                    .anyMatch(line -> line.startsWith(name + "_seconds_bucket{") && line.contains("le=\"0.05\""))
                    .anyMatch(line -> line.startsWith(name + "_seconds_sum{"));
        }
        assertThat(metrics.lines().filter(line -> line.startsWith("qnp_")))
                .noneMatch(line -> line.contains("quantile="));
    }

    /** The server's own page asks for a session when it is read for the first time. */
    @Test
    void leavesNoCookieWithWhoeverReadsFigures() {
        for (String path : List.of("/metrics", "/health", "/openapi")) {
            assertThat(gateway.http().send("GET", path, null).header("Set-Cookie"))
                    .isEmpty();
        }
    }

    @Test
    void showsTheGatewayInJConsole() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.fails(500, Answers.error("broken", "server_error", "broken")));
        gateway.callerOver(provider).chat(Caller.ask("m1")).expect(502);

        // when
        try (JmxSession jmx = JmxSession.attach(gateway.process())) {
            MBeanServerConnection server = jmx.connection();
            var name = new ObjectName("ai.qnp:type=Gateway");

            // then
            assertThat(server.isRegistered(name)).isTrue();
            assertThat(Arrays.stream(server.getMBeanInfo(name).getAttributes()).map(MBeanAttributeInfo::getName))
                    .contains("Requests", "InFlight", "FailuresByProvider");
            assertThat((Long) server.getAttribute(name, "Requests")).isPositive();
            assertThat(((Number) server.getAttribute(name, "InFlight")).longValue())
                    .isGreaterThanOrEqualTo(0);
            var failures = (TabularData) server.getAttribute(name, "FailuresByProvider");
            assertThat(failures.get(new Object[] {provider}).get("value")).isEqualTo(1L);
            server.invoke(name, "reloadProviders", new Object[0], new String[0]);
        }
        gateway.callerOver(gateway.provider()).chat(Caller.ask("m1")).expect(200);
    }
}
