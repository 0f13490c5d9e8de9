"""The program: a lazy group of commands, and the one place where errors become words and exit codes."""

from __future__ import annotations

import difflib
import importlib
import json
import os
import sys
import traceback

import click

from toolkit.findings import Exit, ToolkitError

COMMANDS = {
    "demo": ("toolkit.commands.demo", "demo", "Write a complete invented boutique, and every document made from it."),
    "init": (
        "toolkit.commands.setup",
        "init",
        "Find the registers, propose what each column means, write boutique.toml.",
    ),
    "template": (
        "toolkit.commands.template",
        "template",
        "Write a blank register to begin with, as an Excel workbook.",
    ),
    "peek": ("toolkit.commands.peek", "peek", "Show what the program sees in a file, and why."),
    "map": ("toolkit.commands.setup", "map_", "Show what each column means, or change it."),
    "check": ("toolkit.commands.check", "check", "Check the registers: every finding with its cell."),
    "reconcile": (
        "toolkit.commands.reconcile",
        "reconcile",
        "Compare the registers with each other: sold and still listed, in two places, gone.",
    ),
    "unlock": (
        "toolkit.commands.unlock",
        "unlock",
        "List the cells to fill first, what each releases, and how complete the registers are.",
    ),
    "show": ("toolkit.commands.show", "show", "Show everything the registers say of one piece or one client."),
    "schedule": ("toolkit.commands.schedule", "schedule", "Make the insurance schedule: XLSX and PDF."),
    "dossier": ("toolkit.commands.dossier", "dossier", "Make the provenance dossier of a piece: PDF."),
    "sellthrough": (
        "toolkit.commands.sellthrough",
        "sellthrough",
        "Make the sell-through a brand is owed: XLSX, PDF, CSV; send it once approved.",
    ),
    "obligations": (
        "toolkit.commands.obligations",
        "obligations",
        "List which reports are owed to which brand, and when.",
    ),
    "occasions": (
        "toolkit.commands.occasions",
        "occasions",
        "List the occasions to write to clients, what is held back, and why.",
    ),
    "letters": (
        "toolkit.commands.letters",
        "letters",
        "Draft letters to clients, have them approved in their very words, issue them.",
    ),
    "fields": ("toolkit.commands.fields", "fields", "List the names a template may use, with a piece's own values."),
    "verify": ("toolkit.commands.verify", "verify", "Say whether a document is what this house issued, and holds."),
    "ledger": ("toolkit.commands.ledger", "ledger", "Look up what was issued; reprint, withdraw, audit, back up."),
    "masked": (
        "toolkit.commands.masked",
        "masked",
        "Write a twin of the registers, same mess and nothing of yours, to send when you ask for help.",
    ),
    "doctor": ("toolkit.commands.doctor", "doctor", "Check this computer, and say what is missing."),
}
"""Each command's module, its name there, and its line in the help: nothing is imported until it is called."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of an office manager's month."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; a near miss is named."""
        if cmd_name not in COMMANDS:
            near = difflib.get_close_matches(cmd_name, COMMANDS, 1)
            known = ", ".join(COMMANDS)
            ctx.fail(
                f"There is no command {cmd_name!r}. "
                + (f"Did you mean {near[0]!r}?" if near else f"There are: {known}.")
            )
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        _mend_help(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of commands, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


def _mend_help(command: click.Command) -> None:
    """Docstrings are raw, so click's mark for lines to be kept apart comes as two letters; of what is below, too."""
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _mend_help(below)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="boutique-toolkit", prog_name="boutique")
def cli() -> None:
    """The paperwork of a boutique, made from its registers as they are.

    Begin with 'boutique demo', or in the folder of your own registers with 'boutique init'.
    """


def main() -> None:
    """Run the program and exit with its code; no failure ever shows a traceback without ``--debug``."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command. Returns its exit code."""
    debug, as_json = "--debug" in arguments, "--json" in arguments
    try:
        plain = False if os.environ.get("NO_COLOR") else None  # no-color.org
        result = cli.main(arguments, prog_name="boutique", standalone_mode=False, color=plain)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return STOPPED
    except ToolkitError as error:
        return _told(error, as_json=as_json, debug=debug)
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 - the last net: whatever it is, the user reads words
        what = ToolkitError(
            f"The program failed unexpectedly ({type(error).__name__}).",
            "Nothing was left half written. Run the command again with --debug and report what it shows.",
            code="unexpected",
        )
        return _told(what, as_json=as_json, debug=debug)
    return result if isinstance(result, int) else Exit.DONE


STOPPED = 130
"""The exit code after Ctrl-C, by the shells' convention."""


def _told(error: ToolkitError, *, as_json: bool, debug: bool) -> int:
    """Say what happened and what to do, in words or as one object. Returns the exit code."""
    if debug:
        traceback.print_exc()
    if as_json:
        body = {"code": error.code, "message": error.message, "hint": error.hint}
        click.echo(json.dumps({"schema": "boutique.error/1", "error": body}, ensure_ascii=False, indent=1))
    else:
        click.echo(f"Error: {error.message}", err=True)
        if error.hint:
            click.echo(error.hint, err=True)
    return error.status
