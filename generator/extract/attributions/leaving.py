"""Where in a content the speaker goes on with another cue, or others begin to speak."""

from spacy.tokens import Token

from generator.extract.attributions.context import Context, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.verbgroup import SUBJECTS, is_finite, subject_of

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


def leaves(ctx: Context, verb: Token, head: Token, token: Token) -> bool:
    """Tell whether a verb read into the content goes on with the saying: "… but admitted …"."""
    if ctx.doc[token.i - 1].text == "," and (
        (says_on(token) and is_finite(verb))
        or _credits(token)
        or _others_say(ctx, verb, token)
        or _answered(ctx, token)
    ):
        return ctx.in_quote(token.idx) is None
    return (
        _disagrees(verb, head, token)
        or _but_others(ctx, verb, head, token)
        or (
            token.dep_ == "conj"
            and (token.tag_ in {"VBD", "VBZ", "VBP"} or _no_part(token, head))
            and token.head in (head, verb)
            and token.lemma_.lower() in ctx.lexicon.verbs
            and (bool(children(token, "ccomp", "xcomp")) or token.lemma_.lower() in _SPEECH_ACTS)
            and not children(token, *SUBJECTS)
            and ctx.in_quote(token.idx) is None
        )
    )


def _but_others(ctx: Context, verb: Token, head: Token, token: Token) -> bool:
    """Tell whether "but" sets what others say against it: "said A but Torvin argued B"."""
    if token.lower_ != "but" or token.dep_ != "cc" or token.head != head:
        return False
    other = next((c for c in children(head, "conj") if c.i > token.i), None)
    if other is None or other.lemma_.lower() not in ctx.lexicon.verbs:
        return False
    who = children(other, "nsubj")
    named = bool(who) and who[0].pos_ == "PROPN" and ctx.in_quote(token.idx) is None
    return named and bool(children(other, "ccomp")) and subject_of(verb) != who[0]


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


def _no_part(token: Token, head: Token) -> bool:
    """Tell whether a bare verb cannot go with the content's: "They said X was ill and say …"."""
    return token.tag_ == "VB" and head.tag_ in {"VBD", "VBZ"} and not children(head, "aux")


def _others_say(ctx: Context, verb: Token, mark: Token) -> bool:
    """Tell whether a clause after a comma sets what others say against it: ", while X argues …"."""
    if mark.lower_ not in _CONTRAST or mark.i + 1 == len(ctx.doc):
        return False
    opener = mark.nbor(1) if mark.lower_ == "even" else mark
    said = opener.head
    who = children(said, "nsubj")
    return (
        said.dep_ == "advcl"
        and opener.dep_ in {"mark", "advmod"}
        and said.i > mark.i
        and said.lemma_.lower() in ctx.lexicon.verbs
        and said.tag_ in {"VBD", "VBZ", "VBP"}
        and bool(who)
        and (who[0].pos_ != "PRON" or subject_of(verb) != who[0])
        and bool(children(said, "ccomp", "xcomp"))
    )


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


def says_on(verb: Token) -> bool:
    """Tell whether a participle goes on with what its sentence reports: "…, adding that …"."""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and verb.lemma_.lower() in _SAYING_ON
        and any(c.dep_ in {"ccomp", "dobj", "prep", "xcomp"} for c in verb.rights)
    )
