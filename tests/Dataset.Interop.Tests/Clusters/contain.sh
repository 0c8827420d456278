#!/bin/bash
# Runs a scenario as the only thing in a little machine of its own: its own process numbers, its own network with nothing but loopback,
# its own host name. First process in there, so that all others end with it.
#
#   unshare --fork --kill-child --pid --mount-proc --net --uts contain.sh SCENARIO FOLDER
set -euo pipefail
export PATH=$PATH:/usr/sbin:/sbin
hostname localhost
ip link set lo up
# Names are resolved to IPv4 addresses only on machines that have one beside 127.0.0.1. This one (RFC 5737) belongs to no machine.
ip address add 192.0.2.1/32 dev lo
exec 3<&0
"$@" < /dev/null &
scenario=$!
# Standard input ends with the process that holds the other end, however that ends.
cat <&3 > /dev/null &
status=0
wait -n -p ended || status=$?
[ "$ended" = "$scenario" ] || status=1
exit "$status"
