"""Where in a content the speaker goes on with another cue, or others begin to speak."""

from spacy.tokens import Token

from generator.extract.attributions.context import Context, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.refusals import refusal_words
from generator.extract.attributions.speakers import can_speak
from generator.extract.attributions.verbgroup import (
    SUBJECTS,
    is_finite,
    is_past,
    is_shifted,
    subject_of,
)

_CLOSING = 3
"""Tokens of punctuation and space at most that end a sentence."""
_MANY = frozenset(["they", "we", "you", "i"])
_CONTRAST = word_set("though although while even whereas as")
_SPEECH_ACTS = word_set(
    """
    accuse urge call blame criticize criticise condemn warn demand describe praise dismiss reject
    deny
    """
)
_SAYING_ON = word_set(
    """
    add say note explain stress insist warn argue claim point describe accuse urge tell ask cite
    confirm repeat reiterate acknowledge concede deny predict promise pledge vow suggest declare
    assert
    """
)
_JUDGING_ON = word_set(
    """
    call dismiss denounce blame criticize criticise condemn praise hail label brand deride mock
    write tweet joke maintain contend allege complain reply respond caution state wonder reject
    liken compare
    """
)
"""Verbs with which the speaker goes on, unless who is spoken of spoke too."""
_FIGURES = word_set("put peg estimate")
_AND_SAYS = word_set(
    """
    maintain reply respond reject announce report estimate contend allege state reveal disclose
    caution counter write tweet recommend propose
    """
)


def leaves(ctx: Context, verb: Token, head: Token, token: Token) -> bool:
    """Tell whether a verb read into the content goes on with the saying: "… but admitted …"."""
    if after_comma(token) and (
        (says_on(token) and is_finite(verb))
        or (_judges_on(ctx, head, token) and is_finite(verb))
        or _credits(token)
        or _others_say(ctx, verb, token)
        or _sets_against(verb, head, token)
        or closing_report(ctx, token.head) == token
        or _answered(ctx, token)
        or _said_besides(ctx, verb, token)
        or _as_did(token)
    ):
        return ctx.in_quote(token.idx) is None
    return (
        _evidence(token)
        or _withholds(ctx, head, token)
        or _disagrees(verb, head, token)
        or _but_others(ctx, verb, head, token)
        or (
            token.dep_ == "conj"
            and (
                token.tag_ in {"VBD", "VBZ", "VBP"}
                or _no_part(ctx, token, head)
                or _has_said(verb, head, token)
            )
            and token.head in (head, verb)
            and token.lemma_.lower() in ctx.lexicon.verbs
            and (bool(children(token, "ccomp", "xcomp")) or token.lemma_.lower() in _SPEECH_ACTS)
            and not children(token, *SUBJECTS)
            and ctx.in_quote(token.idx) is None
        )
    )


def _withholds(ctx: Context, head: Token, token: Token) -> bool:
    """Tell whether the speaker withholds more: "said it was wrong but did not give details"."""
    if token.dep_ != "conj" or token.head != head:
        return False
    words = refusal_words()
    kept = token.lemma_.lower() in words["disclose"] | words["inform"]
    but = any(c.lower_ == "but" for c in children(head, "cc"))
    negated = bool(children(token, "neg"))
    return (
        kept
        and but
        and negated
        and not children(token, *SUBJECTS)
        and ctx.in_quote(token.idx) is None
    )


def _as_did(mark: Token) -> bool:
    """Tell whether others did the same: "called on him to quit, as did three ministers"."""
    following = mark.nbor(1) if mark.i + 1 < len(mark.doc) else mark
    return mark.lower_ == "as" and following.lemma_ == "do" and following.pos_ in {"AUX", "VERB"}


def _evidence(colon: Token) -> bool:
    """Tell whether a colon opens a sentence with a source of its own: ": … , according to X"."""
    if colon.text != ":" or colon.i + 1 == len(colon.doc) or colon.nbor(1).is_quote:
        return False
    return any(t.lower_ == "according" and _credits(t) for t in colon.doc[colon.i : colon.sent.end])


def own_start(credit: Token) -> int:
    """Return the first token of the sentence that "according to X" closes, after a colon in it."""
    for token in credit.doc[credit.sent.start : credit.i]:
        if _evidence(token):
            return token.i + 1
    return credit.sent.start


