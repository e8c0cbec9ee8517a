"""What the demo's processes do: the same programs as in service, called instead of executed."""

INSIDE = "127.0.0.1"


def of(host, port, home, pages, sockets):
    """Name and work of every process; `pages` and `sockets` are the ports behind the public one."""
    return {
        "front": lambda: front(host, port, pages, sockets),
        "web": lambda: web(INSIDE, pages),
        "live": lambda: live(INSIDE, sockets),
        "worker": worker,
        "beat": lambda: beat(home),
    }


def front(host, port, pages, sockets):
    """The public port, for pages and sockets."""
    from network.demo.front import serve

    serve(host, port, (INSIDE, pages), (INSIDE, sockets))


def live(host, port):
    """uvicorn, for sockets."""
    from network.live.server import serve

    serve(host=host, port=port)


def web(host, port):
    """Granian, two workers."""
    from django.contrib.staticfiles.storage import staticfiles_storage
    from django.core.files.storage import storages
    from django.utils.functional import empty
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    # The launcher, whose copy this process is, may have read the list of styles before they were gathered anew.
    storages._storages.pop("staticfiles", None)
    staticfiles_storage._wrapped = empty
    Granian(
        "network.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=2,
        blocking_threads=1,
        backpressure=64,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()


def worker():
    """Celery's worker for all queues; threads, because one process is enough here."""
    from network.celery import app

    pool = ["--pool", "threads", "--concurrency", "3", "--queues", "fast,slow,digest"]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    app.worker_main(["worker", "--loglevel", "WARNING", *pool, *alone])


def beat(home):
    """Celery's clock."""
    from network.celery import app

    app.start(["beat", "--schedule", str(home / "beat-schedule"), "--pidfile=", "--loglevel", "WARNING"])
