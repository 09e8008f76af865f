package ai.qnp.acceptance.server;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The dashboard's pages as the archive has them that runs: a new one is found by itself. */
public final class DeployedPages {
    private static final Pattern PAGE = Pattern.compile("dashboard/([\\w-]+)\\.xhtml");

    private DeployedPages() {}

    /** Their names, without folder and ending. */
    public static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipFile ear = new ZipFile(
                        GatewayProcess.root().resolve("ear/target/qnp.ear").toFile());
                ZipInputStream war = new ZipInputStream(ear.getInputStream(ear.getEntry("web-module.war")))) {
            for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
                Matcher page = PAGE.matcher(entry.getName());
                if (page.matches()) {
                    names.add(page.group(1));
                }
            }
        }
        return names;
    }
}
