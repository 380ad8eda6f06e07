namespace HolySheep.Interactive;

/// <summary>Something that a session shows.</summary>
/// <param name="Kind">The kind of the event.</param>
/// <param name="Text">Its text; empty if the kind says all.</param>
public sealed record SessionEvent(SessionEventKind Kind, string Text = "");
