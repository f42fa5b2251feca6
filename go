#!/bin/sh
# Everything from a fresh clone: ./go demo | test | check | pictures | any command of `selection`.
# Sets up .venv from the lock (hashes checked, wheels only) once per lock, then runs.
set -eu
cd "$(dirname "$0")"
what=${1:-demo}
[ $# -gt 0 ] && shift

say() { printf '%s\n' "$*" >&2; }

make_venv() {
    "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or later is needed (PYTHON=/path/to/python3.11 ./go ...)."; exit 2; }
    "${PYTHON:-python3}" -m venv .venv && return
    say "Python lacks its module venv. On Debian: apt-get install python3-venv, then run this again."
    rm -rf .venv
    exit 2
}

stamp_of() { printf '.venv/.installed-%s' "$(cksum <"$1" | tr -d ' ')"; }

# set_up LOCK: install the lock unless its stamp says that this was done.
set_up() {
    stamp=$(stamp_of "$1")
    [ -e "$stamp" ] && return
    [ -x .venv/bin/python ] || make_venv
    say "Installing what $1 names (once) ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$1"
    : >"$stamp"
}

if [ "$what" = pictures ] || [ "$what" = test ] || [ "$what" = check ]; then
    set_up requirements/dev.txt
elif [ "$what" = bench ]; then
    set_up requirements/dev.txt
    set_up requirements/bench.txt
elif ! [ -e "$(stamp_of requirements/dev.txt)" ]; then # the development lock holds the other one
    set_up requirements/runtime.txt
fi

python=.venv/bin/python
missing=""
failed=""
skipping() { missing="$missing
  not run: $1
           to run it: $2"; }

# part NAME ARGUMENTS...: one run of pytest, timed; a failure is remembered and the next part still runs.
part() {
    name=$1
    shift
    began=$(date +%s)
    say ""
    say "== $name"
    status=0
    $python -m pytest -q "$@" || status=$?
    [ "$status" = 5 ] && [ -z "${SELECTION_NO_SKIP:-}" ] && status=0 # no test in this part
    [ "$status" = 0 ] || failed="$failed, $name"
    say "== $name: $(($(date +%s) - began)) s"
}

run_tests() {
    part "rules and units" -n 2 --dist worksteal -m "not db and not browser and not documents" "$@"
    part "database, SQLite" -n 2 --dist worksteal -m "db and not browser and not documents" "$@"
    if remedy=$($python tests/postgres.py); then
        part "database, PostgreSQL" -n 2 --dist worksteal -m "db and not browser and not documents" --database postgresql "$@"
    else
        skipping "what touches the database, on PostgreSQL" "$remedy"
    fi
    command -v chromium >/dev/null || skipping "journeys in a browser" "apt-get install chromium"
    command -v soffice >/dev/null && command -v pdftotext >/dev/null || skipping "reading back our documents" "apt-get install libreoffice-calc-nogui poppler-utils"
    part "documents" -m documents "$@"
    part "browser" -n 2 --dist worksteal -m browser "$@"
    if [ -n "$missing" ]; then
        say "$missing"
        [ -z "${SELECTION_NO_SKIP:-}" ] || failed="$failed, something was not run although SELECTION_NO_SKIP is set"
    fi
    [ -z "$failed" ] || { say "FAILED:${failed#,}"; exit 1; }
    say "All parts passed."
}

case $what in
    test)
        # Arguments name files or choose tests: then one plain run of pytest does.
        if [ $# -gt 0 ]; then exec $python -m pytest -q "$@"; fi
        run_tests
        ;;
    check)
        $python -m ruff check .
        $python -m ruff format --check .
        $python -m mypy
        ;;
    pictures) exec $python -m tests.pictures "$@" ;;
    bench)
        # ./go bench scoring | workbook | pages | applications | demo, with the arguments of that benchmark.
        case ${1:-scoring} in
            scoring | workbook) file=tests/benchmarks/bench_${1:-scoring}.py ;;
            pages | applications) file=tests/load/bench_$1.py ;;
            demo) file=tests/load/demo_pages.py ;;
            *) say "./go bench scoring, workbook, pages, applications or demo"; exit 2 ;;
        esac
        [ $# -gt 0 ] && shift
        PYTHONPATH=. exec $python "$file" "$@"
        ;;
    *) exec $python -m selection "$what" "$@" ;;
esac
