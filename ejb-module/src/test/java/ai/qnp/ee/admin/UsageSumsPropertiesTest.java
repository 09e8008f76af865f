package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.persistence.DatabaseKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever was recorded and whatever is asked: days that were added up say the same as the records. */
class UsageSumsPropertiesTest {
    private static final Instant START = Instant.parse("2026-02-26T00:00:00Z");
    private static final int DAYS = 6;
    private static final List<Integer> STATUSES = List.of(200, 200, 200, 400, 429, 499, 502);

    /** A question: where it begins and ends, and for what. */
    record Asked(UsageFilter filter) {}

    @Provide
    Arbitrary<Asked> questions() {
        return Combinators.combine(
                        times().injectNull(0.2),
                        times().injectNull(0.2),
                        Arbitraries.of("key_0", "key_1", "none").injectNull(0.7),
                        Arbitraries.of("a", "b", "", " ", "none").injectNull(0.7),
                        Arbitraries.of("m", " m", "asked").injectNull(0.8),
                        Arbitraries.of(200, 400, 499).injectNull(0.8),
                        Arbitraries.of(299, 429, 599).injectNull(0.8))
                .as((from, to, key, provider, model, lowest, highest) ->
                        new Asked(new UsageFilter(from, to, key, model, provider, lowest, highest)));
    }

    /** Midnights, moments beside them, and any other. */
    private static Arbitrary<Instant> times() {
        Arbitrary<Instant> midnights =
                Arbitraries.integers().between(-1, DAYS + 1).map(day -> START.plus(Duration.ofDays(day)));
        Arbitrary<Instant> beside = Combinators.combine(midnights, Arbitraries.of(-1L, 1L))
                .as((midnight, micros) -> midnight.plusNanos(micros * 1_000));
        Arbitrary<Instant> any =
                Arbitraries.integers().between(0, DAYS * 86_400).map(START::plusSeconds);
        return Arbitraries.oneOf(midnights, beside, any);
    }

    @Property(tries = 12)
    void daysAndRecordsSayTheSame(
            @ForAll DatabaseKind kind, @ForAll long seed, @ForAll("lists") List<Asked> questions) {
        AdminFixture admin = new AdminFixture(kind);
        Random random = new Random(seed);
        int batches = random.nextInt(1, 6);
        for (int batch = 0; batch < batches; batch++) {
            admin.stored(outcomes(random, "b" + batch + "-"));
        }

        for (Asked asked : questions) {
            for (UsageSummary.GroupBy groupBy : UsageSummary.GroupBy.values()) {
                assertThat(sorted(admin.usage
                                .summary("acc_1", asked.filter(), groupBy)
                                .lines()))
                        .as("%s by %s", asked, groupBy)
                        .isEqualTo(sorted(byRecords(admin, asked.filter(), groupBy)));
            }
        }
    }

    @Provide
    Arbitrary<List<Asked>> lists() {
        return questions().list().ofMinSize(8).ofMaxSize(16);
    }

    private static List<UsageSummary.Line> byRecords(
            AdminFixture admin, UsageFilter filter, UsageSummary.GroupBy groupBy) {
        return admin.store.read(entities -> {
            RecordSums sums = new RecordSums(entities, "acc_1", filter);
            Map<@Nullable String, UsageTotals> groups = switch (groupBy) {
                case DAY -> named(sums.byDay());
                case KEY -> sums.by(Dimension.KEY);
                case MODEL -> sums.by(Dimension.MODEL);
                case PROVIDER -> sums.by(Dimension.PROVIDER);
            };
            return groups.entrySet().stream()
                    .map(group -> new UsageSummary.Line(group.getKey(), group.getValue()))
                    .toList();
        });
    }

    private static Map<@Nullable String, UsageTotals> named(Map<Long, UsageTotals> days) {
        Map<@Nullable String, UsageTotals> named = new HashMap<>();
        days.forEach(
                (day, totals) -> named.put(java.time.LocalDate.ofEpochDay(day).toString(), totals));
        return named;
    }

    /** Costs compared by their value: how many zeros a database writes behind it is its own affair. */
    private static List<String> sorted(List<UsageSummary.Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparing(
                        UsageSummary.Line::group, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(line -> line.group() + " "
                        + line.totals().cost().stripTrailingZeros().toPlainString() + " " + withoutCost(line.totals()))
                .toList();
    }

    private static UsageTotals withoutCost(UsageTotals totals) {
        return new UsageTotals(
                totals.requests(),
                totals.errors(),
                totals.promptTokens(),
                totals.completionTokens(),
                totals.cachedTokens(),
                totals.cacheWriteTokens(),
                totals.reasoningTokens(),
                totals.unpriced(),
                BigDecimal.ZERO,
                totals.firstTokens());
    }

    private static Outcome[] outcomes(Random random, String prefix) {
        List<Outcome> outcomes = new ArrayList<>();
        int count = random.nextInt(1, 60);
        for (int i = 0; i < count; i++) {
            outcomes.add(outcome(random, prefix + i));
        }
        return outcomes.toArray(Outcome[]::new);
    }

    private static Outcome outcome(Random random, String id) {
        Instant at = random.nextInt(4) == 0
                ? START.plus(Duration.ofDays(random.nextInt(DAYS + 1))).minusNanos(random.nextInt(2) * 1_000L)
                : START.plusNanos(random.nextLong(Duration.ofDays(DAYS).toNanos() / 1_000) * 1_000);
        int status = STATUSES.get(random.nextInt(STATUSES.size()));
        BigDecimal cost =
                random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), 12);
        UsageRecord made = new UsageRecord(
                id,
                at,
                random.nextInt(8) == 0 ? (random.nextBoolean() ? "acc_2" : null) : "acc_1",
                random.nextInt(6) == 0 ? null : "key_" + random.nextInt(3),
                "chat.completions",
                random.nextBoolean() ? "asked" : "m",
                oneOf(random, null, "a", "b", "", " "),
                oneOf(random, null, "m", " m", "", "  ", "m" + "x".repeat(400)),
                random.nextBoolean(),
                status,
                "stop",
                1,
                tokens(random),
                cost,
                cost == null ? null : "v1",
                random.nextBoolean() ? null : random.nextLong(5_000),
                random.nextLong(60_000),
                random.nextLong(20),
                random.nextInt(9) == 0 ? "stream_broken" : null,
                false);
        return new Outcome(made, List.of(), List.of());
    }

    private static TokenUsage tokens(Random random) {
        long bound = random.nextInt(50) == 0 ? 1L << 55 : 10_000;
        return new TokenUsage(
                random.nextLong(bound),
                random.nextLong(bound),
                random.nextLong(bound),
                random.nextLong(bound),
                random.nextLong(bound),
                random.nextLong(bound),
                random.nextLong(bound),
                random.nextLong(bound),
                random.nextBoolean());
    }

    private static @Nullable String oneOf(Random random, @Nullable String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
