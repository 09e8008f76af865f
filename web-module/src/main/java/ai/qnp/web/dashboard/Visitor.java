package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.signin.Visit;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Who looks at a page, and from where. */
@Named
@RequestScoped
public class Visitor {
    /** By its name: an offset of zero is written Z, which people don't read as a zone. */
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final String ZONE_COOKIE = "qnp_zone";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Door door;

    @Inject
    private ServerSettings settings;

    private @Nullable Visit visit;
    private ZoneId zone = UTC;

    @PostConstruct
    void look() {
        visit = SignedIn.of(request);
        zone = zoneOf(request.getCookies());
    }

    /** Whether a session shows somebody's dashboard. */
    public boolean isSignedIn() {
        return visit != null;
    }

    /** Whose dashboard it is; the guard lets nobody this far who is not signed in. */
    String accountId() {
        return account().id();
    }

    /** The account, as it was when the request came. */
    Account account() {
        return visit().account();
    }

    /** The session, and the account that it shows. */
    Visit visit() {
        if (visit == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return visit;
    }

    /** Whether it is the dashboard of those who run this installation. */
    public boolean isOperator() {
        return visit != null && visit.account().operator();
    }

    /** Who acts, for the audit. */
    Actor actor() {
        return new Actor("dashboard", door.actor(request, "dashboard").address(), isOperator());
    }

    /** The reader's time zone, as the browser said; UTC before it did. */
    public ZoneId getZone() {
        return zone;
    }

    /** Where people reach this server. */
    String getServer() {
        return settings.publicUrl();
    }

    /** What clients set as their base URL. */
    public String getBaseUrl() {
        return settings.publicUrl() + "/v1";
    }

    private static ZoneId zoneOf(Cookie @Nullable [] cookies) {
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(ZONE_COOKIE)) {
                    return zoneNamed(cookie.getValue());
                }
            }
        }
        return UTC;
    }

    /** A browser may know a zone that this Java does not. */
    private static ZoneId zoneNamed(String name) {
        try {
            return ZoneId.of(URLDecoder.decode(name, StandardCharsets.UTF_8));
        } catch (DateTimeException | IllegalArgumentException unknown) {
            return UTC;
        }
    }
}
