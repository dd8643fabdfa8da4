"""Words of praise and blame: a hand-made list, and the adjectives of textblob's sentiment lexicon."""

from __future__ import annotations

from functools import lru_cache

from textblob.en import sentiment

GOOD = frozenset(
    """good better best great excellent right wise useful valuable important essential crucial fair brave courageous
    success triumph blessing necessary legitimate reasonable sensible admirable beautiful promising effective healthy
    safe sound honest progress opportunity gift achievement brilliant impressive strong remarkable hope justified
    understandable masterpiece treasure merit virtue plausible persuasive convincing accurate noble innocent worthy
    generous prudent welcome overdue decent clever elegant humane superb""".split()
)
BAD = frozenset(
    """bad worse worst wrong dangerous naive unfair unjust foolish stupid disaster failure mistake threat harmful
    useless absurd shameful scandal disgrace catastrophe cynical hypocritical irresponsible reckless terrible
    unacceptable corrupt cruel weak poor pointless expensive nonsense exaggerated illusion mistaken tragic lie
    ridiculous ugly wasteful misguided unrealistic vandalism burden betrayal farce immoral blunder hollow evil toxic
    waste arrogant relic dubious fiction insult sham fraud myth imperfect lethal eccentric vain dull hopeless futile
    careless clumsy crude dishonest false fake flawed greedy hysterical idle incompetent inept lazy mediocre
    negligent obscene outrageous pathetic petty reactionary rotten selfish senseless shallow sloppy timid tiresome
    unworthy vicious worthless grab sop fantasy culprit culprits idiot idiots witch-hunt posture bribe trap excuse
    delusion piffle error smokescreen gimmick""".split()
)
# In the lexicon with a score, but in prose on public affairs mostly neutral.
NEUTRAL = frozenset(
    """new old first last little much many more most very late early own same other certain likely free real whole
    main central public private national local common general special full open ready able sure possible probable
    high low large big small long short right-hand left recent present current modern simple single quiet popular
    familiar different particular similar usual unusual young live cold hot hard dead white black green red blue
    grey gray heavy light just only really too even quite less least far close clear due major minor average
    complete entire actual original final foreign commercial legal medical military political""".split()
)


@lru_cache(maxsize=10_000)
def leaning_of(low: str) -> int:
    """Return +1 for a word of praise, -1 for one of blame, else 0."""
    if low in GOOD:
        return 1
    if low in BAD:
        return -1
    if low in NEUTRAL:
        return 0
    entry = sentiment.get(low, {})
    score = entry.get("JJ")
    if not score or score[1] < 0.4 or abs(score[0]) < 0.2:
        return 0
    return 1 if score[0] > 0 else -1


def judges(low: str) -> bool:
    """Whether the word expresses an opinion."""
    return leaning_of(low) != 0