def _but_others(ctx: Context, verb: Token, head: Token, token: Token) -> bool:
    """Tell whether others speak next: "said A but Torvin argued B", "said A, and he urged B"."""
    if token.lower_ not in {"but", "and"} or token.dep_ != "cc" or token.head != head:
        return False
    other = next((c for c in children(head, "conj") if c.i > token.i), None)
    if other is None or other.lemma_.lower() not in ctx.lexicon.verbs or ctx.in_quote(token.idx):
        return False
    who = children(other, "nsubj")
    if not who or subject_of(verb) == who[0] or children(other, "aux", "mark"):
        return False
    if token.lower_ == "and":
        # Only a comma before "and" parts two sentences, and only a verb of speech goes on so.
        apart = ctx.doc[token.i - 1].text == "," and other.tag_ == verb.tag_
        return apart and can_speak(ctx, who[0]) and _speaks(other)
    return who[0].pos_ == "PROPN" and bool(children(other, "ccomp"))


def _speaks(verb: Token) -> bool:
    """Tell whether a verb does nothing but speak, and has what it says."""
    lemma = verb.lemma_.lower()
    said = lemma in _SPEECH_ACTS | _SAYING_ON | _AND_SAYS
    return said and bool(children(verb, "ccomp", "xcomp", "dobj", "prep"))


def _disagrees(verb: Token, head: Token, token: Token) -> bool:
    """Tell whether a singular verb cannot go with a plural content: "said taxes fell and is …"."""
    group = token.head
    if token.lower_ not in {"is", "was", "has"} or group.dep_ != "conj" or group.head != head:
        return False
    plural = [c for c in children(head, *SUBJECTS) if c.tag_ in {"NNS", "NNPS"}]
    who = subject_of(verb)
    single = who is not None and who.tag_ in {"NN", "NNP", "PRP"} and who.lower_ not in _MANY
    return bool(plural) and single and not children(group, *SUBJECTS, "expl")


def _answered(ctx: Context, token: Token) -> bool:
    """Tell whether a reply follows a question in its sentence: "…, to which Torvin replied"."""
    if token.lower_ not in {"to", "at"} or token.i + 1 == len(ctx.doc):
        return False
    reply = token.head
    asked = token.nbor(1).lower_ == "which" and reply.dep_ == "relcl" and reply.i > token.i
    return asked and reply.lemma_.lower() in ctx.lexicon.verbs


def _has_said(verb: Token, head: Token, token: Token) -> bool:
    """Tell whether a perfect tense goes on with the cue: "says she is ill and has promised to"."""
    perfect = [c for c in children(token, "aux") if c.lower_ in {"has", "have"}]
    plain = verb.tag_ in {"VBZ", "VBP"} and head.tag_ in {"VBZ", "VBP"}
    said = token.lemma_.lower() in _SPEECH_ACTS | _SAYING_ON
    return bool(perfect) and plain and said and not children(head, "aux")


def _no_part(ctx: Context, token: Token, head: Token) -> bool:
    """Tell whether a verb cannot go with the content's: "They said X was ill and say …".

    A bare form needs "will" or "do" before the verb that it goes with, and a thing says nothing:
    "He said prices had risen but maintained that …".
    """
    if children(token, "aux"):
        return False
    if token.tag_ == "VB":
        helped = any(c.tag_ in {"MD", "TO"} or c.lemma_ == "do" for c in children(head, "aux"))
        return head.tag_ != "VB" and not helped
    subjects = children(head, *SUBJECTS)
    thing = bool(subjects) and subjects[0].tag_ in {"NN", "NNS"} and not can_speak(ctx, subjects[0])
    return token.tag_ == "VBN" and thing and token.lemma_.lower() in _SAYING_ON | _AND_SAYS


def after_comma(token: Token) -> bool:
    """Tell whether a comma stands before a token, with or without a closing mark between."""
    before = token.nbor(-1) if token.i else token
    if before.is_quote and before.i:
        before = before.nbor(-1)
    return before.text == ","


def _said_besides(ctx: Context, verb: Token, pronoun: Token) -> bool:
    """Tell whether a clause says what is said of the last noun: "…, which he described as wise"."""
    said = pronoun.head
    if pronoun.lower_ not in {"which", "whom"} or said.dep_ not in {"relcl", "ccomp"}:
        return False
    while said.dep_ == "ccomp" and said.head.i > verb.i:
        said = said.head
    who = [c for c in children(said, "nsubj") if c != pronoun]
    told = bool(who) and said.dep_ == "relcl" and said.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
    return told and said.i > pronoun.i and said.lemma_.lower() in ctx.lexicon.verbs


