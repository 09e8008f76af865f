package ai.qnp.web.dashboard;

import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.Trouble;
import ai.qnp.core.health.UnwellTarget;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.ee.operations.ProviderReport;
import ai.qnp.ee.operations.ProviderStatus;
import ai.qnp.ee.platform.ProviderProbes;
import ai.qnp.ee.upstream.ProviderCalls;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** providers.xhtml: which providers are asked, which cool down and which turn a credential down. */
@Named
@RequestScoped
public class ProvidersView {
    @Inject
    private ProviderReport report;

    @Inject
    private Visitor visitor;

    private List<Row> rows = List.of();

    /**
     * A provider as a line of the table.
     *
     * @param state {@code healthy}, {@code cooling_down}, {@code credential_failing} or {@code unconfigured}
     * @param tone the colour of its tag
     * @param calls under way, and the most that may be
     * @param full whether there may be no more
     * @param probe the latest, if it failed
     */
    public record Row(
            String id,
            String name,
            String state,
            String tone,
            @Nullable Instant until,
            String attempts,
            String failed,
            String calls,
            boolean full,
            @Nullable Problem probe,
            @Nullable Problem last,
            List<Problem> problems) {
        public Row {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Something that is wrong, or was.
     *
     * @param what the model or the credential that it concerns; empty for the whole provider
     * @param own whether it concerns an account's own credential
     * @param until when it may be asked again, where that is known
     */
    public record Problem(
            String what, boolean own, @Nullable Instant until, String errorClass, String message, Instant at) {
        private static Problem of(String what, String credential, @Nullable Instant until, Trouble trouble) {
            return new Problem(
                    what,
                    !credential.equals(Credential.PLATFORM),
                    until,
                    trouble.failureClass().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    trouble.message(),
                    trouble.at());
        }

        private static Problem of(UnwellTarget target) {
            return of(target.key().model(), target.key().credential(), target.coolsUntil(), target.last());
        }

        private static Problem of(FailingCredential failing) {
            return of("", failing.key().credential(), null, failing.last());
        }
    }

    @PostConstruct
    void load() {
        if (!visitor.isOperator()) {
            return;
        }
        rows = report.providers().stream()
                .sorted(Comparator.comparingInt(ProvidersView::place))
                .map(ProvidersView::row)
                .toList();
    }

    /** What is wrong stands first, what nobody uses last. */
    private static int place(ProviderStatus status) {
        boolean isWell = status.targets().isEmpty() && status.credentials().isEmpty();
        return !isWell ? 0 : isUsed(status) ? 1 : 2;
    }

    private static boolean isUsed(ProviderStatus status) {
        return status.configured() || status.attempts() > 0;
    }

    private static Row row(ProviderStatus status) {
        List<Problem> problems = new ArrayList<>();
        status.credentials().forEach(failing -> problems.add(Problem.of(failing)));
        status.targets().forEach(target -> problems.add(Problem.of(target)));
        Trouble last = status.last();
        return new Row(
                status.id(),
                status.name(),
                isUsed(status) ? status.state().name().toLowerCase(Locale.ROOT) : "unconfigured",
                tone(status),
                status.coolsUntil(),
                Figures.count(status.attempts()),
                Figures.count(status.failedAttempts()),
                calls(status.calls()),
                isFull(status.calls()),
                failedProbe(status.probe()),
                last == null ? null : Problem.of("", Credential.PLATFORM, null, last),
                problems);
    }

    private static @Nullable Problem failedProbe(ProviderProbes.@Nullable Probed probe) {
        Failure failure = probe == null ? null : probe.failure();
        return probe == null || failure == null
                ? null
                : Problem.of(
                        "",
                        Credential.PLATFORM,
                        null,
                        new Trouble(failure.failureClass(), failure.message(), probe.at()));
    }

    private static String calls(ProviderCalls.State calls) {
        String now = Figures.count(calls.underWay());
        return calls.max() == null ? now : now + " / " + Figures.count(calls.max());
    }

    private static boolean isFull(ProviderCalls.State calls) {
        return calls.max() != null && calls.underWay() >= calls.max();
    }

    private static String tone(ProviderStatus status) {
        return switch (status.state()) {
            case HEALTHY -> isUsed(status) ? "good" : "";
            case COOLING_DOWN -> "warn";
            case CREDENTIAL_FAILING -> "bad";
        };
    }

    /** Has every provider asked as usual again. */
    public void clear() {
        if (visitor.isOperator()) {
            report.clear();
            Notices.done("providers.cleared");
            load();
        }
    }

    /** The table's lines: the providers that something is wrong with first. */
    public List<Row> getRows() {
        return rows;
    }
}
