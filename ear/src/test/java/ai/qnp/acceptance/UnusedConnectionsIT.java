package ai.qnp.acceptance;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A burst opens many connections to providers; they are given back. */
@AcceptanceTest
@Tag("once")
class UnusedConnectionsIT {
    private final Gateway gateway;

    UnusedConnectionsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void closesAConnectionThatItsProviderWantsToKeepNoLonger() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, talk -> talk.json(200, Answers.completion("hello"), "Keep-Alive", "timeout=1"));

        // when
        gateway.callerOver(provider).chat(Caller.ask("m1")).expect(200);

        // then, without another request
        gateway.upstream().await(provider).awaitHangUp();
    }
}
