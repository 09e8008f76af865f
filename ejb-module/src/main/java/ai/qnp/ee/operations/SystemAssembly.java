package ai.qnp.ee.operations;

import ai.qnp.core.access.AddressRange;
import ai.qnp.ee.accounting.GoneNodes;
import ai.qnp.ee.admin.Journals;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.payments.PaymentSettings;
import ai.qnp.ee.persistence.DatabaseState;
import ai.qnp.ee.settings.AccessSettingNames;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.signin.SignInSettings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** The report about this server, and which of its parts are switched on. */
@ApplicationScoped
public class SystemAssembly {
    @Resource(lookup = "jdbc/qnp")
    private DataSource dataSource;

    @Produces
    @Singleton
    SystemStatus.Parts parts(ServerSettings server, SignInSettings signIn, PaymentSettings payments) {
        List<AddressRange> proxies =
                SettingValues.of(ConfigProvider.getConfig()).orNull(AccessSettingNames.TRUSTED_PROXIES);
        return new SystemStatus.Parts(
                signIn.ways(),
                signIn.signUp(),
                payments.areOn(),
                server.billing(),
                proxies == null ? 0 : proxies.size());
    }

    @Produces
    @Singleton
    SystemReport system(
            ServerSettings settings,
            GoneNodes nodes,
            Journals journals,
            GatewayCounts counts,
            ProviderReport providers,
            SystemStatus.Parts parts) {
        return new SystemReport(
                () -> DatabaseState.of(dataSource),
                settings.embeddedDatabase(),
                nodes,
                journals,
                counts,
                providers,
                parts);
    }
}
