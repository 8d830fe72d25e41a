#!/usr/bin/env python3
"""Contacts at scale on PostgreSQL, Foyer beside the same SQL by psql, in one run.

    python3 benchmarks/contacts/run.py [--contacts 1000000] [--requests 100] [--warm-up 100]
        [--imported 100000] [--jar app-ear/target/foyer.jar]

Needs a JDK, the built foyer.jar, and PostgreSQL's programs (initdb, pg_ctl, psql) on the path or in --pg-bin. Everything
listens on 127.0.0.1 and lives in a temporary folder, which is removed at the end. Prints the tables of docs/performance.md.
"""
import argparse, base64, glob, http.client, json, os, re, shutil, signal, socket, subprocess, sys, tempfile, threading, time

PASSWORD = "correct-horse-battery"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def p95(times):
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * 0.95))] * 1000


class Postgres:
    def __init__(self, folder, binaries):
        self.bin, self.port, self.data = binaries, free_port(), os.path.join(folder, "pg")
        self.log = os.path.join(folder, "pg.log")
        # PostgreSQL refuses to run as root
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        os.makedirs(self.data)
        if self.as_user:
            shutil.chown(folder, "postgres")
            shutil.chown(self.data, "postgres")
            os.chmod(folder, 0o755)
        self.run("initdb", "-D", self.data, "-U", "foyer", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = (f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=512MB"
                   " -c work_mem=32MB -c maintenance_work_mem=256MB -c max_wal_size=4GB -c logging_collector=off")
        self.run("pg_ctl", "-D", self.data, "-l", self.log, "-o", options, "-w", "start")

    def run(self, program, *arguments):
        subprocess.run(self.as_user + [os.path.join(self.bin, program), *arguments], check=True,
                       stdout=subprocess.DEVNULL, cwd="/")

    def psql(self, sql, database="foyer", output=None):
        done = subprocess.run([os.path.join(self.bin, "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "foyer",
                               "-d", database, "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"], input=sql, text=True,
                              stdout=output or subprocess.PIPE, check=True)
        return done.stdout

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")


class Foyer:
    def __init__(self, folder, jar, postgres):
        self.port = free_port()
        environment = dict(os.environ, FOYER_HTTP_HOST="127.0.0.1", FOYER_HTTP_PORT=str(self.port),
                           FOYER_DATA_DIR=os.path.join(folder, "data"), FOYER_ADMIN_PASSWORD=PASSWORD, FOYER_DEMO="false",
                           FOYER_VISITOR_RATE_LIMIT="0", FOYER_API_RATE_LIMIT="0", FOYER_DB_USER="foyer",
                           FOYER_DB_PASSWORD="foyer", FOYER_DB_URL=f"jdbc:postgresql://127.0.0.1:{postgres.port}/foyer")
        self.console = open(os.path.join(folder, "foyer.out"), "wb")
        self.collections = os.path.join(folder, "gc.log")
        self.process = subprocess.Popen(["java", "-Xmx512m", "-Xlog:gc:file=" + self.collections, "-jar", jar],
                                        env=environment, stdout=self.console, stderr=subprocess.STDOUT)
        self.headers = {"Content-Type": "application/json"}
        for _ in range(600):
            try:
                if self.call("GET", "/health/ready")[0] == 200:
                    break
            except OSError:
                pass
            if self.process.poll() is not None:
                sys.exit("foyer.jar ended: see " + self.console.name)
            time.sleep(0.5)
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("POST", "/api/v1/session", json.dumps({"email": "admin@localhost", "password": PASSWORD}),
                           self.headers)
        answer = connection.getresponse()
        session = json.loads(answer.read())
        self.headers |= {"Cookie": answer.getheader("Set-Cookie").split(";")[0], "X-CSRF-Token": session["csrf_token"]}
        key = self.json("POST", "/api/v1/api-keys", {"label": "benchmark", "scopes": ["read", "write"]})["key"]
        self.headers = {"Content-Type": "application/json", "Authorization": "Bearer " + key}
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request(method, path, None if body is None else json.dumps(body), self.headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def json(self, method, path, body=None):
        status, text = self.call(method, path, body)
        if status >= 300:
            sys.exit(f"{method} {path}: {status} {text.decode()}")
        return json.loads(text)

    def time(self, body):
        begun = time.perf_counter()
        self.connection.request("POST", "/api/v1/contacts/search", json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            sys.exit(text.decode())
        return time.perf_counter() - begun

    def live_heap(self):
        """Megabytes that a full collection leaves, by its own account: what is allocated right after it does not count."""
        subprocess.run(["jcmd", str(self.process.pid), "GC.run"], check=True, stdout=subprocess.DEVNULL)
        with open(self.collections) as log:
            return float(re.findall(r"Pause Full .*->(\d+)M", log.read())[-1])

    def stop(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def warm_up(foyer):
    """Searches until the compiler has little left to do with a request's way through the server."""
    def some():
        for _ in range(500):
            foyer.json("POST", "/api/v1/contacts/search", {})

    rates = []
    while len(rates) < 2 or (rates[-1] > 1.05 * max(rates[:-1]) and len(rates) < 12):
        begun = time.perf_counter()
        threads = [threading.Thread(target=some) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rates.append(2000 / (time.perf_counter() - begun))
    print(f"rounds of 2,000 searches to warm up: {', '.join(f'{rate:.0f}' for rate in rates)} a second\n", flush=True)


def fill(postgres, workspace, count):
    """Contacts as an import would leave them, with five attributes each. Indexes are made at the end, which is faster."""
    indexes = postgres.psql("""
        select i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) from pg_index i
        where i.indrelid in ('contacts.contact'::regclass, 'contacts.contact_email'::regclass,
                             'contacts.contact_phone'::regclass, 'contacts.contact_attribute'::regclass)
          and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
    """).splitlines()
    postgres.psql("".join(f"drop index {index.split('|')[0]};" for index in indexes) + f"""
        insert into contacts.custom_attribute
            (id, workspace_id, name, name_key, label, type, archived, created_at, updated_at, version)
        select ('0190000000007000800000000000000' || n)::uuid, '{workspace}', name, lower(name), name, type, false,
               now() + n * interval '1 second', now(), 0
        from (values (1, 'plan', 'text'), (2, 'city', 'text'), (3, 'seats', 'number'), (4, 'pays', 'boolean'),
                     (5, 'since', 'date')) a (n, name, type);
        create function pg_temp.id(n bigint) returns uuid language sql immutable as
            $$ select (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8'
                || substr(md5(n::text), 1, 15))::uuid $$;
        create temporary table made as
            select n, pg_temp.id(n) as id, to_timestamp(1700000000 + n * 0.001) as at,
                   (array['Ada','Bob','Cleo','Dan','Eva','Finn','Gwen','Hugo'])[1 + (hashint8(n) & 7)]
                   || ' ' || initcap(substr(translate(md5(n::text), '0123456789', 'aeioubcdlm'), 1, 8)) as name,
                   'u' || n || '@' || (array['gmail.com','acme.example','corp.example'])[1 + n % 3] as email,
                   '+1415' || lpad((n % 10000000)::text, 7, '0') as phone
            from generate_series(1, {count}) n;
        insert into contacts.contact (id, workspace_id, external_id, external_id_key, name, name_key, email, email_key, phone,
            sources, created_source, created_actor, created_at, updated_at, last_seen_at, version, search_text)
        select id, '{workspace}', 'x-' || n, 'x-' || n, name, lower(name), email, email, phone, '["api"]', 'api', 'system',
               at, at, case when n % 4 = 0 then at end, 0,
               lower(name) || chr(10) || 'x-' || n || chr(10) || email || chr(10) || phone
        from made;
        insert into contacts.contact_email
            (id, workspace_id, contact_id, email, email_key, is_primary, source, actor, added_at)
        select gen_random_uuid(), '{workspace}', id, email, email, true, 'api', 'system', at from made;
        insert into contacts.contact_phone (id, workspace_id, contact_id, phone, is_primary, source, actor, added_at)
        select gen_random_uuid(), '{workspace}', id, phone, true, 'api', 'system', at from made;
        insert into contacts.contact_attribute (contact_id, attribute_id, workspace_id, text_value, text_key, number_value,
            boolean_value, date_value, source, actor, set_at)
        select id, ('0190000000007000800000000000000' || a)::uuid, '{workspace}',
               case a when 1 then (array['Free','Pro','Team'])[1 + n % 3] when 2 then 'City ' || n % 1000 end,
               case a when 1 then (array['free','pro','team'])[1 + n % 3] when 2 then 'city ' || n % 1000 end,
               case a when 3 then hashint8(n) & 1023 end, case a when 4 then n % 2 = 0 end,
               case a when 5 then date '2015-01-01' + (hashint8(n) & 4095)::int end, 'api', 'system', at
        from made cross join generate_series(1, 5) a;
    """)
    for index in indexes:
        postgres.psql(index.split("|", 1)[1])
    postgres.psql("vacuum analyze")


def statements(postgres, foyer, body):
    """The statements that answer a request, with their parameters, as the database saw them."""
    postgres.psql("alter system set log_min_duration_statement = 0; select pg_reload_conf()")
    time.sleep(0.5)
    begun = os.path.getsize(postgres.log)
    foyer.time(body)
    time.sleep(0.5)
    postgres.psql("alter system reset log_min_duration_statement; select pg_reload_conf()")
    with open(postgres.log, errors="replace") as log:
        log.seek(begun)
        text = log.read()
    found = []
    for sql, parameters in re.findall(r"execute [^:]+: (select .*?)\n[^\n]*DETAIL:  (?:parameters|Parameters): ([^\n]*)",
                                      text, re.S):
        if "contacts." in sql:
            values = re.findall(r"\$\d+ = ('(?:[^']|'')*'|NULL)", parameters)
            found.append((sql, values))
    return found


def raw(postgres, found, times):
    """p95 of all the statements of a request together, by one psql session, prepared as Foyer has them."""
    script = ["set jit = off;"]
    for i, (sql, values) in enumerate(found):
        script.append(f"prepare s{i} as {sql};")
    script.append("\\timing on")
    for _ in range(times):
        for i, (_, values) in enumerate(found):
            script.append("\\o /dev/null")
            script.append(f"execute s{i}({', '.join(values)});" if values else f"execute s{i};")
            script.append("\\o")
    lines = re.findall(r"Time: ([\d.]+) ms", postgres.psql("\n".join(script)))
    each = [float(line) / 1000 for line in lines]
    size = len(found)
    whole = [sum(each[k:k + size]) for k in range(0, len(each), size)]
    page = [i for i, (sql, _) in enumerate(found) if "order by" in sql or "count(" in sql]
    asked = [sum(each[k + i] for i in page) for k in range(0, len(each), size)]
    return p95(whole), p95(asked)


def export(foyer, query):
    connection = http.client.HTTPConnection("127.0.0.1", foyer.port, timeout=3600)
    heap = [foyer.live_heap()]
    begun = time.perf_counter()
    done = threading.Event()

    def watch():
        while not done.wait(2):
            heap.append(foyer.live_heap())

    watcher = threading.Thread(target=watch)
    if query.get("watch"):
        watcher.start()
    connection.request("POST", "/api/v1/contacts/export", json.dumps(query["body"]), foyer.headers)
    answer = connection.getresponse()
    rows = 0
    while chunk := answer.read(1 << 20):
        rows += chunk.count(b"\n")
    took = time.perf_counter() - begun
    done.set()
    if query.get("watch"):
        watcher.join()
    return rows - 1, took, max(heap)


CSV_HEADER = "external_id,email,name,phone,custom.plan,custom.city,custom.seats,custom.pays,custom.since\n"


def people(kind, count):
    """A CSV of people nobody knows yet, with five attributes each."""
    rows = [CSV_HEADER]
    for n in range(count):
        rows.append(f"{kind}-{n},{kind}{n}@new.example,New {kind} Person {n},+1{'212' if kind == 'f' else '313'}{2000000 + n},"
                    f"{('Free', 'Pro', 'Team')[n % 3]},City {n % 1000},{n % 500},{'true' if n % 2 else 'false'},"
                    f"20{10 + n % 10}-0{1 + n % 9}-1{n % 10}\n")
    return "".join(rows)


def imported(foyer, count):
    """Seconds from the upload's first byte until the job says that it is completed."""
    boundary = "foyer-benchmark"
    body = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n{people("f", count)}'
            f"\r\n--{boundary}--\r\n").encode()
    connection = http.client.HTTPConnection("127.0.0.1", foyer.port, timeout=3600)
    begun = time.perf_counter()
    connection.request("POST", "/api/v1/contacts/imports", body,
                       foyer.headers | {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 201:
        sys.exit(text.decode())
    path = "/api/v1/contacts/imports/" + json.loads(text)["id"]
    while True:
        view = foyer.json("GET", path)
        if view["state"] not in ("queued", "running"):
            break
        time.sleep(0.2)
    took = time.perf_counter() - begun
    if view["counts"]["created"] != count:
        sys.exit(json.dumps(view))
    return took


def copied(postgres, workspace, count, folder):
    """The same by COPY into a table of texts and the statements that bring its rows to the four tables."""
    path = os.path.join(folder, "people.csv")
    with open(path, "w") as file:
        file.write(people("p", count))
    attribute = "'0190000000007000800000000000000%d'::uuid"
    origin = "'import', 'system', now()"
    values = "".join(f"""
        insert into contacts.contact_attribute (contact_id, attribute_id, workspace_id, {columns}, source, actor, set_at)
        select id, {attribute % n}, '{workspace}', {texts}, {origin} from raw;""" for n, (columns, texts) in enumerate(
            [("text_value, text_key", "plan, lower(plan)"), ("text_value, text_key", "city, lower(city)"),
             ("number_value", "seats::numeric"), ("boolean_value", "pays::boolean"), ("date_value", "since::date")], 1))
    begun = time.perf_counter()
    postgres.psql(f"""
        create temporary table raw (external_id text, email text, name text, phone text, plan text, city text, seats text,
            pays text, since text);
        \\copy raw from '{path}' with (format csv, header true)
        begin;
        alter table raw add column id uuid not null default gen_random_uuid();
        insert into contacts.contact as c (id, workspace_id, external_id, external_id_key, external_id_source,
            external_id_actor, external_id_set_at, name, name_key, name_source, name_actor, name_set_at, email, email_key,
            phone, sources, created_source, created_actor, created_at, updated_at, version, search_text)
        select id, '{workspace}', external_id, lower(external_id), {origin}, name, lower(name), {origin}, email, lower(email),
            phone, '["import"]', 'import', 'system', now(), now(), 0,
            lower(name) || chr(10) || lower(external_id) || chr(10) || lower(email) || chr(10) || phone
        from raw
        on conflict (workspace_id, external_id) do update set name = excluded.name, name_key = excluded.name_key,
            updated_at = excluded.updated_at;
        insert into contacts.contact_email
            (id, workspace_id, contact_id, email, email_key, is_primary, source, actor, added_at)
        select gen_random_uuid(), '{workspace}', id, email, lower(email), true, {origin} from raw
        on conflict (workspace_id, email_key) do nothing;
        insert into contacts.contact_phone (id, workspace_id, contact_id, phone, is_primary, source, actor, added_at)
        select gen_random_uuid(), '{workspace}', id, phone, true, {origin} from raw
        on conflict (workspace_id, phone) do nothing;
        {values}
        commit;
    """)
    return time.perf_counter() - begun


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--contacts", type=int, default=1_000_000)
    options.add_argument("--requests", type=int, default=100)
    options.add_argument("--warm-up", type=int, default=100, help="requests of each search before the first is measured")
    options.add_argument("--imported", type=int, default=100_000)
    options.add_argument("--jar", default=os.path.join(ROOT, "app-ear/target/foyer.jar"))
    options.add_argument("--pg-bin")
    options = options.parse_args()
    binaries = options.pg_bin or os.path.dirname(shutil.which("initdb") or sorted(
        glob.glob("/usr/lib/postgresql/*/bin/initdb"))[-1])
    if not os.path.exists(os.path.join(binaries, "psql")):
        binaries = os.path.dirname(os.path.realpath(os.path.join(binaries, "initdb")))
    folder = tempfile.mkdtemp(prefix="foyer-benchmark")
    postgres = Postgres(folder, binaries)
    foyer = None
    try:
        postgres.psql("create database foyer", "postgres")
        foyer = Foyer(folder, options.jar, postgres)
        workspace = postgres.psql("select id from workspace.workspace limit 1").strip()
        begun = time.perf_counter()
        fill(postgres, workspace, options.contacts)
        print(f"{options.contacts:,} contacts with five attributes each, made in {time.perf_counter() - begun:.0f} s\n")

        plan = {"field": "custom.plan", "op": "eq", "value": "pro"}
        searches = {
            "newest first, no filter": {},
            "plan is pro, by seats descending": {"filter": plan, "sort": [{"field": "custom.seats", "direction": "desc"}]},
            "plan is pro and seats > 500, by name": {
                "filter": {"all": [plan, {"field": "custom.seats", "op": "gt", "value": 500}]}, "sort": [{"field": "name"}]},
            "city is one of 1000, newest first": {"filter": {"field": "custom.city", "op": "eq", "value": "city 77"}},
            "not seen, created in the first tenth, by e-mail": {
                "filter": {"all": [{"field": "last_seen_at", "op": "is_not_set"},
                                   {"field": "created_at", "op": "lt", "value": time.strftime(
                                       "%Y-%m-%dT%H:%M:%SZ", time.gmtime(1700000000 + options.contacts * 0.0001))}]},
                "sort": [{"field": "email"}]},
            "text: one person's name": {"q": postgres.psql(
                f"select name_key from contacts.contact order by id offset {options.contacts // 2} limit 1").strip()},
            "text: part of a phone number": {"q": "415 0012 34"},
            "text: gmail": {"q": "gmail"},
        }
        warm_up(foyer)
        for body in searches.values():
            for _ in range(options.warm_up):
                foyer.time(body)
        print("| Search | Foyer p95 | psql p95, page and count | psql p95, all its statements | Foyer / page and count |\n|---|---|---|---|---|")
        for name, body in searches.items():
            found = statements(postgres, foyer, body)
            whole, asked = raw(postgres, found, options.requests)
            ours = p95([foyer.time(body) for _ in range(options.requests)])
            print(f"| {name} | {ours:.1f} ms | {asked:.1f} ms | {whole:.1f} ms | {ours / asked:.2f} |", flush=True)

        body = {"sort": [{"field": "name"}], "limit": 100}
        first = foyer.json("POST", "/api/v1/contacts/search", body)
        cursor = json.loads(base64.urlsafe_b64decode(first["next"] + "=="))
        behind = min(999_900, options.contacts - 200)
        row = postgres.psql(f"select name_key, id from contacts.contact order by name_key, id offset {behind} limit 1").strip().split("|")
        cursor["values"], cursor["id"] = [row[0]], row[1]
        deep = body | {"after": base64.urlsafe_b64encode(json.dumps(cursor).encode()).decode().rstrip("=")}
        for _ in range(options.requests):
            foyer.time(body), foyer.time(deep)
        one = p95([foyer.time(body) for _ in range(options.requests)])
        last = p95([foyer.time(deep) for _ in range(options.requests)])
        print(f"\n| Pages of 100, by name | p95 |\n|---|---|\n| page 1 | {one:.1f} ms |\n| page {behind // 100 + 1:,} | {last:.1f} ms |")
        print(f"| ratio | {last / one:.2f} |\n")

        everything = {"format": "csv"}
        ten = {"format": "csv", "filter": {"field": "created_at", "op": "lt", "value": time.strftime(
            "%Y-%m-%dT%H:%M:%SZ", time.gmtime(1700000010))}}
        export(foyer, {"body": ten})
        _, _, small = export(foyer, {"body": ten, "watch": True})
        rows, took, _ = min((export(foyer, {"body": everything}) for _ in range(2)), key=lambda run: run[1])
        _, _, large = export(foyer, {"body": everything, "watch": True})
        columns = ", ".join(f"a{n}.{column}" for n, column in enumerate(
            ["text_value", "text_value", "number_value", "boolean_value", "date_value"], 1))
        joins = " ".join(f"left join contacts.contact_attribute a{n} on a{n}.contact_id = c.id and a{n}.attribute_id = "
                         f"'0190000000007000800000000000000{n}'" for n in range(1, 6))
        copies = []
        for _ in range(2):
            begun = time.perf_counter()
            with open(os.devnull, "w") as nothing:
                postgres.psql(f"copy (select c.id, c.external_id, c.name, c.email, c.phone, c.created_at, c.updated_at, "
                              f"c.last_seen_at, c.sources, {columns} from contacts.contact c {joins} "
                              f"where c.workspace_id = '{workspace}' order by c.id desc) to stdout (format csv)",
                              output=nothing)
            copies.append(time.perf_counter() - begun)
        copy = min(copies)
        print(f"| Export as CSV, {rows:,} rows | rows/s |\n|---|---|\n| Foyer | {rows / took:,.0f} |")
        print(f"| COPY … TO STDOUT | {rows / copy:,.0f} |\n| ratio | {copy / took:.2f} |\n")
        print(f"| Live heap at most, exporting | |\n|---|---|\n| 10,000 rows | {small:.0f} MiB |\n| {rows:,} rows | {large:.0f} MiB |")
        print(f"| growth | {large - small:.0f} MiB |\n", flush=True)

        ours = imported(foyer, options.imported)
        theirs = copied(postgres, workspace, options.imported, folder)
        print(f"| Import of {options.imported:,} new contacts with five attributes | rows/s |\n|---|---|")
        print(f"| Foyer, upload to completed | {options.imported / ours:,.0f} |")
        print(f"| COPY FROM and its upserts | {options.imported / theirs:,.0f} |\n| ratio | {theirs / ours:.2f} |")
    finally:
        if foyer:
            foyer.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
