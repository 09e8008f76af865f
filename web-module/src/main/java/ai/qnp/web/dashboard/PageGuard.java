package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.LatestRecords;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.signin.Visit;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before every page: lets nobody in without a session, and no form of another site. */
public class PageGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Inject
    private transient ServerSettings settings;

    @Inject
    private transient Door door;

    @Inject
    private transient LatestRecords records;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = pathOf(request);
        if (!READING.contains(request.getMethod()) && !isOurs(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (Pages.isResource(path)) {
            chain.doFilter(request, response);
        } else {
            // what a page shows is for its reader's eyes only, also after signing out
            response.setHeader("Cache-Control", "no-store");
            show(request, response, chain, path);
        }
    }

    private void show(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
            throws IOException, ServletException {
        Visit visit = door.visit(request);
        if (visit == null && !Pages.isPublic(path)) {
            askToSignIn(request, response, path);
        } else if (Pages.isOperators(path) && (visit == null || !visit.account().operator())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            SignedIn.is(request, visit);
            if (visit != null) {
                records.await();
            }
            chain.doFilter(request, response);
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        return new SameOrigin(settings.publicUrl())
                .holds(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), request.getHeader("Host"));
    }

    private static String pathOf(HttpServletRequest request) {
        String more = request.getPathInfo();
        return more == null ? request.getServletPath() : request.getServletPath() + more;
    }

    /** A part of a page can't show another page: the browser is told to go there. */
    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response, @Nullable String path)
            throws IOException {
        boolean isPartial = "partial/ajax".equals(request.getHeader("Faces-Request"));
        String query = READING.contains(request.getMethod()) ? request.getQueryString() : null;
        String signIn = Pages.signInFor(path == null ? "" : path, query);
        if (isPartial) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + signIn
                            + "\"></redirect></partial-response>");
        } else {
            response.sendRedirect(signIn);
        }
    }
}
