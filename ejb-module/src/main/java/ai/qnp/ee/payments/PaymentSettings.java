package ai.qnp.ee.payments;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.settings.PaymentSettingNames;
import ai.qnp.ee.settings.SettingValues;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set about payments.
 *
 * @param secretKey by which this server is known to Stripe; null where nothing can be bought
 * @param webhookSecret by which Stripe is known to this server
 * @param proPrice what the pro tier costs; null where it can't be bought
 * @param apiBase where Stripe's API is
 */
public record PaymentSettings(
        @Nullable Secret secretKey,
        @Nullable Secret webhookSecret,
        @Nullable String proPrice,
        URI apiBase) {
    /** Reads them all. */
    public static PaymentSettings read(SettingValues values) {
        return new PaymentSettings(
                values.orNull(PaymentSettingNames.SECRET_KEY),
                values.orNull(PaymentSettingNames.WEBHOOK_SECRET),
                values.orNull(PaymentSettingNames.PRO_PRICE),
                values.get(PaymentSettingNames.API_BASE));
    }

    /** Whether anything can be bought: what is paid must come back as an event, or it would never be credited. */
    public boolean areOn() {
        return secretKey != null && webhookSecret != null;
    }
}
