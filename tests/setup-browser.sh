#!/bin/sh
# Finds a Chromium for the browser tests and writes its path into the file named as the argument.
# Takes $CHROMIUM, one that is there already, or one from the system's package manager.
set -eu
found=${1:?"usage: setup-browser.sh FILE"}

# Some systems have a `chromium-browser` that only asks for another package: a browser says its version.
try() {
    path=$(command -v "$1" 2>/dev/null) || return 1
    "$path" --version >/dev/null 2>&1 || return 1
    printf '%s\n' "$path" >"$found"
}

find_browser() {
    for candidate in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "$HOME/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
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

install_browser() {
    if command -v apt-get >/dev/null 2>&1; then
        as_root apt-get -q update
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y chromium
    elif command -v dnf >/dev/null 2>&1; then
        as_root dnf -q install -y chromium
    elif command -v pacman >/dev/null 2>&1; then
        as_root pacman -S --noconfirm --needed chromium
    elif command -v brew >/dev/null 2>&1; then
        brew install --cask google-chrome
    else
        return 1
    fi
}

if [ -n "${CHROMIUM:-}" ]; then
    if try "$CHROMIUM"; then exit 0; fi
    echo "CHROMIUM is '$CHROMIUM', which is no browser that starts: set it to the path of one." >&2
    exit 1
fi
if find_browser; then exit 0; fi

log=$(mktemp)
echo "No Chromium here: installing one with the system's package manager" >&2
if install_browser >"$log" 2>&1 && find_browser; then
    rm -f "$log"
    exit 0
fi
tail -n 5 "$log" >&2
rm -f "$log" "$found"
cat >&2 <<'WORD'
The browser tests need Chromium or Google Chrome, and none could be installed. Install one
(Debian: apt-get install chromium; Fedora: dnf install chromium; macOS: brew install --cask
google-chrome), or set CHROMIUM to the path of one, and run the command again.
WORD
exit 1
