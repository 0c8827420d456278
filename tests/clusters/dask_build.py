#!/usr/bin/env python3
"""One build on many machines, with Dask.distributed: each shard is a task; the release is assembled where this script runs.

    dask_build.py [SOURCE] --parts N --shards FOLDER [--output dist] (--scheduler ADDRESS | --scheduler-file FILE)

Every machine must see the sources, the shards, the output and the dataset command under the same paths; shards and output are on one
file system. The command is "dataset", or what the variable DATASET of this script says. Run it again after anything went wrong: a shard
that exists is left as it is. Exit status: 0, or that of the dataset command that failed.
"""

import argparse
import os
import shlex
import subprocess
import sys

from distributed import Client, as_completed

# What is the same on every machine: fine, findings, wrong usage. Everything else may go well another time.
SETTLED = (0, 1, 2)
COULD_NOT_RUN = 3


def number_of_parts(text):
    parts = int(text)
    if parts < 1:
        raise argparse.ArgumentTypeError("expected 1 or more")
    return parts


def run_shard(command):
    """Runs on a worker. A worker that dies is the scheduler's affair: it gives the task to another."""
    # The command dies with its worker: the machine has nothing to do for a task that another one has by then.
    command = ["setpriv", "--pdeathsig", "KILL", "--", *command]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode not in SETTLED:
        # A full disk, a mount that is gone, a signal (want of memory): tried again.
        raise OSError(f"exit status {done.returncode}\n{done.stdout}")
    return done.returncode, done.stdout


def build_shards(client, command, source, parts, shards):
    """Gives the worst exit status."""
    tasks = {}
    for part in range(1, parts + 1):
        arguments = ["shard", source, "--part", f"{part}/{parts}", "-o", shards]
        tasks[client.submit(run_shard, [*command, *arguments], pure=False, retries=2)] = part
    worst = 0
    for task in as_completed(tasks):
        try:
            status, output = task.result()
        except Exception as error:  # KilledWorker: each worker that had it died.
            status, output = COULD_NOT_RUN, f"{error}\n"
        print(f"shard {tasks[task]}/{parts}: {'complete' if status == 0 else f'exit status {status}'}", flush=True)
        if status != 0:
            print(output, file=sys.stderr, end="")
        worst = max(worst, status)
    return worst


def main():
    options = argparse.ArgumentParser()
    options.add_argument("source", nargs="?", default="seeds")
    options.add_argument("--parts", type=number_of_parts, required=True)
    options.add_argument("--shards", required=True)
    options.add_argument("--output", default="dist")
    where = options.add_mutually_exclusive_group(required=True)
    where.add_argument("--scheduler")
    where.add_argument("--scheduler-file")
    options = options.parse_args()
    command = shlex.split(os.environ.get("DATASET", "dataset"))
    # Workers have working folders of their own.
    source, shards, output = (os.path.abspath(path) for path in (options.source, options.shards, options.output))
    with Client(address=options.scheduler, scheduler_file=options.scheduler_file) as client:
        status = build_shards(client, command, source, options.parts, shards)
    if status == 0:
        status = subprocess.run([*command, "assemble", shards, "--source", source, "-o", output]).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
