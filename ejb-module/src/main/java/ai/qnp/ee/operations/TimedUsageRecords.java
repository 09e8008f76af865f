package ai.qnp.ee.operations;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import ai.qnp.core.relay.UsageRecords;
import java.time.Duration;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Timer;

/** Measures how long answers' ends wait until their records are durable. */
public final class TimedUsageRecords implements UsageRecords {
    private final UsageRecords records;
    private final Timer settlement;

    /** Around others. */
    public TimedUsageRecords(UsageRecords records, MetricRegistry registry) {
        this.records = records;
        this.settlement = registry.timer(Metadata.builder()
                .withName("qnp_settlement")
                .withUnit(MetricUnits.SECONDS)
                .withDescription("Wait of an answer's end for its usage record")
                .build());
    }

    @Override
    public Noted note(RequestIntent intent) {
        return records.note(intent);
    }

    @Override
    public void keep(Outcome outcome) throws StorageUnavailable {
        long start = System.nanoTime();
        try {
            records.keep(outcome);
        } finally {
            settlement.update(Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
