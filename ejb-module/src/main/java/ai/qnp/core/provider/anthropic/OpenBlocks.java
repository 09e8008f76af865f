package ai.qnp.core.provider.anthropic;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks that began and have not stopped. Most events change none, so only those that do pay for a copy. */
final class OpenBlocks {
    /** More are never open in an honest stream. */
    private static final int MAX_OPEN = 64;

    private Map<Integer, OpenBlock> blocks;

    OpenBlocks(Map<Integer, OpenBlock> before) {
        this.blocks = before;
    }

    @Nullable OpenBlock get(int index) {
        return blocks.get(index);
    }

    void put(int index, OpenBlock block) {
        Map<Integer, OpenBlock> changed = new HashMap<>(blocks);
        changed.put(index, block);
        blocks = changed;
    }

    @Nullable OpenBlock remove(int index) {
        Map<Integer, OpenBlock> changed = new HashMap<>(blocks);
        OpenBlock block = changed.remove(index);
        blocks = changed;
        return block;
    }

    boolean isFull() {
        return blocks.size() == MAX_OPEN;
    }

    Map<Integer, OpenBlock> now() {
        return blocks;
    }
}
