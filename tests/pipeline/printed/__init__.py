"""Reports as people lay them out, damage them and write them down: apart from the sandbox, so that neither can hide the other's habits."""
