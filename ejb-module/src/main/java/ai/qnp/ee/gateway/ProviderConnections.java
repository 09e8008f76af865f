package ai.qnp.ee.gateway;

import ai.qnp.ee.upstream.RestClientTransport;
import ai.qnp.ee.upstream.SilenceWatch;
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
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the connections to providers: closes those that nobody uses any more, because a burst opens thousands and
 * nothing else gives them back, and those on which an answer stays silent.
 */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
@TransactionManagement(TransactionManagementType.BEAN)
public class ProviderConnections {
    private static final long UNUSED_EVERY_MILLIS = 5_000;
    /** By so much a silence may last longer than its limit. */
    private static final long SILENT_EVERY_MILLIS = 100;

    @Inject
    private RestClientTransport transport;

    @Inject
    private SilenceWatch silences;

    @Resource
    private ManagedScheduledExecutorService timers;

    private List<ScheduledFuture<?>> watches = List.of();

    @PostConstruct
    void begin() {
        // the scheduler keeps what it calls, which must not be a proxy of the container's
        RestClientTransport connections = transport;
        SilenceWatch answers = silences;
        watches = List.of(
                every(UNUSED_EVERY_MILLIS, connections::closeUnused), every(SILENT_EVERY_MILLIS, answers::look));
    }

    private ScheduledFuture<?> every(long millis, Runnable look) {
        return timers.scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        watches.forEach(watch -> watch.cancel(false));
    }
}
