package ai.qnp.web.api;

import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;

/** Where requests run: a virtual thread each, since they wait for providers most of the time. */
@ManagedExecutorDefinition(name = VirtualThreads.EXECUTOR, virtual = true, context = VirtualThreads.CONTEXT)
@ContextServiceDefinition(
        name = VirtualThreads.CONTEXT,
        propagated = ContextServiceDefinition.APPLICATION,
        cleared = ContextServiceDefinition.ALL_REMAINING)
final class VirtualThreads {
    static final String EXECUTOR = "java:app/concurrent/virtual";
    static final String CONTEXT = "java:app/concurrent/application-only";

    private VirtualThreads() {}
}
