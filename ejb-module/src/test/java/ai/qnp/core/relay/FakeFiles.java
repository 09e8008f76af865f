package ai.qnp.core.relay;

import ai.qnp.core.provider.FetchedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files by their addresses; every other one is refused. */
final class FakeFiles implements RemoteFiles {
    final List<String> asked = new ArrayList<>();
    private final Map<String, FetchedFile> files = new HashMap<>();

    FakeFiles with(String address, FetchedFile file) {
        files.put(address, file);
        return this;
    }

    @Override
    public Fetched fetch(String address) {
        asked.add(address);
        FetchedFile file = files.get(address);
        return file == null ? new Fetched.Refused("it can't be reached") : new Fetched.Complete(file);
    }
}
