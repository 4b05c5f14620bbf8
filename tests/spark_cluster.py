"""A real Spark standalone cluster of the tests: a master and two workers on the loopback, from pip's pyspark."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from socket import create_connection, socket

LOOPBACK = "127.0.0.1"
_WAIT_SECONDS = 60
_CONFIGURATION = """\
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.driver.memory 1g
spark.executor.memory 1g
spark.cores.max 2
spark.ui.enabled false
spark.sql.shuffle.partitions 4
spark.sql.session.timeZone UTC
spark.sql.warehouse.dir {folder}/warehouse
"""


def why_not() -> str | None:
    """Why no cluster can be started here, if so."""
    if find_spec("pyspark") is None:
        return "pyspark n’est pas installé"
    return None if shutil.which("java") else "java n’est pas installé"


@contextmanager
def spark_cluster(folder: Path) -> Iterator[str]:
    """The address of a cluster that lives as long as the block; the folder holds its files and its configuration."""
    port = free_port()
    (folder / "spark-defaults.conf").write_text(_CONFIGURATION.format(folder=folder))
    (folder / "log4j2.properties").write_text("rootLogger.level = error\n")
    with ExitStack() as stack:
        master = ["--host", LOOPBACK, "--port", str(port), "--webui-port", "0"]
        stack.enter_context(_process(folder, "master", "org.apache.spark.deploy.master.Master", *master))
        wait_for(port)
        for number in (1, 2):
            worker = ["--host", LOOPBACK, "--cores", "1", "--memory", "1g", "--webui-port", "0"]
            worker += ["-d", str(folder / f"work-{number}"), f"spark://{LOOPBACK}:{port}"]
            name = f"worker-{number}"
            stack.enter_context(_process(folder, name, "org.apache.spark.deploy.worker.Worker", *worker))
        yield f"spark://{LOOPBACK}:{port}"


@contextmanager
def connect_server(folder: Path, master: str) -> Iterator[str]:
    """The address of a Spark Connect server on the cluster."""
    port = free_port()
    submit = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", master]
    submit += ["--conf", f"spark.connect.grpc.binding.port={port}"]
    submit += ["--conf", f"spark.connect.grpc.binding.address={LOOPBACK}", "spark-internal"]
    with _process(folder, "connect", "org.apache.spark.deploy.SparkSubmit", *submit):
        wait_for(port)
        yield f"sc://{LOOPBACK}:{port}"


@contextmanager
def _process(folder: Path, name: str, *arguments: str) -> Iterator[None]:
    found = find_spec("pyspark")
    assert found is not None and found.origin is not None
    home = Path(found.origin).parent
    settings = {"SPARK_HOME": str(home), "SPARK_CONF_DIR": str(folder), "SPARK_LOCAL_IP": LOOPBACK}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [str(home / "bin/spark-class"), *arguments],
            env={**os.environ, **settings},
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(_WAIT_SECONDS)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket() as found:
        found.bind((LOOPBACK, 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Returns once someone listens on the port."""
    limit = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            create_connection((LOOPBACK, port), 1).close()
            return
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)
