package ai.qnp.core.relay;

import static ai.qnp.core.relay.ChatTexts.ANSWER;
import static ai.qnp.core.relay.ChatTexts.HELLO;
import static ai.qnp.core.relay.ChatTexts.ROLE;
import static ai.qnp.core.relay.ChatTexts.STOP;
import static ai.qnp.core.relay.ChatTexts.USAGE;
import static ai.qnp.core.relay.ChatTexts.error;
import static ai.qnp.core.relay.ChatTexts.sse;
import static ai.qnp.core.relay.ChatTexts.streamed;
import static ai.qnp.core.relay.ChatTexts.whole;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.JsonText;
import java.time.Duration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What a request leaves behind, and who is served. */
class RelayTest {
    private final TwoTargets targets = new TwoTargets();
    private final FakeTime time = targets.time;
    private final FakeTransport transport = targets.transport;
    private final FakeUsageRecords records = targets.records;
    private final Key key = targets.key;
    private final FakeObserver observer = targets.observer;

    @Test
    void passesAWholeAnswerOnAndRecordsItsCost() {
        transport.answer(200, ANSWER);

        FakeClient client = targets.relay("{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(client.status()).isEqualTo(200);
        assertThat(client.sent()).containsExactly(ANSWER);
        assertThat(client.headers())
                .containsEntry("x-qnp-provider", "first")
                .containsEntry("x-qnp-model", "a")
                .containsEntry("x-qnp-attempts", "1")
                .containsEntry("x-qnp-cost-usd", "0.002");
        UsageRecord record = targets.onlyRecord();
        assertThat(record.cost()).isEqualByComparingTo("0.002");
        assertThat(record.usage().promptTokens()).isEqualTo(1000);
        assertThat(record.finishReason()).isEqualTo("stop");
        assertThat(record.modelRequested()).isEqualTo("a");
    }

    @Test
    void recordIsKeptBeforeTheLastByteLeaves() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));
        FakeClient client =
                new FakeClient().beforeLastByte(() -> assertThat(records.kept()).hasSize(1));

        targets.relay(streamed(false), client);

        assertThat(client.sent()).endsWith("[DONE]");
    }

    @Test
    void sendsUsageOnlyWhenAskedAndAlwaysRecordsIt() {
        transport
                .answer(200, sse(ROLE, HELLO, STOP, USAGE, "[DONE]"))
                .answer(200, sse(ROLE, HELLO, STOP, USAGE, "[DONE]"));

        FakeClient silent = targets.relay(streamed(false));
        FakeClient asking = targets.relay(streamed(true));

        assertThat(silent.sent()).containsExactly(ROLE, HELLO, STOP, "[DONE]");
        assertThat(asking.sent()).containsExactly(ROLE, HELLO, STOP, USAGE, "[DONE]");
        assertThat(records.kept())
                .allSatisfy(outcome ->
                        assertThat(outcome.record().usage().completionTokens()).isEqualTo(5));
    }

    @Test
    void estimatesTokensWhenTheVendorReportsNone() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        targets.relay(streamed(false));

        assertThat(targets.onlyRecord().usage().estimated()).isTrue();
        assertThat(targets.onlyRecord().usage().completionTokens()).isEqualTo(2);
    }

    @Test
    void tellsAClientThatWantsToKnowOfEachAttemptAndOfTheEnd() {
        transport.refuse().answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = targets.relay(streamed(false));

        assertThat(client.told())
                .containsExactly("asking first", "first failed", "asking second", "second answers", "settled 200");
    }

    @Test
    void keepsWhenEachAttemptBeganAndWhenItsFirstByteCame() {
        transport.whenAsked(() -> time.pass(Duration.ofMillis(20))).refuse().answer(200, ANSWER);

        targets.relay(whole());

        assertThat(records.kept().getFirst().attempts())
                .extracting(Attempted::began, Attempted::firstByte)
                .containsExactly(
                        Tuple.tuple(Duration.ZERO, null), Tuple.tuple(Duration.ofMillis(20), Duration.ofMillis(20)));
    }

    @Test
    void servesTheOwnerOfAKeyWhoDoesNotPresentIt() {
        transport.answer(200, ANSWER);
        FakeClient client = new FakeClient();

        targets.relayOver(transport)
                .relay(targets.call(new Caller.Owner(KeyText.hashOf(key.text())), JsonText.of(whole())), client);

        assertThat(client.status()).isEqualTo(200);
        assertThat(targets.onlyRecord().keyId()).isEqualTo(targets.grant.keyId());
    }

    @Test
    void releasesNoAnswerThatCannotBeRecorded() {
        transport.answer(200, ANSWER);
        records.goAway();

        FakeClient client = targets.relay(whole());

        assertThat(client.status()).isEqualTo(503);
        assertThat(error(client).path("code").asString()).isEqualTo("storage_unavailable");
    }

    @Test
    void refusesAMistypedKeyWithoutALookUp() {
        FakeClient client = new FakeClient();
        targets.relayOver(transport).relay(new Key(key.mistyped()).chat(whole(), time), client);

        assertThat(client.status()).isEqualTo(401);
        assertThat(error(client).path("code").asString()).isEqualTo("invalid_api_key");
        assertThat(records.kept()).isEmpty();
        assertThat(observer.finished()).hasSize(1);
    }

    @Test
    void recordsARefusedRequestOfAKnownKey() {
        FakeClient client = targets.relay("{\"model\":\"a\"}");

        assertThat(client.status()).isEqualTo(400);
        assertThat(targets.onlyRecord().errorCode()).isEqualTo("missing_field");
        assertThat(targets.onlyRecord().attempts()).isZero();
    }
}
