package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.FakeUpstream;
import org.junit.jupiter.api.Test;

@AcceptanceTest
class OutboundTlsIT {
    private final Gateway gateway;

    OutboundTlsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void reachesAProviderWhoseCaTheJdkTrusts() throws Exception {
        Caller caller = gateway.callerOver("trusted");
        assertThat(caller.chat(Caller.ask("m1")).expect(200).text()).isEqualTo("Hello there");
        try (EventStream stream = caller.stream(Caller.askStream("m1"))) {
            assertThat(EventStream.text(stream.rest())).isEqualTo("Hello there");
        }
    }

    @Test
    void refusesAnUnknownCa() {
        isRefused("stranger", gateway.stranger());
    }

    @Test
    void refusesACertificateForAnotherHost() {
        isRefused("misnamed", gateway.misnamed());
    }

    private void isRefused(String provider, FakeUpstream upstream) {
        // when
        Answer answer = gateway.callerOver(provider).chat(Caller.ask("m1")).expect(503);

        // then
        assertThat(answer.code()).isEqualTo("providers_unavailable");
        assertThat(answer.error().path("message").asString()).contains(provider);
        assertThat(upstream.received(provider)).isEmpty();
    }
}
