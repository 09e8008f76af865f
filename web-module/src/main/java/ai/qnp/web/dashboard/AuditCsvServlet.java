package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditEvent;
import ai.qnp.ee.admin.AuditFilter;
import ai.qnp.ee.admin.AuditService;
import ai.qnp.ee.admin.Page;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /dashboard/audit.csv}: exactly what the audit page's filter lets through, any size. */
@WebServlet(AuditCsvServlet.PATH)
public class AuditCsvServlet extends HttpServlet {
    static final String PATH = "/dashboard/audit.csv";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AuditService audit;

    @Inject
    private transient Visitor visitor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AuditSearch search = new AuditSearch();
        search.setAction(request.getParameter("action"));
        search.setFrom(request.getParameter("from"));
        search.setTo(request.getParameter("to"));
        AuditFilter filter = search.of(audit.scope(visitor.accountId(), false));
        // A page of one, for its refusals: once the table has begun there is no way back.
        switch (audit.page(filter, null, 1)) {
            case Answer.Refused<Page<AuditEvent>>(var error) -> response.sendError(error.status());
            case Answer.Done<Page<AuditEvent>> readable -> {
                response.setContentType("text/csv");
                response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                response.setHeader("Content-Disposition", "attachment; filename=\"qnp-audit.csv\"");
                audit.writeCsv(filter, response.getWriter());
            }
        }
    }
}
