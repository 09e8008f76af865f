package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.UsageService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /dashboard/requests.csv}: exactly what the request log's filter lets through, any size. */
@WebServlet("/dashboard/requests.csv")
public class RequestsCsvServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient UsageService usageService;

    @Inject
    private transient Visitor visitor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestFilter filter = new RequestFilter();
        filter.setKey(request.getParameter("key"));
        filter.setModel(request.getParameter("model"));
        filter.setProvider(request.getParameter("provider"));
        filter.setStatus(request.getParameter("status"));
        filter.setFrom(request.getParameter("from"));
        filter.setTo(request.getParameter("to"));
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"qnp-requests.csv\"");
        usageService.writeCsv(visitor.accountId(), filter.usageFilter(), response.getWriter());
    }
}
