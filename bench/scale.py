"""What a request costs with one key and with many, with few usage records and with a million, and with credits, a budget
and limits.

Each figure is of 32 connections: CPU seconds of the gateway for 1,000 requests, or, where the key pays, requests a second.
Keys take turns on one running gateway. For the records it is started twice on one data directory, warmed up alike, with the
filling in between.
"""
import argparse
import datetime
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import compare
from gateway import HERE, ROOT, Gateway, version

MORE = 0.10  # what a request may cost more
LESS = 0.15  # how many fewer requests there may be in a second with credits, a budget and limits


class Figure(NamedTuple):
    """CPU seconds for 1,000 requests, and requests a second."""
    cost: float
    rate: float


class Load:
    """The load generator on a gateway that asks the mock."""

    def __init__(self, tools, mock, gateway):
        self.tools, self.mock, self.gateway = tools, mock, gateway

    def run(self, key, **flags):
        """A figure. The key is one, or a file with one a line."""
        compare.wait_quiet(5)
        argv = [self.tools / "load", "-url", f"http://127.0.0.1:{self.gateway.port}/v1", "-c", "32",
                *(("-keys", key) if isinstance(key, Path) else ("-key", key))]
        for name, value in flags.items():
            argv += [f"-{name}", str(value)]
        before = compare.tree(self.gateway.process.pid)[0]
        report = json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)
        if report["errors"]:
            raise SystemExit(f"qnp bench: {report['errors']} requests failed: {report['status']}")
        cost = 1000 * (compare.tree(self.gateway.process.pid)[0] - before) / report["ok"]
        compare.say(f"{report['ok']:,} requests, {report['rps']:,.0f}/s, {cost:.3f} CPU s per 1,000")
        return Figure(cost, report["rps"])


def records(gateway, data):
    return gateway.recorded(data)[0]


def many_keys(gateway, data, count):
    """A file with that many keys, each made as users make them."""
    file = data / "keys.txt"
    with open(file, "w") as keys:
        for number in range(count):
            print(gateway.manage(data, "/keys", {"name": f"key {number}"})["key"], file=keys)
    return file


def start(o, data, log, mock):
    """On the database that was asked for; whoever may use it is said where QNP itself is told."""
    asked = {"QNP_DATABASE_URL": o.database_url} | {
        name: os.environ[name] for name in ("QNP_DATABASE_USER", "QNP_DATABASE_PASSWORD") if name in os.environ}
    return Gateway(data, log, {"QNP_PROVIDER_OPENAI_BASE_URL": mock} | (asked if o.database_url else {}))


def turns(o, load, *keys):
    """Figures of each key, which take turns."""
    rounds = [[load.run(key, duration=f"{o.seconds}s") for key in keys] for _ in range(o.rounds)]
    return [list(figures) for figures in zip(*rounds)]


def with_few(o, data, tools, log, mock):
    """Figures with few records, and of keys in turns; leaves the wanted number of records behind."""
    gateway = start(o, data, log, mock)
    try:
        load, key, (_, paying) = Load(tools, mock, gateway), gateway.key(), gateway.paying_key(data)
        for warmed in (key, paying):
            load.run(warmed, stream=0.2, duration=f"{o.warmup // 2}s")
        unlimited, paid = turns(o, load, key, paying)
        kept = records(gateway, data)
        few, = turns(o, load, key)
        keys = many_keys(gateway, data, o.keys)
        load.run(keys, n=2 * o.keys)  # each has been asked for
        one, many = turns(o, load, key, keys)
        missing = o.records - records(gateway, data)
        if missing > 0:
            load.run(key, n=missing)
        return key, kept, few, one, many, unlimited, paid
    finally:
        gateway.stop()


def with_many(o, key, data, tools, log, mock):
    gateway = start(o, data, log, mock)
    try:
        load = Load(tools, mock, gateway)
        kept = records(gateway, data)
        load.run(key, stream=0.2, duration=f"{o.warmup}s")
        full, = turns(o, load, key)
        return kept, full
    finally:
        gateway.stop()


def show(figures, digits):
    return f"{statistics.median(figures):,.{digits}f} ({min(figures):,.{digits}f} to {max(figures):,.{digits}f})"


def cost_line(what, before, after):
    """A row of the table, and whether the mark is kept."""
    before, after = [f.cost for f in before], [f.cost for f in after]
    more = statistics.median(after) / statistics.median(before) - 1
    return [what, "CPU s per 1,000", show(before, 3), show(after, 3), f"{more:+.1%}", f"+{MORE:.0%}", "kept" if more <= MORE else "**NOT KEPT**"], more <= MORE


def rate_line(what, before, after):
    """The same for requests a second."""
    before, after = [f.rate for f in before], [f.rate for f in after]
    more = statistics.median(after) / statistics.median(before) - 1
    return [what, "requests/s", show(before, 0), show(after, 0), f"{more:+.1%}", f"-{LESS:.0%}", "kept" if more >= -LESS else "**NOT KEPT**"], more >= -LESS


def main():
    parser = argparse.ArgumentParser(
        prog="./qnp bench --scale", description="Whether a request costs more with many keys, with many usage records, or with credits, a"
                                                " budget and limits.",
        epilog="Takes about twenty minutes, on a machine without other work. Ends with 1 when a request costs over"
               f" {MORE:.0%} more, or over {LESS:.0%} fewer fit into a second where the key pays.")
    parser.add_argument("--scale", action="store_true", help="this")
    parser.add_argument("--keys", type=int, default=10_000, help="how many keys many are (10000)")
    parser.add_argument("--records", type=int, default=1_000_000, help="how many usage records many are (1000000)")
    parser.add_argument("--rounds", type=int, default=5, help="figures of each kind; their median counts (5)")
    parser.add_argument("--seconds", type=int, default=8, help="measured time of a figure (8)")
    parser.add_argument("--warmup", type=int, default=90, help="seconds of load before the first figure (90)")
    parser.add_argument("--database-url", default="",
                        help="an empty database instead of the embedded one; QNP_DATABASE_USER and _PASSWORD say who uses it")
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "bench", help="folder for the table and log (target/bench)")
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    data = Path(tempfile.mkdtemp(prefix="qnp-bench-"))
    mock = None
    try:
        subprocess.run(["go", "build", "-o", f"{data}/", "./mock", "./load"], cwd=HERE, check=True)
        port = compare.free_port()
        url = f"http://127.0.0.1:{port}/v1"
        mock = subprocess.Popen([data / "mock", "-addr", f"127.0.0.1:{port}", "-ttft", "0s", "-chunks", "20", "-gap", "0s", "-size", "400"],
                                stdout=subprocess.DEVNULL)
        with open(o.out / "scale.log", "wb") as log:
            key, few_kept, few, one, many, unlimited, paid = with_few(o, data, data, log, url)
            many_kept, full = with_many(o, key, data, data, log, url)
    finally:
        if mock:
            mock.terminate()
            mock.wait()
        shutil.rmtree(data, ignore_errors=True)
    lines = [rate_line("a key without limits, and one with credits, a budget and limits", unlimited, paid),
             cost_line(f"1 key and {o.keys:,}", one, many),
             cost_line(f"{few_kept:,} usage records and {many_kept:,}", few, full)]
    database = o.database_url.partition("//")[0] or "embedded database"
    said = f"{datetime.date.today()}, {version()}, {database}, 32 connections: median (least to most) of {o.rounds}\n\n" \
        + compare.table(["", "", "first", "second", "second against first", "mark", ""], [row for row, _ in lines]) + "\n"
    (o.out / "scale.md").write_text(said)
    print(said)
    return 0 if all(kept for _, kept in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
