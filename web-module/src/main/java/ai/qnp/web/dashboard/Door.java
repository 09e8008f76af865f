package ai.qnp.web.dashboard;

import ai.qnp.core.access.Randomness;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.signin.Entered;
import ai.qnp.ee.signin.Sessions;
import ai.qnp.ee.signin.SignInMethod;
import ai.qnp.ee.signin.SignInSettings;
import ai.qnp.ee.signin.Visit;
import ai.qnp.web.api.CallReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Lets people in and out: every way in ends here. */
@ApplicationScoped
public class Door {
    private static final String COOKIE = "session";
    private static final String BROWSER = "browser";
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final int SECRET_BYTES = 32;

    @Inject
    private Sessions sessions;

    @Inject
    private SignInSettings settings;

    @Inject
    private BrowserCookies cookies;

    @Inject
    private CallReader calls;

    @Inject
    private Randomness randomness;

    /** Who the browser's cookie says it is, or null. */
    @Nullable Visit visit(HttpServletRequest request) {
        String token = cookies.read(request, COOKIE);
        return token == null ? null : sessions.find(token);
    }

    /** Lets in whom a servlet found out, or says on a page why not. */
    void answer(HttpServletRequest request, HttpServletResponse response, Answer<Entered> answer)
            throws IOException, ServletException {
        switch (answer) {
            case Answer.Done<Entered>(Entered entered) -> {
                letIn(request, response, entered.accountId(), entered.method());
                String wanted = Pages.inside(entered.next());
                response.sendRedirect(wanted == null ? Pages.OVERVIEW : wanted);
            }
            case Answer.Refused<Entered>(ApiError error) -> refuse(request, response, error);
        }
    }

    /** Says on a page why somebody is not let in. */
    void refuse(HttpServletRequest request, HttpServletResponse response, ApiError error)
            throws IOException, ServletException {
        response.setStatus(error.status());
        request.setAttribute(RefusalView.CODE, error.code());
        request.getRequestDispatcher(Pages.SIGN_IN_REFUSED).forward(request, response);
    }

    /** Begins a session with a new id: whoever knew or planted an earlier one gets nowhere with it. */
    void letIn(HttpServletRequest request, HttpServletResponse response, String accountId, SignInMethod method) {
        Actor actor = actor(request, method.wireName());
        endEarlier(request, actor);
        String browser = request.getHeader("User-Agent");
        String token = sessions.begin(accountId, method, browser == null ? "" : browser, actor);
        cookies.keep(response, COOKIE, token, settings.longest());
        cookies.forget(response, BROWSER);
    }

    /**
     * The secret of this browser by which it is known when it comes back to finish a sign-in; begun where there is none.
     */
    String browser(HttpServletRequest request, HttpServletResponse response) {
        String kept = cookies.read(request, BROWSER);
        String secret = kept == null ? HexFormat.of().formatHex(randomness.bytes(SECRET_BYTES)) : kept;
        cookies.keep(response, BROWSER, secret, KNOWN_FOR);
        return secret;
    }

    /** The same where it is there already, else null. */
    @Nullable String knownBrowser(HttpServletRequest request) {
        return cookies.read(request, BROWSER);
    }

    /** Ends the session, if there is one. */
    void letOut(HttpServletRequest request, HttpServletResponse response) {
        endEarlier(request, actor(request, "dashboard"));
        cookies.forget(response, COOKIE);
    }

    /** Who acts, for the audit. */
    Actor actor(HttpServletRequest request, String name) {
        return new Actor(name, calls.caller(request).peerAddress());
    }

    private void endEarlier(HttpServletRequest request, Actor actor) {
        SignedIn.forget(request);
        String earlier = cookies.read(request, COOKIE);
        if (earlier != null) {
            sessions.end(earlier, actor);
        }
    }
}
