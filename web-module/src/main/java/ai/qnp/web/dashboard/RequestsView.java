package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.UsageService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.primefaces.event.ToggleEvent;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.Visibility;

/** requests.xhtml: the request log, page by page, each with its receipt. */
@Named
@ViewScoped
public class RequestsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private UsageService usageService;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private final RequestFilter filter = new RequestFilter();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final Map<String, String> keyNames = new HashMap<>();
    private List<KeyChoice> keyChoices = List.of();
    private List<Offerings.ProviderOffer> providers = List.of();
    private @Nullable LazyDataModel<RequestRow> rows;

    /** Readies the log for the filter in the page's address. */
    public void load() {
        keyChoices = keyDirectory.list(visitor.accountId()).stream()
                .map(key -> new KeyChoice(key.id(), key.settings().name()))
                .toList();
        keyChoices.forEach(choice -> keyNames.put(choice.id(), choice.name()));
        providers = offerings.getProviders();
        rows = new RequestRows(this::page, this::row);
    }

    private Page<UsageRecord> page(@Nullable String cursor, int size) {
        return switch (usageService.page(visitor.accountId(), filter.usageFilter(), cursor, size)) {
            case Answer.Done<Page<UsageRecord>>(Page<UsageRecord> page) -> page;
            case Answer.Refused<Page<UsageRecord>>(var error) -> {
                Notices.refused(error);
                yield new Page<>(List.of(), null);
            }
        };
    }

    private RequestRow row(UsageRecord made) {
        String keyId = made.keyId();
        return RequestRow.of(made, keyId == null ? null : keyNames.getOrDefault(keyId, keyId));
    }

    /** Fetches the receipt of a request whose line is opened. */
    public void toggled(ToggleEvent event) {
        if (event.getVisibility() == Visibility.VISIBLE && event.getData() instanceof RequestRow row) {
            switch (usageService.receipt(visitor.accountId(), row.id())) {
                case Answer.Done<Outcome>(Outcome outcome) -> receipts.put(row.id(), Receipt.of(outcome));
                case Answer.Refused<Outcome>(var error) -> Notices.refused(error);
            }
        }
    }

    /** The receipts of the lines that were opened, by request id. */
    public Map<String, Receipt> getReceipts() {
        return receipts;
    }

    /** The table's lines. */
    public @Nullable LazyDataModel<RequestRow> getRows() {
        return rows;
    }

    /** Which requests are shown. */
    public RequestFilter getFilter() {
        return filter;
    }

    /** The account's keys. */
    public List<KeyChoice> getKeyChoices() {
        return keyChoices;
    }

    /** The providers of this installation. */
    public List<Offerings.ProviderOffer> getProviders() {
        return providers;
    }
}
