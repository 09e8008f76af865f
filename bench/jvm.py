"""What a JVM holds: memory, threads, connections and other descriptors, as jcmd and /proc show it (Linux)."""
import json
import os
import re
import subprocess
from pathlib import Path

import compare

CLOSE_WAIT, LISTENING = "08", "0A"
JDKS_OWN = "SubPoller-"


class Jvm:
    """A JVM as jcmd and /proc show it."""

    def __init__(self, pid, java_home, upstream, threads):
        """upstream is the port by which connections to providers are told from those of clients."""
        self.pid, self.jcmd, self.upstream, self.threads = pid, Path(java_home) / "bin" / "jcmd", upstream, threads

    def ask(self, *command):
        return subprocess.run([self.jcmd, str(self.pid), *command], capture_output=True, text=True, check=True, timeout=120).stdout

    def histogram(self):
        """Bytes and instances by class after a full collection; three times, and the least counts: the rest is under way."""
        def once():
            found = re.findall(r"^\s*\d+:\s+(\d+)\s+(\d+)\s+(.*)$", self.ask("GC.class_histogram"), re.MULTILINE)
            return {name: (int(size), int(count)) for count, size, name in found}
        return min((once() for _ in range(3)), key=total)

    def virtual_threads(self):
        """All but those of the JDK that watch the others' sockets: they come with the first one and stay."""
        self.ask("Thread.dump_to_file", "-format=json", "-overwrite", str(self.threads))
        containers = json.loads(self.threads.read_text())["threadDump"]["threadContainers"]
        return sum(bool(thread.get("virtual")) and not thread["name"].startswith(JDKS_OWN)
                   for container in containers for thread in container["threads"])

    def descriptors(self):
        """TCP connections that are open on this side, by the other side and state, and how many other descriptors there are."""
        kinds = {}
        for table in ("tcp", "tcp6"):
            for line in Path(f"/proc/{self.pid}/net/{table}").read_text().splitlines()[1:]:
                fields = line.split()
                kinds[fields[9]] = self.kind(int(fields[2].rpartition(":")[2], 16), fields[3])
        connections, others = {"clients": 0, "providers": 0, "providers, CLOSE_WAIT": 0}, 0
        for descriptor in Path(f"/proc/{self.pid}/fd").iterdir():
            try:
                inode = re.fullmatch(r"socket:\[(\d+)]", os.readlink(descriptor))
            except FileNotFoundError:
                continue  # it was closed meanwhile
            kind = kinds.get(inode[1]) if inode else None
            if kind is None:
                others += 1
            else:
                connections[kind] = connections.get(kind, 0) + 1
        return connections, others

    def kind(self, remote, state):
        """None for a socket that listens."""
        if state == LISTENING:
            return None
        whose = "providers" if remote == self.upstream else "clients"
        return whose + (", CLOSE_WAIT" if state == CLOSE_WAIT else "")

    def sample(self, name):
        connections, others = self.descriptors()
        counters = dict(re.findall(r"^(java\.\w+\.\w+)=(\d+)$", self.ask("PerfCounter.print"), re.MULTILINE))
        virtual = self.virtual_threads()
        classes = self.histogram()
        return {
            "name": name, "heap": total(classes), "classes": classes, "connections": connections, "others": others,
            "threads": int(counters["java.threads.live"]), "virtual": virtual, "rss": compare.tree(self.pid)[1],
            "loaded": int(counters["java.cls.loadedClasses"]) - int(counters["java.cls.unloadedClasses"])}


def total(classes):
    return sum(size for size, _ in classes.values())
