package ai.qnp.ee.payments;

import ai.qnp.ee.settings.SettingValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts payments together: one of each, for the whole application. */
@ApplicationScoped
public class PaymentsAssembly {
    @Produces
    @Singleton
    PaymentSettings settings() {
        return PaymentSettings.read(SettingValues.of(ConfigProvider.getConfig()));
    }
}
