"""The vendor's client code, in TypeScript, against an agent on a server of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .standalone import KEY, ROOT, standalone
from .vendor_agent import ASSISTANT_ID

FRONTEND = ROOT / "frontend"
VITEST = FRONTEND / "node_modules" / "vitest" / "vitest.mjs"
AGENT = "from tests.contract.vendor_agent import agent\n"


@pytest.mark.each_database
def test_the_vendors_client_finds_what_the_contract_promises(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not VITEST.exists():
        pytest.skip("the client's packages are not installed: run `npm ci` in frontend/")
    results = tmp_path / "results.json"
    with standalone(tmp_path, agent=AGENT) as server:
        done = subprocess.run(
            [
                node,
                str(VITEST),
                "run",
                "--config=contract/vitest.config.ts",
                "--reporter=json",
                f"--outputFile.json={results}",
            ],
            cwd=FRONTEND,
            env={
                **os.environ,
                "CHATKIT_CONTRACT_URL": server.url,
                "CHATKIT_CONTRACT_KEY": KEY,
                "CHATKIT_CONTRACT_ASSISTANT": ASSISTANT_ID,
            },
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert results.exists(), done.stderr
    report = json.loads(results.read_text())
    tests = [one for file in report["testResults"] for one in file["assertionResults"]]
    problems = [one["message"] for one in report["testResults"] if one.get("message")]
    problems += [
        f"{one['title']}\n{message}" for one in tests for message in one["failureMessages"]
    ]
    assert not problems, "\n\n".join(problems)
    assert done.returncode == 0, done.stderr
    files = {path.name for path in (FRONTEND / "contract").glob("*.test.ts")}
    assert {Path(one["name"]).name for one in report["testResults"]} == files
    assert {one["status"] for one in tests} == {"passed"}
