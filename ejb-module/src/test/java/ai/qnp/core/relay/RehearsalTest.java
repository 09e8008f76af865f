package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {
    private final Platform platform = new Platform(
            List.of(provider("first"), provider("second"), provider("third")),
            new Catalogue("2026-01-01", List.of(), Map.of()));

    @Test
    void theFirstStepAnswersWhenNothingFails() {
        Rehearsal rehearsal = rehearse(chain("first", "second"), "qnp/auto", Map.of());

        assertThat(rehearsal.error()).isNull();
        assertThat(tried(rehearsal)).containsExactly("first");
    }

    @ParameterizedTest
    @EnumSource(FailureClass.class)
    void goesOnExactlyWhereTheFailureFallsBack(FailureClass failureClass) {
        Rehearsal rehearsal =
                rehearse(chain("first", "second"), "qnp/auto", Map.of(1, Failure.of(failureClass, "rehearsed")));

        assertThat(rehearsal.error() == null).isEqualTo(failureClass.fallsBack());
        assertThat(tried(rehearsal))
                .isEqualTo(failureClass.fallsBack() ? List.of("first", "second") : List.of("first"));
    }

    @Test
    void theClientIsToldWhatTheRelayWouldTell() {
        Map<FailureClass, Integer> statuses = new EnumMap<>(FailureClass.class);
        for (FailureClass each : FailureClass.values()) {
            Failure failure = Failure.of(each, "rehearsed");
            Rehearsal rehearsal = rehearse(chain("first", "second"), "qnp/auto", Map.of(1, failure, 2, failure));
            assertThat(rehearsal.error()).isEqualTo(FailureReply.of(rehearsal.attempts(), List.of()));
            statuses.put(each, rehearsal.error().status());
        }

        assertThat(statuses)
                .containsEntry(FailureClass.RATE_LIMITED, 429)
                .containsEntry(FailureClass.TIMED_OUT, 503)
                .containsEntry(FailureClass.SERVER_ERROR, 502)
                .containsEntry(FailureClass.INVALID_REQUEST, 400);
    }

    @Test
    void aFailureIsSetByTheChainsStepWhereverItStandsInThePlan() {
        Map<Integer, Failure> failures = new HashMap<>();
        failures.put(2, Failure.of(FailureClass.TIMED_OUT, "rehearsed"));

        Rehearsal rehearsal = rehearse(chain("first", "second", "third"), "second/m", failures);

        assertThat(tried(rehearsal)).containsExactly("second", "first");
    }

    @Test
    void withoutAChainAFailureIsSetByTheTargetsPlace() {
        Rehearsal rehearsal = rehearse(
                List.of(),
                "qnp/auto",
                Map.of(2, Failure.of(FailureClass.TIMED_OUT, "x"), 1, Failure.of(FailureClass.CUT_OFF, "x")));

        assertThat(tried(rehearsal)).containsExactly("first", "second", "third");
    }

    @Test
    void withoutATargetTheClientGetsThePlansOwnError() {
        Rehearsal rehearsal = rehearse(chain("first"), "second/m", Map.of());

        assertThat(rehearsal.plan()).isEqualTo(new Plan.NoRoute(rehearsal.error()));
        assertThat(rehearsal.error().code()).isEqualTo("model_not_found");
        assertThat(rehearsal.attempts()).isEmpty();
    }

    private Rehearsal rehearse(List<ChainStep> chain, String model, Map<Integer, Failure> failures) {
        Grant grant = new Grant("key-1", "account-1", Scope.ANY, chain, Map.of(), Spending.UNLIMITED);
        return Rehearsal.of(grant, platform, request(model), failures);
    }

    private static List<String> tried(Rehearsal rehearsal) {
        return rehearsal.attempts().stream().map(Attempted::provider).toList();
    }

    private static List<ChainStep> chain(String... providers) {
        return Arrays.stream(providers)
                .map(id -> new ChainStep(id, List.of(), Credential.PLATFORM))
                .toList();
    }

    private static ChatRequest request(String model) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> throw new AssertionError(error);
        };
    }

    private static PlatformProvider provider(String id) {
        URI baseUrl = URI.create("http://" + id + ".test/v1");
        return new PlatformProvider(
                CompatibleProvider.custom(id, baseUrl),
                new Credential(Credential.PLATFORM, id, Secret.of("sk-test"), baseUrl),
                List.of());
    }
}
