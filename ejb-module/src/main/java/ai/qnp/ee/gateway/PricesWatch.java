package ai.qnp.ee.gateway;

import ai.qnp.ee.persistence.StoredPrices;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks for newer prices twice a second, so that a change on any node holds on all of them within a second. */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
@TransactionManagement(TransactionManagementType.BEAN) // the store opens its own
public class PricesWatch {
    private static final long EVERY_MILLIS = 500;

    @Inject
    private StoredPrices prices;

    @Resource
    private ManagedScheduledExecutorService timers;

    private @Nullable ScheduledFuture<?> watch;

    @PostConstruct
    void begin() {
        StoredPrices watched = prices;
        watch = timers.scheduleWithFixedDelay(watched::refresh, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        if (watch != null) {
            watch.cancel(false);
        }
    }
}
