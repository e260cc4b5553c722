#!/bin/sh
# Finds a program that the tests need and Python's packages have not, and writes its path into FILE:
# a Chromium (`chromium`) for the browser tests, a Java (`java`) for the HTML checker. Takes the one
# that $CHROMIUM or $JAVA names, one that is there already, or one from the system's package manager.
set -eu
usage="usage: setup-tool.sh chromium|java FILE"
tool=${1:?"$usage"}
found=${2:?"$usage"}

case $tool in
chromium)
    named=${CHROMIUM:-}
    variable=CHROMIUM
    what="Chromium or Google Chrome"
    by_hand="Debian: apt-get install chromium; Fedora: dnf install chromium; macOS: brew install
--cask google-chrome"
    ;;
java)
    named=${JAVA:-}
    variable=JAVA
    what="Java 11 or newer"
    by_hand="Debian: apt-get install default-jre-headless; Fedora: dnf install
java-21-openjdk-headless; macOS: brew install openjdk"
    ;;
*)
    echo "$usage" >&2
    exit 2
    ;;
esac

# Some systems have a `chromium-browser` that only asks for another package, or a `java` that only
# says where to get one: a real one says its version. A Java before 11 does not know the option.
try() {
    path=$(command -v "$1" 2>/dev/null) || return 1
    "$path" --version >/dev/null 2>&1 || return 1
    printf '%s\n' "$path" >"$found"
}

# Chromium without its windows, menus and extensions: the same pages in half the time.
SHELL_OF_CHROMIUM=chromium-headless-shell

find_chromium() {
    for candidate in "$SHELL_OF_CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "$HOME/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if try "$candidate"; then return 0; fi
    done
    return 1
}

# Homebrew puts its own where nothing looks, in one of two places.
find_java() {
    for candidate in java "${JAVA_HOME:-/usr}/bin/java" \
        /opt/homebrew/opt/openjdk/bin/java /usr/local/opt/openjdk/bin/java; do
        if try "$candidate"; then return 0; fi
    done
    return 1
}

# Runs a command as root, where that needs no password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo -n "$@"
    else
        return 1
    fi
}

# Installs the package that each system has it in: Debian's, Fedora's, Arch's, Homebrew's.
install_one_of() {
    if command -v apt-get >/dev/null 2>&1; then
        as_root apt-get -q update
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y "$1"
    elif command -v dnf >/dev/null 2>&1; then
        as_root dnf -q install -y "$2"
    elif command -v pacman >/dev/null 2>&1; then
        as_root pacman -S --noconfirm --needed "$3"
    elif command -v brew >/dev/null 2>&1; then
        # shellcheck disable=SC2086 # "--cask NAME" is two words
        brew install $4
    else
        return 1
    fi
}

install_chromium() {
    if command -v apt-get >/dev/null 2>&1 && install_one_of "$SHELL_OF_CHROMIUM"; then return 0; fi
    install_one_of chromium chromium chromium "--cask google-chrome"
}
install_java() {
    install_one_of default-jre-headless java-21-openjdk-headless jre-openjdk-headless openjdk
}

if [ -n "$named" ]; then
    if try "$named"; then exit 0; fi
    echo "$variable is '$named', which does not start as $what: set it to the path of one." >&2
    exit 1
fi
if "find_$tool"; then exit 0; fi

log=$(mktemp)
echo "No $tool here: installing one with the system's package manager" >&2
if "install_$tool" >"$log" 2>&1 && "find_$tool"; then
    rm -f "$log"
    exit 0
fi
tail -n 5 "$log" >&2
rm -f "$log" "$found"
cat >&2 <<WORD
The tests need $what, and none could be installed. Install one
($by_hand), or set $variable to the path of one, and run the command again.
WORD
exit 1
