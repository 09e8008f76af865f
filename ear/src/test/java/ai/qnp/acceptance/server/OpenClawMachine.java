package ai.qnp.acceptance.server;

import ai.qnp.machine.MachineTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's machine as far as the set-up script sees it: a home, a path, an environment. */
public final class OpenClawMachine {
    private static final List<String> BASICS =
            List.of("bash", "cat", "cp", "date", "dirname", "mkdir", "mktemp", "mv", "readlink", "rm", "setsid");

    private final Path home;
    private final Path programs;
    private final String script;
    private final Map<String, String> environment = new HashMap<>();

    /** A machine that has these programs besides the basic ones, and fetches the script from there. */
    public OpenClawMachine(Path folder, String script, String... programs) throws IOException {
        this.home = Files.createDirectories(folder.resolve("home"));
        this.programs = Files.createDirectories(folder.resolve("programs"));
        this.script = script;
        for (String name : Stream.concat(BASICS.stream(), Stream.of(programs)).toList()) {
            Files.createSymbolicLink(this.programs.resolve(name), real(name));
        }
        environment.put("HOME", home.toString());
        environment.put("PATH", this.programs.toString());
    }

    /** A program itself, not a shim that looks for it elsewhere on the path. */
    private static Path real(String name) throws IOException {
        Path found = MachineTools.require(name);
        if (!name.equals("python3")) {
            return found;
        }
        Process asked = new ProcessBuilder(found.toString(), "-c", "import sys; print(sys.executable)").start();
        return Path.of(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /** Sets a variable of the user's shell. */
    public OpenClawMachine with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The file that OpenClaw reads unless told otherwise. */
    public Path config() {
        return home.resolve(".openclaw/openclaw.json");
    }

    /** Writes it. */
    public OpenClawMachine config(String text) throws IOException {
        Files.createDirectories(config().getParent());
        Files.writeString(config(), text);
        return this;
    }

    /** What it says. */
    public JsonNode configured() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(config()));
    }

    /** The copies made of it. */
    public List<Path> backups() throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().contains(".qnp-backup-"))
                .toList();
    }

    /** Everything beside it, and itself. */
    public List<Path> files() throws IOException {
        if (Files.notExists(config().getParent())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(config().getParent())) {
            return files.sorted().toList();
        }
    }

    /** What the documentation says to type, for whoever has curl. */
    public Run curl() throws Exception {
        return run("setsid", "bash", "-c", "set -o pipefail; curl -sSL " + script + " | bash");
    }

    /** The same for whoever has wget. */
    public Run wget() throws Exception {
        return run("setsid", "bash", "-c", "set -o pipefail; wget -qO- " + script + " | bash");
    }

    /** At a terminal, where somebody answers the one question that is asked. */
    public Run typing(String answer) throws Exception {
        Process process = start(
                real("python3").toString(),
                "-c",
                "import pty, sys, os; sys.exit(os.waitstatus_to_exitcode(pty.spawn(['bash', '-c', sys.argv[1]])))",
                "curl -sSL " + script + " | bash");
        var shown = new StringBuilder();
        while (!shown.toString().endsWith("not shown): ")) {
            int next = process.getInputStream().read();
            if (next < 0) {
                return new Run(process.waitFor(), shown.toString());
            }
            shown.append((char) next);
        }
        process.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new Run(ended(process, shown.toString()), shown.toString());
    }

    private Run run(String... command) throws Exception {
        Process process = start(command);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static int ended(Process process, String before) throws Exception {
        String rest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (rest.contains("qnp-")) {
            throw new AssertionError("The key was shown: " + before + rest);
        }
        return process.waitFor();
    }

    private Process start(String... command) throws IOException {
        String[] resolved = command.clone();
        if (!command[0].contains("/")) {
            resolved[0] = programs.resolve(command[0]).toString();
        }
        var builder = new ProcessBuilder(resolved).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** How the script ended, and all that it said. */
    public record Run(int exit, String output) {}
}
