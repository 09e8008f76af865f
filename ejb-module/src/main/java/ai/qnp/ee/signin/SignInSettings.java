package ai.qnp.ee.signin;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.settings.SignInSettingNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set about signing in.
 *
 * @param idle after how long without a page a session ends
 * @param longest after how long it ends in any case
 * @param signUp whether people without an account get a free one
 * @param mail null where no links are sent
 * @param openId the OpenID providers that are asked who people are
 * @param passkeys whether people may have passkeys
 */
public record SignInSettings(
        Duration idle,
        Duration longest,
        boolean signUp,
        @Nullable MailServer mail,
        List<OpenIdClient> openId,
        boolean passkeys) {
    public SignInSettings {
        openId = List.copyOf(openId);
    }

    /** Reads them all. */
    public static SignInSettings read(SettingValues values) {
        return new SignInSettings(
                Duration.ofMinutes(values.get(SignInSettingNames.IDLE_MINUTES)),
                Duration.ofHours(values.get(SignInSettingNames.LONGEST_HOURS)),
                values.get(SignInSettingNames.SIGN_UP),
                mail(values),
                Stream.of(google(values), apple(values))
                        .flatMap(Optional::stream)
                        .toList(),
                values.get(SignInSettingNames.PASSKEYS));
    }

    /** The ways in that are open to whoever has what they ask for; a set-up link opens one only once. */
    public List<SignInMethod> ways() {
        return Stream.of(
                        Stream.of(SignInMethod.ADMIN_TOKEN),
                        mail == null ? Stream.<SignInMethod>empty() : Stream.of(SignInMethod.EMAIL),
                        openId.stream().map(OpenIdClient::method),
                        passkeys ? Stream.of(SignInMethod.PASSKEY) : Stream.<SignInMethod>empty())
                .flatMap(ways -> ways)
                .toList();
    }

    private static Optional<OpenIdClient> google(SettingValues values) {
        String client = values.orNull(SignInSettingNames.GOOGLE_CLIENT);
        Secret secret = values.orNull(SignInSettingNames.GOOGLE_SECRET);
        return client == null || secret == null
                ? Optional.empty()
                : Optional.of(new OpenIdClient.Google(values.get(SignInSettingNames.GOOGLE_ISSUER), client, secret));
    }

    private static Optional<OpenIdClient> apple(SettingValues values) {
        String client = values.orNull(SignInSettingNames.APPLE_CLIENT);
        String team = values.orNull(SignInSettingNames.APPLE_TEAM);
        String keyId = values.orNull(SignInSettingNames.APPLE_KEY_ID);
        Secret key = values.orNull(SignInSettingNames.APPLE_KEY);
        return client == null || team == null || keyId == null || key == null
                ? Optional.empty()
                : Optional.of(
                        new OpenIdClient.Apple(values.get(SignInSettingNames.APPLE_ISSUER), client, team, keyId, key));
    }

    private static @Nullable MailServer mail(SettingValues values) {
        String host = values.orNull(SignInSettingNames.MAIL_HOST);
        String from = values.orNull(SignInSettingNames.MAIL_FROM);
        return host == null || from == null
                ? null
                : new MailServer(
                        host,
                        values.get(SignInSettingNames.MAIL_PORT),
                        values.get(SignInSettingNames.MAIL_SECURITY),
                        values.orNull(SignInSettingNames.MAIL_USER),
                        values.orNull(SignInSettingNames.MAIL_PASSWORD),
                        from);
    }
}
