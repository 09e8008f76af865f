package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.signin.Sessions;
import ai.qnp.ee.signin.SignInMethod;
import ai.qnp.ee.signin.SignInSettings;
import ai.qnp.ee.signin.Visit;
import ai.qnp.web.api.CallReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Lets people in and out: every way in ends here. */
@ApplicationScoped
public class Door {
    private static final String COOKIE = "session";

    @Inject
    private Sessions sessions;

    @Inject
    private SignInSettings settings;

    @Inject
    private BrowserCookies cookies;

    @Inject
    private CallReader calls;

    /** Who the browser's cookie says it is, or null. */
    @Nullable Visit visit(HttpServletRequest request) {
        String token = cookies.read(request, COOKIE);
        return token == null ? null : sessions.find(token);
    }

    /** Begins a session with a new id: whoever knew or planted an earlier one gets nowhere with it. */
    void letIn(HttpServletRequest request, HttpServletResponse response, String accountId, SignInMethod method) {
        Actor actor = actor(request, method.wireName());
        endEarlier(request, actor);
        String browser = request.getHeader("User-Agent");
        String token = sessions.begin(accountId, method, browser == null ? "" : browser, actor);
        cookies.keep(response, COOKIE, token, settings.longest());
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
