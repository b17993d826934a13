#!/usr/bin/env bash
# Compiles mediasoup's native worker where neither its prebuilt one nor the sources of
# its C++ dependencies can be fetched: the worker's own source comes from the npm
# package, its dependencies are the system's libraries.
#
#   build-mediasoup-worker.sh PACKAGE OUTPUT WORK
#
# PACKAGE is the folder of the npm package, OUTPUT the binary to write. WORK is a
# folder of its own: a compilation that was cut short goes on there when started again.
set -euo pipefail

pkg=$(realpath "$1")
out=$(realpath -m "$2")
work=$(realpath -m "$3")

packages=(g++ pkg-config meson ninja-build libuv1-dev libssl-dev libsrtp2-dev
  libusrsctp-dev libabsl-dev libflatbuffers-dev flatbuffers-compiler)

complete() {
  local tool
  for tool in c++ flatc meson ninja pkg-config; do command -v "$tool" >/dev/null || return 1; done
  pkg-config --exists libuv 'openssl >= 3.0' 'libsrtp2 >= 2.3' usrsctp flatbuffers absl_flat_hash_map
}

# --- what the compiler needs ---------------------------------------------------
if ! complete; then
  if [ ! -e /etc/debian_version ]; then
    echo "error: compiling it takes a C++20 compiler, pkg-config, meson, ninja, flatc and the development files of libuv, OpenSSL 3, libsrtp 2, usrsctp, Abseil and FlatBuffers: install them, or name a worker in MEDIASOUP_WORKER_BIN" >&2
    exit 1
  fi
  if [ "$(id -u)" != 0 ]; then
    echo "error: run \"sudo apt-get install -y --no-install-recommends ${packages[*]}\", or name a worker in MEDIASOUP_WORKER_BIN" >&2
    exit 1
  fi
  echo "==> installing a compiler and libraries"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${packages[@]}"
  complete || { echo "error: something that the compilation needs is missing even after installing ${packages[*]}" >&2; exit 1; }
fi

