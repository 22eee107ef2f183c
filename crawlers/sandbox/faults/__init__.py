"""What goes wrong on the real web, one fault a site, and what has to come of each.

    with serve(root, faults=[*FAULTS]) as sandbox:
        ...  # sandbox.faults: which site has which; sandbox.faults[site_id].outcome: what its run has to come to

A fault is a change of a site before it is served (`arrange`: other entries in a listing, another robots.txt) and of its
answers while it is (`wrap`, one responder made of another). All of them are deterministic: what an answer depends on is how
often the address was asked for, never the time or chance. No report is lost but those that `out_of_reach` names.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawlers.sandbox.faults import contents, copies, hosts, later, wires
from crawlers.sandbox.faults.fault import Fault, Later
from crawlers.sandbox.site import Site

FAULTS: dict[str, Fault] = {
    fault.name: fault for module in (hosts, wires, contents, copies, later) for fault in module.FAULTS
}
"""Every fault by name."""


def assign(names: Sequence[str], sites: Sequence[Site]) -> dict[str, Fault]:
    """Give each named fault a site of its own, in order, and arrange it; returns the faults by the ids of their sites.

    Raises ValueError for a name that no fault has, or where there are not enough sites that a fault can befall.
    """
    for name in names:
        if name not in FAULTS:
            raise ValueError(f"no fault {name!r}; there are {', '.join(FAULTS)}")
    chosen: dict[str, Fault] = {}
    for fault in sorted((FAULTS[name] for name in names), key=lambda fault: not fault.families):
        site = next((one for one in sites if one.site_id not in chosen and fault.can_befall(one)), None)
        if site is None:
            raise ValueError(f"no site is left for the fault {fault.name!r}: make more governments than {len(names)}")
        chosen[site.site_id] = fault
    for site in sites:
        if site.site_id in chosen:
            chosen[site.site_id].arrange(site, sites)
    return chosen


__all__ = ["FAULTS", "Fault", "Later", "assign"]
