package ai.qnp.acceptance.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL that can be stopped, and started again with what was in it, under a server that uses it. */
public final class RestartablePostgres implements AutoCloseable {
    private final int port;
    private final Path data;
    private EmbeddedPostgres running;

    /** Starts it, with its data in that folder. */
    public RestartablePostgres(Path data) throws IOException {
        this.port = GatewayProcess.freePort();
        this.data = data;
        this.running = started();
    }

    /** Makes a server use the PostgreSQL at that port. */
    public static Map<String, String> settings(int port) {
        return Map.of(
                "QNP_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "QNP_DATABASE_USER",
                "postgres",
                "QNP_DATABASE_PASSWORD",
                "postgres");
    }

    /** Makes a server use this one. */
    public Map<String, String> settings() {
        return settings(port);
    }

    /** Stops it. */
    public void stop() throws IOException {
        running.close();
    }

    /** Starts it again. */
    public void start() throws IOException {
        running = started();
    }

    private EmbeddedPostgres started() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
