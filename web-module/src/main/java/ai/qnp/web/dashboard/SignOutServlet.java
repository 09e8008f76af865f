package ai.qnp.web.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code POST /dashboard/signout}: ends the session, from whatever page. That the form is one of ours the guard has made
 * sure of; whoever is signed out already is led to the same place.
 */
@WebServlet(Pages.SIGN_OUT)
public class SignOutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Door door;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        door.letOut(request, response);
        response.sendRedirect(Pages.SIGN_IN);
    }
}
