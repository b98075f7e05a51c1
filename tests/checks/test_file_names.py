import pytest

from tests.checks.harness import excerpt, findings


def marked(page: str) -> list[str]:
    files = {"docs/a.md": page}
    return [excerpt(files, item) for item in findings("TRM001", files)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Copy agent-csr.pem.\n\n- agentcsr.pem\n- `agent-csr.pem`\n", ["agentcsr.pem"]),
        ("```sh\ncp guard-sever.yml x\n```\n\nEdit `guard-server.yml`, guard-server.yml.\n", 1),
        ("Edit guard_setting.py. Then `guard_settings.py` and guard_settings.py.\n", 1),
        ("Edit GuardAgnet.exe.config beside GuardAgent.exe.config, GuardAgent.exe.config.\n", 1),
        ("Copy users.json and user.json, which hold users.\n", []),
        ("Start guardrunner.exe, guardrunner.exe or guardrunnerw.exe.\n", []),
        ("Copy guard-a.pem to guard-b.pem.\n", []),
        ("Copy guardnode1.conf, guardnode12.conf and guardnode2.conf.\n", []),
        ("Copy guard-key.pem and guard-keys.crt.\n", []),
        ("Copy [it](files/guardserver.yml), edit guardsever.yml.\n", []),
        ("Copy Guard-Server.yml to guard-server.yml.\n", []),
    ],
)
def test_names_one_slip_apart(page: str, expected: list[str] | int) -> None:
    found = marked(page)
    assert (found if isinstance(expected, list) else len(found)) == expected
