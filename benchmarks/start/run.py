#!/usr/bin/env python3
"""Compares the cold start and the memory of Foyer with those of an empty Payara Micro.

    run.py FOYER_JAR PAYARA_MICRO_JAR [--rounds 3] [--port 18190] [--jvm="-Xmx256m -XX:+UseSerialGC"]

Starts each in turns, ROUNDS times, on 127.0.0.1 and with the same options of the JVM (none unless given), and prints the time
to ready and, 20 s later and after a full collection, the resident memory; of each the best round: what else runs on the
machine makes all slower, never faster.
"""
import argparse
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("foyer")
arguments.add_argument("micro")
arguments.add_argument("--rounds", type=int, default=3)
arguments.add_argument("--port", type=int, default=18190)
arguments.add_argument("--jvm", default="")
options = arguments.parse_args()
JVM = options.jvm.split()


def resident_mib(pid):
    subprocess.run(["jcmd", str(pid), "GC.run"], check=True, stdout=subprocess.DEVNULL)
    time.sleep(2)
    with open(f"/proc/{pid}/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def round_of(command, url, environment, until):
    work = tempfile.mkdtemp(prefix="foyer-start-")
    begun = time.monotonic()
    process = subprocess.Popen(command(work), cwd=work, env={**os.environ, **environment(work)},
                               stdout=open(os.path.join(work, "out"), "wb"), stderr=subprocess.STDOUT)
    try:
        while not until(url, work):
            if process.poll() is not None:
                raise SystemExit("it ended by itself: " + open(os.path.join(work, "out")).read()[-2000:])
            time.sleep(0.05)
        took = time.monotonic() - begun
        time.sleep(20)
        return took, resident_mib(process.pid)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        shutil.rmtree(work, ignore_errors=True)


def answers(url, _):
    try:
        urllib.request.urlopen(url, timeout=5).close()
        return True
    except OSError:
        return False


def is_up(_, work):
    with open(os.path.join(work, "out"), errors="replace") as out:
        return "ready in" in out.read()


def foyer():
    return round_of(lambda work: ["java", *JVM, "-jar", os.path.abspath(options.foyer)],
                    f"http://127.0.0.1:{options.port}/health/ready",
                    lambda work: {"FOYER_HTTP_PORT": str(options.port), "FOYER_DATA_DIR": work + "/data"}, answers)


def micro():
    def command(work):
        commands = os.path.join(work, "commands")
        with open(commands, "w") as file:
            file.write("set configs.config.server-config.network-config.network-listeners.network-listener.http-listener."
                       "address=127.0.0.1\n")
        return ["java", *JVM, "-jar", os.path.abspath(options.micro), "--nohazelcast", "--port", str(options.port), "--rootdir",
                work + "/root", "--prebootcommandfile", commands]
    return round_of(command, f"http://127.0.0.1:{options.port}/", lambda work: {}, is_up)


figures = {"Foyer": [], "Payara Micro": []}
for _ in range(options.rounds):
    figures["Payara Micro"].append(micro())
    figures["Foyer"].append(foyer())
best = {}
for name, rounds in figures.items():
    best[name] = min(took for took, _ in rounds), min(memory for _, memory in rounds)
    print(f"{name:13} ready after {best[name][0]:.1f} s, {best[name][1]:.0f} MiB resident after a collection "
          f"(all rounds: {', '.join(f'{took:.1f} s' for took, _ in rounds)})")
print(f"Foyer / Payara Micro: start {best['Foyer'][0] / best['Payara Micro'][0]:.2f} (bar 3), "
      f"memory {best['Foyer'][1] / best['Payara Micro'][1]:.2f} (bar 1.5)")
