#!/bin/bash
# A controller and two nodes; slurm-build.sh; the first node dies in the midst of its first shard.
#
#   slurm.sh FOLDER    with sources/seeds in FOLDER; the release ends up in FOLDER/dist. TOOL: the dataset command; PARTS.
set -euo pipefail
export FOLDER=$1
here=$(dirname "$(realpath "$0")")
examples=$here/../../clusters
cd "$FOLDER"
mkdir logs state munge munge/private
chmod 755 "$FOLDER" # munge wants a socket that everyone can reach
chmod 700 munge/private
mkfifo struck

head -c 64 /dev/urandom > munge/private/key
chmod 400 munge/private/key
munged --foreground --key-file="$PWD/munge/private/key" --socket="$PWD/munge/socket" --pid-file="$PWD/munge/private/pid" \
  --seed-file="$PWD/munge/private/seed" --log-file="$PWD/logs/munged" > logs/munged.out 2>&1 &
until [ -S munge/socket ]; do kill -0 $!; sleep 0.05; done

cat > slurm.conf <<CONFIGURATION
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=root
AuthInfo=socket=$PWD/munge/socket
StateSaveLocation=$PWD/state
SlurmdSpoolDir=$PWD/spool-%n
SlurmctldPidFile=$PWD/slurmctld.pid
SlurmdPidFile=$PWD/slurmd-%n.pid
SlurmctldLogFile=$PWD/logs/slurmctld
SlurmdLogFile=$PWD/logs/slurmd-%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_res
SelectTypeParameters=CR_Core
MpiDefault=none
MailProg=/bin/true
SlurmdParameters=config_overrides
SlurmdTimeout=5
ReturnToService=2
MessageTimeout=5
KillWait=1
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
NodeName=node1 NodeAddr=127.0.0.1 NodeHostname=localhost Port=7001 CPUs=1
NodeName=node2 NodeAddr=127.0.0.1 NodeHostname=localhost Port=7002 CPUs=2
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONFIGURATION
# No plugin here uses control groups; this one does nothing until one does, the default looks for a mounted version 2.
echo CgroupPlugin=cgroup/v1 > cgroup.conf
export SLURM_CONF=$PWD/slurm.conf

slurmctld -D -c > logs/slurmctld.out 2>&1 &
controller=$!
for node in node1 node2; do
  # Its own process numbers: the first process, killed, takes all others of the node with it, as a power cut does.
  mkdir "spool-$node"
  unshare --fork --kill-child --pid --mount-proc slurmd -D -c -N "$node" > "logs/$node.out" 2>&1 &
  machines+=($!)
done
until [ "$(sinfo --noheader --states=idle --format=%D 2>> logs/sinfo)" = 2 ]; do kill -0 "$controller"; sleep 0.1; done
echo "$SECONDS s: two nodes"

build() { # build SOURCE: prints the state in which the last job ends

  local job state
  job=$(DATASET=$here/dataset-until-struck.sh SOURCE=$1 SHARDS=shards OUTPUT=dist "$examples/slurm-build.sh" --output="$PWD/logs/job-%j")
  while true; do
    state=$(scontrol --oneliner show job "$job" | grep --only-matching 'JobState=[A-Z]*')
    [[ $state == *PENDING || $state == *RUNNING || $state == *COMPLETING ]] || break
    # What a lost machine was at goes back into the queue and waits there for two minutes: cut short here.
    for task in $(squeue --noheader --states=PENDING --format='%i %r' | awk '$2 == "BeginTime" { print $1 }'); do
      echo "$SECONDS s: $task is back in the queue" >&2
      scontrol update JobId="$task" StartTime=now
    done
    sleep 0.2
  done
  echo "${state#*=}"
}

build sources/seeds > ended &
build=$!
cat struck > left &
wait -n "$!" "$build" # ends the scenario where the build fails before
kill -KILL "${machines[0]}" # the controller finds out by itself
echo "$SECONDS s: node1 is dead"
wait "$build"
[ "$(< ended)" = COMPLETED ]
echo "$SECONDS s: the release is published"
sinfo -N --long

ls -liR shards dist > before
[ "$(build sources/seeds)" = COMPLETED ]
ls -liR shards dist | diff before -
echo "$SECONDS s: built again, nothing has changed"

cp -r sources broken
echo '- person_id: ada' >> broken/seeds/people.yaml
[ "$(build broken/seeds)" = CANCELLED ]
grep --quiet 'people.yaml.*error DS' logs/job-*
ls -liR shards dist | diff before -
echo "$SECONDS s: findings end the build"
