package ai.qnp.bench.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fills a PostgreSQL with usage records of the operator in the days up to now, starts the gateway on it as users start it, and measures what
 * each page of the dashboard takes until its last byte is here. Run it in the repository's root. Arguments: how many
 * records (1,000,000), a folder for the database.
 */
public final class PagesAtScale {
    private static final int WARM_UP = 5;
    private static final int RUNS = 20;
    private static final double MARK = 300;
    private static final Path PAGES = Path.of("web-module/src/main/webapp/dashboard");
    /** Beside the plain pages: what their filters and groups ask of the records. */
    private static final List<String> QUESTIONS = List.of(
            "usage.xhtml?group=key",
            "usage.xhtml?group=model",
            "usage.xhtml?group=provider",
            "usage.xhtml?group=model&provider=cohere",
            "requests.xhtml?status=4xx",
            "requests.xhtml?status=503",
            "requests.xhtml?provider=cohere",
            "requests.xhtml?model=unpriced-1",
            "requests.xhtml?model=none");

    private PagesAtScale() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        long records = arguments.length > 0 ? Long.parseLong(arguments[0].replace("_", "")) : 1_000_000;
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "target/pages-postgres");
        try (Database database = Database.in(folder.toAbsolutePath());
                RunningGateway gateway = RunningGateway.on(database, Path.of(folder + "-home"))) {
            Generator.fill(
                    database,
                    records,
                    database.ask("select id from accounts where is_operator"),
                    LocalDate.now(ZoneOffset.UTC).minusDays(Generator.DAYS - 1));
            gateway.signIn();
            measure(gateway, database.ask("select max(id) from usage_records"));
        }
    }

    private static void measure(RunningGateway gateway, String request) throws IOException, InterruptedException {
        System.out.println("| page | first, ms | median, ms | worst of " + RUNS + ", ms | KiB |  |\n"
                + "| --- | ---: | ---: | ---: | ---: | --- |");
        for (String page : pages(request)) {
            String path = "/dashboard/" + page;
            double first = once(gateway, path);
            for (int i = 0; i < WARM_UP; i++) {
                gateway.read(path);
            }
            double[] took = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                took[i] = once(gateway, path);
            }
            Arrays.sort(took);
            System.out.printf(
                    "| %s | %.0f | %.0f | %.0f | %d | %s |%n",
                    page,
                    first,
                    took[RUNS / 2],
                    took[RUNS - 1],
                    gateway.read(path).length() >> 10,
                    took[RUNS / 2] > MARK ? "too slow" : "");
        }
    }

    private static List<String> pages(String request) throws IOException {
        List<String> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xhtml"))
                    .map(name -> name.equals("request.xhtml") ? name + "?id=" + request : name)
                    .sorted()
                    .forEach(pages::add);
        }
        pages.addAll(QUESTIONS);
        return pages;
    }

    private static double once(RunningGateway gateway, String path) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        gateway.read(path);
        return (System.nanoTime() - begun) / 1e6;
    }
}
