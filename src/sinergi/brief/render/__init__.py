"""Renderers: from a typed brief to files. Each lays out and words, none computes a number."""
