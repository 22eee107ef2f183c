"""The commands of `nianbao`, a module for each kind of work; `pipeline.cli` imports them when they are asked for."""
