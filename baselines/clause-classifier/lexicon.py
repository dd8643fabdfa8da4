"""Closed lists of common English words that the parse, the frames and the features ask for.

Lemmas stand for all their forms.
"""

from __future__ import annotations

REPORTING = frozenset(
    """say tell claim argue insist assert maintain contend warn write declare announce report allege admit concede
    acknowledge confess deny suggest believe think feel know realise realize recognise recognize understand suppose
    assume expect predict forecast hope fear worry doubt suspect imagine find show reveal discover prove conclude
    estimate reckon calculate note observe remark point complain object protest reply answer retort add promise pledge
    vow swear assure remind inform persuade convince explain mention state stress emphasise emphasize propose recommend
    demand urge ask call describe regard see view consider dismiss accuse blame mutter whisper boast repeat agree
    accept guess gather hear learn remember forget pretend imply indicate confirm testify caution counter hold
    hint joke lament murmur opine quip rule speculate sense grumble scoff sneer shout decide""".split()
)
DOUBTING = frozenset("""claim allege pretend insist imagine boast assume suppose repeat mutter""".split())
FACTIVE = frozenset(
    """know realise realize recognise recognize show reveal discover prove find learn note observe confirm admit
    acknowledge concede remember forget understand demonstrate notice see""".split()
)
SAYING_NOUNS = frozenset(
    """claim claims assertion argument arguments belief beliefs idea notion view views opinion hope hopes fear fears
    worry worries concern concerns suspicion suspicions rumour rumours rumor rumors report reports allegation
    allegations accusation accusations charge charges complaint complaints objection objections theory thesis
    hypothesis conviction promise promises pledge pledges warning warnings prediction predictions forecast forecasts
    estimate estimates assumption assumptions conclusion finding findings evidence proof suggestion suggestions
    proposal proposals demand demands call calls expectation expectations illusion myth fantasy delusion excuse
    statement assurance assurances impression doubt doubts threat threats danger risk chance possibility talk dream
    dreams faith case line defence defense reason explanation verdict feeling sense story pretence""".split()
)
EMPTY_NOUNS = frozenset("idea notion illusion myth fantasy delusion pretence pretense excuse fiction fallacy".split())
SOURCES = frozenset(
    """critics supporters opponents advocates sceptics skeptics experts economists officials ministers analysts
    observers commentators residents parents teachers doctors nurses farmers fishermen owners landlords tenants
    campaigners activists scientists researchers historians lawyers diplomats politicians voters readers
    defenders champions admirers enthusiasts optimists pessimists unions employers managers directors envoys
    inspectors engineers investors bankers traders shopkeepers drivers players coaches fans neighbours allies rivals
    colleagues friends enemies people some many others most study report survey poll audit review commission committee
    ministry department office agency institute centre center board council federation association union chamber
    newspaper paper editorial article letter book memo document documents figures statistics court judge panel
    government opposition party parliament minister president mayor spokesman spokeswoman spokesperson chairman
    director professor economist author report""".split()
)
SUBORDINATORS = frozenset(
    """because although though while whereas unless if when whenever wherever until since once whether lest after
    before as where why how what who whom whose which that whoever whatever till provided given""".split()
)
FINITE_ONLY = frozenset("as since after before until once while till given provided than what".split())
RELATIVES = frozenset("who whom whose which that where when".split())
COORDINATORS = frozenset("and or but nor yet so".split())
CONNECTIVES = frozenset(
    """and or but yet so then still however therefore thus hence indeed moreover furthermore besides meanwhile
    nevertheless nonetheless otherwise instead also though for because that admittedly true now well
    consequently accordingly rather similarly likewise finally secondly firstly thirdly""".split()
)

CUES: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "advice": "should must ought need needs shouldn't mustn't necessary essential imperative let deserve deserves "
        "better had-better recommend",
        "obligation": "must oblige obliged required require forced shall",
        "future": "will wo 'll shall would tomorrow soon future next going",
        "would": "would 'd could might",
        "possible": "may might could perhaps possibly maybe possible conceivably conceivable",
        "probable": "probably likely unlikely seem seems seemed appear appears appeared apparently presumably "
        "presumable doubtful tend tends expected suggests suspect roughly",
        "sure": "certainly obviously clearly undoubtedly surely definitely indeed always never inevitably plainly "
        "simply doubt course",
        "not": "not n't no never nothing nobody none neither nor hardly scarcely barely without",
        "cause": "because cause causes caused due result results lead leads led therefore thus since thanks prevent "
        "prevents prevented make makes made help helps helped let lets drive drives drove force forces forced "
        "encourage encourages produce produces bring brings reduce reduces raise raises turn turns why by so",
        "reason": "because since therefore thus so hence why reason",
        "good": "good better best great right fair wise useful honest sound sensible reasonable strong safe fine "
        "decent admirable brave success successful fortunate welcome worth justified effective excellent elegant",
        "bad": "bad worse worst wrong unfair foolish stupid dangerous absurd ridiculous useless weak naive cruel "
        "shameful dishonest nonsense failure failed fail fails mistake error disaster scandal insult poor hollow "
        "cynical lazy cowardly unjust pointless reckless misleading expensive threat misguided hypocrisy sad",
        "irony": "of-course naturally supposedly so-called allegedly apparently evidently merely simply bravo splendid "
        "please really surely",
        "agree": "rightly right true indeed correctly correct admittedly granted fair justified proves showed shows",
        "disagree": "wrongly wrong false untrue nonsense mistaken misplaced misguided myth illusion exaggerated "
        "unfounded dubious flimsy absurd pretends ignores forgets denies refuted baseless unconvincing",
        "general": "always any every all never usually often generally typically everyone everybody nobody most "
        "people anyone whoever rarely seldom tend no those who",
        "self": "i we my our me us myself ourselves mine",
        "you": "you your yours",
        "third": "he she his her him they them their it its",
        "pointer": "this that these those such",
        "condition": "if unless once when whenever provided until",
        "quantity": "percent per cent million billion thousand hundred half third quarter dozen twice one two three "
        "four five six seven eight nine ten eleven twelve fourteen twenty thirty forty fifty sixty",
        "time": "year years month months week weeks day days yesterday january february march april may june july "
        "august september october november december monday tuesday wednesday thursday friday saturday sunday last ago",
        "compare": "more less than better worse rather as faster higher lower most least fewer",
        "copula": "is are was were be been being 's 're 'm become becomes became remain remains",
        "perfect": "has have had 've having",
        "past": "was were had did",
        "question": "who what why how when where which whose whether",
        "mental": "want wants wanted hope hopes fear fears believe believes think thinks know knows like likes prefer "
        "prefers trust wish wishes",
        "report": " ".join(sorted(REPORTING)),
        "concede": "may admittedly granted true perhaps though although while certainly concede admit confess",
        "source": " ".join(sorted(SOURCES)),
    }.items()
}
CUES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(sorted(name for name, words in CUES.items() if word in words))
    for word in sorted(frozenset().union(*CUES.values()))
}
