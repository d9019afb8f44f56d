"""What the main clause of a statement does to its certainty: negates, leaves open, conditions.

Lists of phrases (`cues-hedges.yaml`) find hedges wherever they stand; what is found here follows
from the parse of the content's main clause, since the words vary: "found no evidence that",
"was not at all sure whether", "if the reports are true".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Range, children
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.refusals import refusal_words
from generator.model import HedgeKind

_UNSURE = word_set("know confirm verify corroborate recall remember determine establish")
"""Verbs whose negation neither affirms nor denies."""
_THINK = word_set("think believe feel expect suppose")
"""Verbs whose negation negates what is thought: "I don't think it works"."""
_MINDS = word_set("think believe hope fear suspect expect assume doubt guess suppose feel worry")
"""Verbs with which the speaker limits their own statement: "said she hoped"."""
_OPEN = word_set("unclear uncertain unsure unknown unconfirmed")
_SURE = word_set("clear certain sure known aware confirmed proven")
_GROUNDS = word_set("evidence information indication sign proof suggestion confirmation knowledge")
"""Nouns that stand for what a statement could rest on: "no evidence that"."""
_HOLDS = word_set("be have see find exist receive get")
_CONDITIONS = word_set("if unless provided providing assuming")
_NEAR = 4
"""Tokens between an auxiliary and its verb, at most."""
_LONGEST = 10
"""Tokens of the longest condition that is given whole; of a longer one, its first word is."""

Found = tuple[Range, HedgeKind]


def of_main_clause(ctx: Context, root: int | None) -> list[Found]:
    """Return how the main clause at `root` limits what is said, in no order; no two overlap."""
    if root is None:
        return []
    head = ctx.doc[root]
    main = (
        _left_open(ctx, head) or _possible(ctx, head) or _negated(ctx, head) or _minded(ctx, head)
    )
    return [*([main] if main else []), *_conditions(ctx, head)]


def _negation(head: Token) -> Token | None:
    return next(iter(children(head, "neg")), None)


def _first(head: Token, negation: Token) -> int:
    """Return the first token of a negated verb: its auxiliary, or "not" by itself."""
    before = negation.nbor(-1) if negation.i else negation
    return before.i if before.pos_ == "AUX" or before == head else negation.i


def _negated(ctx: Context, head: Token) -> Found | None:
    """Read a negated verb: "was not", "does not discuss", "don't think"."""
    negation = _negation(head)
    if negation is None:
        return None
    first, lemma = _first(head, negation), head.lemma_.lower()
    whole = ctx.range_of(first, max(negation.i, head.i))
    short = max(negation.i, head.i) - first <= _NEAR
    if lemma in _UNSURE:
        kind = HedgeKind.NON_CORROBORATION
        return (whole if short else ctx.range_of(first, negation.i)), kind
    if lemma in refusal_words()["disclose"] and _of_a_pronoun(head):
        return whole, HedgeKind.REFUSAL
    if lemma in _THINK and short and children(head, "ccomp"):
        return whole, HedgeKind.NEGATION
    return ctx.range_of(first, negation.i), HedgeKind.NEGATION


def _possible(ctx: Context, head: Token) -> Found | None:
    """Read "cannot rule out": what is not ruled out is possible."""
    negation = _negation(head)
    particle = next((c for c in children(head, "prt") if c.lower_ == "out"), None)
    excludes = (head.lemma_ == "rule" and particle) or head.lemma_ == "exclude"
    if negation is None or not excludes:
        return None
    last = particle or head
    return ctx.range_of(_first(head, negation), max(last.i, negation.i)), HedgeKind.POSSIBILITY


def _left_open(ctx: Context, head: Token) -> Found | None:
    """Read "was not clear", "is unsure whether", "there is no evidence that"."""
    for state in children(head, "acomp", "attr", "oprd"):
        negation = _negation(head) or _negation(state)
        if state.lower_ in _OPEN:
            return ctx.range_of(state.i, state.i), HedgeKind.NON_CORROBORATION
        if state.lower_ in _SURE and negation is not None:
            span = ctx.range_of(_first(head, negation), state.i)
            return span, HedgeKind.NON_CORROBORATION
    if head.lower_ in _SURE | _OPEN and head.pos_ in {"ADJ", "VERB"}:
        negation = _negation(head)
        if head.lower_ in _OPEN or negation is not None:
            first = head.i if negation is None else _first(head, negation)
            return ctx.range_of(first, head.i), HedgeKind.NON_CORROBORATION
    if head.lemma_ not in _HOLDS:
        return None
    for noun in children(head, "attr", "dobj", "nsubj", "nsubjpass"):
        lack = next((c for c in children(noun, "det") if c.lower_ == "no"), None)
        if lack is not None and noun.lemma_.lower() in _GROUNDS:
            return ctx.range_of(lack.i, noun.i), HedgeKind.NON_CORROBORATION
    return None


def _minded(ctx: Context, head: Token) -> Found | None:
    """Read a verb of the mind whose subject is a pronoun: "said she hoped it would end"."""
    if _of_a_pronoun(head) and head.lemma_.lower() in _MINDS and children(head, "ccomp"):
        return ctx.range_of(head.i, head.i), HedgeKind.BELIEF
    return None


def _of_a_pronoun(head: Token) -> bool:
    """Tell whether the verb's subject is a pronoun, as a speaker's own usually is."""
    return any(subject.pos_ == "PRON" for subject in children(head, "nsubj"))


def _conditions(ctx: Context, head: Token) -> Iterator[Found]:
    """Yield the conditions of the main clause: "if elected", "unless the army withdraws"."""
    for clause in children(head, "advcl", "prep"):
        mark = _condition_mark(clause)
        if mark is None or any(head.i < c.i < clause.i for c in children(head, "conj")):
            continue  # "lied, and said that he would be jailed unless he came": of the second alone
        first, last = clause.left_edge.i, clause.right_edge.i
        while last > first and ctx.doc[last].is_punct:
            last -= 1
        whole = mark.i == first and last - first < _LONGEST
        yield ctx.range_of(mark.i, last if whole else mark.i), HedgeKind.CONDITION


def _condition_mark(clause: Token) -> Token | None:
    """Return the word that opens a condition; "even if" and "as if" open none."""
    for mark in (*children(clause, "mark", "advmod"), clause):
        if mark.lower_ in _CONDITIONS and mark.i <= clause.i:
            before = mark.nbor(-1).lower_ if mark.i else ""
            return None if before in {"even", "as"} else mark
    return None
