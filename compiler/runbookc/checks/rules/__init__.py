"""The rules, one module each, named by the rule's name. Found by `registry`, listed nowhere."""
