class DigestChecker:
    passed: bool | None
    problems: list[str]
