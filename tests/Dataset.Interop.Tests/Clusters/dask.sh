#!/bin/bash
# A scheduler and two machines with a worker each; dask_build.py; the first machine dies in the midst of its first shard.
#
#   dask.sh FOLDER    with sources/seeds in FOLDER; the release ends up in FOLDER/dist. TOOL: the dataset command; PARTS.
set -euo pipefail
export FOLDER=$1
here=$(dirname "$(realpath "$0")")
examples=$here/../../clusters
cd "$FOLDER"
mkdir logs
mkfifo struck

python=/usr/bin/python3
$python -m distributed.cli.dask_scheduler --host 127.0.0.1 --port 0 --no-dashboard --scheduler-file scheduler.json > logs/scheduler 2>&1 &
for node in node1 node2; do
  # Its own process numbers: the first process, killed, takes all others of the machine with it, as a power cut does.
  MACHINE=$node unshare --fork --kill-child --pid --mount-proc $python -m distributed.cli.dask_worker --scheduler-file scheduler.json \
    --host 127.0.0.1 --no-dashboard --no-nanny --nthreads 1 --name "$node" --local-directory "$node" > "logs/$node" 2>&1 &
  machines+=($!)
done
$python -c 'from distributed import Client; Client(scheduler_file="scheduler.json").wait_for_workers(2)'
echo "$SECONDS s: two workers"

build() { # build SOURCE
  DATASET=$here/dataset-until-struck.sh $python "$examples/dask_build.py" "$1" --parts "$PARTS" --shards shards --output dist \
    --scheduler-file scheduler.json
}

build sources/seeds &
build=$!
cat struck > left &
wait -n "$!" "$build" # ends the scenario where the build fails before
kill -KILL "${machines[0]}"
echo "$SECONDS s: node1 is dead"
wait "$build"
echo "$SECONDS s: the release is published"

ls -liR shards dist > before
build sources/seeds
ls -liR shards dist | diff before -
echo "$SECONDS s: built again, nothing has changed"

cp -r sources broken
echo '- person_id: ada' >> broken/seeds/people.yaml
status=0
build broken/seeds > findings 2>&1 || status=$?
[ "$status" -eq 1 ]
grep --quiet 'people.yaml.*error DS' findings
ls -liR shards dist | diff before -
echo "$SECONDS s: findings end the build"
