"""``claimbench gold audit``: a person reads, the command asks and keeps."""

import argparse

from claimbench.cli.output import print_json
from claimbench.corpus.audit import Answered, Question, audit_file, audited, draw, load_audit, passage, save_audit
from claimbench.corpus.corpus import load_corpus
from claimbench.model.gold import Gold

_KEYS = {"y": "yes", "n": "no", "u": "unsure"}


def gold_audit(arguments: argparse.Namespace) -> int:
    """Ask one question after the other; each verdict is kept at once, and the next session goes on from there."""
    corpus = load_corpus(arguments.corpus)
    if arguments.json or not arguments.auditor:
        state = {gold.article.id: audited(corpus.root, gold) for gold in corpus.golds}
        if arguments.json:
            print_json(state)
        else:
            for name, line in state.items():
                print(f"{name}: {line}")
            print("to audit: claimbench gold audit --auditor NAME")
        return 0
    for gold in corpus.golds:
        path = audit_file(corpus.root, gold, arguments.auditor)
        answers = list(load_audit(path, gold))
        done = {(a.claim, a.sentence) for a in answers}
        questions = draw(gold, arguments.seed)
        for number, question in enumerate(questions, 1):
            if (question.claim, question.sentence) in done:
                continue
            answer = _ask(gold, question, f"{number} of {len(questions)}")
            if answer is None:
                print(f"stopped; {len(answers)} verdicts are in {path}")
                return 0
            answers.append(answer)
            save_audit(path, answers)
        print(audited(corpus.root, gold))
    return 0


def _ask(gold: Gold, question: Question, place: str) -> Answered | None:
    asks = "Does the sentence state the claim?" if question.sentence else "Does the passage put this forward so?"
    print(f"\n[{place}] {passage(gold, question.claim)}\n\n  {question.shown}\n")
    while True:
        try:
            given = input(f"{asks} y, n or u, then a remark if you like; q to stop: ").strip()
        except EOFError:
            return None
        key, _, remark = given.partition(" ")
        if key == "q":
            return None
        if key in _KEYS:
            return Answered(
                claim=question.claim,
                sentence=question.sentence,
                gold=gold.info.version,
                verdict=_KEYS[key],  # type: ignore[arg-type]
                remark=remark.strip(),
            )
