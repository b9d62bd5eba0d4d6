"""Settings by surroundings: `production` reads everything from the environment, `demo` and
`test` fill in what `./run` starts. All three build on `base`.
"""
