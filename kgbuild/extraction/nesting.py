"""Which claim lies in the content of which: chains of relayed claims ("Reuters, citing the army, said that ...")."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.model import Claim, Span


def nest(claims: Sequence[Claim]) -> None:
    """Gives each claim its key, and as `within` the innermost other claim whose content holds its cue.

    Time grows with the number of claims times the depth of their nesting.
    """
    for claim in claims:
        claim.key = f"#claim-{claim.cue[0].begin}-{claim.cue[0].end}"
    pieces = sorted((piece, at) for at, claim in enumerate(claims) for piece in claim.content)
    order = sorted(range(len(claims)), key=lambda i: claims[i].cue[0])
    live: list[tuple[Span, int]] = []
    following = 0
    for at in order:
        claim, cue = claims[at], claims[at].cue[0]
        while following < len(pieces) and pieces[following][0].begin <= cue.begin:
            live.append(pieces[following])
            following += 1
        live = [entry for entry in live if entry[0].end > cue.begin]
        holders = [claims[i] for piece, i in live if i != at and piece.covers(cue)]
        holders = [h for h in holders if not any(piece.covers(h.cue[0]) for piece in claim.content)]
        if holders:
            claim.within = min(holders, key=_size).key


def _size(claim: Claim) -> tuple[int, str]:
    return sum(piece.end - piece.begin for piece in claim.content), claim.key
