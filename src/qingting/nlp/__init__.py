"""Language engines: pure, separable, without Django, clock or network. Ask `build` for one; read `results` for what it answers."""
