#!/usr/bin/env python3
"""The published schema of .tieline.yaml and the program agree: usage: configuration_schema.py PROGRAM SOURCE_FOLDER

docs/schema/tieline.schema.json is what `tieline config schema` prints, and each configuration of
tests/cli/configurations.json, which are written as JSON so that both can read them, is taken or refused by both.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

program, source = sys.argv[1], pathlib.Path(sys.argv[2])
failures = []


def check(right, what):
    if not right:
        failures.append(what)


printed = subprocess.run([program, 'config', 'schema'], stdout=subprocess.PIPE, check=True, text=True).stdout
check(printed == (source / 'docs/schema/tieline.schema.json').read_text(),
      'docs/schema/tieline.schema.json is out of date; run scripts/generate-docs')
schema = json.loads(printed)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)

configurations = json.loads((source / 'tests/cli/configurations.json').read_text())
known = set(schema['properties'])
shown = {key for configuration in configurations['good'] for key in configuration or {}}
check(known == shown, f'no good configuration shows {sorted(known - shown)}')

for verdict, cases in configurations.items():
    for configuration in cases:
        text = json.dumps(configuration)
        with tempfile.TemporaryDirectory() as folder:
            for name in ('base.yaml', 'prod.tfvars', 'prod.json'):
                (pathlib.Path(folder) / name).write_text('{}' if name.endswith('json') else '')
            (pathlib.Path(folder) / '.tieline.yaml').write_text(text)
            run = subprocess.run([program, 'config', 'show'], cwd=folder, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True)
        check(validator.is_valid(configuration) == (verdict == 'good'), f'the schema is wrong about {verdict} {text}')
        check(run.returncode == (0 if verdict == 'good' else 2), f'the program is wrong about {verdict} {text}:\n{run.stderr}')
        check(verdict == 'good' or run.stderr.startswith('tieline: .tieline.yaml:1:'), f'no place for {text}:\n{run.stderr}')

print('\n'.join(failures))
sys.exit(1 if failures else 0)
