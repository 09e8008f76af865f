package ai.qnp.ee.signin;

import java.time.Duration;
import java.util.List;

/** What the tests of the ways in share. */
final class SignInFixture {
    /** The secret that the browser of these tests keeps. */
    static final String BROWSER = "the-browser-that-asked";

    private SignInFixture() {}

    static SignInSettings settings(boolean signUp, OpenIdClient... openId) {
        return new SignInSettings(Duration.ofHours(12), Duration.ofDays(7), signUp, null, List.of(openId), true);
    }
}
