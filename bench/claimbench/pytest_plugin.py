"""``pytest --leaderboard``: one item a submission and article. Without the option this plugin does nothing."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """One option; the others are there only beside it, so that they can be in the way of nobody's own."""
    parser.getgroup("claimbench", "claim extraction leaderboard").addoption(
        "--leaderboard",
        action="store_true",
        help="run the claimbench leaderboard instead of tests (its options: pytest --leaderboard --help)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(parser: pytest.Parser, args: list[str]) -> None:
    """Add the options of a leaderboard run, if one is asked for.

    What stands apart from its option pytest takes for tests, and runs the conftest.py that lies there.
    """
    if "--leaderboard" not in args:
        return
    for option in ("--submission", "--corpus", "--leaderboard-output"):
        if option in args:
            raise pytest.UsageError(
                f"write {option}=…, with a sign of equality: pytest would run that folder's conftest.py"
            )
    group = parser.getgroup("claimbench")
    group.addoption(
        "--submission",
        action="append",
        default=[],
        metavar="SUBMISSION",
        help="folder with submission.toml, predictions file, or module:Class; may be repeated",
    )
    group.addoption("--corpus", metavar="DIR", default=None, help="folder with seeds/ and annotations/")
    group.addoption(
        "--gate",
        action="append",
        default=[],
        metavar="LAYER.RATIO=X",
        help="least value for every submission named, e.g. claims.f1=0.5; exit code 1 when missed",
    )
    group.addoption(
        "--isolation",
        choices=("bubblewrap", "process"),
        default=None,
        help="bubblewrap: refuse to run code without it; process: do without it (default: the best that works here)",
    )
    group.addoption("--allow-network", action="store_true", help="let submissions that ask for it have the network")
    group.addoption("--allow-programs", action="store_true", help="let commands use programs from outside /usr")
    group.addoption("--fresh", action="store_true", help="ask anew what an earlier run has answered")
    group.addoption("--max-memory", type=int, default=None, metavar="MIB", help="most that a manifest may ask for")
    group.addoption("--max-seconds", type=float, default=None, metavar="S", help="most that a manifest may ask for")
    group.addoption(
        "--leaderboard-output", metavar="DIR", default="build/leaderboard", help="where the board is written"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Put the leaderboard's own hooks in place, if it is asked for."""
    if config.getoption("leaderboard"):
        from claimbench.pytest_leaderboard import LeaderboardRun

        config.addinivalue_line("markers", "xdist_group(name): items that one xdist worker runs")
        config.pluginmanager.register(LeaderboardRun.from_config(config), "claimbench-leaderboard")
