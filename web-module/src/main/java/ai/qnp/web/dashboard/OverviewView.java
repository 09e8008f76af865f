package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageOverview;
import ai.qnp.ee.admin.UsageService;
import ai.qnp.ee.admin.UsageTotals;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** overview.xhtml: today against yesterday, what came in lately, who can be asked. */
@Named
@RequestScoped
public class OverviewView {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int HOURS = 24;
    static final int DAYS = 14;
    private static final int RECENT = 8;

    @Inject
    private UsageService usageService;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private Today today = Today.of(UsageTotals.NONE, UsageTotals.NONE, 0, 0);
    private List<Bar> hours = List.of();
    private List<Bar> days = List.of();
    private String requestsChart = "";
    private String costChart = "";
    private String firstTokenChart = "";
    private List<RequestRow> recent = List.of();
    private List<Offerings.ProviderOffer> providers = List.of();
    private List<Offerings.ProviderOffer> configured = List.of();

    /** The cards' figures. */
    public record Today(
            Comparison requests,
            Comparison errors,
            Comparison tokens,
            Comparison cost,
            Comparison saved,
            String errorRate,
            String promptTokens,
            String completionTokens,
            String unpriced) {
        static Today of(UsageTotals today, UsageTotals yesterday, long savedToday, long savedYesterday) {
            return new Today(
                    Comparison.ofCounts(today.requests(), yesterday.requests()),
                    Comparison.ofCounts(today.errors(), yesterday.errors()),
                    Comparison.ofCounts(tokens(today), tokens(yesterday)),
                    Comparison.ofMoney(today.cost(), yesterday.cost()),
                    Comparison.ofCounts(savedToday, savedYesterday),
                    Figures.percent(today.errors(), today.requests()),
                    Figures.count(today.promptTokens()),
                    Figures.count(today.completionTokens()),
                    today.unpriced() == 0 ? "" : Figures.count(today.unpriced()));
        }

        private static long tokens(UsageTotals totals) {
            return totals.promptTokens() + totals.completionTokens();
        }
    }

    /** A point of a chart, for the table beside it. */
    public record Bar(Instant start, String requests, String errors, String cost, String firstToken) {
        static Bar of(UsageOverview.Point point) {
            return new Bar(
                    point.start(),
                    Figures.count(point.totals().requests()),
                    Figures.count(point.totals().errors()),
                    Figures.exactMoney(point.totals().cost()),
                    Figures.millis(point.totals().firstTokens().mean()));
        }
    }

    /** Reads what the page shows. */
    public void load() {
        Instant now = Instant.now();
        loadToday(now);
        loadCharts(now);
        Map<String, String> keyNames = keyDirectory.list(visitor.accountId()).stream()
                .collect(Collectors.toMap(ApiKey::id, key -> key.settings().name()));
        recent = latest().stream()
                .map(made -> RequestRow.of(made, made.keyId() == null ? null : keyNames.get(made.keyId())))
                .toList();
        providers = offerings.getProviders();
        configured =
                providers.stream().filter(Offerings.ProviderOffer::configured).toList();
    }

    /** Yesterday counts up to the same time of day: half a day against a whole one would say nothing. */
    private void loadToday(Instant now) {
        ZonedDateTime local = now.atZone(visitor.getZone());
        ZonedDateTime midnight = local.truncatedTo(ChronoUnit.DAYS);
        Instant begin = midnight.toInstant();
        Instant end = now.plusSeconds(1);
        Instant beginYesterday = midnight.minusDays(1).toInstant();
        Instant endYesterday = local.minusDays(1).toInstant();
        today = Today.of(
                usage(begin, end).totals(),
                usage(beginYesterday, endYesterday).totals(),
                usageService.savedByFallback(visitor.accountId(), begin, end),
                usageService.savedByFallback(visitor.accountId(), beginYesterday, endYesterday));
    }

    private void loadCharts(Instant now) {
        Instant nextHour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        List<UsageOverview.Point> byHour =
                usage(nextHour.minus(HOURS, ChronoUnit.HOURS), nextHour).series();
        Instant nextDay = now.truncatedTo(ChronoUnit.DAYS).plus(DAY);
        List<UsageOverview.Point> byDay =
                usage(nextDay.minus(DAYS, ChronoUnit.DAYS), nextDay).series();
        hours = byHour.stream().map(Bar::of).toList();
        days = byDay.stream().map(Bar::of).toList();
        requestsChart = ChartJson.requests(
                byHour, Notices.text("overview.chart.answered"), Notices.text("overview.chart.errors"));
        firstTokenChart = ChartJson.firstTokens(byHour, Notices.text("overview.chart.firstToken.series"));
        costChart = ChartJson.cost(byDay, Notices.text("overview.chart.cost.series"));
    }

    private UsageOverview usage(Instant from, Instant to) {
        return usageService.overview(visitor.accountId(), from, to);
    }

    private List<UsageRecord> latest() {
        return switch (usageService.page(visitor.accountId(), UsageFilter.ALL, null, RECENT)) {
            case Answer.Done<Page<UsageRecord>>(Page<UsageRecord> page) -> page.rows();
            case Answer.Refused<Page<UsageRecord>>(var error) -> throw new IllegalStateException(error.message());
        };
    }

    /** The cards' figures. */
    public Today getToday() {
        return today;
    }

    /** The last hours, the oldest first. */
    public List<Bar> getHours() {
        return hours;
    }

    /** The last days, the oldest first. */
    public List<Bar> getDays() {
        return days;
    }

    /** The chart of the hours. */
    public String getRequestsChart() {
        return requestsChart;
    }

    /** The chart of the days. */
    public String getCostChart() {
        return costChart;
    }

    /** The chart of how long answers took to begin. */
    public String getFirstTokenChart() {
        return firstTokenChart;
    }

    /** The latest requests. */
    public List<RequestRow> getRecent() {
        return recent;
    }

    /** The providers that can be asked with the operator's own credential. */
    public List<Offerings.ProviderOffer> getConfigured() {
        return configured;
    }

    /** How many providers could be configured besides. */
    public int getUnconfigured() {
        return providers.size() - configured.size();
    }
}
