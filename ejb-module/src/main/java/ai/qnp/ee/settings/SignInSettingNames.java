package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.SIGN_IN;
import static ai.qnp.ee.settings.ValueType.address;
import static ai.qnp.ee.settings.ValueType.secret;
import static ai.qnp.ee.settings.ValueType.text;
import static ai.qnp.ee.settings.ValueType.wholeNumber;
import static ai.qnp.ee.settings.ValueType.word;
import static ai.qnp.ee.settings.ValueType.yesOrNo;

import ai.qnp.core.provider.Secret;
import java.net.URI;
import java.util.List;

/** How people get into the dashboard. */
public final class SignInSettingNames {
    private static final int YEAR_HOURS = 8_784;
    private static final int YEAR_MINUTES = YEAR_HOURS * 60;

    public static final Setting<Integer> IDLE_MINUTES = Setting.of(
            "qnp.sessions.idle-minutes",
            SIGN_IN,
            wholeNumber(1, YEAR_MINUTES),
            "720",
            "After how long without opening a page somebody has to sign in again.");

    public static final Setting<Integer> LONGEST_HOURS = Setting.of(
            "qnp.sessions.longest-hours",
            SIGN_IN,
            wholeNumber(1, YEAR_HOURS),
            "168",
            "After how long they have to in any case.");

    public static final Setting<Boolean> SIGN_UP = Setting.of(
            "qnp.sign-up",
            SIGN_IN,
            yesOrNo(),
            "false",
            "Whether people who have no account get a free one when they sign in with a verified address. Without it, the"
                    + " operator makes the accounts.");

    public static final Setting<String> MAIL_HOST = Setting.optional(
            "qnp.mail.host",
            SIGN_IN,
            text("a host name"),
            "no links by e-mail",
            "The SMTP server that sends sign-in links. They are on when this and `qnp.mail.from` are set.");

    public static final Setting<String> MAIL_FROM = Setting.optional(
            "qnp.mail.from", SIGN_IN, text("an e-mail address"), "no links by e-mail", "Whom the links come from.");

    public static final Setting<Integer> MAIL_PORT =
            Setting.of("qnp.mail.port", SIGN_IN, wholeNumber(1, 65_535), "587", "The SMTP server's port.");

    public static final Setting<String> MAIL_SECURITY = Setting.of(
            "qnp.mail.security",
            SIGN_IN,
            word("starttls", "tls", "none"),
            "starttls",
            "How the connection is encrypted: `starttls` refuses to go on in clear, `tls` is for port 465.");

    public static final Setting<String> MAIL_USER =
            Setting.optional("qnp.mail.user", SIGN_IN, text("a name"), "none", "The user at the SMTP server.");

    public static final Setting<Secret> MAIL_PASSWORD =
            Setting.optional("qnp.mail.password", SIGN_IN, secret("a password"), "none", "The user's password.");

    public static final Setting<String> GOOGLE_CLIENT = Setting.optional(
            "qnp.google.client-id",
            SIGN_IN,
            text("a client ID from Google's console"),
            "no sign-in with Google",
            "Sign-in with Google is on when this and the secret are set.");

    public static final Setting<Secret> GOOGLE_SECRET = Setting.optional(
            "qnp.google.client-secret", SIGN_IN, secret("the client's secret"), "none", "The client's secret.");

    public static final Setting<URI> GOOGLE_ISSUER = Setting.of(
            "qnp.google.issuer",
            SIGN_IN,
            address(),
            "https://accounts.google.com",
            "Any OpenID provider that says `email_verified` can stand in Google's place.");

    public static final Setting<String> APPLE_CLIENT = Setting.optional(
            "qnp.apple.client-id",
            SIGN_IN,
            text("a Services ID from Apple's developer portal"),
            "no sign-in with Apple",
            "Sign-in with Apple is on when this, the team, the key's id and the key are set.");

    public static final Setting<String> APPLE_TEAM = Setting.optional(
            "qnp.apple.team-id", SIGN_IN, text("Apple's ten characters"), "none", "The developer team.");

    public static final Setting<String> APPLE_KEY_ID = Setting.optional(
            "qnp.apple.key-id", SIGN_IN, text("Apple's ten characters"), "none", "The id of the private key.");

    public static final Setting<Secret> APPLE_KEY = Setting.optional(
            "qnp.apple.private-key",
            SIGN_IN,
            secret("the content of Apple's `.p8` file, with or without its first and last line"),
            "none",
            "The private key that signs for the client.");

    public static final Setting<URI> APPLE_ISSUER = Setting.of(
            "qnp.apple.issuer", SIGN_IN, address(), "https://appleid.apple.com", "Apple's address, for tests.");

    public static final Setting<Boolean> PASSKEYS = Setting.of(
            "qnp.passkeys",
            SIGN_IN,
            yesOrNo(),
            "false",
            "Whether people may sign in with passkeys. Browsers bind them to the host name in `QNP_PUBLIC_URL`, which must"
                    + " be `https://`, or `http://localhost`; an IP address can have none.");

    private static final List<Setting<?>> ALL = List.of(
            IDLE_MINUTES,
            LONGEST_HOURS,
            SIGN_UP,
            MAIL_HOST,
            MAIL_FROM,
            MAIL_PORT,
            MAIL_SECURITY,
            MAIL_USER,
            MAIL_PASSWORD,
            GOOGLE_CLIENT,
            GOOGLE_SECRET,
            GOOGLE_ISSUER,
            APPLE_CLIENT,
            APPLE_TEAM,
            APPLE_KEY_ID,
            APPLE_KEY,
            APPLE_ISSUER,
            PASSKEYS);

    private SignInSettingNames() {}

    static List<Setting<?>> all() {
        return ALL;
    }
}
