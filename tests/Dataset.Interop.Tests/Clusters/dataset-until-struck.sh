#!/bin/bash
# The dataset command as the machines of a scenario have it. Notes each shard that is begun, in $FOLDER/begun: "I/N MACHINE". The first
# shard that node1 begins stops in the midst of writing, where the first of its files is about to get its name; then the pipe
# $FOLDER/struck says which files there are, and nothing goes on until the machine is killed.
set -euo pipefail
if [ "$1" = shard ]; then
  machine=${SLURMD_NODENAME:-${MACHINE:?}}
  arguments=" $* "
  part=${arguments#* --part }
  part=${part%% *}
  echo "$part $machine" >> "$FOLDER/begun"
  if [ "$machine" = node1 ] && mkfifo "$FOLDER/trace" 2> /dev/null; then
    strace -f -qq -o "$FOLDER/trace" -e trace=rename,renameat,renameat2 -e inject=rename,renameat,renameat2:signal=STOP:when=1 $TOOL "$@" &
    grep --quiet --max-count=1 'stopped by SIGSTOP' "$FOLDER/trace"
    (cd "$FOLDER/shards" && find .shard-*.part-0000"${part%/*}"-of-* -type f) > "$FOLDER/struck"
    exec sleep infinity
  fi
fi
exec $TOOL "$@"