# --- the source ----------------------------------------------------------------
prepare() {
rm -rf "$work"
mkdir -p "$work"
for f in deps fbs fuzzer include mocks src test meson.build meson_options.txt; do
  [ ! -e "$pkg/worker/$f" ] || cp -r "$pkg/worker/$f" "$work/"
done
# Debian 12 has meson 1.0.1; nothing in the worker's build files needs 1.1.
sed -i "s/meson_version: *'>= *1\.1\.0'/meson_version: '>= 1.0.0'/" "$work/meson.build"

# mediasoup's BIO callback answers 1 to every BIO_ctrl(), so an OpenSSL built with
# kernel TLS (Debian's, not the wrap's) is told "KTLS is on", allocates no write
# buffer and crashes on the first DTLS handshake. Pass the real answer through.
sed -i 's/operationType == BIO_CB_RETURN)/(operationType \& BIO_CB_RETURN) != 0)/' \
  "$work/src/RTC/DtlsTransport.cpp"
grep -q 'operationType & BIO_CB_RETURN) != 0)' "$work/src/RTC/DtlsTransport.cpp"

# The system's libraries in place of sources that would be downloaded.
shim() { # shim NAME OPTIONS <<< meson code
  mkdir -p "$work/subprojects/$1"
  { echo "project('$1', 'cpp')"; cat; } > "$work/subprojects/$1/meson.build"
  : > "$work/subprojects/$1/meson_options.txt"
  for o in $2; do
    echo "option('$o', type: 'string', value: '')" >> "$work/subprojects/$1/meson_options.txt"
  done
}

shim openssl '' <<'M'
openssl_dep = dependency('openssl', version: '>= 3.0')
libcrypto_lib = []
libssl_lib = []
M
shim libuv 'build_tests build_benchmarks' <<'M'
libuv_dep = dependency('libuv')
libuv = []
M
shim usrsctp 'sctp_build_programs' <<'M'
usrsctp_dep = dependency('usrsctp')
usrsctp = []
M
shim flatbuffers '' <<'M'
flatbuffers_dep = dependency('flatbuffers')
flatbuffers_lib = []
M
shim abseil-cpp '' <<'M'
absl_container_dep = [
  dependency('absl_flat_hash_map'), dependency('absl_flat_hash_set'),
  dependency('absl_btree'), dependency('absl_inlined_vector'),
]
absl_strings_dep = dependency('absl_strings')
absl_types_dep = [dependency('absl_optional'), dependency('absl_memory')]
absl_container_lib = []
M
shim catch2 '' <<'M'
catch2_dep = declare_dependency()
M
shim libsrtp3 'crypto-library crypto-library-kdf tests' <<'M'
libsrtp3_dep = declare_dependency(
  include_directories: include_directories('include'),
  dependencies: dependency('libsrtp2', version: '>= 2.3'),
)
libsrtp3 = []
M
mkdir -p "$work/subprojects/libsrtp3/include"
cat > "$work/subprojects/libsrtp3/include/srtp.h" <<'H'
// The part of libsrtp 3's API that mediasoup uses, on top of libsrtp 2.x.
#pragma once
#include <srtp2/srtp.h>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstring>

// Codes that libsrtp 3 added (macros, as some 2.x has one of them in its enum).
#define srtp_err_status_buffer_small static_cast<srtp_err_status_t>(30)
#define srtp_err_status_cryptex_err static_cast<srtp_err_status_t>(31)

namespace srtp3_shim
{
	using Fn = srtp_err_status_t (*)(srtp_t, void*, int*);
	// libsrtp 2 works in place: copy first where source and target differ.
	inline srtp_err_status_t run(
	  Fn fn, srtp_t ctx, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t extra)
	{
		if (inLen > INT_MAX - extra || inLen + extra > *outLen)
		{
			return srtp_err_status_buffer_small;
		}
		if (out != in)
		{
			std::memmove(out, in, inLen);
		}
		int len                     = static_cast<int>(inLen);
		const srtp_err_status_t err = fn(ctx, out, &len);
		if (err == srtp_err_status_ok)
		{
			*outLen = static_cast<size_t>(len);
		}
		return err;
	}
} // namespace srtp3_shim

inline srtp_err_status_t srtp_protect(
  srtp_t ctx, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return srtp3_shim::run(srtp_protect, ctx, rtp, rtpLen, srtp, srtpLen, SRTP_MAX_TRAILER_LEN);
}
inline srtp_err_status_t srtp_unprotect(
  srtp_t ctx, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return srtp3_shim::run(srtp_unprotect, ctx, srtp, srtpLen, rtp, rtpLen, 0);
}
inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t ctx, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return srtp3_shim::run(srtp_protect_rtcp, ctx, rtcp, rtcpLen, srtcp, srtcpLen, SRTP_MAX_TRAILER_LEN + 4);
}
inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t ctx, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return srtp3_shim::run(srtp_unprotect_rtcp, ctx, srtcp, srtcpLen, rtcp, rtcpLen, 0);
}
inline srtp_err_status_t srtp_stream_remove(srtp_t ctx, uint32_t ssrc)
{
	return srtp_remove_stream(ctx, ssrc);
}
H

local opts=(--buildtype release -Db_ndebug=true)
if grep -q "'ms_disable_liburing'" "$work/meson_options.txt"; then opts+=(-Dms_disable_liburing=true); fi
meson setup "${opts[@]}" "$work/build" "$work"
touch "$work/.prepared"
}

if [ ! -e "$work/.prepared" ]; then
  echo "==> laying out the source"
  prepare
fi

# --- the compilation -----------------------------------------------------------
meson compile -C "$work/build" flatbuffers-generator # headers the rest includes without depending on them
ninja -C "$work/build" ${JOBS:+-j "$JOBS"} mediasoup-worker
mkdir -p "$(dirname "$out")"
strip -o "$out" "$work/build/mediasoup-worker"
echo "==> built $out"
