package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.KeySettings;
import ai.qnp.ee.admin.RehearsalWish;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyDraftTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aFreshDraftIsAKeyWithoutAChainThatMayDoEverything() {
        KeyDraft draft = KeyDraft.fresh();
        draft.setName(" my app ");

        assertThat(draft.settings()).isEqualTo(new Answer.Done<>(KeySettings.named("my app")));
    }

    @Test
    void aKeyComesThroughTheFormUnchanged() {
        KeySettings settings = new KeySettings(
                "scoped",
                List.of(
                        new ChainStep("openai", List.of("gpt-4o", "gpt-4o-mini"), "platform"),
                        new ChainStep("anthropic", List.of(), "cred_1")),
                Set.of(Permission.CHAT),
                List.of("10.0.0.0/8", "2001:db8::1"),
                List.of("*.example.com"),
                NOON,
                new Budget(new BigDecimal("25.5"), Budget.Period.WEEK),
                new KeyLimits(60L, null, 1_000L),
                new BodyLogging(7, 1_000));
        ApiKey key = new ApiKey("key_1", "acc_1", "qnp-abcdefgh", settings, NOON, null, null, null, null);

        KeyDraft draft = KeyDraft.of(key);

        assertThat(draft.getKeyId()).isEqualTo("key_1");
        assertThat(draft.settings()).isEqualTo(new Answer.Done<>(settings));
    }

    @Test
    void withoutDaysNoBodiesAreKept() {
        KeyDraft draft = KeyDraft.fresh();
        draft.setName("a");
        draft.getBodies().setDays(" 3 ");
        assertThat(draft.settings())
                .isEqualTo(new Answer.Done<>(KeySettings.named("a").withLogBodies(new BodyLogging(3, 65_536))));

        draft.getBodies().setDays(" ");
        draft.getBodies().setBytes("nonsense");

        assertThat(draft.settings()).isEqualTo(new Answer.Done<>(KeySettings.named("a")));
    }

    @Test
    void addressesArePartedByLinesCommasOrBlanks() {
        KeyDraft draft = KeyDraft.fresh();
        draft.setName("a");
        draft.setAllowedIps("10.0.0.1, 10.0.0.2\r\n\n 10.0.0.3;");

        assertThat(draft.settings())
                .isEqualTo(new Answer.Done<>(
                        KeySettings.named("a").withAllowedIps(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"))));
    }

    @Test
    void aStepMovesOnePlaceAndNotPastTheEnds() {
        KeyDraft draft = KeyDraft.fresh();
        draft.addStep("a");
        draft.addStep("b");

        assertThat(draft.moveStep(1, -1)).isZero();
        assertThat(draft.moveStep(0, -1)).isZero();
        assertThat(draft.moveStep(1, 1)).isEqualTo(1);
        assertThat(draft.getSteps()).extracting(StepDraft::getProvider).containsExactly("b", "a");
    }

    @Test
    void aStepThatIsDraggedPutsTheOthersCloser() {
        KeyDraft draft = KeyDraft.fresh();
        draft.addStep("a");
        draft.addStep("b");
        draft.addStep("c");

        assertThat(draft.moveStep(2, -2)).isZero();
        assertThat(draft.getSteps()).extracting(StepDraft::getProvider).containsExactly("c", "a", "b");
        assertThat(draft.moveStep(0, 3)).isZero();
    }

    @Test
    void whatGoesWrongAtAStepIsRehearsedAtItsPlace() {
        KeyDraft draft = KeyDraft.fresh();
        draft.addStep("a");
        draft.addStep("b");
        draft.getSteps().getLast().setFailure("429");

        assertThat(draft.getRehearsal().of(draft.getSteps()))
                .isEqualTo(new RehearsalWish(
                        List.of(new ChainStep("a", List.of(), "platform"), new ChainStep("b", List.of(), "platform")),
                        "qnp/auto",
                        List.of(new RehearsalWish.SetFailure(2, "429")),
                        null));
    }

    @Test
    void anotherProviderForgetsTheModelsAndTheCredentialOfTheFirst() {
        StepDraft step = StepDraft.of(new ChainStep("openai", List.of("gpt-4o"), "cred_1"));

        step.setProvider("anthropic");

        assertThat(step.step()).isEqualTo(new ChainStep("anthropic", List.of(), "platform"));
    }

    @Test
    void theSameProviderAgainForgetsNothing() {
        ChainStep before = new ChainStep("openai", List.of("gpt-4o"), "cred_1");
        StepDraft step = StepDraft.of(before);

        step.setProvider("openai");

        assertThat(step.step()).isEqualTo(before);
    }
}
