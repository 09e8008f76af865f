package ai.qnp.web.guide;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /guide} and {@code GET /guide/{page}}: the user guide, for anybody. */
@WebServlet({"/guide", "/guide/*"})
public class GuideServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String VIEW = "/guide.xhtml";

    @Inject
    private transient Guide guide;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String more = request.getPathInfo();
        GuidePage page = guide.page(more == null ? "" : more.substring(1));
        if (page == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            request.setAttribute(GuideView.PAGE, page);
            request.getRequestDispatcher(VIEW).forward(request, response);
        }
    }
}
