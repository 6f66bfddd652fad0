#!/bin/sh
# PostgreSQL for the server tests.
#   tools/postgres.sh find    print the address of a database the tests may use, or nothing; installs nothing
#   tools/postgres.sh start   install PostgreSQL 15 from the distribution where it is missing, start it, print the address
# An address in TEST_POSTGRES is taken as it is.
set -eu
ROLE=gangmu_test
ADDRESS="postgresql://$ROLE:$ROLE@127.0.0.1"

note() { echo "$*" >&2; }

as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else sudo -n -u postgres -- "$@"; fi
}

port() { # of the first cluster that is online
  command -v pg_lsclusters >/dev/null 2>&1 && pg_lsclusters --no-header 2>/dev/null | awk '$4 ~ /^online/ {print $3; exit}'
}

may_ask_postgres() {
  id postgres >/dev/null 2>&1 || return 1
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n -u postgres true 2>/dev/null; }
}

# A role and a database of our own in the running cluster; the role may create the test database beside it.
own_database() {
  cd /
  as_postgres psql -p "$1" -qAt -v ON_ERROR_STOP=1 >&2 <<SQL
DO \$\$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '$ROLE') THEN
    CREATE ROLE $ROLE LOGIN CREATEDB PASSWORD '$ROLE';
  END IF;
END \$\$;
SELECT 'CREATE DATABASE $ROLE OWNER $ROLE ENCODING ''UTF8'' TEMPLATE template0' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '$ROLE')
\gexec
SQL
  echo "$ADDRESS:$1/$ROLE"
}

find_one() {
  if [ -n "${TEST_POSTGRES:-}" ]; then echo "$TEST_POSTGRES"; return; fi
  at=$(port || true)
  [ -n "$at" ] && may_ask_postgres || return 0
  own_database "$at" || { note "A PostgreSQL is running on port $at but gives us no database."; return 0; }
}

start_one() {
  if [ -n "${TEST_POSTGRES:-}" ]; then echo "$TEST_POSTGRES"; return; fi
  if [ ! -x /usr/lib/postgresql/15/bin/postgres ]; then
    note "Installing PostgreSQL 15…"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-15 >/dev/null
  fi
  pg_lsclusters --no-header | grep -q '^15 *main ' || pg_createcluster 15 main >&2
  pg_lsclusters --no-header | grep -q '^15 *main .*online' || pg_ctlcluster 15 main start >&2
  wait_for_it
  own_database "$(pg_lsclusters --no-header | awk '$1 == 15 && $2 == "main" {print $3}')"
}

wait_for_it() {
  tries=0
  until pg_lsclusters --no-header | grep -q '^15 *main .*online'; do
    tries=$((tries + 1))
    [ "$tries" -lt 30 ] || { note "PostgreSQL 15 did not come up."; exit 1; }
    sleep 1
  done
}

case "${1:-}" in
  find) find_one ;;
  start) start_one ;;
  *) note "usage: tools/postgres.sh find|start"; exit 2 ;;
esac
