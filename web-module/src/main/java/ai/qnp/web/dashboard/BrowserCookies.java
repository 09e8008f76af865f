package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.settings.ServerSettingNames;
import ai.qnp.ee.settings.SettingValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** What browsers keep for this server: for its requests only, never for scripts or other sites. */
@ApplicationScoped
public class BrowserCookies {
    @Inject
    private ServerSettings settings;

    /** The cookie's text, or null. */
    @Nullable String read(HttpServletRequest request, String word) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            String name = name(word);
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    /** Has the browser keep a text. */
    void keep(HttpServletResponse response, String word, String text, Duration time) {
        Cookie cookie = new Cookie(name(word), text);
        cookie.setHttpOnly(true);
        cookie.setSecure(isSecure());
        cookie.setPath("/");
        cookie.setMaxAge(Math.toIntExact(time.toSeconds()));
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** Has the browser forget it. */
    void forget(HttpServletResponse response, String word) {
        keep(response, word, "", Duration.ZERO);
    }

    /**
     * The cookie's name. Cookies do not tell ports apart: two servers on one machine would sign each other's people out.
     * The prefix has browsers refuse one that a neighbouring host or plain HTTP tries to set.
     */
    String name(String word) {
        String name = "qnp_" + word + "_"
                + SettingValues.of(ConfigProvider.getConfig()).get(ServerSettingNames.PORT);
        return isSecure() ? "__Host-" + name : name;
    }

    /** Whether people reach this server by HTTPS. */
    boolean isSecure() {
        return "https".equalsIgnoreCase(URI.create(settings.publicUrl()).getScheme());
    }
}
