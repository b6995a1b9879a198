#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Makes the certificates of the TLS tests, with the openssl command. They guard nothing: no one but
# these tests trusts them. Those that are valid are so for a hundred years.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

touch "$work/index"
cat >"$work/config" <<END
[ca]
default_ca = authority
[authority]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
END

key() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
}

# sign NAME COMMON_NAME FROM UNTIL EXTENSION...
sign() {
    local name=$1 common=$2 from=$3 until=$4
    shift 4
    printf '%s\n' "$@" >"$work/extensions"
    openssl req -new -key "$work/key" -subj "/CN=$common" -out "$work/request"
    openssl ca -batch -notext -config "$work/config" -cert authority.pem -keyfile "$work/authority.key" \
        -startdate "$from" -enddate "$until" -extfile "$work/extensions" -in "$work/request" \
        -out "$name.pem" 2>"$work/log" || { cat "$work/log" >&2; return 1; }
}

key "$work/authority.key"
openssl req -new -x509 -key "$work/authority.key" -days 36500 -subj "/CN=QtSse test authority" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
    -out authority.pem

here=subjectAltName=DNS:localhost,IP:127.0.0.1
key server.key
cp server.key "$work/key"
sign good localhost 20250101000000Z 21250101000000Z "$here"
sign expired localhost 20200101000000Z 20210101000000Z "$here"
sign not-yet-valid localhost 21200101000000Z 21250101000000Z "$here"
sign wrong-name other.example 20250101000000Z 21250101000000Z subjectAltName=DNS:other.example

key client.key
cp client.key "$work/key"
sign client client 20250101000000Z 21250101000000Z extendedKeyUsage=clientAuth
