package ai.qnp.ee.gateway;

import ai.qnp.ee.platform.ProviderProbes;
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
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Probes the providers as often as the operator wants, which by default is never. */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
@TransactionManagement(TransactionManagementType.BEAN)
public class ProbeSchedule {
    @Resource
    private ManagedScheduledExecutorService timers;

    @Inject
    private ProviderProbes probes;

    @Inject
    private GatewaySettings settings;

    private @Nullable Future<?> running;

    /** Begins, if it is wanted. */
    @PostConstruct
    public void begin() {
        Duration interval = settings.probeInterval();
        if (interval.isPositive()) {
            running = timers.scheduleWithFixedDelay(probes::ask, 0, interval.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Leaves nothing behind. */
    @PreDestroy
    public void end() {
        if (running != null) {
            running.cancel(true);
        }
    }
}
