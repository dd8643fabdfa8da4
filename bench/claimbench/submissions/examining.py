"""Looking a submission over without running it: everything that is wrong, and what is allowed but hardly meant."""

import ast
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from claimbench.engines.interpreter import find_interpreter
from claimbench.engines.sight import find_program, unreadable
from claimbench.model.article import Article
from claimbench.model.faults import Fault, InputError
from claimbench.submissions.environment import requirement_faults
from claimbench.submissions.from_endpoint import MODEL
from claimbench.submissions.from_file import read_file
from claimbench.submissions.inside import read_inside
from claimbench.submissions.manifest import MANIFEST
from claimbench.submissions.opening import Submission
from claimbench.submissions.prompts import read_prompts
from claimbench.submissions.quotes import doubts
from claimbench.submissions.terms import PROGRAMS

ERROR, WARN, OK = "ERROR", "WARN", "OK"
_LARGEST = 512 * 1024  # bytes of a module that is looked at
Finding = tuple[str, Fault]
"""``OK``, ``WARN`` or ``ERROR``, and about what."""


def look_over(submission: Submission, articles: Sequence[Article], styles: Sequence[str] = ()) -> list[Finding]:
    """Examine a submission whose manifest could be read; no code of it is run.

    Args:
        submission: what to look over.
        articles: of the corpus.
        styles: of extraction that were judged on it; none if that is not known.

    Returns:
        Errors first, then warnings, then what is all right.
    """
    try:
        found = _look_over(submission, articles, styles)
    except (
        OSError,
        ValueError,
        RuntimeError,
        MemoryError,
    ) as error:  # odd names, loops of links, what nobody thought of
        found = [(ERROR, Fault(submission.name, "cannot be looked over", f"{type(error).__name__}: {error}"))]
    return sorted(found, key=lambda finding: (ERROR, WARN, OK).index(finding[0]))


def _look_over(submission: Submission, articles: Sequence[Article], styles: Sequence[str]) -> list[Finding]:
    manifest = submission.manifest
    found: list[Finding] = []
    match manifest.kind:
        case "class":
            found += _class(submission)
        case "command":
            found += _command(submission)
        case "llm":
            found += _prompts(submission)
        case "predictions":
            found += _predictions(submission, articles)
    if manifest.python and find_interpreter(manifest.python, submission.folder) is None:
        found.append((WARN, Fault("python", "no such program here", manifest.python, "an interpreter")))
    if manifest.requirements:
        found += _attempt(
            manifest.requirements,
            "names and versions",
            lambda: requirement_faults(submission.folder, manifest.requirements),
        )
    if manifest.style and styles and manifest.style not in styles:
        wanted = f"{' | '.join(styles)}, or none"
        found.append(
            (WARN, Fault("style", "not a judged style: its error band is not measured", manifest.style, wanted))
        )
    known = {article.id for article in articles}
    for name in manifest.gold_seen:
        if name not in known:
            found.append((WARN, Fault("gold_seen", "no article of this corpus", name, " | ".join(sorted(known)[:5]))))
    if (submission.folder / MANIFEST).is_file():
        found.append((OK, Fault(f"{submission.folder.name}/{MANIFEST}", f"kind {manifest.kind}")))
        if submission.name != submission.folder.name:
            wanted = f"{submission.folder.name}, to be published"
            found.append((WARN, Fault("name", "not the folder's", submission.name, wanted)))
        if manifest.kind in ("class", "command") and (path := unreadable(submission.folder)):
            where = str(path.relative_to(submission.folder.parent))
            found.append(
                (WARN, Fault(where, "not readable for everybody, which workers of root need", wanted="chmod a+rX"))
            )
    return found


def _attempt(where: str, fine: str, look: Callable[[], Sequence[Any]]) -> Iterator[Finding]:
    """The faults that a look returns or raises, or that all is fine."""
    try:
        faults = look()
    except InputError as error:
        faults = error.faults
    yield from [(ERROR, entry) for entry in faults] or [(OK, Fault(where, fine))]


