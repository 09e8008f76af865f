package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageService;
import ai.qnp.ee.admin.UsageSummary.GroupBy;
import ai.qnp.ee.admin.UsageSummary.Line;
import ai.qnp.ee.admin.UsageTotals;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which keys, models and providers were used most in the last days, for overview.xhtml. */
@Named
@RequestScoped
public class TopUsage {
    private static final int MOST = 5;

    @Inject
    private UsageService usageService;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private List<Group> groups = List.of();

    /**
     * The most used of one kind, the most first.
     *
     * @param kind {@code key}, {@code model} or {@code provider}
     */
    public record Group(String kind, List<Use> uses) {
        public Group {
            uses = List.copyOf(uses);
        }
    }

    /**
     * What one of them was used for.
     *
     * @param name null where a request had none
     * @param firstToken the average time to the first token
     */
    public record Use(
            @Nullable String name, String requests, String errors, String tokens, String cost, String firstToken) {
        static Use of(@Nullable String name, UsageTotals totals) {
            return new Use(
                    name,
                    Figures.count(totals.requests()),
                    Figures.percent(totals.errors(), totals.requests()),
                    Figures.count(totals.promptTokens() + totals.completionTokens()),
                    Figures.roughMoney(totals.cost()),
                    Figures.millis(totals.firstTokens().mean()));
        }
    }

    /** Whole days in UTC, as usage is added up: the records themselves are not looked at. */
    @PostConstruct
    void load() {
        Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        UsageFilter days = UsageFilter.between(end.minus(OverviewView.DAYS, ChronoUnit.DAYS), end);
        Map<String, String> keyNames = keyDirectory.list(visitor.accountId()).stream()
                .collect(Collectors.toMap(ApiKey::id, key -> key.settings().name()));
        groups = Stream.of(GroupBy.KEY, GroupBy.MODEL, GroupBy.PROVIDER)
                .map(kind -> group(kind, days, keyNames))
                .toList();
    }

    private Group group(GroupBy kind, UsageFilter days, Map<String, String> keyNames) {
        return new Group(
                kind.wireName(),
                usageService.summary(visitor.accountId(), days, kind).lines().stream()
                        .limit(MOST)
                        .map((Line line) -> Use.of(name(kind, line.group(), keyNames), line.totals()))
                        .toList());
    }

    private @Nullable String name(GroupBy kind, @Nullable String id, Map<String, String> keyNames) {
        if (id == null) {
            return null;
        }
        return switch (kind) {
            case KEY -> keyNames.getOrDefault(id, id);
            case PROVIDER -> offerings.nameOf(id);
            case MODEL, DAY -> id;
        };
    }

    /** By key, model and provider; each empty where nothing was used. */
    public List<Group> getGroups() {
        return groups;
    }
}
