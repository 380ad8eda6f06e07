using System;

namespace HolySheep.Chat.Tools;

/// <summary>A tool that the model may ask the caller to run.</summary>
public sealed record ChatTool
{
    /// <summary>Creates a tool.</summary>
    /// <param name="name">A name of letters, digits, dashes and underscores, at most 64 of them.</param>
    /// <param name="description">What the tool does and when to use it; null sends none.</param>
    /// <param name="parameters">The JSON schema of its arguments, as JSON text; null means a tool without arguments.</param>
    public ChatTool(string name, string? description = null, string? parameters = null)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Description = description;
        Parameters = parameters ?? """{"type":"object","properties":{}}""";
    }

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>What the tool does and when to use it.</summary>
    public string? Description { get; }

    /// <summary>The JSON schema of its arguments, as JSON text.</summary>
    public string Parameters { get; }

    /// <summary>True if the provider must hold the arguments to the schema; null leaves it to the provider.</summary>
    public bool? Strict { get; init; }
}
