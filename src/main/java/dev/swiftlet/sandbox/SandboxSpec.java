package dev.swiftlet.sandbox;

import io.vertx.core.Context;

/// A sandbox to be made.
///
/// @param image a tag, a digest or an id; what is there is used, nothing is pulled
/// @param context the event loop that its agent's connection is confined to
public record SandboxSpec(SandboxName name, String image, SandboxLimits limits, Context context) {}
