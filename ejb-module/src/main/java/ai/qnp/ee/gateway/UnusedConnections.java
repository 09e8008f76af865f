package ai.qnp.ee.gateway;

import ai.qnp.ee.upstream.RestClientTransport;
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

/** Closes connections to providers that nobody uses any more: a burst opens thousands, and nothing else gives them back. */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
@TransactionManagement(TransactionManagementType.BEAN)
public class UnusedConnections {
    private static final long EVERY_SECONDS = 5;

    @Inject
    private RestClientTransport transport;

    @Resource
    private ManagedScheduledExecutorService timers;

    private @Nullable ScheduledFuture<?> watch;

    @PostConstruct
    void begin() {
        RestClientTransport watched = transport;
        watch = timers.scheduleWithFixedDelay(watched::closeUnused, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (watch != null) {
            watch.cancel(false);
        }
    }
}
