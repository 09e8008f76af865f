package ai.qnp.ee.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.relay.InProcessExchange;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import ai.qnp.ee.settings.FakeConfig;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedTransportTest {
    private final ProviderCalls calls =
            new ProviderCalls(new CallRules(new FakeConfig(Map.of("qnp.provider.narrow.max-concurrent", "2"))));
    private final Transport answering = bounded(
            (target, request, limit) -> new Opened.Answering(new InProcessExchange(InputStream.nullInputStream())));

    @Test
    void makesNoMoreCallsToAProviderThanAllowed() {
        open(answering, "narrow");
        open(answering, "narrow");

        Opened third = answering.open(target("narrow"), request(), null);
        Opened elsewhere = answering.open(target("wide"), request(), null);

        assertThat(third).isInstanceOf(Opened.NoAnswer.class);
        Failure failure = ((Opened.NoAnswer) third).failure();
        assertThat(failure.failureClass()).isEqualTo(FailureClass.OVERLOADED);
        assertThat(failure.code()).as("no fault of the provider's").isEqualTo(Transport.BUSY_HERE);
        assertThat(elsewhere).isInstanceOf(Opened.Answering.class);
        assertThat(calls.of("narrow")).isEqualTo(new ProviderCalls.State(2, 2, 1));
        assertThat(calls.underWay()).isEqualTo(Map.of("narrow", 2L, "wide", 1L));
    }

    @Test
    void aCallCountsToTheEndOfItsAnswerAndEndsOnce() {
        Exchange first = open(answering, "narrow");
        Exchange second = open(answering, "narrow");

        first.finish();
        first.abort();
        second.abort();
        second.abort();

        assertThat(calls.of("narrow").underWay()).isZero();
    }

    @Test
    void aCallThatNobodyAnsweredIsOver() {
        Transport refusing = bounded((target, request, limit) ->
                new Opened.NoAnswer(Failure.of(FailureClass.UNREACHABLE, "the provider refused the connection")));
        Transport broken = bounded((target, request, limit) -> {
            throw new IllegalStateException("a bug");
        });

        refusing.open(target("narrow"), request(), null);
        assertThatThrownBy(() -> broken.open(target("narrow"), request(), null)).hasMessage("a bug");

        assertThat(calls.of("narrow").underWay()).isZero();
    }

    private Transport bounded(Transport transport) {
        return new BoundedTransport(transport, calls);
    }

    private static Exchange open(Transport transport, String provider) {
        return ((Opened.Answering) transport.open(target(provider), request(), null)).exchange();
    }

    private static UpstreamRequest request() {
        return new UpstreamRequest("/chat/completions", JsonText.of("{}"), false);
    }

    private static Target target(String provider) {
        URI baseUrl = URI.create("https://" + provider + ".test/v1");
        return new Target(
                CompatibleProvider.custom(provider, baseUrl),
                "m",
                new Credential(Credential.PLATFORM, provider, null, baseUrl));
    }
}
