package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Permission;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.health.Healths;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.routing.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which bodies the relay hands over to be kept. */
class LoggedBodiesTest {
    private static final String SENT = "{\"model\":\"none\",\"messages\":[{\"role\":\"user\",\"content\":\"Grüße\"}]}";

    private final Key key = Key.wellFormed();
    private final FakeTime time = new FakeTime();
    private final List<LoggedBody> bodies = new ArrayList<>();

    @Test
    void aKeyWithoutLoggingLeavesNothing() {
        send(null, SENT);

        assertThat(bodies).isEmpty();
    }

    @Test
    void aBodyIsHandedOverAsItCameWithItsRequestAndItsTime() {
        send(new BodyLogging(7, 1000), SENT);

        assertThat(bodies)
                .containsExactly(new LoggedBody(
                        "req_1",
                        "account-1",
                        "key-1",
                        time.now(),
                        time.now().plus(Duration.ofDays(7)),
                        JsonText.of(SENT).utf8().length,
                        JsonText.of(SENT)));
        assertThat(bodies.getFirst().isCut()).isFalse();
    }

    @Test
    void aLongerBodyIsCutAfterSoManyBytes() {
        send(new BodyLogging(7, 10), SENT);

        LoggedBody body = bodies.getFirst();
        assertThat(body.bytes()).isEqualTo(JsonText.of(SENT.substring(0, 10)));
        assertThat(body.size()).isEqualTo(JsonText.of(SENT).utf8().length);
        assertThat(body.isCut()).isTrue();
    }

    @Test
    void aBodyThatCantBeReadIsKeptToo() {
        send(new BodyLogging(7, 1000), "{\"model\":");

        assertThat(bodies).extracting(LoggedBody::bytes).containsExactly(JsonText.of("{\"model\":"));
    }

    @Test
    void aRequestThatIsTurnedAwayBeforeItsBodyLeavesNothing() {
        send(new BodyLogging(7, 1000), SENT, EnumSet.of(Permission.IMAGES));

        assertThat(bodies).isEmpty();
    }

    @Test
    void whatIsPrintedOfItHoldsNoPrompt() {
        send(new BodyLogging(7, 1000), SENT);

        assertThat(bodies.toString()).doesNotContain("Grüße").contains("req_1");
    }

    private void send(@Nullable BodyLogging logging, String body) {
        send(logging, body, EnumSet.allOf(Permission.class));
    }

    private void send(@Nullable BodyLogging logging, String body, Set<Permission> permissions) {
        Grant grant = new Grant(
                "key-1", "key-1", "account-1", Scope.of(permissions), List.of(), Map.of(), Spending.UNLIMITED, logging);
        Relay relay = new Relay(
                new Gate(hash -> new Grants.Lookup.Found(grant), time),
                () -> new Platform(List.of(), new Catalogue("1", List.of(), Map.of())),
                new Upstreams(new FakeTransport(), new FakeFiles(), Healths.fresh(), time, RelaySettings.DEFAULTS),
                new Accounting(new FakeLimits(), new FakeReservations(), new FakeUsageRecords()),
                bodies::add,
                new FakeObserver(),
                new FakeTimers());
        relay.relay(key.chat(body, time), new FakeClient());
    }
}
