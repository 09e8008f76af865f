package ai.qnp.ee.persistence;

import ai.qnp.core.openai.Json;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What the database could not take because it is away: on this server's disk, one JSON line each, until the database is
 * back. A line is durable when {@link #append} returns. Any thread; only one process.
 */
public final class OutageJournal implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OutageJournal.class.getName());

    private final FileChannel channel;
    private final long maxBytes;

    /**
     * One line; exactly one of the last two is there.
     *
     * @param node the node that served the request
     */
    public record Line(
            String node,
            @Nullable Outcome outcome,
            @Nullable RequestIntent intent) {}

    private OutageJournal(FileChannel channel, long maxBytes) {
        this.channel = channel;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens a journal, with what an earlier start left in it.
     *
     * @param maxBytes how long it may become
     */
    public static OutageJournal open(Path file, long maxBytes) throws IOException {
        return new OutageJournal(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                maxBytes);
    }

    /**
     * Adds lines, all or none.
     *
     * @return false when there is no room for them
     */
    synchronized boolean append(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Json.MAPPER.writeValueAsString(line)).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            long end = channel.size();
            if (end + bytes.length > maxBytes) {
                return false;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                end += channel.write(buffer, end);
            }
            channel.force(true);
            return true;
        } catch (IOException full) {
            LOG.log(System.Logger.Level.ERROR, "the journal for outages of the database can't be written", full);
            return false;
        }
    }

    /** Whether something waits for the database. */
    public synchronized boolean isEmpty() {
        try {
            return channel.size() == 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
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
        try {
            channel.truncate(0);
            channel.force(true);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
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
                LOG.log(System.Logger.Level.WARNING, "a line of the journal for outages is incomplete", torn);
            }
        }
        return lines;
    }

    private String text() {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer, buffer.position());
            }
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
