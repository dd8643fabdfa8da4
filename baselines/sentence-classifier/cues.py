"""Closed lists of common words that tell reports, hedges, advice and judgements."""

from __future__ import annotations

from sentences import Word

LISTS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "report": "say says said saying argue argues argued claim claims claimed warn warns warned write writes wrote "
        "believe believes believed think thinks thought insist insists insisted report reports reported reportedly "
        "allege alleges alleged announce announces announced declare declares declared tell tells told according "
        "admit admits admitted deny denies denied suggest suggests suggested expect expects expected hope hopes hoped "
        "fear fears feared see sees seen view views viewed know knows knew convinced perceive perceives perceived",
        "idea": "idea ideas notion belief view opinion hope hopes claim claims argument assumption theory "
        "report reports rumour rumours conviction myth illusion promise demand demands fear fears doubt doubts",
        "modal": "can could may might must shall should will would can't cannot couldn't won't wouldn't shouldn't",
        "advice": "should shouldn't must mustn't ought need needs necessary important essential let",
        "future": "will won't would wouldn't shall going soon tomorrow future",
        "possible": "may might could perhaps possibly maybe possible conceivably",
        "probable": "probably likely unlikely seem seems seemed appear appears appeared apparently presumably doubtful",
        "sure": "certainly obviously clearly undoubtedly surely definitely indeed always never",
        "denial": "not no never nothing nobody none neither nor hardly little few without don't doesn't didn't isn't "
        "aren't wasn't weren't however but",
        "cause": "because cause causes caused due result results led leads lead therefore thus reason since thanks "
        "prevent prevents help helps make makes made",
        "judging": "good better best bad worse worst great right wrong fair unfair dangerous naive foolish stupid "
        "disaster success failure mistake threat strong weak strength weakness useful useless important absurd wise "
        "fallacy nonsense reasonable ridiculous",
        "general": "always any every all never usually often generally typically everyone nobody most people",
        "copula": "is are was were be been being isn't aren't wasn't weren't remain remains become becomes became",
        "perfect": "has have had hasn't haven't hadn't",
        "self": "i we my our me us",
        "pronoun": "he she his her him they them their it its",
        "pointer": "this that these those such",
        "condition": "if unless once when whenever",
    }.items()
}
OF_WORD: dict[str, tuple[str, ...]] = {
    word: tuple(name for name, words in LISTS.items() if word in words)
    for word in sorted(frozenset().union(*LISTS.values()))
}


def cues_in(words: tuple[Word, ...]) -> set[str]:
    """Return the names of the lists of which a word occurs."""
    return {name for word in words for name in OF_WORD.get(word.lower, ())}
