package ai.qnp.ee.operations;

import ai.qnp.ee.accounting.GoneNodes;
import ai.qnp.ee.admin.Journals;
import ai.qnp.ee.persistence.DatabaseState;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.function.Supplier;

/** How this server stands, for its operator. */
public final class SystemReport {
    private final Program program = Program.running();
    private final Supplier<DatabaseState> database;
    private final boolean embedded;
    private final GoneNodes nodes;
    private final Journals journals;
    private final GatewayCounts counts;
    private final ProviderReport providers;
    private final SystemStatus.Parts parts;

    /** Reports what these know; the parts stay as they were at the start. */
    SystemReport(
            Supplier<DatabaseState> database,
            boolean embedded,
            GoneNodes nodes,
            Journals journals,
            GatewayCounts counts,
            ProviderReport providers,
            SystemStatus.Parts parts) {
        this.database = database;
        this.embedded = embedded;
        this.nodes = nodes;
        this.journals = journals;
        this.counts = counts;
        this.providers = providers;
        this.parts = parts;
    }

    /**
     * Looks at everything.
     *
     * @throws RuntimeException when the database can't be reached
     */
    public SystemStatus look() {
        return new SystemStatus(
                program,
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                database.get(),
                embedded,
                new SystemStatus.Journal(journals.waitingBytes(), journals.refusedBytes()),
                nodes.nodes(),
                counted(),
                memory(),
                parts);
    }

    private SystemStatus.Counted counted() {
        return new SystemStatus.Counted(
                counts.requests(),
                counts.inFlight(),
                counts.failedRequests(),
                counts.failuresByProvider(),
                providers.callsUnderWay(),
                providers.unwellTargets().stream().map(HealthLines::of).toList(),
                providers.failingCredentials().stream().map(HealthLines::of).toList());
    }

    private static SystemStatus.Memory memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new SystemStatus.Memory(
                heap.getUsed(),
                heap.getMax(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
