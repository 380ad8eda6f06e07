namespace HolySheep.Architecture.Tests.Reading;

/// <summary>A text that stands in the code: a name, or a literal.</summary>
internal sealed record Wording(string Place, string Text, bool IsName);
