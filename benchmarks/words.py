"""The words that generated pages are made of."""

PRODUCTS = (
    ("harbor", "Harbor Gateway"),
    ("lantern", "Lantern Monitor"),
    ("quarry", "Quarry Archive"),
    ("meridian", "Meridian Directory"),
)

NOUNS = (
    "agent",
    "archive",
    "certificate",
    "collector",
    "connection",
    "console",
    "database",
    "event log",
    "gateway",
    "host",
    "index",
    "licence",
    "mailbox",
    "policy",
    "port",
    "queue",
    "report",
    "role",
    "schedule",
    "service account",
    "session",
    "store",
    "template",
    "token",
    "web application",
)

ADJECTIVES = (
    "active",
    "central",
    "custom",
    "encrypted",
    "external",
    "global",
    "idle",
    "internal",
    "local",
    "primary",
    "read-only",
    "remote",
    "secondary",
    "shared",
    "signed",
    "temporary",
)

PLACES = (
    "the server",
    "the domain controller",
    "the management host",
    "every node",
    "the database server",
    "the client computers",
)

ACTIONS = (
    "Open the console and sign in as an **administrator**",
    "Stop the service on the management host",
    "Copy the installer to the server",
    "Run the installer with elevated rights",
    "Select **Components** and those that this host needs, then select **Next**",
    "Enter the address of the database server as `host:port`",
    "Confirm the fingerprint of the certificate",
    "Start the service again",
    "Check that every agent reports its version",
    "Export the report for your records",
)

TOPICS = (
    "manage the {adjective} {noun}",
    "the {adjective} {noun}",
    "connect a {noun} to {place}",
    "{noun} and {other} settings",
    "move the {noun} to another host",
)

SENTENCES = (
    "The {noun} keeps its {adjective} state in the {other} and reads it again when it starts.",
    "Each {noun} on {place} needs one {adjective} {other}, which it gives back after use.",
    "When the {adjective} {noun} is full, {product} waits {number} seconds before it tries again.",
    "An administrator decides which {noun} may see the {adjective} {other} of a site.",
    "By default the {noun} listens on {place} and answers only to a {adjective} {other}.",
    "Changes to a {adjective} {noun} take effect at once; those to its {other} after a restart.",
    "You can keep up to {number} of them, though a {adjective} {noun} rarely needs that many.",
    "Where the {noun} and the {other} disagree, the {adjective} one wins.",
)

HAZARDS = (
    "The {noun} is not available until {place} has started again.",
    "Keep a copy of the {adjective} {noun} away from {place}.",
    "Anyone who holds the {noun} can read the {other}.",
    "Removing the {noun} also removes every {adjective} {other} that belongs to it.",
    "The {adjective} {noun} may take {number} minutes.",
)

COMMANDS = (
    "harborctl {noun} list --limit {number}",
    'curl --fail "https://localhost:8443/{noun}/status?count={number}"',
    "systemctl restart lantern-{number}",
    "Get-Service -Name 'Quarry{number}'",
)
