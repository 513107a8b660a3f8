# The recipe for everything that has to hold before a change is merged. The steps stand in `.ci/run`.
ci:
    ./.ci/run
