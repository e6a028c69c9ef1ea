"""The command line: arguments, progress and exit status.

Exit 0 when the content is sound, 1 when there are errors in it, 2 for misuse. Imports stand inside the commands, so
that `check` does not wait for what only a build needs.
"""

from __future__ import annotations

from pathlib import Path

import click

from dosir.cli import asking, auditing, building, remarking, returning, verifying, writing


class _Door(click.Group):
    """`build.py [SLUG...]` builds; a first word that names a command runs that command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "build", self.commands["build"], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if args and args[0] in (*self.commands, "--help") else ["build", *args])


@click.group(cls=_Door)
@click.pass_context
def _commands(ctx: click.Context) -> None:
    """Menyusun situs dan buku masterplan smart city dari folder isi.

    Tanpa perintah: `build`, semua daerah.
    """


for _command in (
    building.build,
    building.check,
    asking.status,
    asking.trace,
    asking.explain,
    auditing.audit,
    verifying.verify,
    returning.locate,
    remarking.remarks,
    writing.new,
    writing.approve,
    writing.schema,
):
    _commands.add_command(_command)


def main(root: Path) -> None:
    """Run the command line for the project in folder `root`."""
    _commands(prog_name="build.py", obj=root)
