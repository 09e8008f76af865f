package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.SetupLinks;
import ai.qnp.ee.signin.SignInMethod;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /setup?token=…}: the one-time link that opens the dashboard for the operator. */
@WebServlet("/setup")
public class SetupServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient SetupLinks links;

    @Inject
    private transient AccountService accounts;

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
        Actor actor = door.actor(request, SignInMethod.SETUP_LINK.wireName());
        if (token != null && links.redeem(token, actor)) {
            door.letIn(request, response, accounts.operator().id(), SignInMethod.SETUP_LINK);
            response.sendRedirect(Pages.OVERVIEW);
        } else {
            response.setStatus(HttpServletResponse.SC_GONE);
            request.getRequestDispatcher(Pages.SETUP_REFUSED).forward(request, response);
        }
    }

    /** Must not use the link up: nobody reads the answer. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
