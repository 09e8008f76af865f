package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ReRating;
import ai.qnp.ee.admin.ReRatingService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /dashboard/re-rating.csv}: the report of re-rating.xhtml as a table. The guard lets operators alone in. */
@WebServlet(ReRatingCsvServlet.PATH)
public class ReRatingCsvServlet extends HttpServlet {
    static final String PATH = "/dashboard/re-rating.csv";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ReRatingService reRating;

    @Inject
    private transient Visitor visitor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ReRatingWish wish = new ReRatingWish();
        wish.setVersion(request.getParameter("version"));
        wish.setAccount(request.getParameter("account"));
        wish.setFrom(request.getParameter("from"));
        wish.setTo(request.getParameter("to"));
        if (wish.problem() != null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        switch (wish.of(reRating, visitor.accountId())) {
            case Answer.Refused<ReRating>(var error) -> response.sendError(error.status());
            case Answer.Done<ReRating>(ReRating made) -> {
                response.setContentType("text/csv");
                response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                response.setHeader("Content-Disposition", "attachment; filename=\"qnp-re-rating.csv\"");
                response.getWriter().write(made.csv());
            }
        }
    }
}
