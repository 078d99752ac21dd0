"""nomenklatura's logic-v2 as a second opinion on names (extra ``sinergi[screening]``)."""

from __future__ import annotations

import itertools
from typing import Any

from sinergi.errors import MissingDependencyError


class LogicV2Scorer:
    """Scores pairs of organisation names with logic-v2.

    nomenklatura keeps what it computed of an entity by the entity's id, so every name gets an id
    that no other name ever has.

    Raises:
        MissingDependencyError: nomenklatura is not installed.
    """

    name = "logic-v2"

    def __init__(self) -> None:
        try:
            from followthemoney import ValueEntity, model
            from nomenklatura.matching import LogicV2
        except ImportError as error:
            raise MissingDependencyError(
                f"nomenklatura is not installed ({error})",
                advice="Install sinergi[screening] (needs libicu-dev and g++), or leave out "
                "--second-opinion",
            ) from error
        self._algorithm: Any = LogicV2
        self._config = LogicV2.default_config()
        self._entity: Any = ValueEntity
        self._schema = model.get("Organization")
        self._ids = itertools.count()
        self._made: dict[str, Any] = {}

    def score(self, left: str, right: str) -> float:
        """logic-v2's score of two names, 0 to 1."""
        pair = self._entity_of(left), self._entity_of(right)
        return float(self._algorithm.compare(*pair, self._config).score)

    def _entity_of(self, name: str) -> Any:
        if name not in self._made:
            entity = self._entity(self._schema, {"id": f"name-{next(self._ids)}"})
            entity.add("name", name)
            self._made[name] = entity
        return self._made[name]
