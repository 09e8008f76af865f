package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.ee.admin.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/**
 * Requests page by page, each behind the last row of the one before: as fast on the thousandth page as on the first, and
 * nothing slips when requests come in meanwhile. How many there are in all is not counted; the table only knows whether
 * there are more.
 */
final class RequestRows extends LazyDataModel<RequestRow> {
    private static final long serialVersionUID = 1L;

    private final transient BiFunction<@Nullable String, Integer, Page<UsageRecord>> pages;
    private final transient Function<UsageRecord, RequestRow> row;
    /** Where each page begins, as far as somebody has come; the first page has no cursor. */
    private final List<@Nullable String> cursors = new ArrayList<>();

    RequestRows(BiFunction<@Nullable String, Integer, Page<UsageRecord>> pages, Function<UsageRecord, RequestRow> row) {
        this.pages = pages;
        this.row = row;
        cursors.add(null);
    }

    @Override
    public int count(Map<String, FilterMeta> filterBy) {
        return getRowCount();
    }

    @Override
    public List<RequestRow> load(
            int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
        int number = Math.min(first / pageSize, cursors.size() - 1);
        Page<UsageRecord> page = pages.apply(cursors.get(number), pageSize);
        if (page.next() != null && number == cursors.size() - 1) {
            cursors.add(page.next());
        }
        int known = number * pageSize + page.rows().size();
        setRowCount(Math.max(getRowCount(), page.next() == null ? known : known + 1));
        return page.rows().stream().map(row).toList();
    }

    @Override
    public String getRowKey(RequestRow shown) {
        return shown.id();
    }

    @Override
    public @Nullable RequestRow getRowData(String rowKey) {
        return getWrappedData().stream()
                .filter(shown -> shown.id().equals(rowKey))
                .findFirst()
                .orElse(null);
    }
}
