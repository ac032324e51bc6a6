"""The published audit log on a disk, for this program and any other that reads C2SP tlog-tiles.

tiles = FileLogTiles(home / "log")
tiles.publish(read, seal)
"""

from storage.log.tiles import FileLogTiles

__all__ = ["FileLogTiles"]
