"""What an optional part of Tropa is missing for is told with the command that brings it."""

import pytest

from tropa.errors import MissingExtraError, needed


def test_a_missing_package_names_the_extra_to_install() -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'tropa\[export\]'"), needed("nowhere", "export"):
        raise ModuleNotFoundError("No module named 'nowhere.deep'", name="nowhere.deep")


def test_a_fault_inside_the_package_is_not_taken_for_its_absence() -> None:
    with pytest.raises(ModuleNotFoundError), needed("nowhere", "export"):
        raise ModuleNotFoundError("No module named 'other'", name="other")
