package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.signin.EmailLinks;
import ai.qnp.ee.signin.SignInMethod;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /signin/email?token=…}: what a link by e-mail opens. */
@WebServlet("/signin/email")
public class EmailLinkServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EmailLinks links;

    @Inject
    private transient Door door;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        if (Prefetch.isOne(request)) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        String token = request.getParameter("token");
        if (token == null) {
            door.refuse(request, response, ApiError.invalid(410, "link_gone", "The link was not copied whole.", null));
            return;
        }
        String way = SignInMethod.EMAIL.wireName();
        door.answer(request, response, links.open(token, door.knownBrowser(request), door.actor(request, way)));
    }

    /** Must not use the link up: nobody reads the answer. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
