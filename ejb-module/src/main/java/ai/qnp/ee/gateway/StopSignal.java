package ai.qnp.ee.gateway;

import ai.qnp.core.relay.Drain;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the drain in time when the process is told to stop. The server itself tells its applications of a stop only after all
 * requests have ended, or thirty seconds have passed; the signal to the process is heard at once.
 */
@Singleton
@Startup
@DependsOn("StartUp") // what it readies must be there as long as requests are being ended
@TransactionManagement(TransactionManagementType.BEAN)
public class StopSignal {
    private static final System.Logger LOG = System.getLogger(StopSignal.class.getName());

    private final CountDownLatch applicationEnded = new CountDownLatch(1);

    @Inject
    private Drain drain;

    @Inject
    private GatewaySettings settings;

    private @Nullable Thread atSignal;

    /** Begins to listen. */
    @PostConstruct
    public void listen() {
        Duration patience = settings.drain();
        Thread thread = Thread.ofPlatform().name("drain").unstarted(() -> endAfter(patience));
        Runtime.getRuntime().addShutdownHook(thread);
        atSignal = thread;
    }

    private void endAfter(Duration patience) {
        try {
            if (!applicationEnded.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                drain.end();
            }
        } catch (InterruptedException ignored) {
            // nobody interrupts a process that ends
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves nothing behind. */
    @PreDestroy
    public void forget() {
        applicationEnded.countDown();
        Thread thread = atSignal;
        if (thread != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException stopping) {
                LOG.log(System.Logger.Level.DEBUG, "the process ends, and the drain with it");
            }
        }
    }
}
