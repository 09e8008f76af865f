package ai.qnp.ee.gateway;

import ai.qnp.ee.persistence.JpaGrants;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks for changes of keys and prices twice a second, so that what any node changes holds on all of them within a second. */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
@TransactionManagement(TransactionManagementType.BEAN) // the store opens its own
public class ChangesWatch {
    private static final long EVERY_MILLIS = 500;

    @Inject
    private StoredPrices prices;

    @Inject
    private JpaGrants grants;

    @Resource
    private ManagedScheduledExecutorService timers;

    private final List<ScheduledFuture<?>> watches = new ArrayList<>();

    @PostConstruct
    void begin() {
        StoredPrices watchedPrices = prices;
        JpaGrants watchedGrants = grants;
        watches.add(often(watchedPrices::refresh));
        watches.add(often(watchedGrants::refresh));
    }

    private ScheduledFuture<?> often(Runnable look) {
        return timers.scheduleWithFixedDelay(look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        watches.forEach(watch -> watch.cancel(false));
    }
}
