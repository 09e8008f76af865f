package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.ACCESS;
import static ai.qnp.ee.settings.ValueType.addressRanges;
import static ai.qnp.ee.settings.ValueType.secret;
import static ai.qnp.ee.settings.ValueType.yesOrNo;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.provider.Secret;
import java.util.List;

/** Who gets in, and what keeps secrets. */
public final class AccessSettingNames {
    public static final Setting<Secret> ADMIN_TOKEN = Setting.optional(
            "qnp.admin-token",
            ACCESS,
            secret("a text that nobody can guess"),
            "generated into `admin-token` in the data directory",
            "The operator's token for `/manage/v1` and for signing in to the dashboard.");

    public static final Setting<Secret> MASTER_KEY = Setting.optional(
            "qnp.master-key",
            ACCESS,
            secret("32 random bytes in base64, as `openssl rand -base64 32` prints them"),
            "generated into `master-key` in the data directory",
            "Seals the providers' keys that are stored in the database. Keep a copy apart from the database: without it"
                    + " they are lost. All servers on one database need the same one.");

    public static final Setting<List<AddressRange>> TRUSTED_PROXIES = Setting.optional(
            "qnp.trusted-proxies",
            ACCESS,
            addressRanges(),
            "none",
            "Whose `X-Forwarded-For` counts. Without it, the address that connects is taken for the caller's, also where it"
                    + " is checked against a key's `allowed_ips`.");

    public static final Setting<Boolean> ACCOUNTS_MAY_SET_BASE_URL = Setting.of(
            "qnp.credentials.allow-base-url",
            ACCESS,
            yesOrNo(),
            "false",
            "Whether accounts other than the operator's may give a credential a `base_url`, and so make this server call"
                    + " an address of their choice.");

    public static final Setting<List<AddressRange>> ACCOUNT_ADDRESSES = Setting.optional(
            "qnp.credentials.allowed-addresses",
            ACCESS,
            addressRanges(),
            "public addresses only",
            "Addresses inside your network that such a `base_url` may lead to, too. The operator's own credentials and"
                    + " providers may lead anywhere.");

    private AccessSettingNames() {}

    static List<Setting<?>> all() {
        return List.of(ADMIN_TOKEN, MASTER_KEY, TRUSTED_PROXIES, ACCOUNTS_MAY_SET_BASE_URL, ACCOUNT_ADDRESSES);
    }
}
