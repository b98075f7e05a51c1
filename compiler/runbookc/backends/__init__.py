"""Runbooks and pages become files in memory: one package per format."""
