package ai.qnp.web.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/** Sets up the cookie of what the container keeps for a browser: its forms, not who is signed in. */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Inject
    private BrowserCookies cookies;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName(cookies.name("page"));
        cookie.setHttpOnly(true);
        cookie.setSecure(cookies.isSecure());
        cookie.setPath("/");
        cookie.setAttribute("SameSite", "Lax");
    }
}
