package ai.qnp.ee.signin;

import java.util.Locale;

/** A way into the dashboard. */
public enum SignInMethod {
    SETUP_LINK,
    ADMIN_TOKEN,
    EMAIL,
    GOOGLE,
    APPLE,
    PASSKEY;

    /** Its word in the database and in addresses. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
