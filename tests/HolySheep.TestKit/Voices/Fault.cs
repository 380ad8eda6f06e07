namespace HolySheep.TestKit.Voices;

/// <summary>An error as a test words it; each wire puts it in its own form.</summary>
internal sealed record Fault(string? Code, string Message, string? Type);
