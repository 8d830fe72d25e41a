#!/usr/bin/env python3
"""Submits lead forms to Foyer on H2 and on PostgreSQL and compares with pgbench executing the same statements.

    run.py JAR [--forms 3000] [--warm-up 4000] [--connections 16] [--port 18180] [--pg-bin /usr/lib/postgresql/15/bin]

Starts JAR and a PostgreSQL of its own on 127.0.0.1, both in a temporary directory, warms up in rounds of WARM-UP forms until
one is at most 5 % faster than the best before it, submits FORMS forms as fast as it goes and then as many at 80 % of that. Of
the statements that PostgreSQL saw meanwhile (pg_stat_statements: the submission, its deliveries and what the scheduler does
for them, until all is delivered) it makes a pgbench script: each as often as it was executed for one form, in as many
transactions as there were. Values are made up; inserts insert, while updates and
deletes mostly find no row, which favours pgbench. Foreign keys are not checked there, which favours it too. Everything runs
on the same cores, the load generator among it. Where Flowise is installed, its POST /api/v1/leads takes as many leads, on a
database of its own in the same PostgreSQL.
"""
import argparse
import getpass
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("jar")
arguments.add_argument("--forms", type=int, default=3000)
arguments.add_argument("--warm-up", type=int, default=4000)
arguments.add_argument("--connections", type=int, default=16)
arguments.add_argument("--port", type=int, default=18180)
arguments.add_argument("--pg-bin", default="/usr/lib/postgresql/15/bin")
arguments.add_argument("--only-postgres", action="store_true")
arguments.add_argument("--flowise", default=shutil.which("flowise"), help="its command; npm install flowise")
arguments.add_argument("--java-options", default="", help="for Foyer, such as -XX:StartFlightRecording=…")
options = arguments.parse_args()
here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp(prefix="foyer-leads-")
os.chmod(work, 0o755)
PASSWORD = "correct-horse-battery"
PG_PORT = options.port + 1


def as_database(command):
    """PostgreSQL refuses to run as root."""
    if getpass.getuser() == "root":
        return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] + command
    return command


def pg(name, *words, **more):
    return subprocess.run(as_database([os.path.join(options.pg_bin, name), *words]), check=True, text=True,
                          capture_output=True, cwd="/", **more).stdout


