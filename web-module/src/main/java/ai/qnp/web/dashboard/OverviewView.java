package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageHours;
import ai.qnp.ee.admin.UsageOverview;
import ai.qnp.ee.admin.UsageService;
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

    private Today today = Today.of(UsageHours.NONE, UsageHours.NONE);
    private List<Hour> hours = List.of();
    private List<Day> days = List.of();
    private String requestsChart = "";
    private String costChart = "";
    private String tokensChart = "";
    private String firstTokenChart = "";
    private List<RequestRow> recent = List.of();
    private List<Offerings.ProviderOffer> providers = List.of();
    private List<Offerings.ProviderOffer> configured = List.of();

    /** An hour, for the tables beside the charts. */
    public record Hour(Instant start, String requests, String saved, String errors, String firstToken) {
        static Hour of(UsageHours.Hour hour) {
            return new Hour(
                    hour.start(),
                    Figures.count(hour.totals().requests()),
                    Figures.count(hour.saved()),
                    Figures.count(hour.totals().errors()),
                    Figures.millis(hour.totals().firstTokens().mean()));
        }
    }

    /** A day, likewise. */
    public record Day(Instant start, String requests, String promptTokens, String completionTokens, String cost) {
        static Day of(UsageOverview.Point day) {
            return new Day(
                    day.start(),
                    Figures.count(day.totals().requests()),
                    Figures.count(day.totals().promptTokens()),
                    Figures.count(day.totals().completionTokens()),
                    Figures.exactMoney(day.totals().cost()));
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
        today = Today.of(
                hours(midnight.toInstant(), now.plusSeconds(1)),
                hours(midnight.minusDays(1).toInstant(), local.minusDays(1).toInstant()));
    }

    private void loadCharts(Instant now) {
        Instant nextHour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        List<UsageHours.Hour> byHour =
                hours(nextHour.minus(HOURS, ChronoUnit.HOURS), nextHour).series();
        Instant nextDay = now.truncatedTo(ChronoUnit.DAYS).plus(DAY);
        List<UsageOverview.Point> byDay = usageService
                .overview(visitor.accountId(), nextDay.minus(DAYS, ChronoUnit.DAYS), nextDay)
                .series();
        hours = byHour.stream().map(Hour::of).toList();
        days = byDay.stream().map(Day::of).toList();
        requestsChart = ChartJson.requests(
                byHour,
                Notices.text("overview.chart.answered"),
                Notices.text("overview.saved"),
                Notices.text("overview.chart.errors"));
        firstTokenChart = ChartJson.firstTokens(byHour, Notices.text("overview.chart.firstToken.series"));
        costChart = ChartJson.cost(byDay, Notices.text("overview.chart.cost.series"));
        tokensChart = ChartJson.tokens(byDay, Notices.text("usage.prompt"), Notices.text("usage.completion"));
    }

    private UsageHours hours(Instant from, Instant to) {
        return usageService.hours(visitor.accountId(), from, to);
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
    public List<Hour> getHours() {
        return hours;
    }

    /** The last days, the oldest first. */
    public List<Day> getDays() {
        return days;
    }

    /** The chart of the hours. */
    public String getRequestsChart() {
        return requestsChart;
    }

    /** The chart of what the days cost. */
    public String getCostChart() {
        return costChart;
    }

    /** The chart of the days' tokens. */
    public String getTokensChart() {
        return tokensChart;
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
