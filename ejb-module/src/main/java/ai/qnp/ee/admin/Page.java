package ai.qnp.ee.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a long list.
 *
 * @param next the cursor of the next page; null on the last
 */
public record Page<T>(List<T> rows, @Nullable String next) {
    public Page {
        rows = List.copyOf(rows);
    }
}
