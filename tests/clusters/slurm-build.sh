#!/bin/bash
# One build on many machines, with Slurm: a job array of shards, and a job that assembles the release when all of them have succeeded.
#
#   SOURCE=seeds PARTS=16 SHARDS=/shared/shards OUTPUT=/shared/dist slurm-build.sh [options of sbatch for both jobs]
#
# Every machine must see the sources, the shards, the output and the dataset command under the same paths; shards and output are on one
# file system. The command is "dataset", or what the variable DATASET says. Run it again after anything went wrong: a shard that exists is
# left as it is; with ARRAY=3,7 only those shards are built.
# Prints the number of the job that assembles.
set -euo pipefail
: "${PARTS:?how many parts the release has}" "${SHARDS:?the folder for the shards}"
SOURCE=$(realpath "${SOURCE:-seeds}")
SHARDS=$(realpath -m "$SHARDS")
OUTPUT=$(realpath -m "${OUTPUT:-dist}")
export SOURCE PARTS SHARDS OUTPUT # sbatch hands the environment on
here=$(dirname "$(realpath "$0")")

shards=$(sbatch --parsable --array="${ARRAY:-1-$PARTS}" "$@" "$here/slurm-shard.sbatch")
# The cluster's name may follow the number, after a semicolon.
exec sbatch --parsable --dependency="afterok:${shards%%;*}" --kill-on-invalid-dep=yes "$@" "$here/slurm-assemble.sbatch"
