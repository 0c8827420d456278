#!/usr/bin/env python3
"""One build on many machines, with Spark: each shard is a task; the release is assembled where the driver runs.

    spark-submit spark_build.py [SOURCE] --parts N --shards FOLDER [--output dist]

Every machine, the driver's too, must see the sources, the shards, the output and the dataset command under the same paths; shards and
output are on one file system. The command is "dataset", or what the variable DATASET of this script says. Run it again after anything
went wrong: a shard that exists is left as it is. Exit status: 0, or that of the dataset command that failed.
"""

import argparse
import os
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession

# What is the same on every machine: fine, findings, wrong usage. Everything else may go well another time.
SETTLED = (0, 1, 2)


def number_of_parts(text):
    parts = int(text)
    if parts < 1:
        raise argparse.ArgumentTypeError("expected 1 or more")
    return parts


def run_shard(command):
    """Runs on an executor. An executor that dies is Spark's affair: it gives the task to another (spark.task.maxFailures)."""
    # The command dies with its executor's Python: the machine has nothing to do for a task that another one has by then.
    command = ["setpriv", "--pdeathsig", "KILL", "--", *command]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode not in SETTLED:
        # A full disk, a mount that is gone, a signal (want of memory): tried again.
        raise OSError(f"exit status {done.returncode}\n{done.stdout}")
    return done.returncode, done.stdout


def main():
    options = argparse.ArgumentParser()
    options.add_argument("source", nargs="?", default="seeds")
    options.add_argument("--parts", type=number_of_parts, required=True)
    options.add_argument("--shards", required=True)
    options.add_argument("--output", default="dist")
    options = options.parse_args()
    dataset = shlex.split(os.environ.get("DATASET", "dataset"))
    # Executors have working folders of their own.
    source, shards, output = (os.path.abspath(path) for path in (options.source, options.shards, options.output))
    commands = [
        [*dataset, "shard", source, "--part", f"{part}/{options.parts}", "-o", shards] for part in range(1, options.parts + 1)
    ]

    # No speculation: a second copy of a task that is only slow would give the same shard.
    spark = SparkSession.builder.appName("dataset").config("spark.speculation", "false").getOrCreate()
    results = spark.sparkContext.parallelize(commands, options.parts).map(run_shard).collect()
    spark.stop()

    for part, (status, text) in enumerate(results, start=1):
        print(f"shard {part}/{options.parts}: {'complete' if status == 0 else f'exit status {status}'}")
        if status != 0:
            print(text, file=sys.stderr, end="")
    worst = max(status for status, _ in results)
    return worst or subprocess.run([*dataset, "assemble", shards, "--source", source, "-o", output]).returncode


if __name__ == "__main__":
    sys.exit(main())
