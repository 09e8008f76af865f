package ai.qnp.ee.gateway;

import ai.qnp.ee.platform.UpstreamModelLists;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Asks providers without a catalogue for their models at start, and those that did not answer again every 15 seconds. */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
@TransactionManagement(TransactionManagementType.BEAN)
public class ModelListsSchedule {
    @Inject
    private UpstreamModelLists lists;

    /** Before the first request, so that {@code qnp/auto} knows what to ask for. */
    @PostConstruct
    public void atStart() {
        lists.refresh();
    }

    /** Until every provider has answered once. */
    @Schedule(second = "*/15", minute = "*", hour = "*", persistent = false)
    public void again() {
        lists.refresh();
    }
}
