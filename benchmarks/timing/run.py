#!/usr/bin/env python3
"""Judges when a running Foyer offers the form, on labelled messages, through the public try-it endpoint.

    java -jar app-ear/target/foyer.jar            # with FOYER_ADMIN_PASSWORD set
    FOYER_ADMIN_PASSWORD=… python3 benchmarks/timing/run.py messages.jsonl

    FOYER_ADMIN_PASSWORD=… python3 benchmarks/timing/run.py benchmarks/timing/vague.jsonl benchmarks/timing/vague.json

A row: {"text", "label": "offer"|"no_offer", "trigger", "source", "lang"}; `trigger` names the operator description (below,
or a JSON file as the second argument: {"trigger": "description"} or {"trigger": {"description", "examples"}}). Prints precision, recall, F1 and the share of false
offers (FO) by trigger, source and language; a form counts as an offer, and in the last column a question does too.
"""
import collections, json, os, sys, time, urllib.request

URL = os.environ.get("FOYER_URL", "http://127.0.0.1:8080")
TRIGGERS = {
    "contact": "when the visitor wants a follow-up or a human will need to reach them",
    "lead": "when the visitor shows interest in buying or wants us to call them",
    "quote": "when the visitor asks for a quote or a price estimate",
    "appointment": "when a visitor wants to book an appointment or meet an advisor",
}
BATCH = 200


def call(method, path, body=None, headers=None):
    request = urllib.request.Request(URL + path, method=method, headers={"Content-Type": "application/json", **(headers or {})},
                                     data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request) as response:
        text = response.read()
        return response, json.loads(text) if text else None


def decisions(rows, triggers):
    opened, session = call("POST", "/api/v1/session", {
        "email": os.environ.get("FOYER_ADMIN_EMAIL", "admin@localhost"), "password": os.environ["FOYER_ADMIN_PASSWORD"]})
    headers = {"Cookie": opened.headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": session["csrf_token"]}
    _, agent = call("POST", "/api/v1/agents", {"name": "Timing"}, headers)
    took = []
    try:
        for trigger, meant in triggers.items():
            settings = meant if isinstance(meant, dict) else {"description": meant}
            _, action = call("POST", f"/api/v1/agents/{agent['id']}/actions",
                             {"kind": "collect_leads", "name": trigger, **settings}, headers)
            mine = [row for row in rows if row["trigger"] == trigger]
            for start in range(0, len(mine), BATCH):
                batch = mine[start:start + BATCH]
                begun = time.monotonic()
                _, answer = call("POST", f"/api/v1/agents/{agent['id']}/actions/{action['id']}/trial",
                                 {"messages": [row["text"] for row in batch]}, headers)
                took.append((time.monotonic() - begun) / len(batch))
                for row, decision in zip(batch, answer["decisions"], strict=True):
                    row["offer"] = decision["offer"]
    finally:
        call("DELETE", f"/api/v1/agents/{agent['id']}", headers=headers)
    print(f"{len(rows)} messages, {1000 * sum(took) / max(1, len(took)):.1f} ms each\n")


def report(rows):
    groups = collections.defaultdict(list)
    for row in rows:
        language = "en" if row.get("lang", "en") == "en" else "other"
        for group in ("all " + language, f"trigger {row['trigger']} {language}", "source " + row.get("source", "?"),
                      "language " + row.get("lang", "en")):
            groups[group].append(row)
    print(f"{'':36}{'rows':>5} {'P':>6} {'R':>6} {'F1':>6} {'FO':>6} {'FO with questions':>18}")
    for group, members in sorted(groups.items()):
        wanted = [row for row in members if row["label"] == "offer"]
        unwanted = [row for row in members if row["label"] != "offer"]
        hits = sum(row["offer"] == "form" for row in wanted)
        false = sum(row["offer"] == "form" for row in unwanted)
        asked = sum(row["offer"] != "none" for row in unwanted)
        share = lambda part, whole: part / whole if whole else float("nan")
        p, r = share(hits, hits + false), share(hits, len(wanted))
        f1 = 2 * p * r / (p + r) if p + r > 0 else float("nan")
        print(f"{group:36}{len(members):5} {p:6.3f} {r:6.3f} {f1:6.3f} {share(false, len(unwanted)):6.3f} "
              f"{share(asked, len(unwanted)):18.3f}")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        labelled = [json.loads(line) for line in file if line.strip()]
    known = json.load(open(sys.argv[2], encoding="utf-8")) if len(sys.argv) > 2 else TRIGGERS
    decisions(labelled, known)
    report(labelled)
