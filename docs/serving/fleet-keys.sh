#!/bin/sh
# sh fleet-keys.sh DIR: an authority and one key, by which the scheduler, the workers and 'sunlit fleet --dask' know each
# other. Copy ca.pem, fleet.pem and fleet.key to each machine, for the account of the fleet alone; keep ca.key elsewhere.
set -eu
umask 077
mkdir -p "$1" && cd "$1"
openssl req -x509 -newkey ed25519 -nodes -days 365 -subj /CN=fleet-authority -keyout ca.key -out ca.pem
openssl req -newkey ed25519 -nodes -subj /CN=fleet -keyout fleet.key -out fleet.csr
openssl x509 -req -in fleet.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -out fleet.pem
rm fleet.csr