def start_database():
    data = os.path.join(work, "pg")
    os.makedirs(data)
    if getpass.getuser() == "root":
        shutil.chown(data, "postgres", "postgres")
    pg("initdb", "-D", data, "-U", "foyer", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
    settings = (f"-p {PG_PORT} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=256MB "
                "-c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.max=10000")
    subprocess.run(as_database([os.path.join(options.pg_bin, "pg_ctl"), "-D", data, "-w", "-l", data + "/log", "-o", settings,
                                "start"]), check=True, stdout=subprocess.DEVNULL, cwd="/")
    return data


def sql(text, database="foyer"):
    return pg("psql", "-h", "127.0.0.1", "-p", str(PG_PORT), "-U", "foyer", "-d", database, "-AtX", "-F", "\x1f", "-R", "\x1e",
              "-c", text).rstrip("\n")


def start_foyer(name, settings):
    directory = os.path.join(work, name)
    os.makedirs(directory)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FOYER_")}
    environment |= {"FOYER_HTTP_PORT": str(options.port), "FOYER_DATA_DIR": os.path.join(directory, "data"),
                    "FOYER_ADMIN_PASSWORD": PASSWORD, "FOYER_VISITOR_RATE_LIMIT": "0", "FOYER_API_RATE_LIMIT": "0", **settings}
    return started(["java", "-Xmx1g", *options.java_options.split(), "-jar", os.path.abspath(options.jar)], environment,
                   directory, "/health/ready")


def started(command, environment, directory, ready):
    """Runs the command until it answers at the path READY."""
    console = open(os.path.join(directory, "console.txt"), "wb")
    process = subprocess.Popen(command, env=environment, cwd=directory, stdout=console, stderr=console)
    for _ in range(3000):
        if process.poll() is not None:
            raise SystemExit(f"{command[0]} does not start:\n{open(console.name, errors='replace').read()[-2000:]}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{options.port}{ready}", timeout=5).close()
            return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise SystemExit(f"{command[0]} is not ready")


def call(path, body=None, headers=None):
    request = urllib.request.Request(f"http://127.0.0.1:{options.port}{path}", None if body is None else json.dumps(body).encode(),
                                     {"Content-Type": "application/json", **(headers or {})})
    with urllib.request.urlopen(request) as response:
        return json.load(response), response.headers


def an_agent():
    session, headers = call("/api/v1/session", {"email": "admin@localhost", "password": PASSWORD})
    member = {"Cookie": headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": session["csrf_token"]}
    agent = call("/api/v1/agents", {"name": "Load"}, member)[0]["id"]
    call(f"/api/v1/agents/{agent}/actions", {"kind": "collect_leads", "fields": ["name", "email"]}, member)
    return agent


def load(agent, forms, rate=0.0, before=lambda: None):
    process = subprocess.Popen(["java", os.path.join(here, "Load.java"), str(options.port), agent, str(forms),
                                str(options.connections), str(rate)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    if process.stdout.readline().strip() != "asked":
        raise SystemExit("the load generator failed")
    drained(agent)
    before()
    output = process.communicate("\n")[0].split()
    drained(agent)
    return dict(zip(("forms", "seconds", "rate", "p50", "p99", "max", "errors"), map(float, output)))


def drained(agent):
    """Waits until every delivery is made; Flowise has none."""
    if agent == "flowise":
        return
    while True:
        with urllib.request.urlopen(f"http://127.0.0.1:{options.port}/metrics") as response:
            text = response.read().decode()
        if re.search(r"foyer_undelivered_events\{[^}]*\} 0(\.0)?\b", text):
            return
        time.sleep(0.2)


def warm_up(name, agent):
    """Until the compiler has little left to do: a round that is hardly faster than the fastest before it, but no more than ten."""
    rates = [load(agent, options.warm_up)["rate"]]
    while len(rates) < 2 or (rates[-1] > 1.05 * max(rates[:-1]) and len(rates) < 10):
        rates.append(load(agent, options.warm_up)["rate"])
    print(f"{name}, rounds of {options.warm_up} forms to warm up: {', '.join(f'{rate:.0f}' for rate in rates)} forms/s", flush=True)


def measured(name, settings, statements=False):
    process = start_foyer(name, settings)
    try:
        agent = an_agent()
        warm_up(name, agent)
        best = load(agent, options.forms, before=lambda: statements and begin_counting())
        if statements:
            count()
        steady = load(agent, options.forms, rate=best["rate"] * 0.8)
        print(f"{name}: {best['rate']:.0f} forms/s at most (p50 {best['p50']:.1f} ms, p99 {best['p99']:.1f} ms, "
              f"{best['errors']:.0f} errors); at 80 %: p50 {steady['p50']:.1f} ms, p99 {steady['p99']:.1f} ms, "
              f"ratio {steady['p99'] / steady['p50']:.1f}, {steady['errors']:.0f} errors", flush=True)
        return best["rate"]
    finally:
        process.terminate()
        process.wait(120)


def flowise_on_postgres():
    sql("create database flowise", "postgres")
    directory = os.path.join(work, "flowise")
    os.makedirs(directory)
    environment = {**os.environ, "PORT": str(options.port), "HOME": directory, "DATABASE_TYPE": "postgres",
                   "DATABASE_HOST": "127.0.0.1", "DATABASE_PORT": str(PG_PORT), "DATABASE_NAME": "flowise",
                   "DATABASE_USER": "foyer", "DATABASE_PASSWORD": "any", "DISABLE_FLOWISE_TELEMETRY": "true"}
    process = started([options.flowise, "start"], environment, directory, "/api/v1/ping")
    try:
        rates = [load("flowise", options.forms)["rate"] for _ in range(4)]
        print(f"Flowise, rounds of {options.forms} leads: {', '.join(f'{rate:.0f}' for rate in rates)} leads/s; "
              f"{sql('select count(*) from lead', 'flowise')} of {4 * options.forms} are there", flush=True)
        return max(rates)
    finally:
        process.terminate()
        process.wait(120)


counted = []
commits_before = 0


def transactions():
    return int(sql("select xact_commit from pg_stat_database where datname = 'foyer'"))


def begin_counting():
    global commits_before
    time.sleep(2)  # the database's own figures come late
    commits_before = transactions()
    sql("select pg_stat_statements_reset()")


def count():
    time.sleep(2)
    counted.append((transactions() - commits_before, "commit"))
    rows = sql("select s.calls, s.query from pg_stat_statements s join pg_database d on d.oid = s.dbid"
               " where d.datname = 'foyer' and s.query not like '%pg_stat_statements%'")
    counted.extend(tuple(row.split("\x1f")) for row in rows.split("\x1e") if row)


def values_of(types):
    # in a subquery, so that it is made once and an index is used
    made = {"uuid": "(select gen_random_uuid())", "boolean": "true", "bytea": "''::bytea", "jsonb": "'{}'::jsonb", "json": "'{}'::json",
            "smallint": "1::smallint", "integer": "(select floor(random() * 256)::int)", "bigint": "(1::bigint)", "double precision": "1.0", "numeric": "1",
            "real": "1.0", "timestamp with time zone": "now()", "timestamp without time zone": "now()::timestamp",
            "date": "current_date", "interval": "interval '1 second'"}
    for kind in types:
        if kind.endswith("[]"):
            yield f"array[]::{kind}"
        else:
            yield made.get(kind, "(select substr(md5(random()::text), 1, 16))")


def pgbench_script():
    """Each statement as often as it was executed for one form."""
    lines, commits, left_out = [], 0.0, []
    total = 0.0
    for calls, query in counted:
        share = int(calls) / options.forms
        text = query.strip().rstrip(";")
        if re.match(r"(?i)commit", text):
            commits += share
            continue
        if re.match(r"(?i)(begin|rollback|set |show |select pg_|create|alter|discard)", text) or share < 0.02:
            continue
        try:
            types = sql(f"prepare s as {text}; select array_to_string(array(select format_type(t, null) from"
                        " unnest(parameter_types) with ordinality as p(t, o) order by o), ';') from pg_prepared_statements")
        except subprocess.CalledProcessError:
            left_out.append(text)
            continue
        types = types.split("\x1e")[-1].replace("PREPARE\n", "").strip()
        for number, value in sorted(enumerate(values_of(types.split(";") if types else []), 1), reverse=True):
            text = re.sub(rf"\${number}(?!\d)", lambda _: value, text)
        text = " ".join(text.split())
        probe = subprocess.run(as_database([os.path.join(options.pg_bin, "psql"), "-h", "127.0.0.1", "-p", str(PG_PORT), "-U",
                                            "foyer", "-d", "foyer", "-X", "-v", "ON_ERROR_STOP=1", "-c",
                                            "set session_replication_role = replica", "-c", "begin", "-c", text, "-c", "rollback"]),
                               capture_output=True, text=True, cwd="/")
        if probe.returncode:
            left_out.append(text)
            continue
        total += share
        lines.append((share, text))
    print(f"one form: {total:.1f} statements of {len(lines)} kinds, {commits:.1f} commits; "
          f"{len(left_out)} kinds could not be repeated")
    script = []
    transactions = max(1, round(commits))
    for place, (share, text) in enumerate(lines):
        if place % max(1, len(lines) // transactions) == 0:
            script.append("commit;" if script else "")
            script.append("begin;")
        script += [text + ";"] * int(share)
        if share % 1 >= 0.02:
            script += ["\\set chance random(1, 1000)", f"\\if :chance <= {round(share % 1 * 1000)}", text + ";", "\\endif"]
    script.append("commit;")
    path = os.path.join(work, "form.sql")
    with open(path, "w") as file:
        file.write("\n".join(line for line in script if line) + "\n")
    os.chmod(path, 0o644)
    return path


def pgbench(path):
    environment = {**os.environ, "PGOPTIONS": "-c session_replication_role=replica"}
    output = pg("pgbench", "-h", "127.0.0.1", "-p", str(PG_PORT), "-U", "foyer", "-n", "-M", "prepared", "-c",
                str(options.connections), "-j", "2", "-T", "20", "-f", path, "foyer", env=environment)
    return float(re.search(r"tps = ([\d.]+)", output).group(1))


data = start_database()
try:
    sql("create database foyer", "postgres")
    sql("create extension pg_stat_statements")
    if not options.only_postgres:
        measured("H2", {})
    postgres = measured("PostgreSQL", {"FOYER_DB_URL": f"jdbc:postgresql://127.0.0.1:{PG_PORT}/foyer", "FOYER_DB_USER": "foyer",
                                       "FOYER_DB_PASSWORD": "any"}, statements=True)
    bench = pgbench(pgbench_script())
    print(f"pgbench, the same statements: {bench:.0f} forms/s")
    print(f"Foyer on PostgreSQL / pgbench: {postgres / bench:.2f} (bar: 0.40)")
    if options.flowise:
        flowise = flowise_on_postgres()
        print(f"Foyer / Flowise, both on PostgreSQL: {postgres / flowise:.2f} (bar: 3.00)")
    else:
        print("Flowise: not installed")
finally:
    subprocess.run(as_database([os.path.join(options.pg_bin, "pg_ctl"), "-D", data, "-m", "fast", "stop"]),
                   stdout=subprocess.DEVNULL, cwd="/")
    shutil.rmtree(work, ignore_errors=True)
sys.exit(0)
