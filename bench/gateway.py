"""Measures QNP with everything on, cold and warm, and counts the usage records that it kept.

QNP runs as users run it: ./qnp run on a data directory of its own, with a key of its own, and the mock as the platform's
OpenAI. compare.py starts it, so that the whole process tree counts.
"""
import argparse
import json
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import compare

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LAUNCHER = ROOT / "qnp"
READY_LIMIT = 300
STOP_LIMIT = 60
ON = "key check and routing and metrics and one usage record per request with tokens and cost committed to the" \
     " embedded database before the last byte"


def environment():
    """Ours without what would configure a gateway."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("QNP_") and not k.endswith("_API_KEY")}
    return kept | {"QNP_PROVIDER_OPENAI_API_KEY": "sk-upstream", "QNP_DRAIN_SECONDS": "5"}


class Gateway:
    """One run of QNP beside the measured ones: to make the key before, and to count after."""

    def __init__(self, data, log, settings=None):
        self.port, self.output = compare.free_port(), data / "said"
        with open(self.output, "w") as output:
            self.process = subprocess.Popen(
                [LAUNCHER, "run", "--port", str(self.port), "--data-dir", data],
                env=environment() | (settings or {}), stdin=subprocess.DEVNULL, stdout=output, stderr=log,
                start_new_session=True)
        try:
            self.wait_until_ready()
        except BaseException:  # also an interrupt: nothing stays behind
            self.stop()
            raise

    def wait_until_ready(self):
        end = time.monotonic() + READY_LIMIT
        while self.process.poll() is None and time.monotonic() < end:
            if "QNP is ready" in self.output.read_text():
                return
            time.sleep(0.1)
        raise SystemExit("qnp bench: QNP did not start; what it said is in the log that was named above")

    def key(self):
        """The first key, which a first start tells."""
        end = time.monotonic() + 10
        while not (found := re.search(r"qnp-[0-9A-Za-z]{43}", self.output.read_text())) and time.monotonic() < end:
            time.sleep(0.1)
        return found.group()

    def manage(self, data, path, body=None):
        """The management API with the operator's token."""
        token = (data / "admin-token").read_text().strip()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/manage/v1{path}", headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def paying_key(self, data):
        """A key of an account that pays from credits, bound by a budget and by every limit, none of which it reaches."""
        account = self.manage(data, "/accounts", {"email": "bench@example.com", "tier": "pro"})["id"]
        self.manage(data, f"/accounts/{account}/credits", {"amount_usd": "1000000", "reference": "bench"})
        key = self.manage(data, f"/keys?account={account}", {
            "name": "bench", "budget": {"amount_usd": "1000000", "period": "month"},
            "limits": {"rpm": 100_000_000, "tpm": 1_000_000_000_000, "rpd": 1_000_000_000}})["key"]
        return account, key

    def recorded(self, data, account=None):
        """Usage records of the account, by the management API."""
        lines = self.manage(data, "/usage/summary?group_by=day" + (f"&account={account}" if account else ""))["data"]
        return sum(line["requests"] for line in lines), sum(line["errors"] for line in lines)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def measured(name, warmup, options, data, out):
    """One run of compare.py; gives its result for QNP and whether all is well."""
    with open(f"{out}.qnp.log", "ab") as log:
        first = Gateway(data, log)
        try:
            account, key = first.paying_key(data) if options.paying else (None, first.key())
            before, _ = first.recorded(data, account)
        finally:
            first.stop()
        start = f"env QNP_PROVIDER_OPENAI_BASE_URL={{mock}} {shlex.quote(str(LAUNCHER))} run" \
                f" --port {{port}} --data-dir {shlex.quote(str(data))}"
        command = [
            sys.executable, HERE / "compare.py", "direct", *options.peers,
            "--target", f"{name}=http://127.0.0.1:{{port}}/v1,key={key},model=gpt-4o-mini,version={version()},on={ON},"
            f"metrics=http://127.0.0.1:{{port}}/metrics,start={start}",
            "--seconds", options.seconds, "--warmup", warmup, "--starts", options.starts, "--wait-quiet", options.wait_quiet,
            "--streams", options.streams, "--rates", options.rates, "--out", out]
        code = finished(subprocess.Popen([str(x) for x in command], env=environment(), stdout=subprocess.DEVNULL))
        result = next(t for t in json.loads(Path(f"{out}.json").read_text())["targets"] if t["name"] == name)
        print(Path(f"{out}.md").read_text())
        print(settlement(result.get("metrics", "")))
        last = Gateway(data, log)
        try:
            after, errors = last.recorded(data, account)
            books = not options.paying or last.manage(data, "/ledger/audit")["holds"]
            if options.paying:
                print(f"The books {'hold' if books else 'DO NOT HOLD'}.\n")
        finally:
            last.stop()
    return code == 0 and books and accounted(result, after - before, errors)


