package ai.qnp.web.guide;

import ai.qnp.ee.admin.ServerSettings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /scripts/openclaw-qnp-setup.sh}: to be piped into bash, or read first: browsers show it as text. */
@WebServlet("/scripts/openclaw-qnp-setup.sh")
public class OpenClawScriptServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient ServerSettings server;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-cache");
        response.getWriter().write(OpenClawScript.pointingTo(server.publicUrl() + "/api/v1"));
    }
}
