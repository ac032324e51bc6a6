"""A browser over two dossiers that are sealed and signed for real, with the real writer and reader of packages."""

import copy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

from archive.domain.dossier import OpenDossier
from archive.jobs.worker import Worker
from archive.ports import Parts
from archive.workflow.jobs import newest
from tests.api.fakes import MemorySearch
from tests.api.world import World
from tests.log_parts import MemoryTiles
from tests.parts import MemoryBlobs, MemoryDesk, MemoryRecords
from tests.workflow.export_world import sealed_parts


def packing_world(outbox: Path, *dossiers: OpenDossier) -> World:
    """Two sealed units unless others are given; packages lie in `outbox`."""
    made = sealed_parts(*dossiers) if dossiers else _two_sealed()
    desk = copy.deepcopy(cast("MemoryDesk", made.desk))
    blobs = copy.deepcopy(cast("MemoryBlobs", made.blobs))
    records = copy.deepcopy(cast("MemoryRecords", made.records))
    search, tiles = MemorySearch(), copy.deepcopy(cast("MemoryTiles", made.tiles))
    parts = replace(made, desk=desk, blobs=blobs, records=records, search=search, tiles=tiles, outbox=outbox)
    return World(desk, blobs, records, search, parts)


@cache
def _two_sealed() -> Parts:
    """Made once; every world is a copy of it."""
    return sealed_parts()


def work(world: World) -> str:
    """Do the job that waits; what came of it, or what went wrong."""
    assert Worker(world.parts, "w").work_once()
    job = newest(world.parts)[0]
    return job.result.get("said", "") or job.sentence
