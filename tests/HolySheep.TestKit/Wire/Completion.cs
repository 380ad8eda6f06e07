using System.Collections.Immutable;

namespace HolySheep.TestKit.Wire;

/// <summary>What the model says; a null text echoes the last user message.</summary>
internal sealed record Completion(string? Text)
{
    public string FinishReason { get; init; } = "stop";

    public string? Model { get; init; }

    public string? Reasoning { get; init; }

    public string? Refusal { get; init; }

    public ImmutableArray<(string Name, string Arguments)> ToolCalls { get; init; } = [];

    public ReplyUsage? Usage { get; init; }
}
