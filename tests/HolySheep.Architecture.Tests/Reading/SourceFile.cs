namespace HolySheep.Architecture.Tests.Reading;

/// <summary>A source file; the path is relative to its project's folder, with slashes.</summary>
internal sealed record SourceFile(string RootNamespace, string Path, string Text);
