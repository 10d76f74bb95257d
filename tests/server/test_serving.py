"""One server a workspace."""

from pathlib import Path

import pytest

from tropa.errors import ConflictError
from tropa.server.serving import alone


def test_a_second_server_of_a_workspace_is_refused_until_the_first_has_gone(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(ConflictError) as refused, alone(tmp_path):
        pass
    assert refused.value.code == "server.already_served"
    with alone(tmp_path):
        pass
