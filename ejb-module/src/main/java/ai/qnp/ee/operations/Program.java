package ai.qnp.ee.operations;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Properties;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What runs here.
 *
 * @param version QNP's own; null when it does not come from a build
 * @param liberty Open Liberty's; null where another server runs
 */
public record Program(
        @Nullable String version, String java, @Nullable String liberty) {
    /** Written by the build into the archive that this class is in. */
    private static final String BUILD = "/META-INF/maven/ai.qnp/ejb-module/pom.properties";

    private static final String SERVER = "WebSphere:feature=kernel,name=ServerInfo";

    /** This process. */
    static Program running() {
        return new Program(built(), Runtime.version().toString(), server());
    }

    private static @Nullable String built() {
        try (InputStream written = Program.class.getResourceAsStream(BUILD)) {
            Properties properties = new Properties();
            if (written != null) {
                properties.load(written);
            }
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static @Nullable String server() {
        try {
            return String.valueOf(
                    ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(SERVER), "LibertyVersion"));
        } catch (JMException another) {
            return null;
        }
    }
}
