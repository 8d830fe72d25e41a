#!/usr/bin/env python3
"""Kills Foyer again and again while leads are submitted to it, and counts at the end what became of them.

    run.py JAR [--kills 20] [--leads 10000] [--nodes 1] [--port 18080] [--db-url jdbc:postgresql://… --db-user … --db-password …]

Starts JAR itself, in a directory of its own under --work, on 127.0.0.1. Four clients submit leads, one in four by a visitor's
form, the others through the API under an idempotency key, and send again what was not acknowledged, to the next node if
there are several (those need PostgreSQL). A webhook receiver on --port minus 1 takes half a minute in turns with answering
500, hanging up and being away. Nodes are killed with SIGKILL at random moments. With --pg-ctl "pg_ctl -D … -o '-p …'" the
database is killed too, every fifth time. On few cores --pause leaves a starting node a share of them while the others go on. Then: every acknowledged lead is there once, has its contact, and reached the
webhook at least once under one delivery id. Exit code 1 if not.
"""
import argparse
import collections
import http.client
import http.server
import json
import os
import random
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("jar")
arguments.add_argument("--kills", type=int, default=20)
arguments.add_argument("--leads", type=int, default=10000)
arguments.add_argument("--pause", type=float, default=0, help="seconds a client rests after each lead")
arguments.add_argument("--nodes", type=int, default=1, choices=(1, 2, 3))
arguments.add_argument("--port", type=int, default=18080)
arguments.add_argument("--work")
arguments.add_argument("--db-url")
arguments.add_argument("--db-user", default="foyer")
arguments.add_argument("--db-password", default="foyer")
arguments.add_argument("--pg-ctl", help="begins a command that stop, start and -m immediate are added to")
arguments.add_argument("--seed", type=int, default=1)
options = arguments.parse_args()
if not 1 <= options.kills <= 200 or not 1 <= options.leads <= 100000:
    raise SystemExit("at most 200 kills and 100000 leads")
if options.nodes > 1 and not options.db_url:
    raise SystemExit("several nodes need PostgreSQL")
random.seed(options.seed)
work = options.work or tempfile.mkdtemp(prefix="foyer-faults-")
PASSWORD = "correct-horse-battery"
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


class Node:
    def __init__(self, number):
        self.port = options.port + number
        self.directory = os.path.join(work, f"node{number}")
        os.makedirs(self.directory, exist_ok=True)
        self.process = None

    def start(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("FOYER_")}
        environment |= {
            "FOYER_HTTP_PORT": str(self.port), "FOYER_DATA_DIR": os.path.join(self.directory, "data"),
            "FOYER_ADMIN_PASSWORD": PASSWORD, "FOYER_SECRET_KEY": KEY, "FOYER_VISITOR_RATE_LIMIT": "0",
            "FOYER_API_RATE_LIMIT": "0", "FOYER_WEBHOOKS_ALLOW_PRIVATE": "true", "FOYER_DELIVERY_HEARTBEAT": "PT2S"}
        if options.db_url:
            environment |= {"FOYER_DB_URL": options.db_url, "FOYER_DB_USER": options.db_user,
                            "FOYER_DB_PASSWORD": options.db_password}
        with open(os.path.join(self.directory, "console.txt"), "ab") as console:
            self.process = subprocess.Popen(["java", "-Xmx512m", "-jar", os.path.abspath(options.jar)], env=environment,
                                            cwd=self.directory, stdout=console, stderr=console)

    def await_ready(self):
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise SystemExit(f"the node ended by itself, see {self.directory}/console.txt")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=10) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("not ready within five minutes")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Receiver(http.server.BaseHTTPRequestHandler):
    """Remembers which deliveries it acknowledged; is out of order half of the time."""
    delivered = collections.defaultdict(set)  # webhook-ids by lead
    lock = threading.Lock()
    calls = collections.Counter()
    steady = False

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        phase = 0 if Receiver.steady else int(time.monotonic() / 5) % 6
        if phase in (1, 3):
            Receiver.calls["answered 500"] += 1
            self.send_response(500)
            self.end_headers()
            return
        if phase == 5:
            Receiver.calls["hung up"] += 1
            self.close_connection = True
            self.connection.close()
            return
        Receiver.calls["taken"] += 1
        event = json.loads(body)
        if event.get("type") == "lead.created":
            with Receiver.lock:
                Receiver.delivered[event["data"]["lead_id"]].add(self.headers["webhook-id"])
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Unacknowledged(Exception):
    pass


