#!/usr/bin/env bash
# Builds the engine for the web into build/: answer.wasm and full.wasm.
#
# Where the installed Rust has the target wasm32-unknown-unknown, that is used. Else, where apt offers it, Debian's Rust
# for the web (rustc-web), unpacked into target/web-toolchain and nowhere else: another compiler, for which the standard
# library is built from Debian's source. An older one is told to accept what later versions have without asking.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
root="$(cd "$here/../.." && pwd)"
toolchain="$root/target/web-toolchain"
target=wasm32-unknown-unknown
wanted=("${@:-answer full}")
read -ra wanted <<<"${wanted[*]}"

# What Rust 1.88 has and Debian's may not have yet: each package that needs some of it, as it is in Cargo.lock.
later='feature(let_chains,slice_as_chunks,integer_sign_cast,trait_upcasting,unsigned_is_multiple_of)'
later_in=(demeanor demeanor-web sha2)

unpack() {
    local archives="$toolchain/archives"
    mkdir -p "$archives/partial"
    echo "wasm.sh: unpacking Debian's rustc-web, rust-web-src and lld-19 into target/web-toolchain"
    # Only what is not installed is fetched, with whatever it needs; nothing is installed.
    apt-get -q -y --no-install-recommends --download-only -o Debug::NoLocking=1 \
        -o "Dir::Cache::archives=$archives" install rustc-web rust-web-src lld-19 >"$toolchain/apt.log"
    for archive in "$archives"/*.deb; do dpkg-deb -x "$archive" "$toolchain"; done
    rm -r "$archives"
    touch "$toolchain/complete"
}

offered() {
    command -v apt-cache >/dev/null || return 1
    # On a new machine apt has no lists yet.
    [ -n "$(apt-cache madison rustc-web 2>/dev/null)" ] || apt-get -qq update >/dev/null 2>&1 || return 1
    [ -n "$(apt-cache madison rustc-web 2>/dev/null)" ]
}

# What is written for speed and is small otherwise: digests are short here.
smaller="target.$target.rustflags=['--cfg', 'sha2_backend_soft=\"compact\"']"
arguments=(build --release --target "$target" --target-dir "$root/target/web" --manifest-path "$here/engine/Cargo.toml"
    --config "$smaller")
if [ -d "$(rustc --print target-libdir --target "$target" 2>/dev/null)" ]; then
    echo "wasm.sh: with $(rustc --version)"
elif [ -e "$toolchain/complete" ] || offered; then
    [ -e "$toolchain/complete" ] || unpack
    libraries="$toolchain/usr/lib/x86_64-linux-gnu"
    export LD_LIBRARY_PATH="$libraries:$toolchain/usr/lib/llvm-19/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    export RUSTC="$toolchain/usr/bin/rustc" RUSTC_BOOTSTRAP=1
    linker="$(PATH="$toolchain/usr/bin:$PATH" command -v wasm-ld-19)"
    features=optimize_for_size
    # To stop at once, without a word, was a feature of the standard library, and is a way to panic in later versions.
    if grep -q 'real panic strategy' "$toolchain/usr/lib/rustlib/src/rust/library/core/src/panicking.rs"; then
        arguments+=(--config "target.$target.rustflags=['-Zunstable-options', '-Cpanic=immediate-abort']")
    else
        features+=,panic_immediate_abort
    fi
    arguments+=(-Zbuild-std=std,panic_abort "-Zbuild-std-features=$features" --config "target.$target.linker='$linker'")
    if [ "$("$RUSTC" --version | cut -d. -f2)" -lt 88 ]; then
        arguments+=(-Zprofile-rustflags --ignore-rust-version)
        for package in "${later_in[@]}"; do
            arguments+=(--config "profile.release.package.$package.rustflags=['-Zcrate-attr=$later','-Aunused_features','-Astable_features']")
        done
    fi
    echo "wasm.sh: with Debian's $("$RUSTC" --version)"
else
    echo "wasm.sh: there is no Rust for $target. Install it with: rustup target add $target" >&2
    exit 1
fi

# The folder's own name would stand in the messages of panics.
mkdir -p "$here/build"
packages=()
for build in "${wanted[@]}"; do packages+=(--package "$build"); done
cargo "${arguments[@]}" "${packages[@]}"
for build in "${wanted[@]}"; do
    cp "$root/target/web/$target/release/$build.wasm" "$here/build/$build.raw.wasm"
done
