#!/bin/sh
# sh fleet-parallel.sh BODIES.csv RESULTS: one 'sunlit fleet' for each body, as many at once as there are processors, by GNU
# parallel (with --sshlogin also on other machines that share the store). Results lie one a body in RESULTS/; the exit status is
# the number of bodies that are behind.
set -eu
mkdir -p "$2"
sunlit fleet "$1" --list |
  parallel --will-cite --joblog "$2/joblog" sunlit fleet "$1" --only '{}' --format json --output "$2/{}.json"
