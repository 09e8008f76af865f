package ai.qnp.ee.persistence;

import ai.qnp.core.openai.Json;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Requests' beginnings and ends that the database does not have yet: on this server's disk, one JSON line each. Once
 * {@link #append} returns, a line outlives this process. Any thread, also one that is interrupted; only one process.
 */
public final class RecordJournal implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RecordJournal.class.getName());

    // no channel: an interrupted thread would close it for all
    private final RandomAccessFile file;
    private final long maxBytes;
    private final Safety safety;
    private long end;

    /** What a line outlives. */
    public enum Safety {
        /** The end of this process, as what the embedded database commits. */
        PROCESS,
        /** A power failure, too. */
        MACHINE
    }

    /**
     * One line; exactly one of the last two is there.
     *
     * @param node the node that served the request
     */
    public record Line(
            String node,
            @Nullable Outcome outcome,
            @Nullable RequestIntent intent) {
        /** As it stands in the journal, without the line's end. */
        byte[] bytes() {
            return Json.MAPPER.writeValueAsBytes(this);
        }
    }

    private RecordJournal(RandomAccessFile file, long maxBytes, Safety safety) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.safety = safety;
        this.end = file.length();
    }

    /**
     * Opens a journal, with what an earlier start left in it.
     *
     * @param maxBytes how long it may become
     */
    public static RecordJournal open(Path file, long maxBytes, Safety safety) throws IOException {
        return new RecordJournal(new RandomAccessFile(file.toFile(), "rw"), maxBytes, safety);
    }

    /**
     * Adds lines, all or none.
     *
     * @return false when there is no room for them
     */
    synchronized boolean append(Collection<byte[]> lines) {
        ByteBuffer buffer = ByteBuffer.allocate(
                lines.stream().mapToInt(line -> line.length + 1).sum());
        lines.forEach(line -> buffer.put(line).put((byte) '\n'));
        if (end + buffer.capacity() > maxBytes) {
            return false;
        }
        try {
            file.seek(end);
            file.write(buffer.array());
            force();
            end += buffer.capacity();
            return true;
        } catch (IOException full) {
            // what was written of it is written over by the next
            LOG.log(System.Logger.Level.ERROR, "the journal of usage records can't be written", full);
            return false;
        }
    }

    private void force() throws IOException {
        if (safety == Safety.MACHINE) {
            file.getFD().sync();
        }
    }

    /** Whether nothing waits for the database. */
    public synchronized boolean isEmpty() {
        return end == 0;
    }

    /** How much waits for the database. */
    public synchronized long bytes() {
        return end;
    }

    /** Forgets all lines: the database has them. */
    synchronized void clear() {
        try {
            file.setLength(0);
            end = 0;
            force();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Takes the lines back into the database. */
    @FunctionalInterface
    public interface Replay {
        /** Stores lines of which some may be stored already; throws when the database is still away. */
        void store(List<Line> lines);
    }

    /** Empties the journal into the database; what can't be stored stays. Nothing is appended meanwhile. */
    public synchronized int replay(Replay replay) {
        List<Line> lines = lines();
        if (!lines.isEmpty()) {
            replay.store(lines);
        }
        clear();
        return lines.size();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (String text : text().lines().toList()) {
            try {
                if (!text.isEmpty()) {
                    lines.add(Json.MAPPER.readValue(text, Line.class));
                }
            } catch (JacksonException torn) {
                // the process ended while it was written: its request was never told that it is kept
                LOG.log(System.Logger.Level.WARNING, "a line of the journal of usage records is incomplete", torn);
            }
        }
        return lines;
    }

    private String text() {
        try {
            byte[] all = new byte[Math.toIntExact(file.length())];
            file.seek(0);
            file.readFully(all);
            return new String(all, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
