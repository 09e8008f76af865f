package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.SchemaMigration.WrongSchema;
import ai.qnp.ee.settings.BadSetting;
import ai.qnp.ee.vault.VaultOpening.MasterKeyRejected;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in one line what a person can do about a start that failed. */
final class StartFailure {
    private static final int MAX_LINE = 400;

    private StartFailure() {}

    /** The line for the first cause that a person can mend, or null when there is none. */
    static @Nullable String line(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String line = switch (cause) {
                case MasterKeyRejected rejected -> rejected.getMessage();
                case WrongSchema schema -> schema.getMessage();
                case BadSetting setting -> setting.getMessage();
                case SQLException database ->
                    "The database can't be used: " + sentence(deepest(database))
                            + " Check QNP_DATABASE_URL, QNP_DATABASE_USER and QNP_DATABASE_PASSWORD.";
                case IOException file -> "The data dir can't be used: " + sentence(file) + " Check QNP_DATA_DIR.";
                default -> null;
            };
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    /** The server wraps what the driver says. */
    private static SQLException deepest(SQLException failure) {
        SQLException deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            deepest = cause instanceof SQLException sql ? sql : deepest;
        }
        return deepest;
    }

    /** Drivers append whole paragraphs, and the server its own codes. */
    private static String sentence(Exception cause) {
        String kind = cause.getClass().getSimpleName();
        String message = cause.getMessage() == null ? kind : cause.getMessage().strip();
        String line = message.lines().findFirst().orElse(kind).replaceFirst("\\s*DSRA\\d+E:.*", "");
        String shortened = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "\u2026" : line;
        return shortened.endsWith(".") ? shortened : shortened + ".";
    }
}