def _others_say(ctx: Context, verb: Token, mark: Token) -> bool:
    """Tell whether a clause after a comma sets what others say against it: ", while X argues …"."""
    said = others_say(ctx, mark)
    if said is None:
        return False
    who = children(said, "nsubj")
    return who[0].pos_ != "PRON" or subject_of(verb) != who[0]


def _counts(said: Token, mark: Token) -> bool:
    """Tell whether others put a figure elsewhere: ", though the company puts it at 40"."""
    return said.lemma_ in _FIGURES and mark.lower_ != "as"


def others_say(ctx: Context, mark: Token) -> Token | None:
    """Return the verb of a clause after "while" or "though" in which somebody says something."""
    if mark.lower_ not in _CONTRAST or mark.i + 1 == len(ctx.doc):
        return None
    opener = mark.nbor(1) if mark.lower_ == "even" else mark
    said = opener.head
    speaks = (
        said.dep_ == "advcl"
        and opener.dep_ in {"mark", "advmod"}
        and said.i > mark.i
        and said.lemma_.lower() in ctx.lexicon.verbs
        and said.tag_ in {"VBD", "VBZ", "VBP"}
        and bool(children(said, "nsubj"))
        and (bool(children(said, "ccomp", "xcomp")) or _counts(said, mark))
    )
    return said if speaks else None


def _sets_against(verb: Token, head: Token, mark: Token) -> bool:
    """Tell whether the document sets a fact of today against what was said then.

    "Torvin said he would leave, though he has changed his mind before."
    """
    against = mark.head
    return (
        mark.lower_ in {"though", "although"}
        and against.dep_ == "advcl"
        and against.head == head
        and is_past(verb)
        and is_shifted(head)
        and any(t.tag_ in {"VBZ", "VBP"} for t in (against, *children(against, "aux")))
    )


def closing_report(ctx: Context, who: Token) -> Token | None:
    """Return the first token of "a poll found" at the end of a sentence, given its noun.

    The parser takes it for another name of the last noun: "They do not trust Torvin, a poll found."
    """
    if who.i + 1 >= len(ctx.doc) or not who.left_edge.i or who.left_edge.nbor(-1).text != ",":
        return None
    verb, end = who.nbor(1), who.sent.end
    reports = verb.dep_ in {"acl", "relcl"} and verb.tag_ in {"VBD", "VBN", "VBZ"}
    rest = ctx.doc[verb.i + 1 : end]
    closed = all(t.is_punct or t.is_space or t.ent_type_ == "DATE" for t in rest)
    if not (reports and verb.head == who and closed and verb.lemma_.lower() in ctx.lexicon.verbs):
        return None
    return who.left_edge if can_speak(ctx, who) else None


def vows_on(ctx: Context, verb: Token, token: Token) -> bool:
    """Tell whether the speaker goes on with a verb read beside the content.

    "Torvin says Berg lied, vows to sue", "said the bridge was safe but added that it needed paint".
    """
    before = ctx.doc[token.i - 1]
    headline = before.text == "," and token.tag_ == "VBZ"
    return (
        token.dep_ == "ccomp"
        and token.head == verb
        and token.i > verb.i + 1
        and (headline or (before.pos_ == "CCONJ" and token.tag_ in {"VBD", "VBZ", "VBP"}))
        and token.lemma_.lower() in ctx.lexicon.verbs
        and not children(token, *SUBJECTS)
        and bool(children(token, "ccomp", "xcomp"))
        and ctx.in_quote(token.idx) is None
    )


def _credits(token: Token) -> bool:
    """Tell whether "according to …" closes the sentence: it is about all that stands before."""
    return token.lower_ == "according" and token.right_edge.i >= token.sent.end - _CLOSING


def _judges_on(ctx: Context, head: Token, token: Token) -> bool:
    """Tell whether a participle judges in the speaker's name: "said he was honored, calling it …".

    In "said Berg attacked him, calling him weak" it is Berg who does.
    """
    if not _goes_on_with(token, _JUDGING_ON) or token.head not in (head, head.head):
        return False
    return head.lemma_.lower() not in ctx.lexicon.verbs


def says_on(verb: Token) -> bool:
    """Tell whether a participle goes on with what its sentence reports: "…, adding that …"."""
    return _goes_on_with(verb, _SAYING_ON)


def _goes_on_with(verb: Token, verbs: frozenset[str]) -> bool:
    """Tell whether a verb is a participle of one of some verbs, with something that it says."""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and verb.lemma_.lower() in verbs
        and any(c.dep_ in {"ccomp", "dobj", "oprd", "prep", "xcomp"} for c in verb.rights)
    )
