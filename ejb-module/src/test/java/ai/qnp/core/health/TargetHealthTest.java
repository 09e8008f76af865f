package ai.qnp.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TargetHealthTest {
    private static final TargetKey TARGET = new TargetKey("acme", "m1", "platform");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final BreakerRules RULES =
            new BreakerRules(3, Duration.ofSeconds(10), Duration.ofSeconds(35), Duration.ofSeconds(60));

    private final TargetHealth health = Healths.by(RULES);
    private Moment now = new Moment(5, START);

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "TIMED_OUT", "OVERLOADED", "SERVER_ERROR", "INVALID_ANSWER", "CUT_OFF"})
    void enoughFailuresInARowOpenTheBreaker(FailureClass failureClass) {
        fail(failureClass, 2);
        assertThat(isAsked()).isTrue();

        fail(failureClass, 1);

        assertThat(wait(TARGET)).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {
                "INVALID_REQUEST",
                "CONTEXT_LENGTH_EXCEEDED",
                "UNSUPPORTED",
                "MODEL_NOT_FOUND",
                "CREDENTIAL_REJECTED",
                "OUT_OF_QUOTA"
            })
    void whatSaysNothingAboutTheTargetNeverOpensIt(FailureClass failureClass) {
        fail(failureClass, 50);

        assertThat(isAsked()).isTrue();
        assertThat(health.unwellTargets(now)).isEmpty();
    }

    @Test
    void everyFailureClassIsInOneOfTheseTests() {
        Set<FailureClass> ofTheTarget = EnumSet.of(
                FailureClass.UNREACHABLE,
                FailureClass.TIMED_OUT,
                FailureClass.OVERLOADED,
                FailureClass.SERVER_ERROR,
                FailureClass.INVALID_ANSWER,
                FailureClass.CUT_OFF);
        for (FailureClass each : FailureClass.values()) {
            TargetHealth fresh = Healths.by(RULES);
            for (int i = 0; i < 3; i++) {
                fresh.tell(TARGET, false, Failure.of(each, "no"), now);
            }
            boolean opened = fresh.ask(TARGET, now) instanceof Admission.CoolingDown(Duration wait)
                    && wait.equals(Duration.ofSeconds(10));
            assertThat(opened).as(each.name()).isEqualTo(ofTheTarget.contains(each));
        }
    }

    @Test
    void aSuccessInBetweenBeginsTheCountAnew() {
        fail(FailureClass.SERVER_ERROR, 2);
        succeed(false);
        fail(FailureClass.SERVER_ERROR, 2);

        assertThat(isAsked()).isTrue();
    }

    @Test
    void oneProbeGoesOutAfterTheDelayAndItsSuccessCloses() {
        fail(FailureClass.SERVER_ERROR, 3);
        pass(Duration.ofSeconds(10));

        assertThat(health.ask(TARGET, now)).isEqualTo(new Admission.Granted(true));
        assertThat(health.ask(TARGET, now)).isInstanceOf(Admission.CoolingDown.class);
        pass(Duration.ofHours(1));
        assertThat(health.ask(TARGET, now)).isInstanceOf(Admission.CoolingDown.class);

        succeed(true);
        assertThat(health.ask(TARGET, now)).isEqualTo(new Admission.Granted(false));
        assertThat(health.unwellTargets(now)).isEmpty();
    }

    @Test
    void eachProbeThatFailsDoublesTheDelayUpToTheLongest() {
        fail(FailureClass.SERVER_ERROR, 3);
        for (int seconds : new int[] {10, 20, 35, 35}) {
            assertThat(wait(TARGET)).isEqualTo(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds));
            health.ask(TARGET, now);
            tell(true, failure(FailureClass.TIMED_OUT, null));
        }
    }

    @Test
    void aProbeThatEndsWithoutAVerdictLetsTheNextOneProbe() {
        fail(FailureClass.SERVER_ERROR, 3);
        pass(Duration.ofSeconds(10));
        health.ask(TARGET, now);

        health.tellNothing(TARGET, true, now);

        assertThat(health.ask(TARGET, now)).isEqualTo(new Admission.Granted(true));
    }

    @Test
    void aProbeThatIsRefusedForItsOwnFaultCloses() {
        fail(FailureClass.SERVER_ERROR, 3);
        pass(Duration.ofSeconds(10));
        health.ask(TARGET, now);

        tell(true, new Failure(FailureClass.INVALID_REQUEST, 400, "bad", null, null, null));

        assertThat(health.ask(TARGET, now)).isEqualTo(new Admission.Granted(false));
    }

    @Test
    void whoWasAskedBeforeTheBreakerOpenedDoesNotCloseIt() {
        fail(FailureClass.SERVER_ERROR, 3);

        succeed(false);

        assertThat(isAsked()).isFalse();
    }

    @Test
    void aRetryAfterIsHeededAndThenEverybodyMayAsk() {
        tell(false, failure(FailureClass.RATE_LIMITED, Duration.ofSeconds(7)));

        assertThat(wait(TARGET)).isEqualTo(Duration.ofSeconds(7));
        pass(Duration.ofSeconds(7));
        assertThat(health.ask(TARGET, now)).isEqualTo(new Admission.Granted(false));
        assertThat(health.ask(TARGET, now)).isEqualTo(new Admission.Granted(false));
    }

    @Test
    void aRetryAfterIsBoundedAndNeverShortened() {
        tell(false, failure(FailureClass.OVERLOADED, Duration.ofHours(1)));
        assertThat(wait(TARGET)).isEqualTo(Duration.ofSeconds(60));

        tell(false, failure(FailureClass.RATE_LIMITED, Duration.ofSeconds(2)));
        assertThat(wait(TARGET)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void tooManyRequestsWithoutARetryAfterCoolBrieflyAndNeverOpenTheBreaker() {
        fail(FailureClass.RATE_LIMITED, 20);

        assertThat(wait(TARGET)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aBurstOfOneCredentialDoesNotStopAnother() {
        TargetKey others = new TargetKey("acme", "m1", "cred_2");
        fail(FailureClass.SERVER_ERROR, 3);
        fail(FailureClass.CREDENTIAL_REJECTED, 1);

        assertThat(health.ask(others, now)).isEqualTo(new Admission.Granted(false));
        assertThat(health.isAskedLast(others, now)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIAL_REJECTED", "OUT_OF_QUOTA"})
    void aCredentialThatIsTurnedDownIsMarkedAndAskedLastForAMinute(FailureClass failureClass) {
        fail(failureClass, 1);
        TargetKey sameCredential = new TargetKey("acme", "m2", "platform");

        assertThat(health.isAskedLast(sameCredential, now)).isTrue();
        assertThat(health.failingCredentials())
                .singleElement()
                .satisfies(failing -> assertThat(failing.since()).isEqualTo(START));

        pass(Duration.ofMinutes(1));
        assertThat(health.isAskedLast(sameCredential, now)).isFalse();
        fail(failureClass, 1);
        assertThat(health.failingCredentials().getFirst().since()).isEqualTo(START);

        health.tell(sameCredential, false, null, now);
        assertThat(health.failingCredentials()).isEmpty();
    }

    @Test
    void keepsTheLastTroubleOfAProviderButNoMessageThatMayQuoteThePrompt() {
        fail(FailureClass.SERVER_ERROR, 1);
        succeed(false);
        tell(false, new Failure(FailureClass.INVALID_REQUEST, 400, "you wrote: secret plan", null, null, null));

        assertThat(health.lastTroubles().get("acme"))
                .isNotNull()
                .satisfies(trouble -> assertThat(trouble.failureClass()).isEqualTo(FailureClass.SERVER_ERROR));
        assertThat(health.lastTroubles().toString()).doesNotContain("secret plan");
    }

    @Test
    void noFailuresAtAllMeansABreakerThatNeverOpens() {
        TargetHealth never = Healths.by(new BreakerRules(0, RULES.delay(), RULES.longestDelay(), Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            never.tell(TARGET, false, failure(FailureClass.SERVER_ERROR, null), now);
        }

        assertThat(never.ask(TARGET, now)).isEqualTo(new Admission.Granted(false));
    }

    @Test
    void clearingForgetsEverything() {
        fail(FailureClass.SERVER_ERROR, 3);
        fail(FailureClass.CREDENTIAL_REJECTED, 1);

        health.clear();

        assertThat(isAsked()).isTrue();
        assertThat(health.failingCredentials()).isEmpty();
        assertThat(health.lastTroubles()).isEmpty();
    }

    @RepeatedTest(20)
    void ofManyThreadsThatAskAtOnceOneProbes() throws Exception {
        fail(FailureClass.UNREACHABLE, 3);
        pass(Duration.ofSeconds(10));
        CountDownLatch together = new CountDownLatch(1);
        List<Future<Admission>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> {
                    together.await();
                    return health.ask(TARGET, now);
                }));
            }
            together.countDown();
        }
        List<Admission> admissions = new ArrayList<>();
        for (Future<Admission> answer : answers) {
            admissions.add(answer.get());
        }
        assertThat(admissions).containsOnlyOnce(new Admission.Granted(true));
        assertThat(admissions).doesNotContain(new Admission.Granted(false));
    }

    private boolean isAsked() {
        return health.ask(TARGET, now) instanceof Admission.Granted;
    }

    private Duration wait(TargetKey target) {
        assertThat(health.ask(target, now)).isInstanceOf(Admission.CoolingDown.class);
        return ((Admission.CoolingDown) health.ask(target, now)).remaining();
    }

    private void fail(FailureClass failureClass, int times) {
        for (int i = 0; i < times; i++) {
            tell(false, failure(failureClass, null));
        }
    }

    private void succeed(boolean probe) {
        tell(probe, null);
    }

    private void tell(boolean probe, @Nullable Failure failure) {
        health.tell(TARGET, probe, failure, now);
    }

    private static Failure failure(FailureClass failureClass, @Nullable Duration retryAfter) {
        return new Failure(failureClass, null, "no", null, null, retryAfter);
    }

    private void pass(Duration duration) {
        now = new Moment(now.nanos() + duration.toNanos(), now.at().plus(duration));
    }
}
