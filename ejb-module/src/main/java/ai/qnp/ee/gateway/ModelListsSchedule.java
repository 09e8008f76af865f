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

/**
 * Asks providers for their models: those without a catalogue at start, and again every 15 seconds until they have answered;
 * the others soon after the start, which must not wait for them, and then every six hours.
 */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
@TransactionManagement(TransactionManagementType.BEAN)
public class ModelListsSchedule {
    @Inject
    private UpstreamModelLists lists;

    private boolean vendorsAsked;

    /** Before the first request, so that {@code qnp/auto} knows what to ask for. */
    @PostConstruct
    public void atStart() {
        lists.refresh();
    }

    /** Until every provider has answered once. */
    @Schedule(second = "*/15", minute = "*", hour = "*", persistent = false)
    public void again() {
        lists.refresh();
        if (!vendorsAsked) {
            sixHourly();
        }
    }

    /** For models that are newer than the catalogue. */
    @Schedule(minute = "7", hour = "*/6", persistent = false)
    public void sixHourly() {
        vendorsAsked = true;
        lists.refreshVendors();
    }
}
