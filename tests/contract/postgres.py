"""A PostgreSQL server for the tests; ``python -m tests.contract.postgres`` installs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

VARIABLE = "CHATKIT_TEST_POSTGRES_URL"
_DEBIAN = Path("/usr/lib/postgresql")
# The tests make a server of their own: the package shall not start one.
_INSTALL = """\
mkdir -p /etc/postgresql-common
test -e /etc/postgresql-common/createcluster.conf ||
  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql"""
MISSING = (
    "no PostgreSQL server is installed (on Debian or Ubuntu: apt-get install postgresql), "
    f"and {VARIABLE}, the address of one, is not set"
)


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the URL of a server: the one of the environment, or one of this machine's programs.

    The latter listens on a socket in a temporary folder alone, and is stopped at the end.
    """
    given = os.environ.get(VARIABLE)
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        pytest.skip(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="chatkit-postgres-"))
    data = folder / "data"
    try:
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres")
        _run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        log = folder / "log"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server: str, name: str) -> Iterator[str]:
    """Yield the URL of an empty database that goes afterwards."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"drop database {name} with (force)"))
    engine.dispose()


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


def _run(*command: str | Path) -> None:
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    done = subprocess.run(
        [*as_user, *map(str, command)],
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _ensure() -> str:
    """Tell which server the tests use, after an attempt to install one if there is none."""
    if os.environ.get(VARIABLE):
        return f"the one of {VARIABLE}"
    if _programs() is None and os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["sh", "-ec", _INSTALL], check=False, timeout=900)
    return str(_programs() or f"none, their tests are skipped: {MISSING}")


if __name__ == "__main__":
    print("PostgreSQL for the tests:", _ensure())  # noqa: T201
