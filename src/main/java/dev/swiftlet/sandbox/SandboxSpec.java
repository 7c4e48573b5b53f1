package dev.swiftlet.sandbox;

import io.vertx.core.Context;

/// A sandbox to be made.
///
/// @param image a tag, a digest or an id; what is there is used, nothing is pulled
/// @param session what it is for; becomes a label
/// @param context the event loop that its agent's connection is confined to
public record SandboxSpec(SandboxName name, String image, String session, SandboxLimits limits, Context context) {}
