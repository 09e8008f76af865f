package ai.qnp.ee.gateway;

import jakarta.ejb.Asynchronous;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/**
 * The server's own pool of threads. Of all that an application can hand a task to, only asynchronous methods run in it, and
 * are waited for at a stop; executors of Jakarta Concurrency are not.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ServerPool {
    /** Runs a task in the pool, and returns at once. */
    @Asynchronous
    public void run(Runnable task) {
        task.run();
    }
}
