package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.UsageService;
import ai.qnp.ee.admin.UsageSummary;
import ai.qnp.ee.admin.UsageSummary.GroupBy;
import ai.qnp.ee.admin.UsageTotals;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** usage.xhtml: what was used in a stretch of time, by day, key, model or provider. */
@Named
@RequestScoped
public class UsageView {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final int MOST_BARS = 20;

    @Inject
    private UsageService usageService;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private final RequestFilter filter = new RequestFilter();
    private GroupBy group = GroupBy.DAY;
    private Map<String, String> keyNames = Map.of();
    private List<UsageLine> lines = List.of();
    private UsageLine total = UsageLine.of(null, new UsageSummary.Line(null, UsageTotals.NONE));
    private String requestsChart = "";
    private String costChart = "";

    /** Reads what the page shows: the last 30 days where the address does not say when. */
    public void load() {
        if (filter.getFrom() == null && filter.getTo() == null) {
            filter.setFrom(Instant.now()
                    .truncatedTo(ChronoUnit.DAYS)
                    .plus(Duration.ofDays(1))
                    .minus(USUAL)
                    .toString());
        }
        keyNames = keyDirectory.list(visitor.accountId()).stream()
                .collect(Collectors.toMap(key -> key.id(), key -> key.settings().name()));
        List<UsageSummary.Line> found = usageService
                .summary(visitor.accountId(), filter.usageFilter(), group)
                .lines();
        lines = found.stream()
                .map(line -> UsageLine.of(name(line.group()), line))
                .toList();
        total = UsageLine.of(
                null,
                new UsageSummary.Line(
                        null,
                        found.stream().map(UsageSummary.Line::totals).reduce(UsageTotals.NONE, UsageTotals::plus)));
        draw(found.subList(0, group == GroupBy.DAY ? found.size() : Math.min(found.size(), MOST_BARS)));
    }

    private void draw(List<UsageSummary.Line> found) {
        GroupBars bars = group == GroupBy.DAY
                ? GroupBars.byDay(found, today())
                : GroupBars.byName(found, line -> Objects.requireNonNullElse(name(line.group()), "–"));
        requestsChart = bars.requests(Notices.text("overview.chart.answered"), Notices.text("overview.chart.errors"));
        costChart = bars.cost(Notices.text("overview.chart.cost.series"));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private @Nullable String name(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return switch (group) {
            case KEY -> keyNames.getOrDefault(id, id);
            case PROVIDER -> offerings.nameOf(id);
            case DAY, MODEL -> id;
        };
    }

    /** Which requests are added up. */
    public RequestFilter getFilter() {
        return filter;
    }

    /** What they are grouped by. */
    public String getGroup() {
        return group.wireName();
    }

    /** Takes what they are grouped by; days unless it is one of the others. */
    public void setGroup(@Nullable String name) {
        group = Objects.requireNonNullElse(name == null ? null : GroupBy.named(name), GroupBy.DAY);
    }

    /** The groups. */
    public List<UsageLine> getLines() {
        return lines;
    }

    /** All together. */
    public UsageLine getTotal() {
        return total;
    }

    /** The keys that a filter can name, by their ids. */
    public Map<String, String> getKeyNames() {
        return keyNames;
    }

    /** The providers that a filter can name. */
    public List<Offerings.ProviderOffer> getProviders() {
        return offerings.getProviders();
    }

    /** The requests as a chart. */
    public String getRequestsChart() {
        return requestsChart;
    }

    /** Their cost as a chart. */
    public String getCostChart() {
        return costChart;
    }
}
