package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditEvent;
import ai.qnp.ee.admin.AuditService;
import ai.qnp.ee.admin.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** audit.xhtml: who changed what, when, from where; everything for the operator, their own for others. */
@Named
@RequestScoped
public class AuditView {
    private static final String PAGE = "/dashboard/audit.xhtml";
    private static final int ROWS = 50;

    @Inject
    private AuditService audit;

    @Inject
    private Visitor visitor;

    private final AuditSearch search = new AuditSearch();
    private @Nullable String cursor;
    private List<AuditLine> lines = List.of();
    private String next = "";

    /** Reads what the page shows. */
    public void load() {
        switch (audit.page(search.of(audit.scope(visitor.accountId(), false)), cursor, ROWS)) {
            case Answer.Done<Page<AuditEvent>>(Page<AuditEvent> page) -> {
                lines = page.rows().stream().map(AuditLine::of).toList();
                next = search.on(PAGE).next(page.next());
            }
            case Answer.Refused<Page<AuditEvent>>(var error) -> Notices.refused(error);
        }
    }

    /** Which events are shown. */
    public AuditSearch getSearch() {
        return search;
    }

    /** The events of this page, the newest first. */
    public List<AuditLine> getLines() {
        return lines;
    }

    /** Where older ones are; empty when there are none. */
    public String getNext() {
        return next;
    }

    /** Where the newest are; empty when they are here. */
    public String getFirst() {
        return cursor == null ? "" : search.on(PAGE).text();
    }

    /** Where all of them are as CSV. */
    public String getCsv() {
        return search.on(AuditCsvServlet.PATH).text();
    }

    /** Behind which event the page begins. */
    public @Nullable String getCursor() {
        return cursor;
    }

    /** Takes where the page begins. */
    public void setCursor(@Nullable String cursor) {
        this.cursor = cursor == null || cursor.isBlank() ? null : cursor;
    }
}
