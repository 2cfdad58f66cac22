#!/usr/bin/env bash
# A PostgreSQL server for tests, in a new temporary folder, on a free loopback port.
#
# Prints one line: its connection string, or "missing: REASON". Then serves until standard input ends, however the
# process at the other end came to its end, and leaves nothing behind. The lines "stop" and "start" on standard input
# take it down, as a crash would, and up again on the same port; each is answered with the same word.
set -euo pipefail
trap '' INT

for folder in /usr/lib/postgresql/*/bin; do PATH=$PATH:$folder; done
for program in initdb pg_ctl; do
    command -v "$program" >/dev/null || { echo "missing: no $program (Debian package postgresql)"; exit 0; }
done

# The server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then as=(runuser -u nobody --); fi

cd /
# In memory where there is a gigabyte for it: a database is nearly 600 files, which a disk takes twenty times as long to make, and nothing outlives the run.
place=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && [ "$(df --output=avail /dev/shm | tail -n 1)" -gt 1048576 ]; then place=/dev/shm; fi
folder=$("${as[@]}" mktemp -d "$place/guildhall-postgres-XXXXXX")
stop() {
    "${as[@]}" pg_ctl -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 0' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
"${as[@]}" tee "$folder/password" >/dev/null <<<"$password"
"${as[@]}" initdb -D "$folder/data" -U guildhall -A scram-sha-256 --pwfile="$folder/password" \
    --no-locale -E UTF8 --no-sync >&2 </dev/null

free_port() { # A port nobody listens on just now; another program may still be faster, hence the tries below.
    local port
    while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

start() {
    "${as[@]}" pg_ctl -D "$folder/data" -l "$folder/log" -w start >&2 </dev/null \
        -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_wal_size=128MB -c max_connections=200 -c autovacuum=off"
}
for _ in 1 2 3 4 5; do
    port=$(free_port)
    if start; then
        # A busy machine is no reason for a test to fail.
        echo "Host=127.0.0.1;Port=$port;Username=guildhall;Password=$password;Timeout=60;Command Timeout=120"
        while read -r command; do
            case $command in
                stop) "${as[@]}" pg_ctl -D "$folder/data" -m immediate stop >&2 </dev/null ;;
                start) start ;;
            esac
            echo "$command"
        done
        exit 0
    fi
done
cat "$folder/log" >&2
exit 1
