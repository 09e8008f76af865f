package ai.qnp.acceptance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes the folder of a server for Arquillian from the real one: same settings, own port, the EAR deployed by it. */
public final class ManagedServerFolder implements BeforeAllCallback {
    private static final String NAME = "qnp-managed";

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path servers = Path.of(System.getProperty("wlp.home"), "usr", "servers");
        Path real = servers.resolve("qnp");
        Path folder = servers.resolve(NAME);
        if (Files.exists(folder)) {
            TemporaryFolders.delete(folder);
        }
        Files.createDirectories(folder.resolve("dropins"));
        String settings = Files.readString(real.resolve("server.xml"));
        Files.writeString(
                folder.resolve("server.xml"),
                settings.replaceAll("(?s)<enterpriseApplication\\b.*?(/>|</enterpriseApplication>)", ""));
        Files.writeString(folder.resolve("server.env"), "keystore_password=for-tests-only\n");
        int port = GatewayProcess.freePort();
        Path overrides = Files.createDirectories(folder.resolve("configDropins/overrides"));
        Files.writeString(overrides.resolve("managed.xml"), overrides(port, folder.resolve("home")));
        System.setProperty("qnp.arquillian.server", NAME);
        System.setProperty("qnp.arquillian.port", Integer.toString(port));
    }

    private static String overrides(int port, Path home) {
        return """
                <server>
                  <variable name="QNP_PORT" value="%d"/>
                  <variable name="QNP_DATA_DIR" value="%s"/>
                  <applicationMonitor dropinsEnabled="true" updateTrigger="polled"/>
                </server>
                """.formatted(port, home);
    }
}
