package ai.qnp.web.dashboard;

import ai.qnp.ee.signin.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, while one request is answered. The guard finds it in the database; what the container keeps for the
 * browser (half-filled forms, tables) belongs to one sign-in and ends with it.
 */
final class SignedIn {
    private static final String VISIT = SignedIn.class.getName();
    private static final String OWNER = VISIT + ".owner";

    private SignedIn() {}

    /** Who is signed in, or null. */
    static @Nullable Visit of(HttpServletRequest request) {
        return request.getAttribute(VISIT) instanceof Visit visit ? visit : null;
    }

    /** Takes what the guard found, and leaves nothing of whoever used this browser before. */
    static void is(HttpServletRequest request, @Nullable Visit visit) {
        request.setAttribute(VISIT, visit);
        String owner = visit == null ? "" : visit.session().id();
        HttpSession kept = request.getSession(false);
        if (kept != null && !owner.equals(kept.getAttribute(OWNER))) {
            kept.invalidate();
        }
        request.getSession(true).setAttribute(OWNER, owner);
    }

    /** Forgets what was kept for the browser. */
    static void forget(HttpServletRequest request) {
        HttpSession kept = request.getSession(false);
        if (kept != null) {
            kept.invalidate();
        }
    }
}
