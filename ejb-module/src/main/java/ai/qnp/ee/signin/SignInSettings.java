package ai.qnp.ee.signin;

import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.settings.SignInSettingNames;
import java.time.Duration;

/**
 * What the operator set about signing in.
 *
 * @param idle after how long without a page a session ends
 * @param longest after how long it ends in any case
 */
public record SignInSettings(Duration idle, Duration longest) {
    /** Reads them all. */
    public static SignInSettings read(SettingValues values) {
        return new SignInSettings(
                Duration.ofMinutes(values.get(SignInSettingNames.IDLE_MINUTES)),
                Duration.ofHours(values.get(SignInSettingNames.LONGEST_HOURS)));
    }
}
