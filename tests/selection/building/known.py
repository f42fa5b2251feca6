"""The shipped frameworks as the builder takes them, without a database."""

from selection.frameworks.models import Origin
from selection.frameworks.queries import FrameworkSet, Version
from vacancies import shipped_frameworks

KNOWN = FrameworkSet(
    {
        code: Version(code=code, number=1, fingerprint=code, origin=Origin.SHIPPED, made_at=None, framework=framework)
        for code, framework in shipped_frameworks().items()
    }
)
