package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.UsageService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * requests-newer.xhtml: the latest lines of the request log, which its page asks for again and again. A line comes when its
 * request has ended and stands where it arrived, so it is not enough to ask for what stands above the first.
 */
@Named
@RequestScoped
public class NewerRequestsView {
    /** As long as a request may last: what arrived before has ended. It also keeps the look short, however many there are. */
    private static final Duration BACK = Duration.ofMinutes(10);

    private static final int MOST = 50;

    @Inject
    private UsageService usageService;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Visitor visitor;

    private final RequestFilter filter = new RequestFilter();
    private List<RequestRow> rows = List.of();

    /** Reads the lines. */
    public void load() {
        if (usageService.page(
                        visitor.accountId(),
                        filter.usageFilter().since(Instant.now().minus(BACK)),
                        null,
                        MOST)
                instanceof Answer.Done<Page<UsageRecord>>(Page<UsageRecord> page)) {
            Map<String, String> names = new HashMap<>();
            if (!page.rows().isEmpty()) {
                keyDirectory
                        .list(visitor.accountId())
                        .forEach(key -> names.put(key.id(), key.settings().name()));
            }
            rows = page.rows().stream().map(made -> row(made, names)).toList();
        }
    }

    private static RequestRow row(UsageRecord made, Map<String, String> names) {
        @Nullable String keyId = made.keyId();
        return RequestRow.of(made, keyId == null ? null : names.getOrDefault(keyId, keyId));
    }

    /** The lines, the newest first. */
    public List<RequestRow> getRows() {
        return rows;
    }

    /** Which requests are meant. */
    public RequestFilter getFilter() {
        return filter;
    }
}