nodes = [Node(number) for number in range(options.nodes)]


def call(method, path, body=None, headers=None, node=None, timeout=30):
    """One attempt."""
    connection = http.client.HTTPConnection("127.0.0.1", (node or nodes[0]).port, timeout=timeout)
    try:
        connection.request(method, path, None if body is None else json.dumps(body),
                           {"Content-Type": "application/json", "Accept": "application/json", **(headers or {})})
        response = connection.getresponse()
        data = response.read()
        if response.status >= 500 or response.status == 409:
            raise Unacknowledged(f"{response.status}")
        if response.status >= 400:
            raise SystemExit(f"{method} {path}: {response.status} {data[:300]!r}")
        return json.loads(data) if data and response.headers.get("Content-Type", "").startswith("application/json") else data
    except (OSError, http.client.HTTPException) as failure:
        raise Unacknowledged(repr(failure)) from failure
    finally:
        connection.close()


repeats = collections.Counter()


def persistently(first, path, body, headers):
    """Until it is acknowledged, on whichever node."""
    for attempt in range(100000):
        try:
            return call("POST", path, body, headers, nodes[(first + attempt) % len(nodes)])
        except Unacknowledged:
            repeats["requests sent again"] += 1
            time.sleep(0.05)
    raise SystemExit("never acknowledged: " + path)


acknowledged = {}
lock = threading.Lock()
ending = threading.Event()


def submit(number, agent, bearer):
    count = number
    while not ending.is_set():
        count += 1
        email = f"{uuid.uuid4()}@example.com"
        if count % 4:
            lead = persistently(number, f"/api/v1/agents/{agent}/leads", {"email": email},
                                {"Authorization": "Bearer " + bearer, "Idempotency-Key": str(uuid.uuid4())})["id"]
        else:
            begun = persistently(number, f"/api/widget/v1/agents/{agent}/conversations", {}, {})
            token = {"Authorization": "Bearer " + begun["token"]}
            turn = persistently(number, f"/api/widget/v1/conversations/{begun['id']}/messages",
                                {"text": "Can someone call me back?"}, {**token, "Idempotency-Key": str(uuid.uuid4())})
            form = next(part["form"]["id"] for message in turn["messages"] for part in message["parts"]
                        if part["type"] == "lead_form")
            lead = persistently(number, f"/api/widget/v1/lead-forms/{form}/submission", {"fields": {"email": email}},
                                token)["lead_id"]
        with lock:
            acknowledged[lead] = email
        time.sleep(options.pause)


