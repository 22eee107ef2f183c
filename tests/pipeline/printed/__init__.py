"""Reports as people lay them out, damage them and write them down: apart from the sandbox, whose habits are others."""
