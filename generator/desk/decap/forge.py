"""A forge that keeps the records of a site, as Decap CMS has to know it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

GITEA, FORGEJO, GITLAB, GITHUB = "gitea", "forgejo", "gitlab", "github"
BACKENDS = (GITEA, FORGEJO, GITLAB, GITHUB)
SERVER, SIGN_IN, APPLICATION = (
    "https://ADDRESS-OF-YOUR-SERVER",
    "https://ADDRESS-OF-YOUR-SIGN-IN-SERVICE",
    "ID-OF-YOUR-APPLICATION",
)
"""What stands in the configuration until somebody who knows it says it."""
_PREFIXES = {GITEA: "/api/v1", FORGEJO: "/api/v1", GITLAB: "/api/v4"}
_REPOSITORY = re.compile(r"[^\s/]+(/[^\s/]+)+")
_BRANCH = re.compile(r"[^\s~^:?*\[\\]+")
_ADDRESS = re.compile(r"https://[^\s/?#@]+(/[^\s?#]*)?")


@dataclass(frozen=True, slots=True)
class Forge:
    """Where the records are kept, and how people sign in. Raises :class:`CannotRun` for what cannot be."""

    backend: str
    repository: str
    branch: str
    server: str = ""
    """The address of the forge; for GitHub of the service through which people sign in."""
    application: str = ""
    """The id of the application that the forge knows the page by."""

    def __post_init__(self) -> None:
        if not _REPOSITORY.fullmatch(self.repository):
            raise CannotRun(say("A repository is written like {example}.", example="office/disclosure"))
        if not _BRANCH.fullmatch(self.branch):
            raise CannotRun(say("'{name}' is no name of a branch.", name=self.branch))
        if self.server and not _ADDRESS.fullmatch(self.server):
            raise CannotRun(
                say("An address of a server is written like {example}.", example="https://git.example.org")
            )

    @property
    def has_workflow(self) -> bool:
        """Whether Decap has drafts and a review there: its backend for Gitea stops at a configuration that asks for them."""
        return self.backend != GITEA

    def settings(self) -> dict[str, Any]:
        made = {"name": self.backend, "repo": self.repository, "branch": self.branch}
        if self.backend == GITHUB:
            return {**made, "base_url": self.server or SIGN_IN}
        server = (self.server or SERVER).rstrip("/")
        made |= {"base_url": server, "api_root": server + _PREFIXES[self.backend]}
        if self.backend == GITLAB:
            made["auth_type"] = "pkce"
        return {**made, "app_id": self.application or APPLICATION}

    def missing(self) -> Sequence[str]:
        """What stands there in place of something that was not said."""
        said = " ".join(self.settings().values())
        return [each for each in (SERVER, SIGN_IN, APPLICATION) if each in said]
