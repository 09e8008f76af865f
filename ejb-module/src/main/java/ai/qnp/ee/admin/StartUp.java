package ai.qnp.ee.admin;

import ai.qnp.ee.accounting.NodeLife;
import ai.qnp.ee.persistence.OneTry;
import ai.qnp.ee.persistence.StoredUsageRecords;
import ai.qnp.ee.persistence.Transactions;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.settings.Settings;
import ai.qnp.ee.vault.PrivateFile;
import ai.qnp.ee.vault.Vault;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Readies the store before the first request, or says in one line why it can't. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN) // migrations bring their own
public class StartUp {
    private static final System.Logger LOG = System.getLogger(StartUp.class.getName());

    /** Taken one after the other, so that what goes wrong in one can be told. */
    @Inject
    private Instance<Vault> vault;

    @Inject
    private Instance<AdminToken> adminToken;

    @Inject
    private Instance<FirstStart> firstStart;

    @Inject
    private Instance<Transactions> transactions;

    @Inject
    private Instance<NodeLife> node;

    @Inject
    private Instance<StoredUsageRecords> usageRecords;

    private @Nullable ScheduledFuture<?> everySecond;

    @Resource
    private ManagedScheduledExecutorService timers;

    @PostConstruct
    void start() {
        Config config = ConfigProvider.getConfig();
        try {
            Settings.check(config);
            vault.get();
            adminToken.get();
            transactions.get().read(OneTry::set);
            node.get().enter();
            usageRecords.get();
            everySecond = timers.scheduleWithFixedDelay(() -> node.get().tick(), 1, 1, TimeUnit.SECONDS);
            firstStart.get().run();
        } catch (IOException | RuntimeException failure) {
            String line = StartFailure.line(failure);
            if (line != null) {
                leaveNote(config, line);
            }
            throw new IllegalStateException(line == null ? "the start failed" : line, failure);
        }
    }

    /** Here and not only when the assembly ends: the last records need transactions that still work. */
    @PreDestroy
    void stop() {
        if (everySecond != null) {
            everySecond.cancel(false);
        }
        usageRecords.get().close();
        node.get().leave();
    }

    private static void leaveNote(Config config, String line) {
        try {
            new PrivateFile(ServerSettings.dataDir(SettingValues.of(config)).resolve("start-failure.txt"))
                    .write(line + "\n");
        } catch (IOException unwritable) {
            LOG.log(System.Logger.Level.ERROR, "the launcher can't be told why: " + line, unwritable);
        }
    }
}
