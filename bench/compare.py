#!/usr/bin/env python3
"""Measures OpenAI-compatible gateways side by side, one at a time, on this machine.

  compare.py direct nginx ferro                      # peers that peers.py installed
  compare.py direct --target 'mygw=http://127.0.0.1:{port}/v1,key=K,model=M,start=./run-mygw {port} {mock}'
  compare.py direct --target 'mygw=http://127.0.0.1:8080/v1,key=K,model=M,pid=/run/mygw.pid' --mock-port 9100

See README.md for what each figure means.
"""
import argparse
import datetime
import http.client
import json
import os
import platform
import shlex
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

import peers

HERE = Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
START_LIMIT = 300  # seconds


def say(*args):
    print(time.strftime("%H:%M:%S"), *args, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


# --- the process tree -------------------------------------------------------

def stat(pid):
    """Parent and CPU ticks, with those of children that ended, of a process."""
    with open(f"/proc/{pid}/stat") as f:
        rest = f.read().rpartition(")")[2].split()
    return int(rest[1]), sum(int(x) for x in rest[11:15])


def tree(root):
    """CPU ticks and RSS bytes of a process and all its descendants."""
    children, ticks = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                parent, ticks[int(name)] = stat(name)
                children.setdefault(parent, []).append(int(name))
            except (OSError, IndexError):
                pass  # it ended meanwhile
    cpu = rss = 0
    todo = [root]
    while todo:
        pid = todo.pop()
        cpu += ticks.get(pid, 0)
        try:
            rss += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        except OSError:
            pass
        todo += children.get(pid, [])
    return cpu / TICK, rss


def busy():
    """CPU seconds that the machine used since it started, steal included."""
    with open("/proc/stat") as f:
        user, nice, system, _idle, _iowait, irq, softirq, steal = (int(x) for x in f.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICK


def wait_quiet(limit):
    """Waits until half a second passes with the machine at most 15 % busy; gives up after limit seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        before = busy()
        time.sleep(0.5)
        if busy() - before <= 0.15 * 0.5 * os.cpu_count():
            return


# --- targets ----------------------------------------------------------------

class Target:
    def __init__(self, name, url, key="", model=peers.MODEL, headers=(), start=None, pid=None, version="", on=""):
        self.name, self.url, self.key, self.model = name, url, key, model
        self.headers, self.start, self.pid_given = list(headers), start, pid
        self.version, self.on = version, on
        self.metrics = ""  # address of its own metrics, read at the end
        self.process = None
        self.requests = 0  # that reached the mock

    def pid(self):
        if self.process:
            return self.process.pid
        if not self.pid_given:
            return None
        path = Path(self.pid_given)
        return int(path.read_text() if path.exists() else self.pid_given)

    def fill(self, port, mock):
        def f(s):
            return s.replace("{port}", str(port)).replace("{mock}", mock)
        self.url, self.metrics, self.headers = f(self.url), f(self.metrics), [f(h) for h in self.headers]
        self.argv = [f(a) for a in self.start] if self.start else None

    def up(self, log):
        """Starts it; returns the seconds until its first answer of 200."""
        begin, last = time.monotonic(), "none"
        self.process = subprocess.Popen(self.argv, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        while time.monotonic() - begin < START_LIMIT:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode} while starting")
            try:
                last = self.ask()
                if last == 200:
                    return time.monotonic() - begin
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.01)
        raise RuntimeError(f"{self.name}: no answer of 200 within {START_LIMIT} s (last status: {last})")

    def ask(self):
        u = urllib.parse.urlsplit(self.url)
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = "Bearer " + self.key
        headers.update(tuple(x.strip() for x in h.split(":", 1)) for h in self.headers)
        c = http.client.HTTPConnection(u.hostname, u.port, timeout=10)
        try:
            c.request("POST", u.path.rstrip("/") + "/chat/completions",
                      json.dumps({"model": self.model, "messages": [{"role": "user", "content": "hi"}]}), headers)
            r = c.getresponse()
            r.read()
            return r.status
        finally:
            c.close()

    def down(self):
        """Ends the process group that up() made."""
        p, self.process = self.process, None
        if not p:
            return
        for sig, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, 5)):
            try:
                os.killpg(p.pid, sig)
            except ProcessLookupError:
                break
            try:
                p.wait(patience)
            except subprocess.TimeoutExpired:
                continue
        p.poll()


def parse_target(text):
    text, _, start = text.partition(",start=")
    first, *rest = text.split(",")
    name, _, url = first.partition("=")
    t = Target(name, url)
    if not name or not url.startswith("http://"):
        raise argparse.ArgumentTypeError(f"{text!r}: want NAME=http://HOST:PORT/v1,...")
    for pair in rest:
        k, _, v = pair.partition("=")
        if k in ("key", "model", "version", "on", "metrics"):
            setattr(t, k, v)
        elif k == "pid":
            t.pid_given = v
        elif k == "header":
            t.headers.append(v)
        else:
            raise argparse.ArgumentTypeError(f"{k!r}: not one of key, model, header, pid, version, on, metrics, start (last)")
    t.start = shlex.split(start) or None
    return t


def peer_target(name, folder):
    peer = peers.PEERS[name](folder)
    if not peer.installed():
        raise SystemExit(f"{name} is not installed: peers.py install {name}")
    return Target(name, "http://127.0.0.1:{port}" + peer.path, peer.key, peers.MODEL, peer.request_headers("{mock}"),
                  [sys.executable, str(HERE / "peers.py"), "--dir", str(folder), "start", name, "--port", "{port}", "--mock", "{mock}"],
                  version=peer.installed_version(), on=peer.on)


# --- the bench --------------------------------------------------------------

class Bench:
    def __init__(self, opts, bin_dir):
        self.o, self.bin = opts, bin_dir
        port = opts.mock_port or free_port()
        self.mock = subprocess.Popen([bin_dir / "mock", "-addr", f"127.0.0.1:{port}"], stdout=subprocess.PIPE, text=True)
        line = self.mock.stdout.readline()
        if not line:
            raise SystemExit(f"the mock could not listen on port {port}; choose another with --mock-port")
        self.mock_url = line.split()[-1]
        self.direct = Target("direct", self.mock_url, version="", on="load generator straight to the mock: the floor")

    def control(self, method, path):
        c = http.client.HTTPConnection(urllib.parse.urlsplit(self.mock_url).netloc, timeout=10)
        try:
            c.request(method, path)
            r = c.getresponse()
            body = r.read()
            if r.status != 200:
                raise RuntimeError(body)
            return json.loads(body)
        finally:
            c.close()

    def load(self, target, **flags):
        """One run of the load generator, with the CPU that the target used."""
        argv = [self.bin / "load", "-url", target.url, "-key", target.key, "-model", target.model,
                "-body-bytes", str(self.o.body_bytes)]
        for h in target.headers:
            argv += ["-header", h]
        for k, v in flags.items():
            argv += [f"-{k}", str(v)]
        wait_quiet(self.o.wait_quiet)
        pid, before = target.pid(), self.control("GET", "/stats")
        cpu = tree(pid)[0] if pid else 0
        mock_cpu, all_cpu, begin = tree(self.mock.pid)[0], busy(), time.monotonic()
        p = subprocess.run(argv, capture_output=True, text=True, timeout=400)
        if p.returncode:
            raise RuntimeError(p.stderr)
        r = json.loads(p.stdout)
        all_cpu, mock_cpu = busy() - all_cpu, tree(self.mock.pid)[0] - mock_cpu
        seconds = time.monotonic() - begin
        after = self.control("GET", "/stats")
        r["upstream_requests"] = after["requests"] - before["requests"]
        target.requests += r["upstream_requests"]
        r["upstream_aborted"] = after["aborted"] - before["aborted"]
        r["upstream_peak"] = after["peak"]
        if pid:
            now, r["rss_mb"] = tree(pid)
            r["rss_mb"] = round(r["rss_mb"] / 2**20, 1)
            r["cpu_s"] = round(now - cpu, 2)
            all_cpu -= r["cpu_s"]
            # warm-up requests used CPU too, so the mock's count is what it is shared out over
            r["cpu_s_per_1000"] = round(1000 * r["cpu_s"] / max(1, r["upstream_requests"]), 3)
        # cores that everything but the target, the mock and the load generator kept busy
        r["other_cores"] = round(max(0, all_cpu - mock_cpu - r["load_cpu_s"]) / seconds, 2)
        say(f"  {target.name}: {' '.join(f'{k}={v}' for k, v in flags.items())}: {p.stderr.strip()}"
            + (f" | cpu/1000 {r['cpu_s_per_1000']}" if pid else "") + f" | others {r['other_cores']} cores")
        return r

    def paced(self, target, rate, stream):
        """The same constant rate straight to the mock and then through the target."""
        flags = dict(rate=rate, c=4000, stream=stream, warmup="1s", duration=f"{self.o.seconds}s", timeout="30s")
        base = self.load(self.direct, **flags)
        r = base if target is self.direct else self.load(target, **flags)
        held = r["rps"] >= 0.95 * rate * (1 - 0.3 / self.o.seconds) and not r["dropped"] and not r["errors"]
        out = {"rate": rate, "held": held, "direct": base, "target": r}
        for name in ("total_ms", "stream_ttft_ms"):
            out["added_" + name] = {q: round(r[name][q] - base[name][q], 2) for q in ("p50", "p99")}
        return out

    def paced_or_less(self, target, rate, stream):
        """At the rate, or at a quarter of it when the target can't hold it."""
        r = self.paced(target, rate, stream)
        if r["held"]:
            return r
        time.sleep(2)
        less = self.paced(target, rate // 4, stream)
        less["failed_at"] = r
        return less

    def streams(self, target, n):
        """n streams at once, of about nine seconds each, started 250 a second."""
        self.control("POST", f"/config?ttft=60ms&chunks=30&gap=300ms&size={self.o.size}")
        r = self.load(target, n=n, c=n, stream=1, ramp=f"{n // 250}s", timeout="60s")
        if "cpu_s" in r:
            r["cpu_s_per_1000_chunks"] = round(1000 * r["cpu_s"] / max(1, r["chunks"]), 3)
        return r

    def measure(self, target, log):
        o, out = self.o, {"name": target.name, "version": target.version, "on": target.on}
        out["loadavg"] = os.getloadavg()
        self.control("POST", f"/config?ttft=0s&chunks=20&gap=0s&size={o.size}")
        if target.start:
            starts = []
            for i in range(o.starts):
                target.down()
                starts.append(round(target.up(log), 2))
            out["start_s"], out["start_s_median"] = starts, statistics.median(starts)
            say(f"  {target.name}: first 200 after {starts} s")
            time.sleep(2)
        if target.ask() != 200:
            raise RuntimeError(f"{target.name} does not answer 200 at {target.url}")
        pid = target.pid()
        if pid:
            out["rss_idle_mb"] = round(tree(pid)[1] / 2**20, 1)
        target.requests = 0
        self.load(target, c=32, stream=0.2, duration=f"{o.warmup}s")
        out["max"] = self.load(target, c=32, warmup="1s", duration=f"{o.seconds}s")
        self.control("POST", f"/config?ttft=60ms&chunks=20&gap=10ms&size={o.size}")
        low, *higher = o.rates
        out["paced"] = [self.paced_or_less(target, low, 0)]
        for rate in higher:
            if out["max"]["rps"] >= rate:
                out["paced"].append(self.paced(target, rate, 0))
        out["mix"] = self.paced_or_less(target, low, 0.5)
        out["streams"] = {}
        for n in o.streams:
            time.sleep(1)
            out["streams"][n] = self.streams(target, n)
        time.sleep(2)
        out["requests_since_start"] = target.requests  # to compare with the rows that the gateway stored
        if pid:
            out["rss_loaded_mb"] = round(tree(pid)[1] / 2**20, 1)
            out["rss_peak_mb"] = max(r["rss_mb"] for r in walk(out) if "rss_mb" in r)
        if target.metrics:
            with urllib.request.urlopen(target.metrics, timeout=10) as answer:
                out["metrics"] = answer.read().decode()
        out["loadavg_after"] = os.getloadavg()
        return out


def walk(x):
    if isinstance(x, dict):
        yield x
        for v in x.values():
            yield from walk(v)
    elif isinstance(x, list):
        for v in x:
            yield from walk(v)


# --- the report -------------------------------------------------------------

def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(r) + " |" for r in rows])


def ms(x, signed=False):
    return f"{x:+.1f}" if signed else f"{x:.1f}"


def cell(r, name):
    """Added p50 / p99 of a paced run."""
    if r is None:
        return "—"
    if "failed_at" in r:
        note = f" (at {r['rate']}/s; {r['failed_at']['rate']}/s not held)"
    else:
        note = ""
    if not r["held"]:
        return f"not held at {r['rate']}/s ({r['target']['rps']:.0f}/s, {r['target']['errors'] + r['target']['dropped']} failed)"
    if r["direct"] is r["target"]:
        return f"{ms(r['direct'][name]['p50'])} / {ms(r['direct'][name]['p99'])} (whole)"
    a = r["added_" + name]
    return f"{ms(a['p50'], True)} / {ms(a['p99'], True)}{note}"


def markdown(result):
    rows = [r for r in result["targets"] if "error" not in r]
    per1000 = lambda r: f"**{r['cpu_s_per_1000']:.2f}**" if "cpu_s_per_1000" in r else "—"
    mb = lambda r, k: f"{r[k]:.0f}" if k in r else "—"
    m = result["machine"]

    def other(r):
        seen = [x["other_cores"] for x in walk(r) if "other_cores" in x]
        return f"{statistics.mean(seen):.2f} / {max(seen):.2f}"

    out = [f"{result['date']}; {m['cores']} cores ({m['cpu']}), {m['memory_gib']} GiB, {m['kernel']}. "
           f"Warm-up {result['warmup_s']} s, measured {result['seconds']} s a figure, request body {result['body_bytes']} B, "
           f"answer {result['size']} B. Mock, load generator and gateway share the cores.", "",
           "### CPU, throughput, memory, start", "",
           table(["target", "CPU s per 1,000 requests, c=32", f"CPU s per 1,000, {result['rates'][0]}/s", "CPU s per 1,000, half streams",
                  "max req/s, c=32", "p50 / p99 ms at max", "RSS idle MB", "RSS after MB", "RSS peak MB", "first 200, s", "errors at max", "load avg", "other work, cores: mean / worst"],
                 [[r["name"], per1000(r["max"]), per1000(r["paced"][0]["target"]), per1000(r["mix"]["target"]),
                   f"{r['max']['rps']:,.0f}", f"{ms(r['max']['total_ms']['p50'])} / {ms(r['max']['total_ms']['p99'])}",
                   mb(r, "rss_idle_mb"), mb(r, "rss_loaded_mb"), mb(r, "rss_peak_mb"),
                   f"{r['start_s_median']:.2f}" if "start_s" in r else "—", str(r["max"]["errors"]), f"{r['loadavg'][0]:.1f}",
                   other(r)] for r in rows]),
           "", "### Added latency against direct, ms, p50 / p99 (mock: 60 ms to first byte; half streams: 20 chunks, 10 ms apart)", "",
           table(["target"] + [f"{x}/s, whole answers" for x in result["rates"]]
                 + [f"{result['rates'][0]}/s, half streams: TTFT", "the same: chunk delay (absolute)"],
                 [[r["name"]] + [cell(r["paced"][i] if i < len(r["paced"]) else None, "total_ms") for i in range(len(result["rates"]))]
                  + [cell(r["mix"], "stream_ttft_ms"),
                     f"{ms(r['mix']['target']['chunk_held_ms']['p50'])} / {ms(r['mix']['target']['chunk_held_ms']['p99'])}"] for r in rows]),
           "", "### Concurrent streams (30 chunks, 300 ms apart)", "",
           table(["target"] + [f"{n}: {what}" for n in result["streams"] for what in ("completed / errors", "peak upstream", "TTFT p50 / p99 ms", "chunk delay p50 / p99 ms", "CPU s per 1,000 chunks")],
                 [[r["name"]] + [c for s in r["streams"].values() for c in (
                     f"{s['ok']} / {s['errors']}", str(s["upstream_peak"]),
                     f"{ms(s['stream_ttft_ms']['p50'])} / {ms(s['stream_ttft_ms']['p99'])}",
                     f"{ms(s['chunk_held_ms']['p50'])} / {ms(s['chunk_held_ms']['p99'])}",
                     f"{s['cpu_s_per_1000_chunks']:.3f}" if "cpu_s_per_1000_chunks" in s else "—")] for r in rows]),
           "", "### What was on", ""]
    out += [f"- {r['name']} {r['version']}: {r['on']}" for r in rows]
    out += [f"- {r['name']} {r['version']}: not measured: {r['error']}" for r in result["targets"] if "error" in r]
    return "\n".join(out) + "\n"


def machine():
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 2**30
    return {"cores": os.cpu_count(), "cpu": cpu, "memory_gib": round(memory), "kernel": f"Linux {platform.release()}"}


def numbers(s):
    return [int(x) for x in s.split(",") if x]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("names", nargs="*", help="'direct' or peers: " + ", ".join(peers.PEERS))
    ap.add_argument("--target", action="append", default=[], type=parse_target, help="a gateway of your own; repeatable")
    ap.add_argument("--peers-dir", default=peers.HOME)
    ap.add_argument("--mock-port", type=int, default=0, help="default: a free one")
    ap.add_argument("--port", type=int, default=0, help="what {port} stands for (default: a free one per target)")
    ap.add_argument("--rates", type=numbers, default=[200, 1000], help="open-loop requests a second, lowest first (default 200,1000)")
    ap.add_argument("--streams", type=numbers, default=[500, 2000], help="concurrent streams (default 500,2000)")
    ap.add_argument("--seconds", type=int, default=10, help="measured time of a figure")
    ap.add_argument("--warmup", type=int, default=10, help="closed-loop warm-up of each target")
    ap.add_argument("--starts", type=int, default=3, help="cold starts; the median counts")
    ap.add_argument("--wait-quiet", type=int, default=0, help="before each figure, wait up to this many seconds for other work to calm down")
    ap.add_argument("--body-bytes", type=int, default=1024)
    ap.add_argument("--size", type=int, default=400, help="answer bytes")
    ap.add_argument("--out", default="results", help="writes OUT.md, OUT.json and OUT.log")
    o = ap.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended

    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run(["go", "build", "-o", tmp + "/", "./mock", "./load"], cwd=HERE, check=True)
        bench = Bench(o, Path(tmp))
        try:
            targets = [bench.direct if n == "direct" else peer_target(n, o.peers_dir) for n in o.names] + o.target
            if not targets:
                ap.error("no target")
            result = {"date": datetime.date.today().isoformat(), "machine": machine(), "seconds": o.seconds, "warmup_s": o.warmup,
                      "body_bytes": o.body_bytes, "size": o.size, "rates": o.rates, "streams": o.streams, "targets": []}
            with open(o.out + ".log", "wb") as log:
                for t in targets:
                    say(t.name, t.version)
                    t.fill(o.port or free_port(), bench.mock_url)
                    try:
                        result["targets"].append(bench.measure(t, log))
                    except (RuntimeError, OSError, ValueError, http.client.HTTPException, subprocess.TimeoutExpired) as e:
                        say(f"  {t.name}: {e}")
                        result["targets"].append({"name": t.name, "version": t.version, "on": t.on, "error": str(e)})
                    finally:
                        t.down()
                    Path(o.out + ".json").write_text(json.dumps(result, indent=1) + "\n")
                    Path(o.out + ".md").write_text(markdown(result))
        finally:
            bench.mock.terminate()
            bench.mock.wait()
    print(Path(o.out + ".md").read_text())
    return any("error" in r for r in result["targets"])


if __name__ == "__main__":
    sys.exit(main())
