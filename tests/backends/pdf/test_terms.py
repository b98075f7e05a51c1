import pytest

from runbookc.backends.pdf.terms import Term, term_of, terms_in


@pytest.mark.parametrize(
    "text",
    [
        r"C:\Program Files\Demo\CertsInfo",
        r"...\Demo\Demo Server\bin",
        r"\\server\share\demo.msi",
        r"%ProgramFiles%\Demo",
        r"HKLM\SOFTWARE\Demo",
        r"Demo\Server\CertsInfo",
        r"Server\demo.conf",
        "Demo\\",
        "/etc/demo/config.yaml",
        "/var/lib/demo/",
        "~/.kube/config",
        "conf/demo.conf",
        "logs/",
        "setup.exe",
        "demo-8.0.0.1234.msi",
        "<name>.pfx",
        "$HOME/.profile",
    ],
)
def test_paths_and_file_names(text: str) -> None:
    assert term_of(text) == Term("path", text)


@pytest.mark.parametrize(
    "text",
    [
        "net stop demo",
        "sudo systemctl restart demo",
        "setup.exe /q",
        '"C:\\Program Files\\Demo\\setup.exe" /q /norestart',
        "kubectl get nodes",
        "demo-server --reset",
        "Get-Service",
        "./upgrade.sh 8.0",
    ],
)
def test_commands(text: str) -> None:
    assert term_of(text) == Term("command", text)


@pytest.mark.parametrize(
    "text",
    [
        *("true", "8.0", "/q", "yes/no", "24/7", "https://example.com/a.zip", "example.com", ""),
        *("Demo Server", "<script>", "enable: true", "LocalSystem", "--force", "// a", "{a/b}"),
        *(r"DOMAIN\user", r"SQL01\INSTANCE"),
    ],
)
def test_values_and_names_are_left_out(text: str) -> None:
    assert term_of(text) is None


def test_what_the_text_calls_a_folder_is_one() -> None:
    assert term_of("CertsInfo", " folder of the server") == Term("path", "CertsInfo")
    assert term_of("CertsInfo", " value") is None


def test_shell_blocks_give_commands_and_their_paths() -> None:
    text = "# first stop it\n$ systemctl stop demo\ncp /etc/demo/a.conf \\\n  /root/backup/a.conf"
    assert list(terms_in(text, "sh")) == [
        Term("command", "systemctl stop demo"),
        Term("command", "cp /etc/demo/a.conf /root/backup/a.conf"),
        Term("path", "/etc/demo/a.conf"),
        Term("path", "/root/backup/a.conf"),
    ]


def test_other_blocks_give_paths_only() -> None:
    text = 'path: /var/lib/demo\nname: "C:\\Demo Data\\a.db"\nrun fast -x'
    assert list(terms_in(text, "yaml")) == [
        Term("path", "/var/lib/demo"),
        Term("path", r"C:\Demo Data\a.db"),
    ]


def test_block_that_is_a_path_is_one_entry() -> None:
    path = r"...\Demo\Demo Server\bin" + "\\"
    assert list(terms_in(path)) == [Term("path", path)]


def test_long_command_is_cut_between_words() -> None:
    (term,) = terms_in("helm upgrade demo " + "--set name=value " * 9, "bash")
    assert len(term.text) <= 74
    assert term.text.endswith("name=value …")