def _predictions(submission: Submission, articles: Sequence[Article]) -> Iterator[Finding]:
    path = submission.predictions
    assert path is not None
    try:
        found = read_file(submission, articles)
    except InputError as error:
        yield from ((ERROR, entry) for entry in error.faults)
        return
    for article in articles:
        if article.id in found:
            yield from ((WARN, entry) for entry in doubts(found[article.id], article))
        else:
            yield WARN, Fault(path.name, "no line for an article of this corpus", wanted=article.id)
    yield OK, Fault(path.name, f"{len(found)} articles, {sum(len(p.claims) for p in found.values())} claims")


def _class(submission: Submission) -> Iterator[Finding]:
    """Whether the file is there, can be parsed, and has the class with a method ``extract``."""
    module, name = submission.manifest.entry.split(":")
    if submission.installed:
        yield OK, Fault(submission.manifest.entry, f"installed in {submission.folder}")
        return
    place = submission.folder.joinpath(*module.split("."))
    root = submission.folder.resolve()
    paths = [p for p in (place.with_suffix(".py"), place / "__init__.py") if p.is_file()]
    path = next((p for p in paths if p.resolve().is_relative_to(root)), None)
    if path is None:
        level = ERROR if submission.whole else WARN  # from where the user stands it may still be importable
        yield level, Fault("entry", "no such module in the folder", module, f"{module.replace('.', '/')}.py")
        return
    try:
        tree = ast.parse(read_inside(path.parent, path.name, _LARGEST))
    except InputError as error:
        yield from ((ERROR, entry) for entry in error.faults)
        return
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        said = str(error) or type(error).__name__
        yield ERROR, Fault(f"{path.name}:{getattr(error, 'lineno', None) or 1}", "not Python", said, "Python 3")
        return
    defined = next((n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == name), None)
    if defined is None:
        classes = ", ".join(node.name for node in tree.body if isinstance(node, ast.ClassDef)) or "no class"
        yield (
            WARN,
            Fault(path.name, "the class of the entry does not stand here", classes, f"{name}, unless it is imported"),
        )
    elif not defined.bases and not any(isinstance(n, ast.FunctionDef) and n.name == "extract" for n in defined.body):
        yield (
            ERROR,
            Fault(f"{path.name}:{defined.lineno}", "a class without extract", name, "def extract(self, article)"),
        )
    else:
        yield OK, Fault(path.name, f"class {name}")


def _command(submission: Submission) -> Iterator[Finding]:
    name = submission.manifest.command[0]
    python = find_interpreter(submission.manifest.python, submission.folder)
    path = f"{python.path.parent if python else ''}:{os.environ.get('PATH', os.defpath)}"
    found = find_program(name, submission.folder, path, python.shown if python else ())
    if found is None and find_program(name, submission.folder, path, anywhere=True):
        yield WARN, Fault("command", "outside of the system", name, f"{PROGRAMS} to run it")
    elif found is None:
        level = ERROR if "/" in name else WARN
        wanted = "an executable file of the folder" if "/" in name else "a program in the PATH"
        yield level, Fault("command", "no such program here", name, wanted)
    elif "/" in name and not os.access(submission.folder / name, os.X_OK):
        yield ERROR, Fault("command", "not executable", name, f"chmod +x {name}")
    else:
        yield OK, Fault("command", f"{' '.join(submission.manifest.command)} ({found[0]})")
    for word in submission.manifest.command[1:]:
        if (
            Path(word).suffix
            and not word.startswith("-")
            and not (submission.folder / word).exists()
            and " " not in word
        ):
            yield WARN, Fault("command", "no such file in the folder", word, "the name of a file in it, if it is one")


def _prompts(submission: Submission) -> Iterator[Finding]:
    chat = submission.manifest.llm
    assert chat is not None
    names = chat.prompts
    yield from _attempt("llm.prompts", ", ".join(names), lambda: read_prompts(submission.folder, names)[:0])
    if not chat.model and not os.environ.get(MODEL):
        yield WARN, Fault("llm.model", "no model is named", wanted=f"model, or {MODEL} in the environment")
