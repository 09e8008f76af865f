package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sets the session's cookie up: for this server's requests only, never for scripts or other sites. */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Inject
    private ServerSettings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        // Cookies do not tell ports apart: two servers on one machine would sign each other's people out.
        cookie.setName(
                "qnp_session_" + SettingValues.of(ConfigProvider.getConfig()).get(Settings.PORT));
        cookie.setHttpOnly(true);
        cookie.setSecure(
                "https".equalsIgnoreCase(URI.create(settings.publicUrl()).getScheme()));
        cookie.setPath("/");
        cookie.setAttribute("SameSite", "Lax");
    }
}
