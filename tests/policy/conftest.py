import pytest

from qingting.policy.schema import Standard
from tests.policy.support import shipped


@pytest.fixture(scope="session")
def standard() -> Standard:
    return shipped()
