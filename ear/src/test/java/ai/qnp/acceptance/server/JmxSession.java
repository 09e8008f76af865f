package ai.qnp.acceptance.server;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What JConsole does when one picks the gateway from its list of local processes. */
public final class JmxSession implements AutoCloseable {
    private final JMXConnector connector;

    private JmxSession(JMXConnector connector) {
        this.connector = connector;
    }

    /** Attaches to the server of a running gateway. */
    // the address is the one that the gateway on this machine has just given
    @SuppressWarnings("BanJNDI")
    public static JmxSession attach(GatewayProcess gateway) throws Exception {
        VirtualMachine machine =
                VirtualMachine.attach(Long.toString(serverOf(gateway).pid()));
        try {
            return new JmxSession(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    private static ProcessHandle serverOf(GatewayProcess gateway) {
        return Stream.concat(Stream.of(gateway.handle()), gateway.handle().descendants())
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No Java process below the launcher"));
    }

    /** The server's beans. */
    public MBeanServerConnection connection() throws IOException {
        return connector.getMBeanServerConnection();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
