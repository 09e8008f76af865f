package ai.qnp.web.dashboard;

import ai.qnp.ee.accounting.WatchedNode;
import ai.qnp.ee.operations.SystemReport;
import ai.qnp.ee.operations.SystemStatus;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** system.xhtml: what runs here, since when, and what it stands on. */
@Named
@RequestScoped
public class SystemView {
    @Inject
    private SystemReport report;

    @Inject
    private Visitor visitor;

    private @Nullable SystemStatus status;
    private List<ProviderCounts> providers = List.of();

    /** What JMX counts of one provider. */
    public record ProviderCounts(String id, String failures, String underWay) {}

    @PostConstruct
    void load() {
        if (visitor.isOperator()) {
            SystemStatus seen = report.look();
            status = seen;
            providers = providers(seen.counted());
        }
    }

    private static List<ProviderCounts> providers(SystemStatus.Counted counted) {
        Map<String, Long> failures = counted.failures();
        Map<String, Long> underWay = counted.callsUnderWay();
        TreeSet<String> ids = new TreeSet<>(failures.keySet());
        ids.addAll(underWay.keySet());
        return ids.stream()
                .filter(id -> failures.getOrDefault(id, 0L) + underWay.getOrDefault(id, 0L) > 0)
                .sorted(Comparator.comparing((String id) -> failures.getOrDefault(id, 0L))
                        .reversed())
                .map(id -> new ProviderCounts(
                        id, Figures.count(failures.getOrDefault(id, 0L)), Figures.count(underWay.getOrDefault(id, 0L))))
                .toList();
    }

    /** All of it; the guard lets only operators this far. */
    public SystemStatus getStatus() {
        if (status == null) {
            throw new IllegalStateException("nobody who may see it is signed in");
        }
        return status;
    }

    /** The nodes on this database. */
    public List<WatchedNode> getNodes() {
        return getStatus().nodes();
    }

    /** The providers that failed or are being asked, the one that failed most first. */
    public List<ProviderCounts> getProviders() {
        return providers;
    }

    /** Since when this process runs. */
    public Instant getStartedAt() {
        return getStatus().startedAt();
    }

    /** How long the database took to answer. */
    public String getAnswered() {
        return Figures.fineMillis(getStatus().database().answered());
    }

    /** A count for people. */
    public String count(long count) {
        return Figures.count(count);
    }

    /** A size for people. */
    public String bytes(long bytes) {
        return Figures.bytes(bytes);
    }
}