def main():
    begun = time.monotonic()
    for node in nodes:
        node.start()
    for node in nodes:
        node.await_ready()
    opened = urllib.request.urlopen(urllib.request.Request(
        f"http://127.0.0.1:{options.port}/api/v1/session", json.dumps({"email": "admin@localhost", "password": PASSWORD}).encode(),
        {"Content-Type": "application/json"}))
    session = {"Cookie": opened.headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": json.load(opened)["csrf_token"]}
    bearer = call("POST", "/api/v1/api-keys", {"label": "faults", "scopes": ["read", "write", "admin"]}, session)["key"]
    team = {"Authorization": "Bearer " + bearer}
    agent = call("POST", "/api/v1/agents", {"name": "Faults"}, team)["id"]
    call("POST", f"/api/v1/agents/{agent}/actions", {"kind": "collect_leads"}, team)
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", options.port - 1), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    hook = call("POST", "/api/v1/webhooks",
                {"url": f"http://127.0.0.1:{options.port - 1}/hook", "events": ["lead.created"]}, team)["id"]

    clients = [threading.Thread(target=submit, args=(number, agent, bearer), daemon=True) for number in range(4)]
    for client in clients:
        client.start()
    kills = 0
    down = []
    for kills in range(1, options.kills + 1):
        wanted = options.leads * kills // (options.kills + 1)
        while len(acknowledged) < wanted:
            time.sleep(0.01)
        time.sleep(random.random() / 2)
        if options.pg_ctl and kills % 5 == 0:
            command = shlex.split(options.pg_ctl)
            subprocess.run(command + ["stop", "-m", "immediate"], check=True, stdout=subprocess.DEVNULL)
            time.sleep(2)
            subprocess.run(command + ["start"], check=True, stdout=subprocess.DEVNULL)
        node = random.choice(nodes)
        node.kill()
        at = time.monotonic()
        node.start()
        node.await_ready()
        down.append(time.monotonic() - at)
        print(f"kill {kills}: {len(acknowledged)} leads acknowledged, ready again after {down[-1]:.0f} s", flush=True)
    while len(acknowledged) < options.leads:
        time.sleep(0.05)
    ending.set()
    for client in clients:
        client.join(300)
    Receiver.steady = True
    print(f"{len(acknowledged)} leads acknowledged after {time.monotonic() - begun:.0f} s, {kills} kills, "
          f"{repeats['requests sent again']} requests sent again", flush=True)

    # it is well again: what waits for its next attempt, or was given up, is made due now, and it is made active if it was paused
    call("PATCH", f"/api/v1/webhooks/{hook}", {"status": "active"}, team)
    call("POST", f"/api/v1/webhooks/{hook}/replay", {"since": "2020-01-01T00:00:00Z", "only_failed": True}, team)
    leads = []
    deadline = time.monotonic() + 1800
    while time.monotonic() < deadline:
        rows = call("GET", f"/api/v1/agents/{agent}/leads/export?format=ndjson", None, team, timeout=300)
        leads = [json.loads(line) for line in rows.decode().splitlines()]
        waiting = sum(lead["contact_id"] is None for lead in leads)
        unheard = sum(lead not in Receiver.delivered for lead in acknowledged)
        if not waiting and not unheard:
            break
        print(f"{waiting} leads wait for their contact, {unheard} for the webhook", flush=True)
        time.sleep(10)
    there = collections.Counter(lead["id"] for lead in leads)
    emails = collections.Counter(lead["fields"]["email"] for lead in leads)
    contacts = {lead["id"]: lead["contact_id"] for lead in leads}
    figures = {
        "acknowledged": len(acknowledged),
        "there": sum(there[lead] == 1 for lead in acknowledged),
        "lost": sum(there[lead] == 0 for lead in acknowledged),
        "twice": sum(many > 1 for many in there.values()) + sum(many > 1 for many in emails.values()),
        "never acknowledged, yet there": sum(lead not in acknowledged for lead in there),
        "without a contact": sum(not contacts.get(lead) for lead in acknowledged),
        "contacts": len(set(contacts.values())),
        "reached the webhook": sum(lead in Receiver.delivered for lead in acknowledged),
        "under more than one delivery id": sum(len(ids) > 1 for ids in Receiver.delivered.values()),
        "receiver": dict(Receiver.calls),
    }
    print(json.dumps(figures, indent=1))
    total = len(acknowledged)
    good = (figures["there"] == figures["contacts"] == figures["reached the webhook"] == total
            and not figures["twice"] and not figures["under more than one delivery id"]
            and not figures["never acknowledged, yet there"])
    print("nothing was lost" if good else "SOMETHING IS WRONG")
    return 0 if good else 1


try:
    code = main()
finally:
    for each in nodes:
        if each.process and each.process.poll() is None:
            each.kill()
sys.exit(code)
