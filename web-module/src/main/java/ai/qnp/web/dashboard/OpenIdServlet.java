package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.signin.OpenIdSignIn;
import ai.qnp.ee.signin.SignInMethod;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /signin/google}, {@code /signin/apple} and their callbacks: out to an OpenID provider, and back. */
@WebServlet({"/signin/google", "/signin/google/callback", "/signin/apple", "/signin/apple/callback"})
public class OpenIdServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CALLBACK = "/callback";
    private static final List<String> ANSWERED = List.of("state", "code", "error");

    @Inject
    private transient OpenIdSignIn openId;

    @Inject
    private transient Door door;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        SignInMethod way = way(request);
        if (request.getServletPath().endsWith(CALLBACK)) {
            OpenIdSignIn.Return back =
                    new OpenIdSignIn.Return(request.getParameter("state"), request.getParameter("code"));
            door.answer(
                    request,
                    response,
                    openId.finish(way, back, door.knownBrowser(request), door.actor(request, way.wireName())));
        } else {
            begin(request, response, way);
        }
    }

    /**
     * Apple posts its answer, and browsers send no cookie of ours along with another site's form: sent on to the same
     * address, they do.
     */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!request.getServletPath().endsWith(CALLBACK)) {
            super.doPost(request, response);
            return;
        }
        String query = ANSWERED.stream()
                .filter(name -> request.getParameter(name) != null)
                .map(name -> name + "=" + URLEncoder.encode(request.getParameter(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", request.getServletPath() + "?" + query);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, SignInMethod way)
            throws IOException, ServletException {
        String next = Pages.inside(request.getParameter("next"));
        Answer<URI> entrance =
                openId.begin(way, door.browser(request, response), next, door.actor(request, way.wireName()));
        switch (entrance) {
            case Answer.Done<URI>(URI there) -> response.sendRedirect(there.toString());
            case Answer.Refused<URI>(ApiError error) -> door.refuse(request, response, error);
        }
    }

    private static SignInMethod way(HttpServletRequest request) {
        return request.getServletPath().startsWith("/signin/google") ? SignInMethod.GOOGLE : SignInMethod.APPLE;
    }
}
