#!/usr/bin/env python3
"""Opens many live streams on a running Foyer and prints what they cost while nothing happens, and how fast news comes.

    streams.py [--url http://127.0.0.1:8080] [--streams 2000] [--seconds 60] --pid PID --email E --password P

Start Foyer with FOYER_VISITOR_RATE_LIMIT=0 and FOYER_API_RATE_LIMIT=0. Half of the streams are the team's, half are of
visitors, each of a conversation of its own. Speaks to loopback only.
"""
import argparse
import json
import os
import resource
import selectors
import socket
import subprocess
import time
import urllib.parse
import urllib.request

arguments = argparse.ArgumentParser()
arguments.add_argument("--url", default="http://127.0.0.1:8080")
arguments.add_argument("--streams", type=int, default=2000)
arguments.add_argument("--seconds", type=int, default=60)
arguments.add_argument("--pid", type=int, required=True)
arguments.add_argument("--email", default="admin@localhost")
arguments.add_argument("--password", required=True)
options = arguments.parse_args()
place = urllib.parse.urlparse(options.url)
if place.hostname not in ("127.0.0.1", "localhost"):
    raise SystemExit("only on this machine")
if not 1 <= options.streams <= 10000 or not 1 <= options.seconds <= 600:
    raise SystemExit("at most 10000 streams and 600 seconds")
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)


def call(method, path, body=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(options.url + path, data, dict(headers or {}), method=method)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as response:
        return json.load(response), response.headers


def status(name):
    with open(f"/proc/{options.pid}/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name))


def cpu_seconds():
    with open(f"/proc/{options.pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def heap_kib():
    """What is alive on the heap, after a full collection."""
    histogram = subprocess.run(["jcmd", str(options.pid), "GC.class_histogram"], capture_output=True, text=True).stdout
    return int(histogram.strip().splitlines()[-1].split()[2]) // 1024


def opened(path, token):
    connection = socket.create_connection((place.hostname, place.port))
    connection.sendall(
        f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    head = b""
    while b"id: " not in head:
        piece = connection.recv(4096)
        if not piece or b" 200 " not in (head + piece)[:20]:
            raise SystemExit(head + piece)
        head += piece
    connection.setblocking(False)
    return connection


session, headers = call("POST", "/api/v1/session", {"email": options.email, "password": options.password})
signed_in = {"Cookie": headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": session["csrf_token"]}
key, _ = call("POST", "/api/v1/api-keys", {"label": "streams", "scopes": ["read", "write"]}, signed_in)
agent, _ = call("POST", "/api/v1/agents", {"name": "Streams"}, {"Authorization": "Bearer " + key["key"]})
visitors = [
    call("POST", f"/api/widget/v1/agents/{agent['id']}/conversations", {})[0] for _ in range(options.streams // 2)]

warm = [opened("/api/v1/events", key["key"]) for _ in range(50)]
for one in warm:
    one.close()
time.sleep(20)
before = {"threads": status("Threads"), "heap": heap_kib(), "rss": status("VmRSS")}
start = time.monotonic()
streams = [opened("/api/v1/events", key["key"]) for _ in range(options.streams - len(visitors))]
streams += [opened(f"/api/widget/v1/conversations/{one['id']}/events", one["token"]) for one in visitors]
took = time.monotonic() - start

selector = selectors.DefaultSelector()
for stream in streams:
    selector.register(stream, selectors.EVENT_READ)


def read_for(seconds, wanted=None, needed=0):
    """Reads everything for so long, or until so many streams brought the wanted text."""
    end, found, beats = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end and (not wanted or found < needed):
        for ready, _ in selector.select(timeout=0.2):
            data = ready.fileobj.recv(65536)
            if not data:
                raise SystemExit("a stream has ended")
            beats += data.count(b": heartbeat")
            found += 1 if wanted and wanted in data else 0
    return found, beats


read_for(20)
after = {"threads": status("Threads"), "heap": heap_kib(), "rss": status("VmRSS")}
cpu, since = cpu_seconds(), time.monotonic()
_, beats = read_for(options.seconds)
idle = (cpu_seconds() - cpu) / (time.monotonic() - since)
since = time.monotonic()
one = visitors[0]
call("POST", f"/api/widget/v1/conversations/{one['id']}/messages", {"text": "hello-to-everybody"},
     {"Authorization": "Bearer " + one["token"]})
told, _ = read_for(30, b"hello-to-everybody", options.streams - len(visitors) + 1)
told_after = time.monotonic() - since

print(f"streams opened             {len(streams)} in {took:.1f} s")
print(f"threads                    {before['threads']} -> {after['threads']}")
print(f"live heap per stream       {(after['heap'] - before['heap']) / len(streams):.1f} KiB")
print(f"resident memory per stream {(after['rss'] - before['rss']) / len(streams):.1f} KiB (the JVM keeps what it once took)")
print(f"idle CPU                   {idle * 100:.1f} % of one core over {options.seconds} s, {beats} heartbeats")
print(f"one message to             {told} streams, all within {told_after * 1000:.0f} ms")
