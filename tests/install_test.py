#!/usr/bin/env python3
"""Installs a build under a prefix of its own, then uses it as a stranger would: the program finds its data there, and
the example, a project of its own, is configured, built and run against the installed package.

usage: install_test.py BUILD_FOLDER SOURCE_FOLDER CMAKE CXX_COMPILER CONFIGURATION [CXX_FLAGS]; exits 1 on the first fault.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

TEXT = "The French president condemned the German government on Monday."
DATE = "2024-11-26"
EXPECTED = "FRAGOV ACCUSE DEUGOV happened 2024-11-25"


def run(command, env, text=None, code=0):
    done = subprocess.run([str(part) for part in command], env=env, input=text, text=True, capture_output=True)
    if done.returncode != code:
        sys.exit(f"{command}: exit code {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def expect(condition, message):
    if not condition:
        sys.exit(message)


def strangers_environment(home):
    """No HERALD_ variable and an empty home, so that nothing of this user's is found."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("HERALD_", "XDG_"))}
    env["HOME"] = str(home)
    if "CCACHE_DIR" not in env:
        env["CCACHE_DISABLE"] = "1"
    return env


def check_files(prefix):
    for name in ("bin/herald", "include/herald/herald.h", "share/herald/codebook/weights.tsv",
                 "share/herald/actors/countries.tsv", "share/herald/model.herald"):
        expect((prefix / name).is_file(), f"{name} was not installed")
    for name in ("libherald.a", "heraldConfig.cmake", "heraldConfigVersion.cmake", "heraldTargets.cmake"):
        expect(list(prefix.rglob(name)), f"{name} was not installed")
    for folder in ("codebook", "actors"):
        expect(not (prefix / "share/herald" / folder).is_symlink(), f"{folder} is a link into the source tree")


def check_program(prefix, env):
    """The installed program codes the text with the data of its prefix; gives the line it prints."""
    herald = prefix / "bin/herald"
    expect("herald" in run([herald, "--version"], env), "no version")
    lines = run([herald, "code", "--input", "text", "--date", DATE], env, TEXT).splitlines()
    expect(len(lines) == 1, f"herald code printed {len(lines)} lines")
    report = json.loads(lines[0])
    expect(report["text"] == TEXT and report["action"]["type"] == "ACCUSE", f"not what was expected: {lines[0]}")
    return lines[0]


def check_example(prefix, source, work, env, cmake, compiler, configuration, flags):
    """The example prints a spelling and the same bytes as the program."""
    run([cmake, "-S", source / "examples", "-B", work, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={compiler}",
         f"-DCMAKE_BUILD_TYPE={configuration}", f"-DCMAKE_CXX_FLAGS={flags} -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"], env)
    run([cmake, "--build", work], env)
    return run([work / "code_a_text", TEXT, DATE], env).splitlines()


def check_errors(prefix, work, env):
    """Wrong input and missing data are told, with exit code 1."""
    run([work / "code_a_text", TEXT, "last Monday"], env, code=1)
    (prefix / "share/herald/model.herald").rename(prefix / "model.aside")
    run([work / "code_a_text", TEXT, DATE], env, code=1)
    (prefix / "model.aside").rename(prefix / "share/herald/model.herald")


def main():
    build, source, cmake, compiler, configuration = sys.argv[1:6]
    flags = sys.argv[6] if len(sys.argv) > 6 else ""
    build, source = pathlib.Path(build), pathlib.Path(source)
    expect((build / "share/herald/model.herald").exists(), f"no model in {build}/share/herald: ./test makes it")
    with tempfile.TemporaryDirectory(prefix="herald-install-") as folder:
        root = pathlib.Path(folder)
        prefix, work, home = root / "a prefix", root / "example", root / "home"
        home.mkdir()
        env = strangers_environment(home)
        run([cmake, "--install", build, "--prefix", prefix, "--config", configuration], env)
        check_files(prefix)
        line = check_program(prefix, env)
        spelling, *rest = check_example(prefix, source, work, env, cmake, compiler, configuration, flags)
        expect(spelling == EXPECTED, f"expected {EXPECTED}, got {spelling}")
        expect(rest == [line], f"program and library differ:\n{line}\n{rest}")
        check_errors(prefix, work, env)
    print("install: program, library, header, data and package work from a prefix")


if __name__ == "__main__":
    main()
