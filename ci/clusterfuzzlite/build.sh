#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
# Builds the fuzzers for OSS-Fuzz and ClusterFuzzLite into $OUT, with the compilers, flags and engine
# that their images set: CC, CXX, CFLAGS, CXXFLAGS, LIB_FUZZING_ENGINE, SANITIZER, ARCHITECTURE, WORK
# and SRC. See docs/nightly.md.
# usage: ci/clusterfuzzlite/build.sh, with these in the environment
set -euo pipefail
# In an image, a copy of this script lies somewhere else.
folder=$(dirname "$0")
[[ ! ${SRC-} ]] || folder=$SRC/lockstep/ci/clusterfuzzlite
source "$folder/../usage.bash"

expect_at_most 0 "$@"
for variable in ARCHITECTURE CC CXX CFLAGS CXXFLAGS LIB_FUZZING_ENGINE OUT SANITIZER SRC WORK; do
  [[ -v $variable ]] || refuse "expected $variable in the environment"
done
case $ARCHITECTURE in
  x86_64 | aarch64) ;;
  *) refuse "ARCHITECTURE: expected x86_64 or aarch64, found '$ARCHITECTURE'" ;;
esac
source=$SRC/lockstep
build=$WORK/lockstep-$SANITIZER
settings=()

# Coverage is for implementations only; otherwise the fuzzer would follow what Lockstep itself does.
# ThreadSanitizer must not watch that either. CMake puts both where they belong.
without() {  # FLAG
  CFLAGS=${CFLAGS//"$1"/}
  CXXFLAGS=${CXXFLAGS//"$1"/}
}
without -fsanitize=fuzzer-no-link
without -stdlib=libc++ # which lacks some that Lockstep uses: bitset::_Find_first(), and, by version, jthread
if [[ $SANITIZER == thread ]]; then
  without -fsanitize=thread
  settings+=(-DLOCKSTEP_SANITIZER=thread)
fi
export CFLAGS CXXFLAGS

build() {
  cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE= -DCMAKE_UNITY_BUILD=ON \
    -DCMAKE_UNITY_BUILD_BATCH_SIZE=0 -DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld -DLOCKSTEP_STATIC=ON \
    -DLOCKSTEP_FUZZING_ENGINE="$LIB_FUZZING_ENGINE" -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF "${settings[@]}"
  cmake --build "$build" --target lockstep lockstep_fuzz
}

# Everything that belongs to a fuzzer has its name.
add_fuzzer() {  # EXECUTABLE NAME SEEDS
  cp "$build/fuzz/$1" "$OUT/$2"
  cp "$source/ci/clusterfuzzlite/$1.options" "$OUT/$2.options"
  rm -f "$OUT/${2}_seed_corpus.zip"
  (cd "$3" && cmake -E tar cf "$OUT/${2}_seed_corpus.zip" --format=zip -- *)
}

# The plain name compares the first variant, as `lockstep check` does.
add_fuzzers() {
  local variant
  add_fuzzer fuzz_check fuzz_check "$build/fuzz/seeds"
  for variant in $("$build/lockstep/cli/lockstep" list implementations | awk 'NR > 3 { print $1 }'); do
    add_fuzzer fuzz_check "fuzz_check_$variant" "$build/fuzz/seeds"
  done
  mkdir -p "$OUT/known"
  cp "$source"/corpus/known/*.txt "$OUT/known"
  add_fuzzer fuzz_text fuzz_text "$source/corpus/seeds"
  cp "$source/fuzz/text.dict" "$OUT/fuzz_text.dict"
}

build
add_fuzzers