def settlement(metrics):
    """How long answers' ends waited for their records, in words, by the gateway's own histogram."""
    buckets = {}
    for bound, count in re.findall(r'^qnp_settlement_seconds_bucket\{[^}]*le="([^"]+)"[^}]*\} ([0-9.E]+)$', metrics, re.M):
        buckets[float(bound)] = buckets.get(float(bound), 0) + float(count)
    every = max(buckets.values(), default=0)
    if not every:
        return ""
    within = {q: next(bound for bound in sorted(buckets) if buckets[bound] >= q * every) for q in (0.5, 0.99, 0.999)}
    return f"The ends of {every:,.0f} answers waited for their records at most: " \
        + ", ".join(f"{1000 * bound:.2f} ms in {q:.1%}" for q, bound in within.items()) + ".\n"


def finished(process):
    """The exit code; on an interrupt it is told to end what it started."""
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        process.wait(STOP_LIMIT)
        raise


def accounted(result, kept, errors):
    """Whether every request that reached the provider has its record. Each start asked once, and measuring once more."""
    if "error" in result:
        return False
    asked = result["requests_since_start"] + len(result["start_s"]) + 1
    words = "nothing is lost, nothing doubled" if kept == asked else f"{asked - kept:+,} are missing"
    print(f"Usage records: {kept:,} after a restart, for {asked:,} requests that reached the provider: {words}."
          f" {errors:,} of them record an error.\n")
    return kept == asked


def version():
    answer = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return answer.stdout.strip() if answer.returncode == 0 else "unknown"


def open_files(wanted):
    """A stream needs two in the gateway."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < enough:
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, hard))
    if enough < wanted:
        print(f"qnp bench: only {enough} open files are allowed (ulimit -n); {wanted} are needed for this many streams", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(
        prog="./qnp bench", description="Measures what QNP costs against an instant local upstream, just started and warm.",
        epilog="Takes about fifteen minutes; --quick about two, with figures that only show that everything works."
               " --memory, with options of its own, looks for leaks under rough use instead; --scale for what many keys and"
               " records cost.")
    parser.add_argument("peers", nargs="*", help="other gateways to measure beside it: see bench/peers.py")
    parser.add_argument("--only", choices=("cold", "warm"), help="one of the two runs")
    parser.add_argument("--paying", action="store_true", help="with a key that pays from credits, with a budget and all limits")
    parser.add_argument("--quick", action="store_true", help="everything short, small and warm only")
    parser.add_argument("--seconds", type=int, help="measured time of a figure (10)")
    parser.add_argument("--warmup", type=int, help="seconds of load before the warm figures (90)")
    parser.add_argument("--starts", type=int, help="how often it is started for the start time (3)")
    parser.add_argument("--streams", help="numbers of concurrent streams (1000,2000)")
    parser.add_argument("--rates", help="requests a second of the paced figures, lowest first (200,1000)")
    parser.add_argument("--wait-quiet", type=int, default=0, help="seconds to wait before each figure for other work to calm down")
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "bench", help="folder for tables, figures and logs (target/bench)")
    options = parser.parse_args()
    usual = dict(seconds=2, warmup=2, starts=1, streams="50", rates="20,50") if options.quick else \
        dict(seconds=10, warmup=90, starts=3, streams="1000,2000", rates="200,1000")
    for name, value in usual.items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    if options.quick and not options.only:
        options.only = "warm"
    open_files(2 * max(compare.numbers(options.streams)) + 1000)
    options.out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

    fine = True
    for name, warmup in (("cold", 0), ("warm", options.warmup)):
        if options.only in (None, name):
            print(f"## QNP, {'just started' if name == 'cold' else f'after {warmup} s of load'}\n", flush=True)
            data = Path(tempfile.mkdtemp(prefix="qnp-bench-"))
            print(f"qnp bench: tables, figures and logs: {options.out / name}.*", file=sys.stderr)
            try:
                fine &= measured(f"qnp-{name}", warmup, options, data, options.out / name)
            finally:
                shutil.rmtree(data, ignore_errors=True)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
