package ai.qnp.ee.operations;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The series under {@code /metrics}. Labels are bounded: providers, statuses and failure classes, never a key, a client's
 * model name or a message.
 */
final class GatewayMetrics {
    private static final String NONE = "none";

    private final MetricRegistry registry;
    /** The registry's own look-up builds an id each time; these are found by the label values alone. */
    private final Map<RequestLabels, Series> requests = new ConcurrentHashMap<>();

    private final Map<FailureLabels, Counter> failures = new ConcurrentHashMap<>();

    private record RequestLabels(String endpoint, String provider, int status, boolean stream) {}

    private record FailureLabels(String provider, String failureClass) {}

    private record Series(
            Counter count,
            Timer total,
            Timer firstToken,
            Timer gateway,
            Counter promptTokens,
            Counter completionTokens) {}

    GatewayMetrics(MetricRegistry registry, GatewayCounts counts) {
        this.registry = registry;
        registry.gauge(
                metadata("qnp_requests_in_flight", MetricUnits.NONE, "Requests under way"),
                counts,
                GatewayCounts::inFlight);
    }

    void ended(Outcome outcome) {
        UsageRecord record = outcome.record();
        String provider = orNone(record.provider());
        Series series = requests.computeIfAbsent(
                new RequestLabels(record.endpoint(), provider, record.status(), record.stream()), this::series);
        series.count.inc();
        series.total.update(Duration.ofMillis(record.totalMillis()));
        series.gateway.update(Duration.ofMillis(record.gatewayMillis()));
        Long firstToken = record.timeToFirstTokenMillis();
        if (firstToken != null) {
            series.firstToken.update(Duration.ofMillis(firstToken));
        }
        TokenUsage usage = record.usage();
        series.promptTokens.inc(usage.promptTokens());
        series.completionTokens.inc(usage.completionTokens());
        outcome.attempts().forEach(this::attempted);
    }

    private void attempted(Attempted attempt) {
        if (attempt.failure() != null) {
            String failureClass = Objects.requireNonNull(attempt.failure())
                    .failureClass()
                    .name()
                    .toLowerCase(Locale.ROOT);
            failures.computeIfAbsent(new FailureLabels(attempt.provider(), failureClass), this::failureCounter)
                    .inc();
        }
    }

    private Series series(RequestLabels labels) {
        Tag[] tags = {
            new Tag("endpoint", labels.endpoint()),
            new Tag("provider", labels.provider()),
            new Tag("status", Integer.toString(labels.status())),
            new Tag("stream", Boolean.toString(labels.stream()))
        };
        Function<String, Tag[]> kind =
                name -> new Tag[] {new Tag("provider", labels.provider()), new Tag("kind", name)};
        return new Series(
                registry.counter(metadata("qnp_requests", MetricUnits.NONE, "Requests that ended"), tags),
                registry.timer(metadata("qnp_request", MetricUnits.SECONDS, "From arrival to the answer's end"), tags),
                registry.timer(
                        metadata("qnp_time_to_first_token", MetricUnits.SECONDS, "From arrival to the first content"),
                        tags),
                registry.timer(
                        metadata("qnp_gateway", MetricUnits.SECONDS, "Time not spent waiting for providers"), tags),
                registry.counter(metadata("qnp_tokens", MetricUnits.NONE, "Tokens by kind"), kind.apply("prompt")),
                registry.counter(metadata("qnp_tokens", MetricUnits.NONE, "Tokens by kind"), kind.apply("completion")));
    }

    private Counter failureCounter(FailureLabels labels) {
        return registry.counter(
                metadata("qnp_attempt_failures", MetricUnits.NONE, "Attempts that gave no answer"),
                new Tag("provider", labels.provider()),
                new Tag("class", labels.failureClass()));
    }

    private static Metadata metadata(String name, String unit, String description) {
        return Metadata.builder()
                .withName(name)
                .withUnit(unit)
                .withDescription(description)
                .build();
    }

    private static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }
}
