package ai.qnp.ee.signin;

import ai.qnp.ee.settings.SettingValues;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the ways in together: one of each, for the whole application. */
@ApplicationScoped
public class SignInAssembly {
    @Resource
    private ManagedExecutorService executor;

    @Produces
    @Singleton
    SignInSettings settings() {
        return SignInSettings.read(SettingValues.of(ConfigProvider.getConfig()));
    }

    @Produces
    @Singleton
    Letters letters(SignInSettings settings) {
        MailServer server = settings.mail();
        return server == null ? (to, letter) -> {} : new SmtpLetters(server, executor);
    }
}
