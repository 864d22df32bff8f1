"""An installation of its own for tests of commands."""

from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from config.command import Collected, registered_commands
from config.settings import Settings
from queue_server.catalogue import read
from queue_server.clock import RealClock
from queue_server.demo.catalogue import centre_files
from queue_server.files import write_folder
from queue_server.remembering import secret_to_serve
from queue_server.store.sql import SqlStore


class Machine:
    """An installation of its own: `yimen(...)` is what its administrator types."""

    def __init__(self, data: Path, **environ: str) -> None:
        self.data = data
        self.environ = {"YIMEN_DATA": str(data), "LANG": "en_GB.UTF-8", **environ}

    def yimen(self, *words: object, typed: str | None = None) -> Result:
        command = Collected(registered_commands())
        return CliRunner(env=self.environ).invoke(command, [str(word) for word in words], input=typed)

    def done(self, *words: object, typed: str | None = None) -> str:
        result = self.yimen(*words, typed=typed)
        assert result.exit_code == 0, result.output
        return result.output

    def starts(self) -> None:
        """What a start of the server does about the secret. Raises SettingsError."""
        settings = Settings.from_environment(self.environ)
        with closing(SqlStore(settings.database_url, RealClock(), read)) as store:
            store.open()
            secret_to_serve(store, settings)

    def refused(self, *words: object) -> str:
        result = self.yimen(*words)
        assert result.exit_code == 1
        return result.output


def with_dalang(machine: Machine) -> Machine:
    """Dalang in an installation that no server has started in."""
    folder = machine.data.parent / "dalang"
    write_folder(folder, centre_files("dalang"))
    machine.done("import", folder)
    return machine


def secret_of(machine: Machine) -> str:
    """What its file says."""
    return (machine.data / "secret").read_text()
