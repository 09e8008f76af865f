"""Looks for leaks: ten minutes of rough use, a look at the gateway's memory, threads and sockets each minute, and at rest.

rough/ is the misbehaving upstream and its clients. QNP runs as users run it, with four providers of six models, which are
24 targets: so those that the faults make cool down are few beside the rest, and nearly all requests reach the upstream.
"""
import argparse
import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import compare
from gateway import HERE, ROOT, Gateway, open_files, version
from jvm import Jvm

PROVIDERS, MODELS = ("alder", "birch", "cedar", "dogwood"), 6
WARMUP, REST = 60, 30  # seconds
DRIFT = 0.05  # of the live heap
KEPT_THREADS = 24  # the server's executor and its pools keep some threads for the next load
KEPT_SOCKETS = 4
REACHED = 0.9  # of the requests; with fewer the run would say little
SETTINGS = {
    # a pause after a Retry-After and an open breaker are there, but short: each takes a target away from the run
    "QNP_BREAKER_LONGEST_RETRY_AFTER_MS": "250", "QNP_BREAKER_DELAY_MS": "1000", "QNP_BREAKER_LONGEST_DELAY_MS": "2000",
    # silences end within the run's usual seconds, and streams are filled with comments meanwhile
    "QNP_TIMEOUT_IDLE_MS": "3000", "QNP_STREAM_KEEP_ALIVE_MS": "1000", "QNP_MODELS_ASK_PROVIDERS": "false"}


def providers(upstream):
    names = ",".join(f"m{number}" for number in range(MODELS))
    each = ({f"QNP_PROVIDER_CUSTOM_{name.upper()}_BASE_URL": upstream, f"QNP_PROVIDER_CUSTOM_{name.upper()}_MODELS": names}
            for name in PROVIDERS)
    return {key: value for settings in each for key, value in settings.items()}


def mb(size):
    return f"{size / 2**20:.1f}"


def table(samples):
    kinds = sorted({kind for s in samples for kind in s["connections"]})
    rows = [[s["name"], mb(s["heap"]), f"{s['rss'] / 2**20:.0f}", str(s["threads"]), str(s["virtual"]),
             *(str(s["connections"].get(kind, 0)) for kind in kinds), str(s["others"]), f"{s['loaded']:,}"] for s in samples]
    return compare.table(["", "live heap, MB", "RSS, MB", "platform threads", "virtual threads",
                          *(f"connections to {kind}" for kind in kinds), "other descriptors", "loaded classes"], rows)


def held(sample):
    return sum(sample["connections"].values())


def mean(samples):
    return sum(s["heap"] for s in samples) / len(samples)


def growth(before, after):
    """What there is more of, by class."""
    more = {name: (size - before.get(name, (0, 0))[0], count - before.get(name, (0, 0))[1]) for name, (size, count) in after.items()}
    worst = sorted(more.items(), key=lambda item: -item[1][0])[:15]
    return compare.table(["class", "MB more", "instances more"], [[f"`{name}`", mb(size), f"{count:,}"] for name, (size, count) in worst])


