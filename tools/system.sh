#!/bin/sh
# What pip cannot install: Pango and its companions for PDF; for the tests also the programs that open the results.
#   sh tools/system.sh documents | tests
# Installs where apt-get and the right to use it are there; otherwise prints the one command. A missing library
# never stops `make demo` (the workbook is made without it); a missing test program lets that test say so.
set -u

libraries="libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1"
debian="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
fedora="pango fontconfig harfbuzz"
brew="pango"
programs=""

case "${1:-documents}" in
documents) ;;
tests)
    programs="soffice pdftotext pdffonts pdftoppm qpdf git"
    [ "$(uname -s)" = Linux ] && programs="$programs chromium dovecot"
    PATH="$PATH:/usr/sbin" # where a mail server stands
    debian="$debian libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils qpdf chromium dovecot-imapd git"
    fedora="$fedora libreoffice-calc libreoffice-writer poppler-utils qpdf chromium dovecot git"
    brew="$brew poppler qpdf git && brew install --cask libreoffice"
    ;;
*)
    echo "usage: sh tools/system.sh documents|tests" >&2
    exit 2
    ;;
esac

# The environment's own Python asks the system's loader, so the answer is the one the program will get.
python=.venv/bin/python
[ -x "$python" ] || python=python3

missing() {
    if [ "$(uname -s)" = Linux ]; then
        for library in $libraries; do
            "$python" -c "import ctypes; ctypes.CDLL('$library')" 2>/dev/null || echo "$library"
        done
    elif ! "$python" -c "import sys; from ctypes.util import find_library as f
sys.exit(not (f('pango-1.0') or f('pango-1.0-0')))" 2>/dev/null; then
        echo pango
    fi
    for program in $programs; do
        command -v "$program" >/dev/null 2>&1 || echo "$program"
    done
}

lacking=$(missing | tr '\n' ' ')
[ -z "$lacking" ] && exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing what the system lacks: $lacking"
    # shellcheck disable=SC2086 # a list of names is wanted here
    log=$(mktemp)
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $debian; } \
        >"$log" 2>&1 || tail -n 5 "$log" >&2
    rm -f "$log"
    lacking=$(missing | tr '\n' ' ')
    [ -z "$lacking" ] && exit 0
fi

echo "Not found on this system: $lacking" >&2
echo "Install it with this one command, then run the same target again:" >&2
if command -v apt-get >/dev/null 2>&1; then
    echo "  sudo apt-get install --no-install-recommends $debian" >&2
elif command -v dnf >/dev/null 2>&1; then
    echo "  sudo dnf install $fedora" >&2
elif [ "$(uname -s)" = Darwin ]; then
    echo "  brew install $brew" >&2
else
    echo "  (Debian) sudo apt-get install $debian" >&2
    echo "  (Fedora) sudo dnf install $fedora" >&2
    echo "  (macOS)  brew install $brew" >&2
fi
echo "Going on without it." >&2
exit 0
