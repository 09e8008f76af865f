package ai.qnp.bench.usage;

import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageService;
import ai.qnp.ee.admin.UsageSummary.GroupBy;
import ai.qnp.ee.persistence.LocalTransactions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fills a PostgreSQL with usage records and measures what the log and its summaries take, through the services that the
 * management API and the dashboard call. Arguments: how many records (10,000,000), a folder for the database.
 */
public final class UsageAtScale {
    private static final int WARM_UP = 3;
    private static final int RUNS = 20;
    private static final int PAGE = 50;
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");

    private final UsageService usage;

    private UsageAtScale(UsageService usage) {
        this.usage = usage;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        long records = arguments.length > 0 ? Long.parseLong(arguments[0].replace("_", "")) : 10_000_000;
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "target/usage-postgres");
        try (Database database = Database.in(folder.toAbsolutePath())) {
            Generator.fill(database, records, Generator.ACCOUNT, LocalDate.ofInstant(FROM, ZoneOffset.UTC));
            try (LocalTransactions transactions = LocalTransactions.over(database.dataSource())) {
                AuditedStore store = new AuditedStore(transactions, byte[]::new, InstantSource.system());
                new UsageAtScale(new UsageService(store)).measure();
                new Writing(database, transactions).measure();
            }
            Plans.print(database);
        }
    }

    private void measure() {
        System.out.println(
                "| question | first, ms | median, ms | worst of " + RUNS + ", ms |\n| --- | ---: | ---: | ---: |");
        page("first page", UsageFilter.ALL, null);
        page("page in the middle of the month", UsageFilter.ALL, cursorInTheMiddle());
        page("of a key", filter(keyId(), null, null, null, null), null);
        page("of a model", filter(null, "gpt-4o", null, null, null), null);
        page("of a rare model", filter(null, "unpriced-1", null, null, null), null);
        page("asked for as qnp/auto", filter(null, "qnp/auto", null, null, null), null);
        page("of a model that nobody used", filter(null, "none", null, null, null), null);
        page("of a rare provider", filter(null, null, "cohere", null, null), null);
        page("of a provider that nobody used", filter(null, null, "mistral", null, null), null);
        page("status 502", filter(null, null, null, 502, 502), null);
        page("status 4xx", filter(null, null, null, 400, 499), null);
        page("a status that never was", filter(null, null, null, 503, 503), null);
        for (GroupBy groupBy : GroupBy.values()) {
            summary("month by " + groupBy.wireName(), FROM, TO, groupBy);
        }
        summary(
                "month without its first and last 6 hours, by model",
                FROM.plusSeconds(21_600),
                TO.minusSeconds(21_600),
                GroupBy.MODEL);
        time("overview of 14 days", () -> usage.overview(Generator.ACCOUNT, TO.minusSeconds(14 * 86_400), TO));
        time("overview of 24 hours, by hour", () -> usage.hours(Generator.ACCOUNT, TO.minusSeconds(86_400), TO));
        System.out.println();
    }

    private void page(String name, UsageFilter filter, @Nullable String cursor) {
        time(name, () -> usage.page(Generator.ACCOUNT, filter, cursor, PAGE));
    }

    private void summary(String name, Instant from, Instant to, GroupBy groupBy) {
        time(name, () -> usage.summary(Generator.ACCOUNT, UsageFilter.between(from, to), groupBy));
    }

    private static void time(String name, Runnable question) {
        double first = once(question);
        for (int i = 0; i < WARM_UP; i++) {
            question.run();
        }
        double[] took = new double[RUNS];
        Arrays.setAll(took, i -> once(question));
        Arrays.sort(took);
        System.out.printf("| %s | %.1f | %.1f | %.1f |%n", name, first, took[RUNS / 2], took[RUNS - 1]);
    }

    private static double once(Runnable question) {
        long begun = System.nanoTime();
        question.run();
        return (System.nanoTime() - begun) / 1e6;
    }

    /** As the service writes them. */
    private static String cursorInTheMiddle() {
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("2026-10-16T12:00:00Z req_8".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String keyId() {
        return "key_" + "45c48cce2e2d7fbdea1afc51c7c6ad26"; // md5 of 9
    }

    private static UsageFilter filter(
            @Nullable String key,
            @Nullable String model,
            @Nullable String provider,
            @Nullable Integer lowest,
            @Nullable Integer highest) {
        return new UsageFilter(null, null, key, model, provider, lowest, highest);
    }
}