def verdict(before, minutes, rest, rough):
    """What is said about each mark, and whether it is kept."""
    third = max(1, len(minutes) // 3)
    first, last = mean(minutes[:third]), mean(minutes[-third:])
    sent, reached = rough["requests"], rough["reached"]
    return [
        (f"live heap, first third of the minutes {mb(first)} MB, last third {mb(last)} MB: {last / first - 1:+.1%}"
         f" (mark: within {DRIFT:.0%})", abs(last / first - 1) <= DRIFT),
        (f"platform threads at rest {rest['threads']}, before {before['threads']} (mark: {KEPT_THREADS} more at most)",
         rest["threads"] <= before["threads"] + KEPT_THREADS),
        (f"virtual threads at rest {rest['virtual']}, before {before['virtual']} (mark: no more)", rest["virtual"] <= before["virtual"]),
        (f"connections at rest {held(rest)}, before {held(before)} (mark: {KEPT_SOCKETS} more at most)",
         held(rest) <= held(before) + KEPT_SOCKETS),
        (f"upstream calls that went on when no client waited any more: {rough['left_running']} (mark: none)", rough["left_running"] == 0),
        (f"answers that were wrong: {rough['findings']} of {sent:,} (mark: none)", rough["findings"] == 0),
        (f"requests that reached the upstream: {reached / sent:.1%} (mark: {REACHED:.0%})", reached >= REACHED * sent)]


def counts(words):
    return "; ".join(f"{what} {count:,}" for what, count in sorted(words.items(), key=lambda item: -item[1]))


def wait_until(moment):
    time.sleep(max(0, moment - time.monotonic()))


def observe(jvm, program, o):
    """Samples before, during and after the program's load; gives them with its report."""
    before = jvm.sample("before")
    rough = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        begin, minutes = time.monotonic(), []
        for minute in range(o.minutes + 1):
            wait_until(begin + WARMUP + 60 * minute - 5)  # a look takes some seconds, and belongs to the load
            minutes.append(jvm.sample(f"minute {minute}" if minute else "warm"))
            compare.say(f"{minutes[-1]['name']}: live heap {mb(minutes[-1]['heap'])} MB, load {os.getloadavg()[0]:.1f}")
        report = rough.stdout.readline()
        if not report:
            raise SystemExit("qnp bench: the load did not end well")
        time.sleep(REST)
        return before, minutes, jvm.sample("at rest"), json.loads(report)
    finally:
        rough.stdin.close()
        try:
            rough.wait(10)
        except subprocess.TimeoutExpired:
            rough.kill()


def text(o, before, minutes, rest, rough, marks):
    lines = [
        f"{datetime.date.today()}, {version()}, {o.rate}/s for {o.minutes} minutes after {WARMUP} s of warm-up;"
        f" load of the machine at the end {os.getloadavg()[1]:.1f}", "",
        table([before, *minutes, rest]), "",
        f"Requests: {rough['requests']:,} ({rough['requests'] / rough['seconds']:.0f}/s), {rough['streams']:,} of them streams."
        f" {counts(rough['outcomes'])}.", "",
        f"Calls upstream: {sum(rough['upstream'].values()):,}. {counts(rough['upstream'])}.", ""]
    lines += [f"- {'kept' if kept else '**NOT KEPT**'}: {words}" for words, kept in marks]
    lines += [f"- wrong: {example}" for example in rough["examples"]]
    if not all(kept for _, kept in marks):
        lines += ["", "Grown from the first minute to the last:", "", growth(minutes[1]["classes"], minutes[-1]["classes"])]
    return "\n".join(lines) + "\n"


def measured(o, data, tools, log):
    port = compare.free_port()
    upstream = f"http://127.0.0.1:{port}/v1"
    gateway = Gateway(data, log, SETTINGS | providers(upstream))
    try:
        chain = [{"provider": name} for name in PROVIDERS]
        key = gateway.manage(data, "/keys", {"name": "rough", "chain": chain})["key"]
        models = ",".join(f"{name}/m{number}" for name in PROVIDERS for number in range(MODELS))
        program = [tools / "rough", "-listen", f"127.0.0.1:{port}", "-gateway", f"http://127.0.0.1:{gateway.port}/v1", "-key", key,
                   "-models", models, "-rate", str(o.rate), "-duration", f"{WARMUP + 60 * o.minutes}s", "-ramp", f"{WARMUP}s", "-seed", str(o.seed),
                   "-under-way", str(2 * o.rate)]
        jvm = Jvm(int((data / "server" / "pid").read_text()), os.environ["JAVA_HOME"], port, o.out / "memory.threads.json")
        return observe(jvm, program, o)
    finally:
        gateway.stop()


def main():
    parser = argparse.ArgumentParser(
        prog="./qnp bench --memory", description="Ten minutes of rough use: whether memory, threads or connections leak.",
        epilog="Ends with 1 when a mark is not kept. It may run beside other work: it measures memory, not speed.")
    parser.add_argument("--memory", action="store_true", help="this")
    parser.add_argument("--minutes", type=int, default=10, help="minutes after the one of warm-up (10)")
    parser.add_argument("--rate", type=int, default=200, help="requests a second (200)")
    parser.add_argument("--seed", type=int, default=1, help="another number is another run of misfortunes (1)")
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "bench", help="folder for the table, figures and log (target/bench)")
    o = parser.parse_args()
    if o.minutes < 1 or o.rate < 1:
        parser.error("--minutes and --rate must be 1 or more")
    open_files(8000)
    o.out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    data = Path(tempfile.mkdtemp(prefix="qnp-bench-"))
    try:
        subprocess.run(["go", "build", "-o", f"{data}/", "./rough"], cwd=HERE, check=True)
        with open(o.out / "memory.log", "wb") as log:
            print(f"qnp bench: table, figures and log: {o.out / 'memory'}.*", file=sys.stderr)
            before, minutes, rest, rough = measured(o, data, data, log)
    finally:
        shutil.rmtree(data, ignore_errors=True)
    marks = verdict(before, minutes[1:], rest, rough)
    said = text(o, before, minutes, rest, rough, marks)
    (o.out / "memory.md").write_text(said)
    (o.out / "memory.json").write_text(json.dumps({"samples": [before, *minutes, rest], "rough": rough}) + "\n")
    print(said)
    return 0 if all(kept for _, kept in marks) else 1


if __name__ == "__main__":
    sys.exit(main())
