"""WeasyPrint as the program starts it: quickly, without other programs, and with one clear error where Pango is not."""

from __future__ import annotations

import subprocess
import sys


def _run(script: str) -> subprocess.CompletedProcess[str]:
    """A script in a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_it_starts_no_programs_and_leaves_the_interpreter_as_it_was() -> None:
    """Libraries are opened by name; find_library, fontTools and the font configuration are back in place after."""
    done = _run(
        "import sys, os, ctypes.util\n"
        "started = []\n"
        "sys.addaudithook(lambda event, args: started.append(args) if event == 'subprocess.Popen' else None)\n"
        "real = ctypes.util.find_library\n"
        "from toolkit.render.engine import engine\n"
        "engine()\n"
        "assert not started, started\n"
        "assert ctypes.util.find_library is real\n"
        "assert 'FONTCONFIG_FILE' not in os.environ\n"
        "import fontTools.subset, fontTools.varLib.instancer as instancer\n"
        "assert fontTools.subset.Subsetter and instancer.__file__\n"
    )
    assert done.returncode == 0, done.stderr


def test_what_was_put_off_is_there_when_needed() -> None:
    """WeasyPrint's own hold on the modules put off leads to the real ones."""
    done = _run(
        "from toolkit.render.engine import engine\n"
        "engine()\n"
        "import weasyprint.pdf.fonts as fonts\n"
        "assert fonts.subset.Options().__class__.__module__ == 'fontTools.subset'\n"
        "try:\n    fonts.instantiateVariableFont(None, {})\n"
        "except TypeError as error:\n    assert 'NoneType' in str(error)\n"
        "else:\n    raise AssertionError\n"
    )
    assert done.returncode == 0, done.stderr


def test_without_pango_one_error_says_what_to_install() -> None:
    """The library is made unfindable where the system would be asked for it; standard output stays clean."""
    done = _run(
        "import cffi, sys\n"
        "real = cffi.FFI.dlopen\n"
        "def absent(self, name, flags=0):\n"
        "    if 'pango' in str(name):\n        raise OSError(f'cannot load library {name!r}')\n"
        "    return real(self, name, flags)\n"
        "cffi.FFI.dlopen = absent\n"
        "from toolkit.findings import ToolkitError\n"
        "from toolkit.render.pdf import pdf\n"
        "try:\n    pdf('<p>A</p>', identifier='S', title='T', language='en')\n"
        "except ToolkitError as error:\n"
        "    assert error.code == 'no-pango', error.code\n"
        "    print(error.message, error.hint, sep='\\n', file=sys.stderr)\n"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "apt-get install libpango" in done.stderr
    assert "brew install pango" in done.stderr
    assert "pacman" in done.stderr
    assert "--format xlsx" in done.stderr
